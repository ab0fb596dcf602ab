from datetime import date

import pytest

from people.dates import PartialDate, Precision


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2025-12-17 ", date(2025, 12, 17), date(2025, 12, 17)),
    ],
)
def test_a_partial_date_is_the_whole_period_that_it_names(text, start, end):
    period = PartialDate.parse(text)

    assert (period.start, period.end) == (start, end)
    assert PartialDate.parse(str(period)) == period


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "25", "2025-Q5", "March", "", "2025-1"])
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"2025-12|calendar"):
        PartialDate.parse(text)


def test_an_unknown_date_stands_at_the_day_it_was_first_told():
    period = PartialDate.unknown(date(2024, 5, 6))

    assert period.precision is Precision.UNKNOWN
    assert period.start == date(2024, 5, 6)
    assert str(period) == ""


@pytest.mark.parametrize(
    ("one", "other", "days", "expected"),
    [
        ("2024", "2024-05-06", 0, True),
        ("2024-05", "2024-06-02", 3, True),
        ("2024-05", "2024-06-02", 1, False),
        ("2023", "2024-01-31", 45, True),
    ],
)
def test_two_periods_are_near_when_the_gap_is_at_most_some_days(one, other, days, expected):
    assert PartialDate.parse(one).near(PartialDate.parse(other), days) is expected
