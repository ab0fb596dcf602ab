"""Who took part in most rounds, in one query that is kept while the record says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from events.kept import kept
from events.models import Participation
from events.models.vocabulary import Kind, Role
from events.staff import Named, named_as
from events.statistics.reading import Asked
from people.dates import Precision
from people.models import Entity

MOST = 20


@dataclass(frozen=True, slots=True)
class Investor:
    named: Named
    rounds: int
    led: int


def most_active(asked: Asked) -> list[Investor]:
    """By how many rounds they took part in; of one number, who led more first."""
    name = f"investors {asked.certainties} {asked.first} {asked.last}"
    return kept(name, lambda: _most_active(asked))


def _most_active(asked: Asked) -> list[Investor]:
    parts = Participation.objects.filter(
        published=True,
        role__in=(Role.LEAD, Role.INVESTOR),
        event__kind=Kind.FUNDING,
        event__certainty__in=asked.certainties,
    )
    if asked.first is not None:
        parts = parts.filter(date__gte=asked.first.start)
    if asked.last is not None:
        parts = parts.filter(date__lte=asked.last.end, event__date_end__lte=asked.last.end)
    if asked.first or asked.last:
        parts = parts.exclude(event__precision=Precision.UNKNOWN)
    led = Count("event", filter=Q(role=Role.LEAD), distinct=True)
    counted: Any = (
        parts.order_by()
        .values("survivor")
        .annotate(rounds=Count("event", distinct=True), led=led)
        .order_by("-rounds", "-led", "survivor")[:MOST]
    )
    rows = list(counted)
    found = Entity.objects.published().in_bulk([row["survivor"] for row in rows])
    return [
        Investor(named_as(found[row["survivor"]]), row["rounds"], row["led"])
        for row in rows
        if row["survivor"] in found
    ]
