"""Talent flows: how many people went from one company to another, and who.

Somebody who is known to have left a company flows to where they are next known to have begun, at
the date on which they began. Nothing is guessed: who is not told to have left has gone nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from events.careers import LEFT, Station, next_after
from events.kept import kept
from events.models import Participation
from events.models.vocabulary import Kind, Role
from events.staff import HAPPENED, Careers, Named, careers_of, people_of
from people.dates import PartialDate
from people.models import Affiliation, Entity, EntityQuerySet


@dataclass(frozen=True, slots=True)
class Crossing:
    """One person who left one company for another, and the events that tell it."""

    person: Named
    left: PartialDate
    arrived: PartialDate
    departures: tuple[int, ...]
    arrivals: tuple[int, ...]

    @property
    def events(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.departures + self.arrivals))


@dataclass(frozen=True, slots=True)
class Flow:
    """All who went from one company to another, the last first."""

    origin: Named
    target: Named
    crossings: list[Crossing]

    @property
    def count(self) -> int:
        """How many people: who went twice is one."""
        return len({crossing.person.id for crossing in self.crossings})


def talent_flows(company: Entity | None = None, careers: Careers | None = None) -> list[Flow]:
    """The flows between all companies, or to and from one, the largest first.

    Those of one are read in two queries, or from the `careers` of its people. Those of all take
    the careers of everybody who ever left a company, and are kept until anything changes.
    """
    if company is None:
        return kept("talent flows", lambda: flows_of(careers_of(who_left())))
    flows = flows_of(careers or careers_of(people_of(company)))
    return [flow for flow in flows if company.pk in (flow.origin.id, flow.target.id)]


def who_left() -> EntityQuerySet:
    """All of whom it is known when they left a company: nobody else flows anywhere."""
    departed = Participation.objects.filter(
        published=True,
        role=Role.PERSON,
        event__kind=Kind.CAREER,
        event__change=LEFT,
        event__certainty__in=HAPPENED,
    )
    ended = Affiliation.objects.published().exclude(ended_on=None)
    left = Q(pk__in=departed.values("survivor")) | Q(pk__in=ended.values("person__survivor"))
    people: EntityQuerySet = Entity.objects.published().filter(left, kind="person")
    return people


def flows_of(careers: Careers) -> list[Flow]:
    crossings: dict[tuple[int, int], list[Crossing]] = defaultdict(list)
    for person, career in careers.stations.items():
        for station in career:
            after = next_after(station, career)
            if after is not None and station.end and after.start:
                crossings[station.company, after.company].append(
                    Crossing(
                        careers.named[person],
                        station.end,
                        after.start,
                        tuple(move.event for move in station.moves if move.change == LEFT),
                        _arrivals(after),
                    )
                )
    return _ranked(
        Flow(careers.named[origin], careers.named[target], found)
        for (origin, target), found in crossings.items()
    )


def within(
    flows: Iterable[Flow], first: PartialDate | None, last: PartialDate | None
) -> list[Flow]:
    """What of these flows may have arrived between two dates; of unknown date nothing."""
    if first is None and last is None:
        return list(flows)
    kept = (
        Flow(
            flow.origin,
            flow.target,
            [
                crossing
                for crossing in flow.crossings
                if crossing.arrived.is_known
                and (first is None or crossing.arrived.end >= first.start)
                and (last is None or crossing.arrived.start <= last.end)
            ],
        )
        for flow in flows
    )
    return _ranked(flow for flow in kept if flow.crossings)


def _arrivals(station: Station) -> tuple[int, ...]:
    """The events that tell when a station began."""
    came = [move for move in station.moves if move.change != LEFT]
    return tuple(move.event for move in came if station.start and move.when.near(station.start, 0))


def _ranked(flows: Iterable[Flow]) -> list[Flow]:
    flows = list(flows)
    for flow in flows:
        flow.crossings.sort(key=lambda crossing: (crossing.arrived.start, crossing.person.id))
        flow.crossings.reverse()
    flows.sort(key=lambda flow: (flow.origin.id, flow.target.id))
    flows.sort(key=lambda flow: (flow.count, flow.crossings[0].arrived.start), reverse=True)
    return flows
