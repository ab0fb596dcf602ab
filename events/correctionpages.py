"""The corrections as readers see them: what was changed, from what to what, when and why."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.corrections import PARTS
from events.entries import Run, runs_of
from events.models import Correction, Event
from events.models.event import OWN
from events.models.vocabulary import Certainty, Change, Role
from events.profiles import address_of
from events.readers import reader_language, tag_of
from events.words import Language, numbers
from events.words.dates import date_words, day_words, period_of
from events.words.money import sum_of, sum_words
from events.words.phrases import round_words, title_words, unit_words
from people.models import Affiliation, Entity
from people.paging import page_of

PAGE_SIZE = 50
MOST_OF_AN_EVENT = 20


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field of a correction in the reader's words; an empty side says nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction in the reader's words."""

    id: int
    kind: str
    label: str
    at: datetime
    dated: str
    runs: list[Run]
    """What it is about, with its page: nothing for what was retracted."""
    href: str
    fields: list[ChangedField]
    reason: str

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    lines: list[CorrectionLine]
    newer: str
    older: str


def page_at(cursor: str, path: str) -> CorrectionPage:
    """A page of all corrections, newest first. Raises BadCursor for a place none has given out."""
    rows = Correction.objects.published().with_subjects().newest_first()
    page = page_of(rows, cursor=cursor, size=PAGE_SIZE)
    return CorrectionPage(
        [line_of(row) for row in page.rows],
        newer=f"{path}?cursor={page.previous}" if page.previous else "",
        older=f"{path}?cursor={page.next}" if page.next else "",
    )


def lines_of_event(event: Event) -> list[CorrectionLine]:
    """The newest corrections of one event."""
    told = Correction.objects.published().with_subjects().filter(event=event)
    return [line_of(row) for row in told.newest_first()[:MOST_OF_AN_EVENT]]


def line_of(correction: Correction) -> CorrectionLine:
    """A correction fetched `with_subjects()`."""
    runs, href = _subject(correction)
    return CorrectionLine(
        id=correction.pk,
        kind=correction.kind,
        label=str(Correction.Kind(correction.kind).label),
        at=correction.at,
        dated=day_words(timezone.localtime(correction.at).date(), reader_language()),
        runs=runs,
        href=href,
        fields=[_field(change) for change in correction.changes],
        reason=_(correction.reason) if correction.reason else "",
    )


def _subject(correction: Correction) -> tuple[list[Run], str]:
    language = reader_language()
    event, entity, affiliation = correction.event, correction.entity, correction.affiliation
    if event is not None:
        href = reverse("events:event", args=[event.pk])
        if not event.is_published:
            return [], href
        data = (event.merged_into or event).card.data
        return runs_of(data["headline"][language], {"participants": []}), href
    if entity is not None:
        return [_named(entity)], address_of(entity.survivor)
    assert affiliation is not None  # noqa: S101 - a constraint
    names = (affiliation.person, affiliation.company)
    comma = "，" if language == "zh" else ", "
    runs = [_named(names[0]), Run(comma), _named(names[1])]
    return runs, address_of(names[0].survivor)


def _named(entity: Entity) -> Run:
    name = entity.survivor.name
    return Run(name, is_name=True, lang=tag_of(name, reader_language()))


def _field(change: dict[str, Any]) -> ChangedField:
    name, language = change["field"], reader_language()
    before, after = (_words(name, change[side], language) for side in ("before", "after"))
    return ChangedField(_label(name), before, after)


def _label(name: str) -> str:
    if name.startswith(PARTS):
        return str(capfirst(Role(name.removeprefix(PARTS)).label))
    labels = {
        "amount": _("Amount"),
        "valuation": _("Valuation"),
        "date": _("Date"),
        "person": _("Person"),
        "company": _("Company"),
        "started": _("From"),
        "ended": _("To"),
        "former": _("Post"),
        "period": _("Period"),
    }
    if name in labels:
        return labels[name]
    return str(capfirst(_columns()[OWN[name].column if name in OWN else name]))


@functools.cache
def _columns() -> dict[str, Any]:
    """What the columns of all that is corrected are called."""
    return {
        column.name: column.verbose_name
        for model in (Affiliation, Entity, Event)
        for column in model._meta.concrete_fields
    }


def _words(name: str, value: Any, language: Language) -> str:
    """A value of a card in words."""
    if value is None:
        return ""
    if name.startswith(PARTS):
        return ("、" if language == "zh" else ", ").join(party[language] for party in value)
    if name in WORDS:
        return WORDS[name](value, language)
    match value:
        case {"qualifier": _qualifier}:
            return str(sum_words(sum_of(value), language))
        case {"precision": _precision}:
            return date_words(period_of(value), language)
        case {"en": _english}:
            return str(value[language])
        case bool():
            return _("yes") if value else _("no")
        case int() | float():
            return numbers.count(Decimal(str(value)), language)
    return str(value)


WORDS: dict[str, Callable[[Any, Language], str]] = {
    "former": lambda value, _language: _("former") if value else _("current"),
    "certainty": lambda value, _language: str(Certainty(value).label),
    "change": lambda value, _language: str(Change(value).label),
    "type": lambda value, _language: str(Entity.Type(value).label),
    "round": round_words,
    "title": title_words,
    "unit": unit_words,
    "parameters": numbers.parameters,
    "stake": lambda value, _language: numbers.percentage(value),
    "share": lambda value, _language: numbers.percentage(value),
}
"""The fields whose value does not show by itself how it is worded."""
