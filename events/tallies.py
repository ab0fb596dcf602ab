"""How many events a timeline has, by all that its page counts: one query, kept while it holds."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from events.models import Event, EventQuerySet
from people.dates import Precision

KEPT_SECONDS = 60
"""A change whose transaction was overtaken by a later one is counted after this time at most."""


def _twelve() -> list[int]:
    return [0] * 12


@dataclass(slots=True)
class Tally:
    """The numbers of events by kind, certainty, year and month."""

    kinds: Counter[str] = field(default_factory=Counter)
    certainties: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    months: dict[int, list[int]] = field(default_factory=lambda: defaultdict(_twelve))
    """By year: how many fell into each month, those of which no month is known left out."""

    @property
    def total(self) -> int:
        return self.years.total()


def tally_of(events: EventQuerySet, *, kinds: Sequence[str], certainties: Sequence[str]) -> Tally:
    """What is chosen of kinds and certainties narrows all counts but its own.

    Counting a large record takes longer than showing a page of it, so that a count is kept until
    anything changes.
    """
    rows = _rows(events)
    key = _key(rows.query, kinds, certainties)
    cache = caches["requests"]
    tally = cast("Tally | None", cache.get(key))
    if tally is None:
        tally = _tallied(rows, kinds, certainties)
        cache.set(key, tally, KEPT_SECONDS)
    return tally


def _tallied(
    rows: Iterable[tuple[Any, ...]], kinds: Sequence[str], certainties: Sequence[str]
) -> Tally:
    tally = Tally()
    for kind, certainty, year, month, count, dated in rows:
        is_kind = not kinds or kind in kinds
        is_certainty = not certainties or certainty in certainties
        if is_certainty:
            tally.kinds[kind] += count
        if is_kind:
            tally.certainties[certainty] += count
        if is_kind and is_certainty:
            tally.years[year] += count
            tally.months[year][month - 1] += dated
    return tally


def _rows(events: EventQuerySet) -> Any:
    """(kind, certainty, year, month, events, events whose month is known)."""
    if events.query.distinct_fields:
        events = Event.objects.filter(pk__in=events.order_by().distinct().values("pk"))
    dated = Q(precision__in=[Precision.DAY, Precision.MONTH])
    parts = {"year": ExtractYear("date"), "month": ExtractMonth("date")}
    return (
        events.order_by()
        .annotate(**parts)
        .values_list("kind", "certainty", *parts)
        .annotate(count=Count("pk"), dated=Count("pk", filter=dated))
    )


def _key(query: Any, *chosen: Sequence[str]) -> str:
    """What is counted, and the state of the record that it is counted in."""
    asked = repr((query.sql_with_params(), chosen, _state()))
    return "tally:" + hashlib.sha256(asked.encode()).hexdigest()


LATEST = """
    SELECT (SELECT max(pgh_id) FROM events_eventversion),
           (SELECT max(pgh_id) FROM events_participationversion),
           (SELECT max(pgh_id) FROM events_evidenceversion),
           (SELECT max(pgh_id) FROM people_entityversion),
           (SELECT max(pgh_id) FROM people_aliasversion)
"""


def _state() -> tuple[Any, ...]:
    """The last change of anything that counts: every change leaves a version."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        return cast("tuple[Any, ...]", cursor.fetchone())
