"""What the desk's front page says: every number with the list that has just these rows.

A region takes one query. Nothing is counted beyond a bound, so that the page opens as quickly on a
large record; the list behind a number counts in the same way and says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from events.admin import regions
from events.admin.filters import (
    DecidedFilter,
)
from events.admin.links import link_to
from events.admin.regions import Region
from events.models import (
    Review,
)
from people.admin.lists import counts_of
from people.roles import APP, Ability

if TYPE_CHECKING:
    pass

DECISIONS_SHOWN = 8
HANDS_SHOWN = 8

User = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who has decided on facts lately, on how many, and the list of them."""

    name: str
    count: int
    address: str


@dataclass(slots=True)
class Home:
    """The front page for one editor: what this one may see of it."""

    waiting: list[Region] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    decisions: list[tuple[Review, Any]] = field(default_factory=list)
    hands: list[Hand] = field(default_factory=list)


def home(request: HttpRequest) -> Home:
    user = request.user
    shown = Home(
        waiting=_counted(_allowed(user, regions.waiting(user))),
        regions=[
            region
            for found in (regions.broken(), regions.doubtful(), regions.lacking())
            for region in _counted(_allowed(user, found))
        ],
    )
    if user.has_perm("events.view_review"):
        shown.decisions = _decisions_of_others(user)
        shown.hands = _hands()
    return shown


def _allowed(user: User, found: Iterator[Region]) -> list[Region]:
    """The regions with those figures alone whose lists this user may open."""
    allowed = []
    for region in found:
        region.figures = [one for one in region.figures if _may(user, one.listed)]
        if region.figures:
            allowed.append(region)
    return allowed


LOOKED_AT_WITH = {
    "people_resemblance": "people.view_entity",
    "events_contradiction": "events.view_event",
    "events_suggestion": f"{APP}.{Ability.PUBLISH}",
    "events_case": f"{APP}.{Ability.CASES}",
}
"""Lists that are not open to whoever may look at their rows."""


def _may(user: Any, listed: str) -> bool:
    app, name = listed.split("_", 1)
    return bool(user.has_perm(LOOKED_AT_WITH.get(listed, f"{app}.view_{name}")))


def _counted(found: list[Region]) -> list[Region]:
    figures = [figure for region in found for figure in region.figures]
    for figure, count in zip(figures, counts_of([one.rows for one in figures]), strict=True):
        figure.count = count
    return found


def _decisions_of_others(user: Any) -> list[tuple[Review, Any]]:
    decisions = Review.objects.filter(Q(by=None) | ~Q(by=user)).select_related(
        "by", "rule", "event__card", "affiliation__person", "affiliation__company"
    )
    return [(one, link_to(one.event or one.affiliation)) for one in decisions[:DECISIONS_SHOWN]]


def _hands() -> list[Hand]:
    """Which people and rules have decided most in the last seven days."""
    lately = DecidedFilter.narrow(Review.objects.order_by(), "week")
    hands = (
        lately.values_list("by", "by__username", "rule", "rule__name")
        .annotate(count=Count("pk"))
        .order_by("-count")
    )
    address = reverse("admin:events_review_changelist")
    return [
        Hand(
            name or rule_name,
            count,
            f"{address}?{urlencode(_of_hand(person, rule) | {'when': 'week'})}",
        )
        for person, name, rule, rule_name, count in hands[:HANDS_SHOWN]
    ]


def _of_hand(person: int | None, rule: int | None) -> dict[str, Any]:
    """The filter of the list of decisions by whoever made them."""
    return {"by__id__exact": person} if person else {"rule__id__exact": rule}
