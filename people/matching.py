"""The entity that a spelled name means: one, several to choose from, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Alias, Entity, Status
from people.names import fold


@dataclass(frozen=True, slots=True)
class Match:
    """What a name may mean. `entity` is set when there is exactly one answer."""

    candidates: tuple[Entity, ...]

    @property
    def entity(self) -> Entity | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


def match(kind: str, forms: Iterable[str]) -> Match:
    """Who of a kind is known by any of these forms of a name; the survivors of merges only.

    A published entity goes before a proposed one, so that what an editor has accepted is found
    again; rejected ones are found too, so that they are not proposed anew.
    """
    return match_all([(kind, forms)])[0]


def match_all(names: Iterable[tuple[str, Iterable[str]]]) -> list[Match]:
    """As `match` for many names at once, each a kind and the forms of a name: two queries."""
    sought = [(kind, {key for form in forms if (key := fold(form))}) for kind, forms in names]
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kind, folded, survivor in Alias.objects.filter(
        folded__in=set().union(*(folded for _, folded in sought)),
        entity__kind__in={kind for kind, _ in sought},
    ).values_list("entity__kind", "folded", "entity__survivor"):
        known[kind, folded].add(survivor)
    entities = Entity.objects.in_bulk(set().union(*known.values()))
    return [
        _match(entities[pk] for pk in set().union(*(known[kind, form] for form in folded)))
        for kind, folded in sought
    ]


def _match(survivors: Iterable[Entity]) -> Match:
    candidates = sorted(survivors, key=lambda entity: entity.pk)
    accepted = [entity for entity in candidates if entity.status == Status.PUBLISHED]
    return Match(tuple(accepted or candidates))
