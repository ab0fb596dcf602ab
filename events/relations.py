"""Whom the events of an entity tie it to: founders, backers, holdings, acquisitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from events.models import Participation
from events.models.vocabulary import Change, Kind, Role
from events.staff import HAPPENED
from people.models import Entity

MOST_READ = 2_000
"""Events, the newest: whoever has more has a timeline to look in."""

BACKERS = {Role.LEAD, Role.INVESTOR}


@dataclass(slots=True)
class Relations:
    """Each by id, with in how many events, those of the latest event first."""

    founders: Counter[int] = field(default_factory=Counter)
    founded: Counter[int] = field(default_factory=Counter)
    backers: Counter[int] = field(default_factory=Counter)
    backed: Counter[int] = field(default_factory=Counter)
    beside: Counter[int] = field(default_factory=Counter)
    """Who backed the same rounds."""
    acquired: Counter[int] = field(default_factory=Counter)
    acquirers: Counter[int] = field(default_factory=Counter)
    parties: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    """As the cards name them."""


def relations_of(entity: Entity) -> Relations:
    """By what is published and happened, in one query."""
    told = Q(event__kind__in=[Kind.FUNDING, Kind.ACQUISITION, Kind.FOUNDING])
    rows = (
        Participation.objects.filter(
            told | Q(event__change=Change.FOUNDED),
            published=True,
            survivor=entity,
            event__certainty__in=HAPPENED,
        )
        .order_by("-date", "-event")
        .values_list("role", "event__kind", "event__card__data__participants")
    )
    relations = Relations()
    for role, kind, parties in rows[:MOST_READ]:
        others = [party for party in parties if party["id"] != entity.pk]
        relations.parties |= {party["id"]: party for party in others}
        _add(relations, role, kind, others)
    return relations


def _add(relations: Relations, role: str, kind: str, others: list[Mapping[str, Any]]) -> None:
    match kind, role:
        case Kind.FUNDING, Role.COMPANY:
            relations.backers.update(_ids(others, BACKERS))
        case Kind.FUNDING, (Role.LEAD | Role.INVESTOR):
            relations.backed.update(_ids(others, {Role.COMPANY}))
            relations.beside.update(_ids(others, BACKERS))
        case Kind.ACQUISITION, Role.ACQUIRER:
            relations.acquired.update(_ids(others, {Role.TARGET}))
        case Kind.ACQUISITION, Role.TARGET:
            relations.acquirers.update(_ids(others, {Role.ACQUIRER}))
        case ((Kind.FOUNDING | Kind.CAREER), Role.COMPANY):
            relations.founders.update(_ids(others, {Role.PERSON}))
        case ((Kind.FOUNDING | Kind.CAREER), Role.PERSON):
            relations.founded.update(_ids(others, {Role.COMPANY}))


def _ids(parties: Iterable[Mapping[str, Any]], roles: set[Role]) -> set[int]:
    return {party["id"] for party in parties if party["role"] in roles}
