"""What was in each month or year as columns, and under them what is known less precisely.

A column stands for its own month or year. What is only known to have been in a quarter, half or
year is a bar beneath the line, as long as the time in which it lies: it is in no column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from events.charts.scales import BASE, TOP, LinearScale, YearScale
from people.dates import MONTHS_IN, PartialDate, Precision

FILLED = 0.72
"""The part of its month or year that a column is wide."""
LANE = 9.0
"""Pixels from one row of bars beneath the line to the next."""
LABEL_WIDTH = 8.0
"""Per cent of the width that a value in words takes on a wide screen."""
MOST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be drawn of one period."""

    period: PartialDate
    value: float
    words: str
    """The value as it is written above a column."""
    about: str
    """All that is to be known of it, as a screen reader tells it."""
    href: str
    firm: bool = True
    """Whether the value is all there is, and not the least."""


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    width: float
    middle: float
    y: float
    height: float
    mark: Mark
    named: bool
    highest: bool = False
    """The one whose value is told on small screens too."""

    @property
    def anchor(self) -> str:
        """Where its value is set, so that none is cut off at an edge."""
        return "start" if self.middle < 6 else "end" if self.middle > 94 else "middle"


@dataclass(frozen=True, slots=True)
class Lane:
    """A bar beneath the line."""

    x: float
    width: float
    y: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Columns:
    columns: list[Column]
    lanes: list[Lane]
    grid: list[tuple[float, str]]
    years: list[tuple[int, float]]
    base: float
    foot: float
    """Where the years are written."""
    rows: int
    """Of bars beneath the line."""


def columns_of(
    marks: Sequence[Mark],
    years: YearScale,
    column: Precision,
    words: Callable[[float], str],
    *,
    top: float = TOP,
    base: float = BASE,
) -> Columns:
    """`column` is the precision of the periods that stand as columns."""
    standing = [mark for mark in marks if mark.period.precision is column]
    vague = [mark for mark in marks if mark.period.precision is not column]
    scale = LinearScale.of([mark.value for mark in standing], top, base)
    precisions = sorted({mark.period.precision for mark in vague}, key=lambda one: MONTHS_IN[one])
    highest = sorted((mark for mark in standing if mark.value), key=lambda mark: -mark.value)
    columns = [_column(mark, years, scale, mark in highest[:MOST_LABELS]) for mark in standing]
    return Columns(
        columns=_without_overlap(columns),
        lanes=[_lane(mark, years, base, precisions.index(mark.period.precision)) for mark in vague],
        grid=[(scale.y(tick), words(tick)) for tick in scale.ticks],
        years=years.years,
        base=base,
        foot=base + 21 + LANE * len(precisions),
        rows=len(precisions),
    )


def _span(period: PartialDate, years: YearScale) -> tuple[float, float]:
    """The place and the length of a period, in per cent; the last day is in it."""
    start = years.x(period.start)
    last = years.x(period.end)
    return start, round(max(last - start, 0.2), 2)


def _column(mark: Mark, years: YearScale, scale: LinearScale, named: bool) -> Column:
    start, length = _span(mark.period, years)
    width = round(length * FILLED, 2)
    y = scale.y(mark.value)
    if mark.value:
        y = min(y, scale.base - 1.5)  # little is still something
    return Column(
        x=round(start + (length - width) / 2, 2),
        width=width,
        middle=round(start + length / 2, 2),
        y=y,
        height=round(scale.base - y, 1),
        mark=mark,
        named=named,
    )


def _without_overlap(columns: Sequence[Column]) -> list[Column]:
    """With the values only of those whose words are free of a higher one's."""
    taken: list[float] = []
    kept = []
    for column in sorted(columns, key=lambda one: one.y):
        free = all(abs(column.middle - other) >= LABEL_WIDTH for other in taken)
        named = column.named and free
        highest = named and not taken
        if named:
            taken.append(column.middle)
        kept.append(
            Column(column.x, column.width, column.middle, column.y, column.height, column.mark,
                   named, highest)
        )  # fmt: skip
    return sorted(kept, key=lambda one: one.x)


def _lane(mark: Mark, years: YearScale, base: float, row: int) -> Lane:
    start, length = _span(mark.period, years)
    return Lane(start, length, round(base + 5 + LANE * row, 1), mark)
