"""Dates of which only part may be known: 2023, 2023-H1, 2023-Q1, 2023-03 or 2023-07-11."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?")


def day_of(year: int, month: int, day: int) -> str | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_of(year: int, month: int) -> str | None:
    """The month, or None when there is none of that number."""
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None


def quarter_of(year: int, quarter: int) -> str:
    return f"{year:04d}-Q{quarter}"


def half_of(year: int, half: int) -> str:
    return f"{year:04d}-H{half}"


def bounds(partial: str) -> tuple[date, date]:
    """The first and the last day of the period."""
    match = _PARTIAL.fullmatch(partial)
    if match is None:
        raise ValueError(f"{partial!r} is not a date such as 2023, 2023-H1, 2023-Q1 or 2023-07-11")
    year, half, quarter, month, day = (int(part or 0) for part in match.groups())
    if day and month:
        return date(year, month, day), date(year, month, day)
    if month:
        first, last = month, month
    elif quarter:
        first, last = quarter * 3 - 2, quarter * 3
    elif half:
        first, last = half * 6 - 5, half * 6
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def compatible(one: str | None, other: str | None) -> bool:
    """Whether both can speak of the same day: unknown, equal, or one period within the other."""
    if one is None or other is None or one == other:
        return True
    (a, b), (c, d) = bounds(one), bounds(other)
    return (a <= c and d <= b) or (c <= a and b <= d)


def finer(one: str | None, other: str | None) -> str | None:
    """Of two compatible dates the one that says more."""
    if one is None or other is None:
        return one or other
    (a, b), (c, d) = bounds(one), bounds(other)
    return one if b - a <= d - c else other
