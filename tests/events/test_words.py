"""Dates, sums and numbers in words, in both languages, with what is vague about them."""

from decimal import Decimal

import pytest

from events.words import numbers
from events.words.dates import date_words, span_words
from events.words.money import sum_words
from events.words.phrases import round_words, title_words, unit_words
from people.dates import PartialDate
from people.money import Qualifier, Sum


@pytest.mark.parametrize(
    ("period", "within", "english", "chinese"),
    [
        ("2025-12-17", "", "17 Dec 2025", "2025年12月17日"),
        ("2025-12-17", "year", "17 Dec", "12月17日"),
        ("2025-12-17", "month", "17 Dec", "17日"),
        ("2025-10", "", "October 2025", "2025年10月"),
        ("2025-10", "year", "October", "10月"),
        ("2025-Q3", "", "Jul – Sep 2025", "2025年第三季度"),
        ("2025-Q4", "year", "Oct – Dec", "第四季度"),
        ("2026-H2", "", "2nd half of 2026", "2026年下半年"),
        ("2026-H1", "year", "1st half", "上半年"),
        ("2024", "", "2024", "2024年"),
        ("2024", "year", "In 2024", "2024年内"),
    ],
)
def test_dates_tell_as_much_as_is_known(period, within, english, chinese):
    date = PartialDate.parse(period)

    assert date_words(date, "en", within) == english
    assert date_words(date, "zh", within) == chinese


def test_unknown_dates_tell_no_day():
    unknown = PartialDate.unknown(PartialDate.parse("2025-12-17").start)

    assert date_words(unknown, "en") == "Undated"
    assert date_words(unknown, "zh") == "日期不详"


def test_periods_stand_in_sentences():
    assert span_words(PartialDate.parse("2023-H1"), "en") == "in the 1st half of 2023"
    assert span_words(PartialDate.parse("2023-04"), "en") == "in April 2023"
    assert span_words(PartialDate.parse("2023-04-05"), "en") == "on 5 Apr 2023"


@pytest.mark.parametrize(
    ("value", "currency", "qualifier", "words", "english", "chinese"),
    [
        ("6600000000", "USD", "exact", "", "$6.6 bn", "66亿美元"),
        ("500000000", "USD", "about", "", "about $500 m", "约5亿美元"),
        ("5000000000", "CNY", "over", "", "over CN¥5 bn", "逾50亿元"),
        ("100000000", "CNY", "under", "近亿元", "nearly CN¥100 m", "近1亿元"),
        ("1000000000000", "USD", "under", "up to", "up to $1 tn", "最高1万亿美元"),
        ("100000000", "CNY", "several", "数亿元", "several CN¥100 m", "数亿元"),
        ("10000000", "USD", "several", "数千万美元", "several $10 m", "数千万美元"),
        ("2300000", "HKD", "exact", "", "HK$2.3 m", "230万港元"),
        ("250000", "EUR", "exact", "", "€250,000", "25万欧元"),
        ("5000000", "SEK", "exact", "", "SEK 5 m", "500万SEK"),
        ("1234567890000", "JPY", "exact", "", "¥1.23 tn", "1.23万亿日元"),
    ],
)
def test_sums_keep_their_vagueness(value, currency, qualifier, words, english, chinese):
    told = Sum.told(Decimal(value), currency, Qualifier(qualifier), words)

    in_english, in_chinese = sum_words(told, "en"), sum_words(told, "zh")

    assert in_english.text.replace("\u00a0", " ") == english
    assert in_chinese.text == chinese
    assert in_english.vague is in_chinese.vague is (qualifier != "exact")


def test_ranges_share_their_unit_where_they_can():
    wide = Sum(Decimal(800_000_000), Decimal(2_000_000_000), "USD", Qualifier.RANGE)
    near = Sum(Decimal(27_000_000_000), Decimal(29_000_000_000), "USD", Qualifier.RANGE)

    assert sum_words(near, "en").text.replace("\u00a0", " ") == "$27–29 bn"
    assert sum_words(near, "zh").text == "270–290亿美元"
    assert sum_words(wide, "en").text.replace("\u00a0", " ") == "$800 m – $2 bn"


def test_undisclosed_sums_say_so_in_words():
    secret = sum_words(Sum.undisclosed(), "zh")

    assert secret.text == "未披露"
    assert secret.undisclosed
    assert not secret.vague
    assert sum_words(Sum.undisclosed(), "en").text == "undisclosed"


def test_numbers_are_short_in_both_languages():
    assert numbers.parameters(7_000_000_000, "en") == "7B"
    assert numbers.parameters(7_000_000_000, "zh") == "70亿"
    assert numbers.parameters(1_760_000_000_000, "zh") == "1.76万亿"
    assert numbers.count(12_000, "en") == "12,000"
    assert numbers.count(12_000, "zh") == "1.2万"
    assert numbers.count(1_200, "zh") == "1200"
    assert numbers.percentage(Decimal("0.035")) == "3.5%"
    assert numbers.percentage(4) == "400%"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2.065, "2.07"),
        (2.075, "2.08"),
        (Decimal("2.0649"), "2.06"),
        (Decimal("0.995"), "1"),
        (1_234_567.125, "1,234,567.13"),
        (10**30, f"{10**30:,}"),
    ],
)
def test_half_a_hundredth_is_rounded_up(value, words):
    assert numbers.digits(value) == words


def test_half_a_hundredth_of_a_unit_is_rounded_up_in_both_languages():
    assert numbers.parameters(2_065_000_000, "en") == "2.07B"
    assert numbers.count(20_650, "zh") == "2.07万"


def test_stock_phrases_are_told_in_the_readers_language():
    assert round_words("a+", "en") == "a Series A+ round"
    assert round_words("strategic", "zh") == "战略融资"
    assert round_words("friends and family", "en") == "a friends and family round"
    assert title_words("首席执行官", "en") == "CEO"
    assert title_words("Chief Scientist", "zh") == "首席科学家"
    assert title_words("搬运工", "en") == "搬运工"
    assert unit_words("家", "en") == "companies"
    assert unit_words("companies", "zh") == "家"
