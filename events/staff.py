"""Careers as the record has them: of a person, of all who are or were at a company, of everyone.

What is only rumoured, planned or denied makes no station: it is told on the timeline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from events.careers import Move, Post, Station, career_of, next_after
from events.models import Participation
from events.models.vocabulary import Certainty, Kind, Role
from people.dates import PartialDate, Precision
from people.models import Affiliation, Entity, EntityQuerySet, Status

HAPPENED = (Certainty.CONFIRMED, Certainty.REPORTED)


class Named(NamedTuple):
    """A person or company as pages and API name it."""

    id: int
    kind: str
    slug: str
    en: str
    zh: str

    def name_in(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Stay(NamedTuple):
    """Somebody at a company, and the station that is known to come next."""

    person: Named
    station: Station
    next: Station | None


@dataclass(slots=True)
class Careers:
    stations: dict[int, list[Station]] = field(default_factory=dict)
    """By person."""
    named: dict[int, Named] = field(default_factory=dict)

    def stays_at(self, company: int) -> Iterator[Stay]:
        """The last station of each person at a company."""
        for person, career in self.stations.items():
            here = [station for station in career if station.company == company]
            if here:
                yield Stay(self.named[person], here[-1], next_after(here[-1], career))


def careers_of(people: EntityQuerySet) -> Careers:
    """The careers of these people, in two queries however many they are."""
    careers = Careers()
    moves: dict[int, list[Move]] = defaultdict(list)
    posts: dict[int, list[Post]] = defaultdict(list)
    for person, event, change, title, start, end, precision, parties in _moves(people):
        when = PartialDate(start, end, Precision(precision))
        for party in parties:
            named = Named(party["id"], party["kind"], party["slug"], **party["name"])
            careers.named[named.id] = named
            if party["role"] == Role.COMPANY:
                moves[person].append(Move(event, named.id, change, title, when))
    for post in _posts(people):
        person, company = post.person.survivor, post.company.survivor
        for entity in (person, company):
            careers.named[entity.pk] = named_as(entity)
        posts[person.pk].append(
            Post(post.pk, company.pk, post.title, post.former, post.started, post.ended)
        )
    for person_id in {*moves, *posts}:
        careers.stations[person_id] = career_of(moves[person_id], posts[person_id])
    return careers


def named_as(entity: Entity) -> Named:
    names = (entity.name_in("en"), entity.name_in("zh"))
    return Named(entity.pk, entity.kind, entity.slug, *names)


def people_of(company: Entity) -> EntityQuerySet:
    """All who are told to have come to a company, left it or worked there."""
    events = Participation.objects.filter(
        published=True, survivor=company, role=Role.COMPANY, event__kind=Kind.CAREER
    )
    moved = Participation.objects.filter(
        published=True, role=Role.PERSON, event__in=events.values("event")
    )
    posted = Affiliation.objects.published().of(company)
    told = Q(pk__in=moved.values("survivor")) | Q(pk__in=posted.values("person__survivor"))
    people: EntityQuerySet = Entity.objects.published().filter(told)
    return people


Row = tuple[int, int, str, str, date, date, str, list[dict[str, Any]]]


def _moves(people: EntityQuerySet) -> Iterable[Row]:
    """(person, event, change, title, first day, last day, precision, participants)."""
    return (
        Participation.objects.filter(
            published=True,
            role=Role.PERSON,
            survivor__in=people.order_by().values("pk"),
            event__kind=Kind.CAREER,
            event__certainty__in=HAPPENED,
        )
        .values_list(
            "survivor", "event", "event__change", "event__title",
            "event__date", "event__date_end", "event__precision", "event__card__data__participants",
        )
        .order_by("event")
    )  # fmt: skip


def _posts(people: EntityQuerySet) -> Iterable[Affiliation]:
    return (
        Affiliation.objects.published()
        .filter(
            person__survivor__in=people.order_by().values("pk"),
            company__survivor__status=Status.PUBLISHED,
        )
        .for_list()
    )
