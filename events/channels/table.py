"""A timeline as a table for spreadsheets: all its events, a page at a time, in the order shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from events import headlines
from events.channels import Channel
from events.models import EventQuerySet
from events.models.event import OWN
from events.models.vocabulary import Role
from events.readers import reader_language
from events.words import Language
from people.paging import page_of

ROWS_AT_ONCE = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
SUMS = ("amount", "valuation")
PLAIN = tuple(name for name in OWN if name not in (*SUMS, "period"))
COLUMNS = (
    "id",
    "date",
    "date_end",
    "precision",
    "kind",
    "certainty",
    "headline",
    "note",
    *(f"{name}_{part}" for name in SUMS for part in ("low", "high", "currency", "words", "usd")),
    *PLAIN,
    "period",
    *Role.values,
    "articles",
    "origins",
    "url",
)


class Line:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def table(channel: Channel) -> Iterator[str]:
    """The table of a timeline."""
    return table_of(channel.filters.events, reader_language(), channel.site)


def table_of(events: EventQuerySet, language: Language, site: str) -> Iterator[str]:
    """CSV as RFC 4180 has it, with a byte order mark, by which spreadsheets know UTF-8.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    writer = csv.writer(Line())
    yield "\ufeff"
    yield writer.writerow(COLUMNS)
    rows, cursor = events.select_related("card"), None
    while True:
        page = page_of(rows, cursor=cursor, size=ROWS_AT_ONCE)
        yield "".join(writer.writerow(line(event.card.data, language, site)) for event in page.rows)
        if not (cursor := page.next):
            return


def written(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in which no text is taken for a formula."""
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([safe(value) for value in row] for row in rows)
    return file.getvalue()


def line(card: dict[str, Any], language: Language, site: str) -> list[str]:
    """An event's cells as texts, none of which a spreadsheet takes for a formula."""
    told = cells(card, language, site)
    told |= {role: "; ".join(told[role]) for role in Role.values}
    return [safe(told[column]) for column in COLUMNS]


def cells(card: dict[str, Any], language: Language, site: str) -> dict[str, Any]:
    """What a card tells, by the columns of a table; of each role all names."""
    told = {
        **{name: card.get(name) for name in ("id", "kind", "certainty", "articles", "origins")},
        **{name: card.get(name) for name in PLAIN},
        "date": card["date"]["start"],
        "date_end": card["date"]["end"],
        "precision": card["date"]["precision"],
        "headline": headlines.in_words(card, language),
        "note": card["note"][language],
        "period": card.get("period", {}).get("text"),
        "url": f"{site}/{language}/events/{card['id']}/",
    }
    for name in SUMS:
        told |= _sum_cells(name, card.get(name))
    for role in Role.values:
        told[role] = [
            party["name"][language] for party in card["participants"] if party["role"] == role
        ]
    return told


def _sum_cells(name: str, told: dict[str, Any] | None) -> dict[str, Any]:
    told = told or {}
    usd = told.get("usd") or {}
    cells = {f"{name}_{part}": told.get(part) for part in ("low", "high", "currency", "words")}
    return {**cells, f"{name}_usd": usd.get("high") if usd.get("low") is None else usd["low"]}


def safe(value: Any) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
