"""The entity that a spelled name means: one, several to choose from, or none."""

from __future__ import annotations

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
    folded = {key for form in forms if (key := fold(form))}
    known = Alias.objects.filter(folded__in=folded, entity__kind=kind)
    survivors = Entity.objects.filter(pk__in=known.values("entity__survivor"))
    candidates = sorted(survivors, key=lambda entity: entity.pk)
    accepted = [entity for entity in candidates if entity.status == Status.PUBLISHED]
    return Match(tuple(accepted or candidates))
