"""Numbers, shares and sums as tables write them. Pure."""

from __future__ import annotations

import math
import re
from typing import Any

from events.extraction.facts import Money
from events.ingestion.datasets.cells import text_of

UNITS = {
    "": 1, "k": 1e3, "thousand": 1e3, "千": 1e3, "万": 1e4, "萬": 1e4, "m": 1e6, "mn": 1e6,
    "million": 1e6, "百万": 1e6, "千万": 1e7, "亿": 1e8, "億": 1e8, "b": 1e9, "bn": 1e9,
    "billion": 1e9, "十亿": 1e9, "t": 1e12, "trillion": 1e12, "万亿": 1e12, "兆": 1e12,
}  # fmt: skip
"""What a word behind a number makes of it, and what the option `unit` may be called."""

LARGEST = 1e17
_SCALE = "|".join(sorted((re.escape(unit) for unit in UNITS if unit), key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<figure>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)"
    rf"\s*(?P<scale>{_SCALE})?(?![A-Za-z])",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"[\s~≈约+,，、;；/–—\-至到]|人|名|个|家|亿参数|参数|parameters|params", re.IGNORECASE
)
_SIGNS = re.compile(r"(?P<sign>US\$|HK\$|\$|€|£|¥|￥)")
_CURRENCY_OF_SIGN = {
    "US$": "USD", "$": "USD", "HK$": "HKD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY",
}  # fmt: skip
_UNDISCLOSED = {
    "undisclosed",
    "unknown",
    "n/a",
    "na",
    "-",
    "–",
    "未披露",
    "未透露",
    "不详",
    "未公布",
}


class Unfit(ValueError):
    """A cell holds something else than its converter reads; the message follows the cell."""


def factor_of(unit: Any) -> float:
    """The option `unit` as a number: 1000000, "million" or "亿"; None if it is neither."""
    if isinstance(unit, str) and unit.lower() in UNITS:
        return UNITS[unit.lower()]
    if isinstance(unit, (int, float)) and not isinstance(unit, bool) and 0 < unit < LARGEST:
        return float(unit)
    raise Unfit("is no unit: write a number, or a word such as million, billion, 万 or 亿")


def number_of(cell: Any, *, unit: Any = 1, several: str = "refuse") -> float | None:
    """A plain number, of which a word behind it may be a multiple: 16000.0, 1,234, 1.3万, 7B."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _bounded(float(cell) * factor_of(unit))
    text = text_of(cell)
    if not text or text.casefold() in _UNDISCLOSED:
        return None
    numbers = [
        float(found["figure"].replace(",", "")) * UNITS[(found["scale"] or "").lower()]
        for found in _NUMBER.finditer(text)
    ]
    if not numbers:
        raise Unfit("is not a number")
    if _FILLER.sub("", _NUMBER.sub("", text)):
        raise Unfit("is not a plain number")
    if len(numbers) > 1:
        match several:
            case "none":
                return None
            case "largest" | "smallest":
                numbers = [max(numbers) if several == "largest" else min(numbers)]
            case _:
                raise Unfit("holds several numbers: say with “several” which one counts, or none")
    return _bounded(numbers[0] * factor_of(unit))


def _bounded(number: float) -> float:
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise Unfit("is too large a number")
    return number


def fraction_of(cell: Any, *, is_fraction: bool) -> float | None:
    """A share between 0 and 1: 15% always, 15 or 0.15 as the table has it."""
    text = text_of(cell)
    if not text or text.casefold() in _UNDISCLOSED:
        return None
    has_sign = text.endswith(("%", "％"))
    number = number_of(text.rstrip("%％ "))
    if number is None:
        return None
    share = number if is_fraction and not has_sign else number / 100
    if not 0 <= share <= 1:
        raise Unfit("is no share: it would lie outside 0 to 100 per cent")
    return round(share, 6) or None


def money_of(cell: Any, currency: str, *, unit: Any = 1) -> Money | None:
    """A sum: in words with its currency (数千万元, $1.5bn), or a number of units of a currency."""
    text = text_of(cell)
    if not text or text.casefold() in _UNDISCLOSED:
        return None
    sign = _SIGNS.match(text)
    plain = _SIGNS.sub("", text, count=1) if sign else text
    if _NUMBER.fullmatch(plain.strip()):
        name = _CURRENCY_OF_SIGN[sign["sign"]] if sign else currency
        if not name:
            raise Unfit("names no currency: say with “currency” which one it is, such as USD")
        number = number_of(plain, unit=1 if sign and plain[-1].isalpha() else unit)
        words = "" if _is_bare(text) else text[:60]
        return Money(number, name, "exact", words) if number else None
    return _worded(text)


def _worded(text: str) -> Money:
    """A sum in words, as the extraction of facts reads it, which takes its time to load."""
    from events.extraction.en.money import money_slots as english_sums
    from events.extraction.text import fold
    from events.extraction.zh.quantities import money_slots as chinese_sums

    folded = fold(text)
    for sums in (chinese_sums, english_sums):
        for slot in sums(folded, 0, len(folded)):
            if isinstance(slot.value, Money):
                told = slot.value
                return Money(told.value, told.currency, told.qualifier, text[:60])
    raise Unfit("is not a sum of money that can be read: write it as 1.5亿美元 or $150 million")


def _is_bare(text: str) -> bool:
    """Whether it is digits alone, which are no words for a sum in millions."""
    return not any(character.isalpha() or character in "$€£¥￥" for character in text)
