"""Dates and sums as they are typed, in the words of either language."""

from decimal import Decimal

import pytest

from events.words.typed import date_of, sum_of
from people.money import Qualifier

M = 10**6


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", "2025"),
        ("2025-Q4", "2025-Q4"),
        (" 2025-12 ", "2025-12"),
        ("2025年12月", "2025-12"),
        ("2025年12月3日", "2025-12-03"),
        ("2025年第四季度", "2025-Q4"),
        ("2025年下半年", "2025-H2"),
        ("December 2025", "2025-12"),
        ("Dec 3, 2025", "2025-12-03"),
        ("Q4 2025", "2025-Q4"),
    ],
)
def test_a_date_is_read_with_what_is_known_of_it(text, day):
    assert str(date_of(text)) == day


@pytest.mark.parametrize(
    "text", ["", "去年", "yesterday", "soon", "2025-13", "2025或2026年", "2025年左右的事"]
)
def test_what_is_no_whole_date_is_not_guessed_at(text):
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high", "currency"),
    [
        ("近亿美元", Qualifier.UNDER, None, 100 * M, "USD"),
        ("about $5 million", Qualifier.ABOUT, 5 * M, 5 * M, "USD"),
        ("超过25亿元", Qualifier.OVER, 2500 * M, None, "CNY"),
        ("数千万元人民币", Qualifier.SEVERAL, 10 * M, 100 * M, "CNY"),
        ("US$1.2bn", Qualifier.EXACT, 1200 * M, 1200 * M, "USD"),
        ("5亿至10亿美元", Qualifier.RANGE, 500 * M, 1000 * M, "USD"),
        ("5至10亿元", Qualifier.RANGE, 500 * M, 1000 * M, "CNY"),
        ("$5m-$10m", Qualifier.RANGE, 5 * M, 10 * M, "USD"),
        ("$5 to 10 million", Qualifier.RANGE, 5 * M, 10 * M, "USD"),
        ("未披露", Qualifier.UNDISCLOSED, None, None, ""),
    ],
)
def test_a_sum_keeps_its_vagueness_and_its_words(text, qualifier, low, high, currency):
    told = sum_of(text)

    assert told is not None
    assert (told.qualifier, told.currency, told.words) == (qualifier, currency, text)
    assert (told.low, told.high) == tuple(
        None if bound is None else Decimal(bound) for bound in (low, high)
    )


@pytest.mark.parametrize(
    "text", ["", "5亿", "a lot", "$5 million in cash", "10亿至5亿元", "约5亿至10亿美元"]
)
def test_what_is_no_whole_sum_is_not_guessed_at(text):
    assert sum_of(text) is None
