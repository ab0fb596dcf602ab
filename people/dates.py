"""Dates of which only a part is known: a period and how precisely it is told. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    UNKNOWN = "unknown"


MONTHS_IN = {Precision.YEAR: 12, Precision.HALF: 6, Precision.QUARTER: 3, Precision.MONTH: 1}

_FORM = re.compile(
    r"(?P<year>[12]\d{3})"
    r"(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """The period in which something happened: its first day, its last day and the precision.

    An unknown date stands at the day it was first written about, so that it still has a place.
    """

    start: date
    end: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2025`, `2025-H2`, `2025-Q4`, `2025-12` or `2025-12-17`, else ValueError."""
        form = _FORM.fullmatch(text.strip().upper())
        if form is None:
            raise ValueError(
                f"“{text}” is not a date. Write 2025, 2025-H2, 2025-Q4, 2025-12 or 2025-12-17."
            )
        year = int(form["year"])
        try:
            if form["day"]:
                return cls.day(date(year, int(form["month"]), int(form["day"])))
            if form["month"]:
                return cls._period(year, int(form["month"]), Precision.MONTH)
        except ValueError as error:
            raise ValueError(f"“{text}” is not in the calendar: {error}.") from error
        if form["quarter"]:
            return cls._period(year, 3 * int(form["quarter"]) - 2, Precision.QUARTER)
        if form["half"]:
            return cls._period(year, 6 * int(form["half"]) - 5, Precision.HALF)
        return cls._period(year, 1, Precision.YEAR)

    @classmethod
    def day(cls, day: date) -> PartialDate:
        return cls(day, day, Precision.DAY)

    @classmethod
    def unknown(cls, first_told: date) -> PartialDate:
        return cls(first_told, first_told, Precision.UNKNOWN)

    @classmethod
    def _period(cls, year: int, month: int, precision: Precision) -> PartialDate:
        start = date(year, month, 1)
        last_month = month + MONTHS_IN[precision] - 1
        end = date(year, last_month, calendar.monthrange(year, last_month)[1])
        return cls(start, end, precision)

    @property
    def is_known(self) -> bool:
        return self.precision is not Precision.UNKNOWN

    def within(self, other: PartialDate) -> bool:
        """Whether this says the same as `other`, or more precisely."""
        return other.start <= self.start and self.end <= other.end

    def near(self, other: PartialDate, days: int) -> bool:
        slack = timedelta(days=days)
        return self.start - slack <= other.end and other.start <= self.end + slack

    def __str__(self) -> str:
        """The form that `parse` reads; empty when the date is unknown."""
        year = f"{self.start:%Y}"
        match self.precision:
            case Precision.DAY:
                return self.start.isoformat()
            case Precision.MONTH:
                return f"{self.start:%Y-%m}"
            case Precision.QUARTER:
                return f"{year}-Q{(self.start.month + 2) // 3}"
            case Precision.HALF:
                return f"{year}-H{1 if self.start.month == 1 else 2}"
            case Precision.YEAR:
                return year
            case Precision.UNKNOWN:
                return ""
