"""A page of a timeline: what the address asks for, read by key in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from events import channels
from events.entries import Entry, entry_of
from events.facets import Filters
from events.filters import LONGEST_PERIOD
from events.models import Event, EventQuerySet
from events.models.vocabulary import Certainty
from events.proofs import with_evidence
from events.readers import reader_language
from events.timelines import Year, years_of
from events.words.dates import day_words
from people.dates import Precision
from people.models import Entity
from people.paging import BadCursor, cursor_after, page_of

PAGE_SIZE = 50
MOST_AHEAD = 20
DENSE = 30
"""A year with more events than this is parted into months."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A year to jump to: on this page, or on another one."""

    label: str
    count: int
    href: str


class Form(NamedTuple):
    """Another form of a timeline: a feed, a calendar, a table."""

    label: str
    href: str
    media_type: str


@dataclass(slots=True)
class Timeline:
    filters: Filters
    today: date
    total: int = 0
    about: bool = False
    """Whether the counts were reckoned from a sample."""
    ahead: list[Entry] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)
    newest: str = ""
    """The address of the first page, where this is another one."""
    newer: str = ""
    older: str = ""

    @property
    def today_words(self) -> str:
        return day_words(self.today, reader_language(), "year")

    @property
    def newest_first_href(self) -> str:
        return self.filters.href(ordering="")

    @property
    def oldest_first_href(self) -> str:
        return self.filters.href(ordering="date")

    @property
    def forms(self) -> list[Form]:
        """The same events in other forms, to follow or to keep."""
        return [
            Form(label, self.filters.form_href(name), media_type)
            for name, label, media_type in (
                (channels.ATOM, "Atom", "application/atom+xml"),
                (channels.JSON, "JSON Feed", "application/feed+json"),
                (channels.CALENDAR, _("Calendar"), "text/calendar"),
                (channels.TABLE, _("Table (CSV)"), "text/csv"),
            )
        ]

    @property
    def follow_href(self) -> str:
        """The page on which all ways to follow are explained."""
        return self.filters.form_href(channels.FOLLOW)

    @property
    def status(self) -> int:
        return 200 if self.filters.is_valid else 400


def timeline_of(
    request: HttpRequest, entity: Entity | None = None, *, q: str | None = None
) -> Timeline:
    """The page of a timeline, of everything or of an entity, that a request asks for.

    `q` are words to look for in place of those that it asks for. Raises BadCursor for a place
    that no page has given out.
    """
    asked: QueryDict = request.GET
    if q is not None:
        asked = QueryDict(request.GET.urlencode(), mutable=True)
        asked["q"] = q
    filters = Filters(asked, request.path, entity)
    return timeline_with(filters, request.GET.get("cursor", ""))


def timeline_with(filters: Filters, cursor: str = "") -> Timeline:
    """The page at a place in what the filters ask for. Raises BadCursor."""
    today, entity = timezone.localdate(), filters.entity
    whose = entity or filters.collection
    timeline = Timeline(filters, today)
    if not filters.is_valid:
        return timeline
    own = entity.pk if entity else 0
    rows = filters.events.select_related("card").prefetch_related(with_evidence())
    split = not filters.oldest_first
    if split and not cursor:
        timeline.ahead = [entry_of(event, own=own) for event in above(rows, today)]
    if split:
        rows = rows.exclude(_ahead(today))
    page = page_of(rows, cursor=cursor, size=PAGE_SIZE)
    tally = filters.tally
    timeline.total, timeline.about = tally.total, tally.about
    dense = whose is None or max(tally.years.values(), default=0) > DENSE
    timeline.years = years_of(page.rows, tally.months, tally.years, own=own, by_month=dense)
    timeline.jumps = _jumps(filters, timeline, rows)
    timeline.newest = filters.href() if cursor else ""
    timeline.newer = _at(filters, page.previous)
    timeline.older = _at(filters, page.next)
    return timeline


def above(rows: EventQuerySet, today: date) -> list[Event]:
    """What lies above today's waterline: the soonest, nearest to it."""
    return [*rows.filter(_ahead(today)).reverse()[:MOST_AHEAD]][::-1]


def _ahead(today: date) -> Q:
    """To come, or only expected and not over; undated, if it was told within the year."""
    expected = Q(certainty__in=[Certainty.PLANNED, Certainty.RUMOURED])
    not_over = Q(date_end__gt=today) | Q(precision=Precision.UNKNOWN)
    recent = Q(date__gt=today - LONGEST_PERIOD)  # all that is not over began then
    return recent & (Q(date__gt=today) | (expected & not_over))


def _at(filters: Filters, cursor: str | None) -> str:
    if not cursor:
        return ""
    address = filters.href()
    return f"{address}{'&' if '?' in address else '?'}cursor={cursor}"


def _jumps(filters: Filters, timeline: Timeline, rows: EventQuerySet) -> list[Jump]:
    here = {year.number for year in timeline.years}
    jumps = []
    if timeline.ahead:
        jumps.append(Jump(_("Ahead"), len(timeline.ahead), "#ahead"))
    for year, count in sorted(filters.tally.years.items(), reverse=not filters.oldest_first):
        if year > timeline.today.year and not filters.oldest_first:
            continue
        href = f"#y{year}" if year in here else _at(filters, _before(rows, year, filters))
        jumps.append(Jump(str(year), count, href))
    return jumps


def _before(rows: EventQuerySet, year: int, filters: Filters) -> str:
    """The cursor of the place just before a year begins, in the order of the rows."""
    edge = date(year, 1, 1) if filters.oldest_first else date(year + 1, 1, 1)
    return cursor_after(rows, SimpleNamespace(date=edge, day=edge, id=0, place=0))


__all__ = ["BadCursor", "Jump", "Timeline", "timeline_of"]
