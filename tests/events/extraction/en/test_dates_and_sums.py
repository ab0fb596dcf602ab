"""Dates and sums of money in English, on Thursday 16 May 2024."""

from __future__ import annotations

from datetime import date

import pytest

from events.extraction.en.dates import date_slots
from events.extraction.en.money import money_slots
from events.extraction.en.quantities import count_slots, percent_slots


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Tuesday", "2024-05-14"),
        ("yesterday", "2024-05-15"),
        ("last week", "2024-05"),
        ("last month", "2024-04"),
        ("earlier this year", "2024"),
        ("late last year", "2023"),
        ("in March", "2024-03"),
        ("in November", "2023-11"),
        ("last March", "2024-03"),
        ("May 5", "2024-05-05"),
        ("on March 3, 2023", "2023-03-03"),
        ("3 March 2023", "2023-03-03"),
        ("on Dec. 12", "2023-12-12"),
        ("Q1", "2024-Q1"),
        ("the third quarter of 2023", "2023-Q3"),
        ("last quarter", "2024-Q1"),
        ("first half of 2024", "2024-H1"),
        ("the second half of last year", "2023-H2"),
        ("two weeks ago", "2024-05"),
        ("three years ago", "2021"),
        ("fall 2026", "2026"),
        ("in 2021", "2021"),
        ("will launch on Friday", "2024-05-17"),
        ("plans to list in September", "2024-09"),
        ("by the end of the year", "2024"),
    ],
)
def test_dates_resolve_from_the_publication_day(words, expected):
    slots = list(date_slots(words, 0, len(words), date(2024, 5, 16)))

    assert [slot.value for slot in slots] == [expected]


@pytest.mark.parametrize("words", ["recently", "soon", "$2024", "he may go", "a march on power"])
def test_vague_words_are_no_dates(words):
    assert list(date_slots(words, 0, len(words), date(2024, 5, 16))) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("$1.2bn", (1.2e9, "USD", "exact")),
        ("US$300m", (3e8, "USD", "exact")),
        ("$40-billion", (4e10, "USD", "exact")),
        ("€105 million", (1.05e8, "EUR", "exact")),
        ("HK$2.5 billion", (2.5e9, "HKD", "exact")),
        ("RMB500 million", (5e8, "CNY", "exact")),
        ("500 million yuan", (5e8, "CNY", "exact")),
        ("up to $4 billion", (4e9, "USD", "under")),
        ("more than $1 billion", (1e9, "USD", "over")),
        ("about 2 billion euros", (2e9, "EUR", "about")),
        ("tens of millions of dollars", (1e7, "USD", "several")),
        ("Rs 500 crore", (5e9, "INR", "exact")),
        ("$1.3 billion-plus", (1.3e9, "USD", "over")),
    ],
)
def test_sums_of_money(words, expected):
    (slot,) = money_slots(words, 0, len(words))

    assert (slot.value.value, slot.value.currency, slot.value.qualifier) == expected


def test_shares_and_counts():
    text = "about 10% of staff, a third of users, 1,200 employees and a 671B-parameter model"

    assert [slot.value.value for slot in percent_slots(text, 0, len(text))] == [0.1, 0.3333]
    assert next(slot.value.value for slot in count_slots(text, 0, len(text))) == 671e9
    assert 1200 in [slot.value.value for slot in count_slots(text, 0, len(text))]
