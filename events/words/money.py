"""Sums of money in words, which keep what is vague about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from events.words import Language
from events.words.numbers import MONEY, digits, scale_of
from people.money import Qualifier, Sum

SIGNS = {"USD": "$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "¥", "KRW": "₩",
         "INR": "₹", "TWD": "NT$", "SGD": "S$", "CAD": "C$", "AUD": "A$", "ILS": "₪"}  # fmt: skip
NAMES_ZH = {"USD": "美元", "CNY": "元", "EUR": "欧元", "GBP": "英镑", "HKD": "港元", "JPY": "日元",
            "KRW": "韩元", "INR": "印度卢比", "TWD": "新台币", "SGD": "新加坡元", "CAD": "加元",
            "AUD": "澳元", "ILS": "新谢克尔", "CHF": "瑞士法郎"}  # fmt: skip
QUALIFIERS: dict[Language, dict[Qualifier, str]] = {
    "en": {Qualifier.ABOUT: "about ", Qualifier.OVER: "over ", Qualifier.UNDER: "up to "},
    "zh": {Qualifier.ABOUT: "约", Qualifier.OVER: "逾", Qualifier.UNDER: "最高"},
}
NEARLY = re.compile(r"近|将近|接近|\b(?:nearly|almost|close to)\b", re.IGNORECASE)
NEARLY_WORDS: dict[Language, str] = {"en": "nearly ", "zh": "近"}
UNDISCLOSED: dict[Language, str] = {"en": "undisclosed", "zh": "未披露"}
POWERS_ZH = ("", "十", "百", "千", "万", "十万", "百万", "千万",
             "亿", "十亿", "百亿", "千亿", "万亿", "十万亿")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SumWords:
    """A sum as it is shown, and whether it is told vaguely or kept secret."""

    text: str
    vague: bool = False
    undisclosed: bool = False

    def __str__(self) -> str:
        return self.text


def sum_words(told: Sum, language: Language) -> SumWords:
    """`$6.6 bn`, `约5亿美元`: the word that makes it vague stands first."""
    if told.qualifier is Qualifier.UNDISCLOSED or told.value is None:
        return SumWords(UNDISCLOSED[language], undisclosed=True)
    if told.qualifier is Qualifier.RANGE:
        return SumWords(_range(told, language), vague=True)
    if told.qualifier is Qualifier.SEVERAL:
        return SumWords(_several(told, language), vague=True)
    if told.qualifier is Qualifier.EXACT:
        return SumWords(_money(told.value, told.currency, language))
    word = QUALIFIERS[language][told.qualifier]
    if told.qualifier is Qualifier.UNDER and NEARLY.search(told.words):
        word = NEARLY_WORDS[language]
    return SumWords(word + _money(told.value, told.currency, language), vague=True)


def _money(value: Decimal, currency: str, language: Language) -> str:
    size, unit = scale_of(value, MONEY[language])
    return _in_currency(digits(value / size), unit, currency, language)


def _in_currency(number: str, unit: str, currency: str, language: Language) -> str:
    if language == "zh":
        return f"{number.replace(',', '')}{unit}{NAMES_ZH.get(currency, currency)}"
    sign = SIGNS.get(currency) or f"{currency}\u00a0"
    return f"{sign}{number}{unit}"


def _range(told: Sum, language: Language) -> str:
    low, high = told.low or Decimal(0), told.high or Decimal(0)
    size, unit = scale_of(low or high, MONEY[language])
    if scale_of(high, MONEY[language])[0] != size:
        return f"{_money(low, told.currency, language)} – {_money(high, told.currency, language)}"
    return _in_currency(
        f"{digits(low / size)}–{digits(high / size)}", unit, told.currency, language
    )


def _several(told: Sum, language: Language) -> str:
    value = told.value or Decimal(0)
    if language == "en":
        return f"several {_money(value, told.currency, language)}"
    power = value.adjusted()
    if value != Decimal(10) ** power or not 0 < power < len(POWERS_ZH):
        return _range(told, language)
    return f"数{POWERS_ZH[power]}{NAMES_ZH.get(told.currency, told.currency)}"


def sum_of(told: Mapping[str, Any]) -> Sum:
    """The sum that a card tells."""
    low, high = (
        None if bound is None else Decimal(str(bound)) for bound in (told["low"], told["high"])
    )
    return Sum(low, high, told["currency"], Qualifier(told["qualifier"]), told["words"])


def usd_of(told: Mapping[str, Any]) -> Sum | None:
    """What a sum of a card is worth in US dollars, to four digits where it was converted.

    Several hundred million yuan are no round number of dollars: they are between two sums.
    """
    if told["currency"] == "USD":
        return sum_of(told)
    usd = told.get("usd")
    if not usd:
        return None
    low, high = (
        None if usd[bound] is None else Decimal(f"{usd[bound]:.4g}") for bound in ("low", "high")
    )
    qualifier = Qualifier(told["qualifier"])
    if qualifier is Qualifier.SEVERAL:
        qualifier = Qualifier.RANGE
    return Sum(low, high, "USD", qualifier)
