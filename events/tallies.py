"""How many events a timeline has, by all that its page counts: one query, kept while it holds."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from events.models import Event, EventQuerySet
from events.search.documents import SAMPLED
from people.dates import Precision

Counted = TypeVar("Counted")
State = tuple[Any, ...]

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
    about: bool = False
    """Whether they were reckoned from a sample."""

    @property
    def total(self) -> int:
        return _rounded(self.years.total()) if self.about else self.years.total()

    def times(self, factor: int) -> Tally:
        """What a sample tells of the whole."""
        return Tally(
            _times(self.kinds, factor),
            _times(self.certainties, factor),
            _times(self.years, factor),
            self.months,
            about=True,
        )


Name = TypeVar("Name", str, int)


def _times(counts: Counter[Name], factor: int) -> Counter[Name]:
    return Counter({name: _rounded(count * factor) for name, count in counts.items()})


def _rounded(count: int) -> int:
    """To two digits."""
    return round(count, 2 - len(str(count)))


FEWEST_SAMPLED = 60
"""What has fewer in the sample is counted one by one."""


def tally_of(
    events: EventQuerySet,
    *,
    kinds: Sequence[str],
    certainties: Sequence[str],
    state: State,
    sample: EventQuerySet | None = None,
) -> Tally:
    """What is chosen of kinds and certainties narrows all counts but its own.

    Counting a large record takes longer than showing a page of it, so that a count is kept until
    anything changes. Where a `sample`, one event in SAMPLED, tells enough, it alone is counted.
    """
    rows = _rows(events)
    asked = (rows.query.sql_with_params(), kinds, certainties)

    def count() -> Tally:
        tally = _tallied(_rows(sample), kinds, certainties) if sample is not None else Tally()
        if tally.years.total() < FEWEST_SAMPLED:
            return _tallied(rows, kinds, certainties)
        return tally.times(SAMPLED)

    return kept("tally", asked, count, state)


def kept(name: str, asked: Any, count: Callable[[], Counted], state: State) -> Counted:
    """What is counted, as long as the record stays in the state that it was found in."""
    told = repr((asked, state))
    key = f"{name}:{hashlib.sha256(told.encode()).hexdigest()}"
    cache = caches["requests"]
    counted = cast("Counted | None", cache.get(key))
    if counted is None:
        counted = count()
        cache.set(key, counted, KEPT_SECONDS)
    return counted


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


LATEST = """
    SELECT (SELECT max(pgh_id) FROM events_eventversion),
           (SELECT max(pgh_id) FROM events_participationversion),
           (SELECT max(pgh_id) FROM events_evidenceversion),
           (SELECT max(pgh_id) FROM people_entityversion),
           (SELECT max(pgh_id) FROM people_aliasversion),
           (SELECT max(pgh_id) FROM people_affiliationversion)
"""


def state_of_record() -> State:
    """The last change of anything that counts: every change leaves a version."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        return cast("State", cursor.fetchone())
