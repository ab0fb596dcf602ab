"""Partial dates in words: as much as is known, and never a day that nobody told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from events.words import Language
from people.dates import PartialDate, Precision

Within = Literal["month", "year", ""]
"""The heading under which a date stands, whose year or month it need not repeat."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUARTERS_ZH = "一二三四"


def date_words(period: PartialDate, language: Language, within: Within = "") -> str:
    return (_english if language == "en" else _chinese)(period, within)


def day_words(day: date, language: Language, within: Within = "") -> str:
    return date_words(PartialDate.day(day), language, within)


def month_words(month: int, language: Language) -> str:
    return MONTHS[month - 1] if language == "en" else f"{month}月"


def span_words(period: PartialDate, language: Language) -> str:
    """A period as the object of a sentence: `in October 2025`, `on 14 Mar 2025`."""
    words = date_words(period, language)
    if language == "zh":
        return words
    if period.precision is Precision.HALF:
        return f"in the {words}"
    return f"on {words}" if period.precision is Precision.DAY else f"in {words}"


def _english(period: PartialDate, within: Within) -> str:
    start, end = period.start, period.end
    year = "" if within else f" {start.year}"
    match period.precision:
        case Precision.DAY:
            return f"{start.day} {MONTHS[start.month - 1][:3]}{year}"
        case Precision.MONTH:
            return f"{MONTHS[start.month - 1]}{year}"
        case Precision.QUARTER:
            return f"{MONTHS[start.month - 1][:3]} – {MONTHS[end.month - 1][:3]}{year}"
        case Precision.HALF:
            half = "1st half" if start.month == 1 else "2nd half"
            return half if within else f"{half} of{year}"
        case Precision.YEAR:
            return f"In {start.year}" if within else f"{start.year}"
        case Precision.UNKNOWN:
            return "Undated"


def _chinese(period: PartialDate, within: Within) -> str:
    start = period.start
    year = "" if within else f"{start.year}年"
    match period.precision:
        case Precision.DAY:
            month = "" if within == "month" else f"{start.month}月"
            return f"{year}{month}{start.day}日"
        case Precision.MONTH:
            return f"{year}{start.month}月"
        case Precision.QUARTER:
            return f"{year}第{QUARTERS_ZH[start.month // 3]}季度"
        case Precision.HALF:
            return f"{year}{'上' if start.month == 1 else '下'}半年"
        case Precision.YEAR:
            return f"{start.year}年内" if within else f"{start.year}年"
        case Precision.UNKNOWN:
            return "日期不详"


def period_of(told: Mapping[str, str]) -> PartialDate:
    """The partial date that a card tells."""
    return PartialDate(
        date.fromisoformat(told["start"]),
        date.fromisoformat(told["end"]),
        Precision(told["precision"]),
    )
