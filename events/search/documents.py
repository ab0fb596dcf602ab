"""The lexemes under which an event is found: those of its quotes and of all who take part.

Besides words there stand in a document, with a mark that no word has, the survivors of those who
take part, so that all their other names find it, its kind and, of one in 64, that it is a sample.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator

from django.db import transaction

from events.models import Event, EventWords, Evidence, Participation
from people.dates import Precision
from people.models import Alias
from people.words import lexemes, name_lexemes

SAMPLE = "#"
SAMPLED = 64
"""One event in so many is in the sample by which many are counted."""

BATCH = 2_000


def entity_lexeme(survivor: int) -> str:
    return f"@{survivor}"


def kind_lexeme(kind: str) -> str:
    return f"%{kind}"


def write(all_shown: Iterable[tuple[Event, Iterable[Participation], Collection[Evidence]]]) -> None:
    """Write the words of events whose participants and evidence are at hand."""
    EventWords.objects.bulk_create(
        [
            EventWords(event=event, lexemes=lexemes_of(event, parts, proofs))
            for event, parts, proofs in all_shown
        ],
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=["lexemes"],
    )


def lexemes_of(
    event: Event, parts: Iterable[Participation], proofs: Iterable[Evidence]
) -> set[str]:
    survivors = {part.survivor_id: part.survivor for part in parts}
    found = {kind_lexeme(event.kind), *map(entity_lexeme, survivors)}
    if event.pk % SAMPLED == 0:
        found.add(SAMPLE)
    if event.precision != Precision.UNKNOWN:
        found.add(str(event.date.year))
    for survivor in survivors.values():
        found |= _of_name(survivor.name_en) | _of_name(survivor.name_zh)
    return found.union(*(lexemes(proof.quote) for proof in proofs))


@functools.lru_cache(maxsize=20_000)
def _of_name(name: str) -> frozenset[str]:
    return frozenset(lexemes(name))


def stale() -> Iterator[tuple[str, str]]:
    """The events and names whose words are not those that composing them anew would give."""
    for event in _stale_events():
        yield f"event {event.pk}", "is not found by the words that it has"
    for alias in _stale_names():
        yield f"name {alias.pk}", f"“{alias.text}” is not found by the words that it has"


def recompose() -> int:
    """Write the words anew of all that are not found by those that they have; how many they are.

    After a change of how text is parted into words, or a repair.
    """
    count = 0
    for event in _stale_events():
        with transaction.atomic():
            # Whoever changes the event in the meantime composes it as well, before or after.
            locked = Event.objects.select_for_update().filter(pk=event.pk).with_parts()
            write((one, one.participations.all(), one.evidence.all()) for one in locked)
        count += 1
    for alias in _stale_names():
        Alias.objects.filter(pk=alias.pk).update(words=name_lexemes(alias.text))
        count += 1
    return count


def _stale_events() -> Iterator[Event]:
    last = 0
    while batch := list(Event.objects.filter(pk__gt=last).order_by("pk").with_parts()[:BATCH]):
        last = batch[-1].pk
        stored = EventWords.objects.in_bulk([event.pk for event in batch])
        for event in batch:
            composed = lexemes_of(event, event.participations.all(), event.evidence.all())
            if event.pk not in stored or stored[event.pk].lexemes != composed:
                yield event


def _stale_names() -> Iterator[Alias]:
    for alias in Alias.objects.only("text", "words").order_by().iterator():
        if alias.words != name_lexemes(alias.text):
            yield alias
