"""Where a value and a day stand in a chart. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

TOP, BASE = 22.0, 218.0
"""Pixels from the upper edge of the plot: the largest value of a scale, and its foot."""


@dataclass(frozen=True, slots=True)
class LogScale:
    """Sums from a few millions to hundreds of billions: each step up is ten times as much."""

    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> LogScale:
        """From half the power of ten below the smallest value to the one above the largest."""
        foot = 10 ** math.floor(math.log10(min(values)))
        return cls(foot / 2, float(10 ** math.ceil(math.log10(max(values) * 1.2))))

    def y(self, value: float) -> float:
        part = math.log(value / self.low) / math.log(self.high / self.low)
        return round(BASE - part * (BASE - TOP), 1)

    @property
    def ticks(self) -> list[float]:
        """The powers of ten, the largest included."""
        first, last = math.ceil(math.log10(self.low)), round(math.log10(self.high))
        return [float(10**power) for power in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class YearScale:
    """Whole years side by side."""

    first: int
    last: int

    @classmethod
    def of(cls, days: list[date]) -> YearScale:
        return cls(min(days).year, max(days).year)

    def x(self, day: date) -> float:
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        return round((day - start) / (end - start) * 100, 2)

    @property
    def end(self) -> date:
        """The last day that the scale has."""
        return date(self.last + 1, 1, 1) - timedelta(days=1)

    @property
    def years(self) -> list[tuple[int, float]]:
        """The years that are named, at most eight of them, with the places where they begin."""
        step = -(-(self.last - self.first + 1) // 8)
        return [(year, self.x(date(year, 1, 1))) for year in range(self.first, self.last + 1, step)]


@dataclass(frozen=True, slots=True)
class LinearScale:
    """From nothing to a round value that is not below the largest."""

    high: float
    top: float = TOP
    base: float = BASE

    @classmethod
    def of(cls, values: list[float], top: float = TOP, base: float = BASE) -> LinearScale:
        largest = max(values, default=0) or 1.0
        power = 10.0 ** math.floor(math.log10(largest))
        high = next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= largest)
        return cls(high, top, base)

    def y(self, value: float) -> float:
        return round(self.base - value / self.high * (self.base - self.top), 1)

    @property
    def ticks(self) -> list[float]:
        """Half and all of the largest value."""
        return [self.high / 2, self.high]
