"""Dates as tables write them -> the form that facts have, as 2023-Q1 or 2023-07-11. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from events.ingestion.datasets.cells import text_of
from events.ingestion.datasets.numbers import Unfit
from people.dates import PartialDate

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_TIME = r"(?:[T, ].*)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\+?(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME,
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号號])?)?",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}){_TIME}",
        rf"{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})",
    )
)
_QUARTER = re.compile(r"(?P<year>\d{4})\s*[-年 ]?\s*(?P<part>[QH][1-4])", re.IGNORECASE)
_QUARTER_FIRST = re.compile(r"(?P<part>[QH][1-4])[ -/]?(?P<year>\d{4})", re.IGNORECASE)
_SLASHED = re.compile(r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4})" + _TIME)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_NOTHING = {"", "-", "–", "unknown", "n/a", "tbd", "不详", "未知"}


def date_of(cell: Any, order: str = "ymd") -> str | None:
    """The date in a cell. `order` says how 1/2/2026 is meant: mdy or dmy.

    A number of five digits is a day as spreadsheets count them.
    """
    text = text_of(cell)
    if text.casefold() in _NOTHING:
        return None
    if _SERIAL.fullmatch(text):
        return (_EXCEL_EPOCH + timedelta(days=int(float(text)))).isoformat()
    if found := _QUARTER.fullmatch(text) or _QUARTER_FIRST.fullmatch(text):
        return _checked(f"{found['year']}-{found['part'].upper()}")
    if found := _SLASHED.fullmatch(text):
        if order == "ymd":
            raise Unfit("may be day or month first: say with “order” which (mdy or dmy)")
        one, two = int(found["one"]), int(found["two"])
        month, day = (one, two) if order == "mdy" else (two, one)
        return _written(int(found["year"]), month, day)
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            month = _month_named(parts["name"]) if parts.get("name") else _int(parts.get("month"))
            return _written(int(parts["year"]), month, _int(parts.get("day")))
    raise Unfit("is not a date that can be read: write it as 2026, 2026-01 or 2026-01-28")


def _int(digits: str | None) -> int:
    return int(digits or 0)


def _month_named(name: str) -> int:
    start = name[:3].lower()
    if start not in MONTHS:
        raise Unfit(f"names no month: “{name}”")
    return MONTHS.index(start) + 1


def _written(year: int, month: int, day: int) -> str:
    """A month or day of 0 is not known, as Wikidata has it."""
    text = f"{year:04}"
    if month:
        text += f"-{month:02}"
        if day:
            text += f"-{day:02}"
    return _checked(text)


def _checked(text: str) -> str:
    try:
        PartialDate.parse(text)
    except ValueError:
        raise Unfit("is not in the calendar: are day and month the other way round?") from None
    return text
