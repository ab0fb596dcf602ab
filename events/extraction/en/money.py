"""Sums of money as English news words them: $1.2bn, US$300m, 500 million yuan, €105 million."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import Money
from ..masking import MONEY, Slot
from .quantities import BEFORE, FIGURE, SCALES, number, qualifier

CURRENCIES = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollars": "USD", "dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD",
    "hk$": "HKD", "hkd": "HKD", "hong kong dollars": "HKD", "a$": "AUD", "aud": "AUD", "australian dollars": "AUD",
    "c$": "CAD", "cad": "CAD", "ca$": "CAD", "canadian dollars": "CAD", "s$": "SGD", "sgd": "SGD", "singapore dollars": "SGD",
    "nt$": "TWD", "€": "EUR", "eur": "EUR", "euros": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
    "pounds sterling": "GBP", "sterling": "GBP", "¥": "CNY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "renminbi": "CNY", "chinese yuan": "CNY",
    "yen": "JPY", "jpy": "JPY", "japanese yen": "JPY", "₩": "KRW", "won": "KRW", "korean won": "KRW", "krw": "KRW",
    "₹": "INR", "rs": "INR", "rs.": "INR", "inr": "INR", "rupees": "INR", "chf": "CHF", "swiss francs": "CHF",
    "francs": "CHF", "shekels": "ILS", "nis": "ILS", "dirhams": "AED", "aed": "AED", "riyals": "SAR",
    "sek": "SEK", "kronor": "SEK",
}  # fmt: skip
_SIGNS = r"US\$|HK\$|NT\$|CA\$|A\$|C\$|S\$|\$|€|£|¥|₹|₩|(?:USD|EUR|GBP|HKD|SGD|AUD|CAD|CNY|RMB|JPY|KRW|INR|CHF|AED|SEK|Rs\.?)(?=\s?\d)"
_NAMES = "|".join(
    sorted(
        (word for word in CURRENCIES if word.isascii() and "$" not in word), key=len, reverse=True
    )
)
_SCALE = "|".join(sorted((word for word in SCALES if word != "hundred"), key=len, reverse=True))
_SUM = re.compile(
    rf"(?:\b(?P<before>{BEFORE})\s+(?:(?:a|an)\s+)?)?"
    rf"(?:(?P<sign>{_SIGNS})\s?(?P<low>(?:{FIGURE})\s?(?:{_SCALE})?\s?(?:-|to)\s?(?:{_SIGNS})?(?=\d))?(?P<figure>{FIGURE})(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"(?:\s(?P<of>yuan|renminbi|Hong Kong dollars|Singapore dollars|Canadian dollars|Australian dollars))?"
    rf"|(?<![\w.$€£])(?P<figure2>{FIGURE})(?:[\s-]?(?P<scale2>{_SCALE}))?[\s-](?P<name>{_NAMES})\b)"
    r"(?P<plus>\+|-plus| or more)?",
    re.I,
)
_SEVERAL = re.compile(
    r"\b(?P<tens>tens of |hundreds of |several hundred |several |a few |multiple )?"
    r"(?P<scale>millions?|billions?|trillions?)(?: of)? (?:US |U\.S\. )?"
    rf"(?P<name>{_NAMES})\b",
    re.I,
)
_TENS = {"tens of ": 10, "hundreds of ": 100, "several hundred ": 100}


def money_slots(folded: str, start: int, end: int) -> Iterator[Slot]:
    """The sums of money in a span."""
    for match in _SUM.finditer(folded, start, end):
        figure, scale = match["figure"] or match["figure2"], match["scale"] or match["scale2"]
        unit = match["of"] or match["name"] or match["sign"]
        currency = CURRENCIES.get(unit.strip().lower())
        value = number(figure, scale)
        if currency and value:
            how = "over" if match["plus"] else qualifier(match["before"])
            how = "about" if match["low"] and how == "exact" else how
            yield _slot(folded, match, Money(value, currency, how))
    for match in _SEVERAL.finditer(folded, start, end):
        unit = match["scale"].lower().rstrip("s")
        if not match["tens"] and not match["scale"].lower().endswith("s"):
            continue
        value = _TENS.get((match["tens"] or "").lower(), 1) * SCALES[unit]
        currency = CURRENCIES[match["name"].lower()]
        yield _slot(folded, match, Money(value, currency, "several"))


def _slot(folded: str, match: re.Match[str], money: Money) -> Slot:
    words = folded[match.start() : match.end()]
    return Slot(
        MONEY,
        match.start(),
        match.end(),
        Money(money.value, money.currency, money.qualifier, words),
    )
