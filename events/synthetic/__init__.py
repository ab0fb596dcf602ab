"""A large record of events that never happened, the same at each making: for benchmarks alone.

There is no history of it, as nobody has changed anything.
"""

from __future__ import annotations

from collections.abc import Iterator

import pgtrigger
from django.db import connection, transaction

from events import cards
from events.models import Event, Participation
from events.models.vocabulary import Role
from events.search import prominence
from events.synthetic.proofs import make_evidence
from events.synthetic.values import invented
from events.synthetic.world import BATCH, World

ROLES_TAKEN_TWICE = {Role.INVESTOR, Role.PARTNER}
HISTORY = [
    f"{model}:insert_insert"
    for model in (
        "people.Entity", "people.Alias", "events.Event", "events.Participation", "events.Evidence",
    )
]  # fmt: skip


def generate(events: int) -> Iterator[int]:
    """Add so many published events with all that belongs to them; yields how many there are."""
    with transaction.atomic(), pgtrigger.ignore(*HISTORY):
        world = World.of(events)
    made = 0
    while made < events:
        size = min(BATCH, events - made)
        with transaction.atomic(), pgtrigger.ignore(*HISTORY):
            _make_events(world, size)
        made += size
        yield made
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    prominence.recount()


def _make_events(world: World, size: int) -> None:
    events = Event.objects.bulk_create([invented(world.die) for _ in range(size)])
    parts = [part for event in events for part in _parts(world, event)]
    Participation.objects.bulk_create(parts)
    named: dict[int, list[str]] = {}
    for part in parts:
        named.setdefault(part.event_id, []).append(part.entity.name_en)
        named[part.event_id].append(part.entity.name_zh)
    make_evidence(world.source, events, named)
    cards.compose(event.pk for event in events)


def _parts(world: World, event: Event) -> list[Participation]:
    taken: set[tuple[int, Role]] = set()
    parts = []
    roles = [role for role in event.ROLES for _ in range(1 + (role in ROLES_TAKEN_TWICE))]
    for role in roles:
        entity = world.pick(role)
        if (entity.pk, role) not in taken:
            taken.add((entity.pk, role))
            parts.append(Participation(event=event, entity=entity, role=role))
    return parts
