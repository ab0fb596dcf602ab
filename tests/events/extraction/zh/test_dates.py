"""Chinese dates, read from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from events.extraction.text import fold
from events.extraction.zh.dates import Dates

PUBLISHED = date(2023, 8, 4)  # a Friday


def dates(text: str, published: date | None = PUBLISHED) -> list[str | None]:
    return [value for *_, value in Dates(published).find(fold(text), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨日", "2023-08-03"),
        ("上月底", "2023-07"),
        ("今年3月", "2023-03"),
        ("去年11月", "2022-11"),
        ("早在2020年7月", "2020-07"),
        ("今年上半年", "2023-H1"),
        ("去年Q4", "2022-Q4"),
        ("Q1人才报告", "2023-Q1"),
        ("三季度", "2023-Q3"),
        ("7月11日", "2023-07-11"),
        ("12月18日", "2022-12-18"),
        ("将于12月18日", "2023-12-18"),
        ("26日表示", "2023-07-26"),
        ("上周五", "2023-07-28"),
        ("周五", "2023-08-04"),
        ("上周", "2023-07"),
        ("今年秋季", "2023"),
        ("二〇二一年", "2021"),
        ("2023-06-30", "2023-06-30"),
        ("２０２３年６月", "2023-06"),
    ],
)
def test_a_date_is_resolved_as_far_as_it_is_told(text, expected):
    assert dates(text) == [expected]


@pytest.mark.parametrize("text", ["近日", "不久前", "前段时间", "6个月", "中国月球车", "30日元"])
def test_vague_words_and_durations_are_no_dates(text):
    assert dates(text) == []


def test_a_month_belongs_to_the_year_named_in_its_sentence():
    assert dates("2021年3月创立，7月关闭") == ["2021-03", "2021-07"]


def test_the_same_year_is_that_of_the_date_before():
    assert dates("2019年5月入职，同年9月离开") == ["2019-05", "2019-09"]


def test_a_relative_date_needs_the_day_of_publication():
    assert dates("昨日，去年3月", published=None) == [None, None]
