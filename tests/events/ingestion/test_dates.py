"""The days of feeds, in whatever way they write them."""

from datetime import date

import pytest

from events.ingestion.dates import day_of


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 20 Feb 2024 00:30:00 +0800",
        "Tuesday, 20 February 2024",
        "20 Feb 24 00:30 GMT",
        "20-Feb-2024",
        "February 20th, 2024",
        "Feb. 20, 2024 8:00 AM",
        "2024-02-20T00:30:00+08:00",
        "2024-02-20 00:30:00",
        "2024/2/20",
        "20240220T003000Z",
        "2024年2月20日 08:00",
        "二〇二四年二月二十日",
        "星期二, 20 二月 2024 00:30:00 +0000",
        "周二, 20 2月 2024 00:30:00 +0800",
        "２０２４／２／２０",
        "02/20/2024",
        "20.02.2024",
        "1708388000",
        "1708388000000",
    ],
)
def test_a_day_is_read_as_it_is_written(text):
    assert day_of(text) == date(2024, 2, 20)


def test_chinese_months_beyond_ten_are_read():
    assert day_of("二〇二四年十二月二十一日") == date(2024, 12, 21)
    assert day_of("周六, 21 十二月 2024 00:30:00 +0800") == date(2024, 12, 21)


@pytest.mark.parametrize(
    "text", ["", "3/4/2024", "2024-02-30", "yesterday", "12 foo 2024", "0001-01-01", "9" * 5000]
)
def test_what_gives_no_day_or_could_be_two_is_none(text):
    assert day_of(text) is None
