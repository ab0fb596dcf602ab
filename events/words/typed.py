"""Dates and sums as people type them: in the words of a source, in either language."""

from __future__ import annotations

import re
from decimal import Decimal

from events.extraction.en.dates import date_slots
from events.extraction.en.money import money_slots as english_sums
from events.extraction.facts import Money
from events.extraction.text import fold
from events.extraction.zh.dates import Dates
from events.extraction.zh.quantities import money_slots as chinese_sums
from people.dates import PartialDate
from people.money import Qualifier, Sum

_RANGE = re.compile(r"(?P<low>.*\d.*?)\s*(?:至|到|-|–|—|~|～|\bto\b)\s*(?P<high>\D*\d.*)")
_SIGN = re.compile(r"\D*")
_UNIT = re.compile(r"\D*[\d.,]+(?P<unit>.*)")
UNDISCLOSED = {"undisclosed", "未披露", "未公开", "金额未披露", "未透露"}


def date_of(text: str) -> PartialDate | None:
    """2025-Q4, 2025年12月, December 2025; None where the whole is no date, or depends on a day."""
    text = text.strip()
    try:
        return PartialDate.parse(text)
    except ValueError:
        folded = fold(text)
    slots = [
        (slot.start, slot.end, slot.value) for slot in date_slots(folded, 0, len(folded), None)
    ]
    slots += Dates(None).find(folded, 0, len(folded))
    for start, end, value in slots:
        if (start, end) == (0, len(folded)) and isinstance(value, str):
            return PartialDate.parse(value)
    return None


def sum_of(text: str) -> Sum | None:
    """近亿美元, about $5 million, 5亿至10亿元; None where the whole is not the words of one sum."""
    text = text.strip()
    if text.lower() in UNDISCLOSED:
        return Sum.undisclosed(text)
    if (parts := _RANGE.fullmatch(text)) is not None:
        return _range(parts["low"], parts["high"], text)
    folded = fold(text)
    for slots in (chinese_sums, english_sums):
        for slot in slots(folded, 0, len(folded)):
            told = slot.value
            if (slot.start, slot.end) == (0, len(folded)) and isinstance(told, Money):
                value = Decimal(str(told.value)).quantize(Decimal(1))
                return Sum.told(value, told.currency, Qualifier(told.qualifier), text[:60])
    return None


def _range(first: str, second: str, text: str) -> Sum | None:
    """Between two sums, of which one may leave its unit or currency to the other."""
    sign, unit = _SIGN.match(first), _UNIT.fullmatch(second)
    high = sum_of(second) or sum_of(f"{sign[0] if sign else ''}{second}")
    more = unit["unit"] if unit else ""
    if first[-1:].isdigit() and more:  # 5至10亿元
        low = sum_of(first + more)
    else:
        shorter = (sum_of(first + more[at:]) for at in range(1, len(more)))  # 5亿至10亿元
        low = sum_of(first) or next(filter(None, shorter), None)
    if low is None or high is None or low.currency != high.currency:
        return None
    if {low.qualifier, high.qualifier} != {Qualifier.EXACT} or low.bounds >= high.bounds:
        return None
    return Sum(low.value, high.value, high.currency, Qualifier.RANGE, text[:60])
