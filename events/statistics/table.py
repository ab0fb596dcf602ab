"""The figures of statistics as tables for spreadsheets."""

from __future__ import annotations

from events.channels.table import written
from events.models.vocabulary import Kind
from events.readers import reader_language
from events.statistics.investors import most_active
from events.statistics.page import StatisticsPage
from events.statistics.reading import Row

PERIOD = ("period", "start", "end", "precision")
MONEY = ("usd", "counted", "floored", "undisclosed", "without_rate", "without_floor")
COLUMNS = {
    "funding": (*PERIOD, "events", *MONEY),
    "kinds": ("kind", "events", *MONEY),
    "releases": (*PERIOD, "licence", "events"),
    "layoffs": (*PERIOD, "events", "headcount", "with_headcount"),
}
INVESTORS = ("investor", "kind", "slug", "rounds", "led")


def table_of(name: str, page: StatisticsPage) -> str:
    """CSV with a byte order mark, by which spreadsheets know UTF-8."""
    if name == "investors":
        language = reader_language()
        found = most_active(page.asked(Kind.FUNDING))
        return written(
            INVESTORS,
            (
                (one.named.name_in(language), one.named.kind, one.named.slug, one.rounds, one.led)
                for one in found
            ),
        )
    columns = COLUMNS[name]
    rows = page.read(name).rows
    return written(columns, ([_cell(row, column) for column in columns] for row in rows))


def _cell(row: Row, column: str) -> object:
    if column not in PERIOD:
        return row.keys[column] if column in row.keys else getattr(row, column)
    period = row.period
    if period is None:
        return ""
    return {
        "period": str(period),
        "start": period.start,
        "end": period.end,
        "precision": period.precision.value,
    }[column]
