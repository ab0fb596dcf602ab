"""The ties of a company, read from published events that are confirmed or reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import Max, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.kept import kept
from events.models import Participation
from events.models.vocabulary import Certainty, Kind, Role
from events.staff import HAPPENED, Careers, Named
from events.talent import Flow, talent_flows
from people.dates import Precision
from people.models import Entity, Status

INVESTOR = "investors"
OWNER = "acquired-by"
ORIGIN = "came-from"
HOLDING = "invested-in"
BOUGHT = "acquired"
PARTNER = "partners"
DESTINATION = "went-to"

LABELS = {
    INVESTOR: _("Investors"),
    OWNER: _("Acquired by"),
    ORIGIN: _("People came from"),
    HOLDING: _("Invested in"),
    BOUGHT: _("Acquired"),
    PARTNER: pgettext_lazy("ties of a company", "Partners"),
    DESTINATION: _("People went to"),
}
"""Every sort of tie. What comes to a company stands first, then what goes out from it."""

TOWARDS = (INVESTOR, OWNER, ORIGIN)
"""What comes to a company."""
OF_PEOPLE = (ORIGIN, DESTINATION)

NAMED = ("survivor", *(f"survivor__{name}" for name in ("kind", "slug", "name_en", "name_zh")))
SORTS = {
    (Kind.FUNDING, Role.COMPANY, Role.LEAD): INVESTOR,
    (Kind.FUNDING, Role.COMPANY, Role.INVESTOR): INVESTOR,
    (Kind.FUNDING, Role.LEAD, Role.COMPANY): HOLDING,
    (Kind.FUNDING, Role.INVESTOR, Role.COMPANY): HOLDING,
    (Kind.ACQUISITION, Role.TARGET, Role.ACQUIRER): OWNER,
    (Kind.ACQUISITION, Role.ACQUIRER, Role.TARGET): BOUGHT,
    (Kind.PARTNERSHIP, Role.PARTNER, Role.PARTNER): PARTNER,
}
"""By the kind of an event, the company's role and the other's."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What connects a company with one other, in one way."""

    sort: str
    other: Named
    events: tuple[int, ...]
    """That tell it; of people who came or went, those of their moves."""
    count: int
    """Of events, or of people."""
    latest: int | None
    """The year of the latest, where one is known."""
    confirmed: bool
    anchor: str = ""
    """Where a flow of people is told, on the page of talent flows."""


def ties_of(company: Entity, careers: Careers | None = None) -> list[Tie]:
    """All ties, by sort and the strongest first: kept until anything of the record changes.

    `careers` are those of its people, where they are at hand.
    """
    return kept(f"ties of {company.pk}", lambda: _ties(company, careers))


def _ties(company: Entity, careers: Careers | None) -> list[Tie]:
    order = {sort: place for place, sort in enumerate(LABELS)}
    ties = [*_told(company), *_flowed(company, careers)]
    ties.sort(key=lambda tie: (order[tie.sort], -tie.count, -(tie.latest or 0), tie.other.id))
    return ties


def _told(company: Entity) -> Iterable[Tie]:
    """Those of events, in one query."""
    found: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for row in _rows(company):
        sort = SORTS.get((row["event__kind"], row["event__participations__role"], row["role"]))
        if sort:
            found.setdefault((sort, row["survivor"]), []).append(row)
    for (sort, _other), rows in found.items():
        events = tuple(sorted({event for row in rows for event in row["events"]}))
        yield Tie(
            sort,
            _named(rows[0]),
            events,
            len(events),
            max((row["latest"] for row in rows if row["latest"]), default=None),
            any(row["confirmed"] for row in rows),
        )


def _rows(company: Entity) -> Iterable[Mapping[str, Any]]:
    """The others in its events: a row for each with each role beside each role of the company."""
    dated = ~Q(event__precision=Precision.UNKNOWN)
    rows: Iterable[Mapping[str, Any]] = (
        Participation.objects.filter(
            published=True,
            survivor__status=Status.PUBLISHED,
            event__participations__survivor=company,
            event__participations__published=True,
            event__kind__in={kind for kind, _own, _other in SORTS},
            event__certainty__in=HAPPENED,
        )
        .exclude(survivor=company)
        .order_by()
        .values(*NAMED, "role", "event__kind", "event__participations__role")
        .annotate(
            events=ArrayAgg("event", distinct=True),
            latest=Max(ExtractYear("date"), filter=dated),
            confirmed=BoolOr(Q(event__certainty=Certainty.CONFIRMED)),
        )
    )
    return rows


def _named(row: Mapping[str, Any]) -> Named:
    english, chinese = row["survivor__name_en"], row["survivor__name_zh"]
    names = (english or chinese, chinese or english)
    return Named(row["survivor"], row["survivor__kind"], row["survivor__slug"], *names)


def _flowed(company: Entity, careers: Careers | None) -> Iterable[Tie]:
    for flow in talent_flows(company, careers):
        if flow.origin.id == flow.target.id:
            continue
        out = flow.origin.id == company.pk
        yield Tie(
            DESTINATION if out else ORIGIN,
            flow.target if out else flow.origin,
            tuple(dict.fromkeys(event for one in flow.crossings for event in one.events)),
            flow.count,
            _latest(flow),
            confirmed=True,
            anchor=f"flow-{flow.origin.id}-{flow.target.id}",
        )


def _latest(flow: Flow) -> int | None:
    days: list[date] = [one.arrived.start for one in flow.crossings if one.arrived.is_known]
    return max(days).year if days else None
