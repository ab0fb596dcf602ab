"""How many events of a timeline have what stands in other tables: roles, countries, languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, F, Func, IntegerField, Value
from django.db.models.functions import Left, Mod

from events.filters import FOUNDER, playing
from events.models import Event, EventQuerySet, Evidence, Participation
from events.tallies import State, kept
from people.models import Entity

MOST_COUNTED = 10_000
"""Of more events, so many are looked at and the rest is reckoned from them."""


_HASH = Func(F("pk"), function="hashint8", output_field=IntegerField())
"""By it a part is taken: ids themselves may alternate with what is counted."""


class Counts(NamedTuple):
    counts: Counter[str]
    rough: bool = False
    """Whether they are reckoned from a part of the events."""


def counts_of(
    name: str, events: EventQuerySet, *, total: int, parties: Sequence[Entity], state: State
) -> Counts:
    """Of `total` events, how many have each value of a facet; roles are those of `parties`."""
    asked = events.order_by().distinct().values("pk")
    step = total // MOST_COUNTED + 1
    if step > 1:
        asked = asked.annotate(rest=Mod(_HASH, Value(step))).filter(rest=0).values("pk")
    count = COUNTS[name]
    found = kept(
        f"facet-{name}",
        (asked.query.sql_with_params(), [party.pk for party in parties]),
        lambda: count(Event.objects.filter(pk__in=asked), parties),
        state,
    )
    return Counts(Counter({value: step * number for value, number in found.items()}), step > 1)


def _roles(events: EventQuerySet, parties: Sequence[Entity]) -> Mapping[str, int]:
    parts = Participation.objects.filter(published=True, survivor__in=parties, event__in=events)
    rows = parts.order_by().values_list("role").annotate(
        number=Count("event", distinct=True),
        founded=Count("event", distinct=True, filter=playing([FOUNDER])),
    )  # fmt: skip
    counts: Counter[str] = Counter()
    for role, number, founded in rows:
        counts[role] += number
        counts[FOUNDER] += founded
    return counts


def _countries(events: EventQuerySet, parties: Sequence[Entity]) -> Mapping[str, int]:
    parts = Participation.objects.filter(published=True, event__in=events)
    named = parts.exclude(survivor__country="").order_by().values_list("survivor__country")
    return dict(named.annotate(number=Count("event", distinct=True)))


def _languages(events: EventQuerySet, parties: Sequence[Entity]) -> Mapping[str, int]:
    spoken = Evidence.objects.filter(event__in=events).annotate(tongue=Left("article__language", 2))
    return dict(spoken.order_by().values_list("tongue").annotate(n=Count("event", distinct=True)))


COUNTS: dict[str, Callable[[EventQuerySet, Sequence[Entity]], Mapping[str, int]]] = {
    "role": _roles,
    "country": _countries,
    "language": _languages,
}
