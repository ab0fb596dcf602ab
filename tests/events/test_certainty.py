from datetime import date

import pytest

from events.certainty import Witness, certainty_of, moves


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
