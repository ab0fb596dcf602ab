from datetime import date

import pytest

from events.certainty import Fate, Witness, certainty_of, fate_of, moves


def witness(certainty, day, origin=None, trust="press"):
    return Witness(certainty, date(2024, 5, day), origin or day, trust)


@pytest.mark.parametrize(
    ("witnesses", "expected"),
    [
        ([witness("rumoured", 1)], "rumoured"),
        ([witness("rumoured", 1), witness("confirmed", 3)], "confirmed"),
        ([witness("reported", 1), witness("denied", 2)], "denied"),
        ([witness("denied", 2), witness("confirmed", 3)], "confirmed"),
        ([witness("denied", 2), witness("rumoured", 3)], "denied"),
        ([witness("confirmed", 1, trust="rumour")], "rumoured"),
        ([witness("planned", 1), witness("reported", 1)], "reported"),
    ],
)
def test_certainty_follows_the_firmest_witness_and_the_last_denial(witnesses, expected):
    assert certainty_of(witnesses) == expected
    assert certainty_of(reversed(witnesses)) == expected


def test_only_the_articles_that_changed_something_moved_the_certainty():
    rumour, echo, report = witness("rumoured", 1), witness("rumoured", 2), witness("reported", 3)

    assert moves([report, rumour, echo]) == [(rumour, "rumoured"), (report, "reported")]


def test_nothing_follows_from_no_evidence():
    with pytest.raises(ValueError, match="evidence"):
        certainty_of([])


@pytest.mark.parametrize(
    ("told", "fate"),
    [
        ([("rumoured", "2024-03-01"), ("confirmed", "2024-04-15")], Fate("confirmed", 45)),
        ([("planned", "2024-03-01"), ("reported", "2024-03-20"), ("confirmed", "2024-04-01")],
         Fate("confirmed", 31)),
        ([("rumoured", "2024-03-01"), ("denied", "2024-04-02")], Fate("denied", 32)),
        ([("rumoured", "2024-03-01"), ("rumoured", "2024-03-11")], Fate("unheard_of", 10)),
        ([("rumoured", "2025-12-01")], None),
        ([("confirmed", "2024-03-01"), ("denied", "2024-04-02")], None),
        ([], None),
    ],
    ids=["it came true", "by way of a report", "it was denied", "it died", "it is fresh",
         "it was no rumour", "nobody told it"],
)  # fmt: skip
def test_what_became_of_a_rumour(told, fate):
    witnesses = [
        Witness(certainty, date.fromisoformat(day), origin=number)
        for number, (certainty, day) in enumerate(told)
    ]

    assert fate_of(witnesses, today=date(2026, 1, 1)) == fate
