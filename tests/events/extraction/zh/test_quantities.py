"""Sums, shares and counts in Chinese text."""

from __future__ import annotations

import pytest

from events.extraction.text import fold
from events.extraction.zh.quantities import (
    count_slots,
    money_slots,
    parameters_in,
    percent_slots,
)


@pytest.mark.parametrize(
    ("text", "value", "currency", "qualifier"),
    [
        ("13亿元", 1.3e9, "CNY", "exact"),
        ("超过60亿元", 6e9, "CNY", "over"),
        ("近亿元", 1e8, "CNY", "under"),
        ("数亿元", 1e8, "CNY", "several"),
        ("数千万美元", 1e7, "USD", "several"),
        ("上亿元", 1e8, "CNY", "over"),
        ("50亿元以上", 5e9, "CNY", "over"),
        ("约7.5亿元人民币", 7.5e8, "CNY", "about"),
        ("1亿5000万元", 1.5e8, "CNY", "exact"),
        ("两亿五千万元", 2.5e8, "CNY", "exact"),
        ("三点五亿美元", 3.5e8, "USD", "exact"),
        ("1,300万美元", 1.3e7, "USD", "exact"),
        ("$1.5 billion", 1.5e9, "USD", "exact"),
        ("逾2亿港元", 2e8, "HKD", "over"),
        ("20余亿元", 2e9, "CNY", "over"),
        ("３亿欧元", 3e8, "EUR", "exact"),
        ("5億美元", 5e8, "USD", "exact"),
        ("2亿B轮融资", 2e8, "CNY", "exact"),
    ],
)
def test_a_sum_is_read_with_its_currency_and_vagueness(text, value, currency, qualifier):
    (slot,) = money_slots(fold(text), 0, len(text))

    assert (slot.value.value, slot.value.currency, slot.value.qualifier) == (
        value,
        currency,
        qualifier,
    )


@pytest.mark.parametrize("text", ["公元2000", "多元化", "单位元件", "3亿用户"])
def test_other_numbers_are_no_sums(text):
    assert list(money_slots(fold(text), 0, len(text))) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [("3%的股份", 0.03), ("42％", 0.42), ("三成员工", 0.3), ("百分之十二", 0.12), ("400%", 4.0)],
)
def test_a_share_is_a_fraction(text, share):
    assert [slot.value for slot in percent_slots(fold(text), 0, len(text))] == [share]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("超过85家", 85, "家"),
        ("67笔", 67, "笔"),
        ("1.2万人", 12_000, "人"),
        ("三百多人", 300, "人"),
    ],
)
def test_a_count_keeps_its_counter(text, value, unit):
    (slot,) = count_slots(fold(text), 0, len(text))

    assert (slot.value.value, slot.value.unit) == (value, unit)


def test_a_duration_is_no_count_and_a_round_no_number():
    assert list(count_slots("不到8个月,A1轮融资", 0, 12)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("70亿参数的", 7e9),
        ("参数量达1.8万亿", 1.8e12),
        ("671B总参数", 671e9),
        ("参数規模為720億", 72e9),
    ],
)
def test_parameters_are_counted(text, count):
    folded = fold(text)

    assert [value for *_, value in parameters_in(folded, 0, len(folded))] == [count]
