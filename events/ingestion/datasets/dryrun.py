"""What an import would do, the first rows one by one and all counted. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.extraction.facts import Money
from events.ingestion.candidates import Candidates
from events.ingestion.datasets import importing
from events.ingestion.datasets.facts import Batch
from events.ingestion.datasets.reading import Taken
from events.ingestion.datasets.taking import Fate, fate_of, reason_of
from events.ingestion.resolve import Name
from events.ingestion.told import PARTS, Told, texts_of
from events.models import Article, DatasetImport, Event, Item, Source
from events.models.vocabulary import Kind, Role
from people.models import Affiliation, Entity

SHOWN_ROWS = 20
SHOWN_PROBLEMS = 20
COUNTED_AT_ONCE = 1_000


@dataclass(frozen=True)
class Line:
    """One thing that a row says: what it is, and what it would become or be added to."""

    text: str
    known: Event | Affiliation | Entity | None = None

    def __str__(self) -> str:
        fate = _("known: %(id)s") % {"id": self.known.pk} if self.known else _("new")
        return f"{self.text} ({fate})"


@dataclass
class DryRow:
    number: int
    fate: Fate
    title: str
    reason: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass
class DryRun:
    """The first rows, how many there are of each fate, and every reason why some would fail."""

    format: str
    columns: Sequence[str]
    rows: list[DryRow] = field(default_factory=list)
    totals: Counter[Fate] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def common_problems(self) -> list[tuple[str, int]]:
        return self.problems.most_common(SHOWN_PROBLEMS)

    @property
    def total(self) -> int:
        return self.totals.total()


def dry_run(handed_in: DatasetImport, *, shown: int = SHOWN_ROWS, most_rows: int = 0) -> DryRun:
    """How the rows would be taken, as the record is now."""
    reading = importing.read(handed_in, most_rows=most_rows)
    found = DryRun(reading.format, reading.columns)
    source = importing.source_of(handed_in)
    keeps_repeats = importing.parsed(handed_in).keeps_repeats
    seen: set[int] = set()
    rows = (row for batch in reading.rows for row in batch)
    try:
        while batch := list(islice(rows, COUNTED_AT_ONCE)):
            fates = list(_fates(batch, source, seen, keeps_repeats=keeps_repeats))
            found.totals.update(fates)
            for row, fate in zip(batch, fates, strict=True):
                if fate == Fate.FAILED and len(found.problems) < COUNTED_AT_ONCE:
                    found.problems.update(reason_of(row).split("\n"))
            if wanted := shown - len(found.rows):
                some = list(zip(batch, fates, strict=True))[:wanted]
                found.rows += _shown(some, source, importing.parsed(handed_in).name)
    finally:
        reading.rows.close()
    return found


def _fates(
    rows: Sequence[Taken], source: Source, seen: set[int], *, keeps_repeats: bool
) -> Iterator[Fate]:
    items: dict[str, Item] = {}
    if source.pk:
        known = Item.objects.filter(source=source, key__in=[row.key for row in rows])
        items = {item.key: item for item in known}
    for row in rows:
        key = int(row.key[:15], 16)
        if key in seen:
            if keeps_repeats:
                row.problems.append(("", _("an earlier row has the same key.")))
                yield Fate.FAILED
            else:
                yield Fate.LEFT_OUT
            continue
        seen.add(key)
        yield fate_of(row, items.get(row.key))


def _shown(rows: Sequence[tuple[Taken, Fate]], source: Source, mapping: str) -> list[DryRow]:
    """These rows with what they say; names are looked up and nobody is introduced."""
    readable = [row for row, _fate in rows if row.facts]
    batch = Batch(readable, mapping, introduces=False)
    articles = [Article(source=source, text=row.text) for row in readable]
    told = [batch.told(place, article) for place, article in enumerate(articles)]
    candidates = Candidates([one for of_row in told for one in of_row])
    lines: dict[int, list[Line]] = {}
    for place, row in enumerate(readable):
        lines[row.number] = [
            *(_entity_line(fact, batch, place) for fact in batch.entities[place]),
            *(_event_line(one, batch, place, candidates) for one in told[place]),
            *(_post_line(post) for post in batch.posts[place]),
        ]
    return [
        DryRow(
            row.number,
            fate,
            row.title or row.key[:12],
            reason_of(row) if fate in (Fate.FAILED, Fate.LEFT_OUT) else "",
            lines.get(row.number, []) if fate != Fate.FAILED else [],
        )
        for row, fate in rows
    ]


def _event_line(told: Told, batch: Batch, place: int, candidates: Candidates) -> Line:
    fact = told.fact
    names = [
        f"{Role(part).label} {text}{_mark(batch.answers[place](Name(text, kinds)))}"
        for role, (part, kinds) in PARTS[fact.kind].items()
        for text in texts_of(fact.roles.get(role))
    ]
    values = [_said(name, value) for name, value in fact.roles.items() if name in told.fields]
    known = candidates.find(told)
    head = f"{Kind(fact.kind).label} {fact.date or ''}".strip()
    return Line("; ".join([head, *names, *values]), known.event if known else None)


def _mark(entity: Entity | None) -> str:
    """What is told behind a name: nobody bears it so far, or who does is shown under another."""
    return "" if entity and entity.pk > 0 else pgettext("of a name", " (new)")


def _said(name: str, value: Any) -> str:
    """A part of a fact that is no name, in the reader's words."""
    return f"{_(name.replace('_', ' '))} {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case Money():
            return value.words or f"{value.value:,.0f} {value.currency}"
        case bool():
            return _("Yes") if value else _("No")
        case int() | float() if value >= 10_000:
            return f"{value:,.0f}"
        case list():
            return ", ".join(map(str, value))
    return str(value)


def _entity_line(fact: dict[str, Any], batch: Batch, place: int) -> Line:
    entity = batch.answers[place](Name(fact["name"], (fact["kind"],)))
    known = entity if entity and entity.pk > 0 else None
    said = {k: v for k, v in fact.items() if k not in ("kind", "name", "rule", "quote")}
    values = ", ".join(_said(name, value) for name, value in said.items() if value is not None)
    kind = Entity.Kind(fact["kind"]).label
    return Line("; ".join(filter(None, (f"{kind} {fact['name']}", values))), known)


def _post_line(post: dict[str, Any]) -> Line:
    period = " – ".join(filter(None, (post.get("start"), post.get("end"))))
    words = (post["person"], post.get("title"), post["company"], period)
    return Line(", ".join(filter(None, words)))
