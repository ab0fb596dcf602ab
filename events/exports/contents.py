"""What a dump holds, file by file: every public record as the lists of the API tell it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from events.api.articles import ArticleSerializer, ArticleViewSet, SourceSerializer, SourceViewSet
from events.api.changes import SHAPES
from events.api.rows import row_data
from events.channels.table import Line, safe, table_of
from events.exports.copying import lines
from events.exports.parquet import IS_INSTALLED, parquet
from events.models import Card, Event
from people.api.addresses import Addresses
from people.languages import LANGUAGES, Language

AT_ONCE = 500
LISTS = {"people": "person", "companies": "company", "models": "model"}
CITED = {
    "articles": (ArticleViewSet, ArticleSerializer),
    "sources": (SourceViewSet, SourceSerializer),
}
LISTED = {
    **{name: SHAPES[subject] for name, subject in LISTS.items()},
    "affiliations": SHAPES["affiliation"],
}


ENTITY = (
    "id", "slug", "name", "names.en", "names.zh", "aliases", "description", "country", "website",
    "wikidata_id", "url",
)  # fmt: skip
COLUMNS = {
    "people": ENTITY,
    "companies": (*ENTITY, "type"),
    "models": (
        *ENTITY, "developer.slug", "family.slug", "parameters", "licence", "open_weights",
    ),
    "affiliations": (
        "id", "person.slug", "person.name", "company.slug", "company.name", "title", "former",
        "started.start", "started.end", "started.precision", "ended.start", "ended.end",
        "ended.precision", "url",
    ),
}  # fmt: skip
"""Of the tables; what is nested stands behind a dot, several values behind semicolons."""


class File(NamedTuple):
    """One file of a dump: what it lists, in which language, and its content in pieces."""

    subject: str
    language: str | None
    form: str
    pieces: Iterator[bytes]

    @property
    def name(self) -> str:
        language = f".{self.language}" if self.language else ""
        packed = "" if self.form == "parquet" else ".gz"
        return f"{self.subject}{language}.{self.form}{packed}"


def files(site: str) -> Iterator[File]:
    """All files, to be written one after the other in one snapshot. `site`: without a slash.

    The lists come first, a line a row; what follows has the same rows in another form.
    """
    addresses = Addresses(f"{site}/")
    for language in LANGUAGES:
        yield File("events", language, "ndjson", _events(language, addresses))
        for name in LISTED:
            yield File(name, language, "ndjson", map(_line, _listed(name, language, addresses)))
    for name in CITED:
        yield File(name, None, "ndjson", map(_line, _listed(name, "en", addresses)))
    for language in LANGUAGES:
        table = table_of(_public(), language, site)
        yield File("events", language, "csv", (piece.encode() for piece in table))
        for name in LISTED:
            yield File(name, language, "csv", _table(name, language, addresses))
    for language in LANGUAGES if IS_INSTALLED else ():
        yield File("events", language, "parquet", parquet(_public(), language, site))


def _public() -> Any:
    return Event.objects.published().filter(card__published=True).newest_first()


def _events(language: Language, addresses: Addresses) -> Iterator[bytes]:
    """As PostgreSQL copies the stored cards, told in a language."""
    cards = Card.objects.filter(published=True).order_by("event")
    texts = lines(cards.annotate(line=Cast("data", TextField())).values_list("line"))
    for text in whole_lines(texts):
        yield _line(row_data(json.loads(text), language, addresses))


def whole_lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Lines, of pieces that end anywhere."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _listed(name: str, language: Language, addresses: Addresses) -> Iterator[dict[str, Any]]:
    """The rows of a list, read by key."""
    viewset, shape = {**LISTED, **CITED}[name]
    rows: QuerySet[Any] = viewset().get_queryset().order_by("pk")
    context, last = {"language": language, "addresses": addresses}, 0
    while page := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from shape(page, many=True, context=context).data
        last = page[-1].pk


def _line(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _table(name: str, language: Language, addresses: Addresses) -> Iterator[bytes]:
    """A list as CSV, in the form of the tables of events."""
    writer = csv.writer(Line())
    yield b"\xef\xbb\xbf" + writer.writerow(COLUMNS[name]).encode()
    for told in _listed(name, language, addresses):
        yield writer.writerow([safe(_cell(told, column)) for column in COLUMNS[name]]).encode()


def _cell(told: dict[str, Any], column: str) -> Any:
    value: Any = told
    for name in column.split("."):
        value = None if value is None else value[name]
    return "; ".join(value) if isinstance(value, list) else value
