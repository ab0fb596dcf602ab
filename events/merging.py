"""Merging and parting of people, companies and AI models, and of what is shown of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from events import cards
from events.actions import deed
from events.models import Event
from people import merging
from people.models import Entity, Merge

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def merge_entities(
    entity: Entity, into: Entity, *, by: User, reason: str = "", take: Iterable[str] = ()
) -> Merge:
    """Let `entity` go on as `into`, and show it so: see `people.merging.merge`."""
    with deed(by, "merge"):
        decision = merging.merge(entity, into, by=by, reason=reason, take=take)
        _compose(decision)
        return decision


def unmerge_entity(entity: Entity, *, by: User, reason: str = "") -> Merge:
    """Let a merged entity stand for itself again: see `people.merging.unmerge`."""
    with deed(by, "unmerge"):
        decision = merging.unmerge(entity, by=by, reason=reason)
        _compose(decision)
        return decision


def _compose(decision: Merge) -> None:
    """Of the survivor's own events only those that show a name of its that has changed."""
    changed = merging.below(decision.entity)
    if {"name_en", "name_zh"} & set(decision.taken):
        changed |= merging.below(decision.into)
    events = Event.objects.filter(participations__entity__in=changed).values_list("pk", flat=True)
    cards.compose(set(events))
