"""Whom a name typed on the desk may mean: candidates with a score, and the reasons for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from events.ingestion.surroundings import context_of
from events.models import Event, Participation
from events.models.vocabulary import Role
from people.likeness import Likeness
from people.likeness.context import Context
from people.matching import Sought, find_all
from people.models import Alias, Entity, Status
from people.names import fold
from people.reason_words import REASONS

MOST_OFFERED = 8
GONE = (Status.REJECTED, Status.RETRACTED)

KINDS: Mapping[str, tuple[str, ...]] = {
    Role.PERSON: ("person",),
    Role.SPEAKER: ("person", "company"),
    Role.MODEL: ("model",),
    Role.INVESTOR: ("company", "person"),
    Role.LEAD: ("company", "person"),
    Role.HOLDER: ("company", "person"),
}
"""Which kinds of entity a role takes, the usual one first; companies where nothing is said."""


def kinds_of(role: str) -> tuple[str, ...]:
    return KINDS.get(role, ("company",))


class Offer(NamedTuple):
    """Somebody whom a name may mean."""

    entity: Entity
    score: float | None
    """How likely it is; nothing where the name has only begun to be typed."""
    reasons: str

    @property
    def told(self) -> str:
        """What tells this one from another: other names, the kind, and whether it is public."""
        entity = self.entity
        names = {entity.name_en, entity.name_zh} - {"", str(entity)}
        state = "" if entity.is_published else gettext("not public yet")
        parts = [*sorted(names), entity.get_kind_display(), entity.country, state, self.reasons]
        return " · ".join(filter(None, parts))

    def data(self) -> dict[str, Any]:
        score = None if self.score is None else round(self.score, 2)
        return {
            "id": self.entity.pk,
            "name": str(self.entity),
            "told": self.told,
            "score": score,
        }


def offers(role: str, name: str, ties: Collection[str] = (), *, begun: bool = False) -> list[Offer]:
    """Whom this name may mean in a role, the likeliest first; with `begun`, by its beginning too.

    `ties` are the ids, as text, of the companies that are named with it.
    """
    kinds = kinds_of(role)
    sought = [Sought(kind, (name,), Context(ties=frozenset(ties))) for kind in kinds]
    found = [
        Offer(candidate.entity, candidate.likeness.score, why(candidate.likeness))
        for candidates in find_all(sought, context_of)
        for candidate in candidates
        if candidate.entity.status not in GONE
    ]
    found.sort(key=lambda offer: (-(offer.score or 0), offer.entity.pk))
    if begun and len(found) < MOST_OFFERED:
        found += _beginning(kinds, name, {offer.entity.pk for offer in found})
    return found[:MOST_OFFERED]


def _beginning(kinds: Collection[str], name: str, known: Collection[int]) -> list[Offer]:
    if not (start := fold(name)):
        return []
    aliases = Alias.objects.filter(folded__startswith=start, entity__kind__in=kinds).order_by(
        "folded"
    )
    ids = aliases.values_list("entity__survivor", flat=True)[: MOST_OFFERED * 4]
    wanted = [pk for pk in dict.fromkeys(ids) if pk not in known]
    entities = Entity.objects.exclude(status__in=GONE).in_bulk(wanted)
    return [Offer(entities[pk], None, "") for pk in wanted if pk in entities]


def why(likeness: Likeness) -> str:
    """What speaks for and against, in words."""
    words = [
        str(REASONS.get(reason.code, reason.code))
        if reason.weight > 0
        else gettext("but %s") % REASONS.get(reason.code, reason.code)
        for reason in likeness.reasons
        if reason.code in REASONS
    ]
    return gettext(", ").join(words)


def ties_of(event: Event) -> list[str]:
    """The companies that an event names, as text: who is named with them is likelier meant."""
    parts = Participation.objects.filter(event=event, survivor__kind="company")
    return [str(pk) for pk in parts.values_list("survivor", flat=True)]


@require_GET
def names(request: HttpRequest) -> JsonResponse:
    """What is offered while a name is typed into a fact."""
    if not request.user.has_perm("events.view_event"):
        raise PermissionDenied
    role, name = request.GET.get("role", ""), request.GET.get("q", "").strip()[:200]
    number = request.GET.get("event", "")
    event = Event.objects.filter(pk=number).first() if number.isdecimal() else None
    ties = ties_of(event) if event else []
    found = offers(role, name, ties, begun=True) if fold(name) else []
    new = [{"value": value, "told": told} for value, told in new_ones(role, name)]
    return JsonResponse({"offers": [offer.data() for offer in found], "new": new})


def new_ones(role: str, name: str) -> list[tuple[str, str]]:
    """The new records that a name in a role may become: how a form names each, and its words."""
    words = gettext("new: %(name)s (%(kind)s)")
    return [
        (f"new:{kind}", words % {"name": name, "kind": Entity.Kind(kind).label})
        for kind in kinds_of(role)
    ]
