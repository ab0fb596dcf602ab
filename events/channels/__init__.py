"""A timeline in other forms, under the same filters: feeds, a calendar, a table.

Atom and JSON Feed tell what was published or changed last, so that a follower misses nothing,
however long ago the event itself was. The calendar and the table keep to the timeline's own dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from events.facets import Filters
from events.models import Event, EventQuerySet
from events.readers import reader_language
from people.models import Entity

ATOM, JSON, CALENDAR, TABLE = "feed.atom", "feed.json", "calendar.ics", "events.csv"
ADDRESSES = (ATOM, JSON, CALENDAR, TABLE)
"""What is put behind the address of a timeline to have it in one of these forms."""


class Channel(NamedTuple):
    """What is asked for: which events of whose timeline, and where they are shown as a page."""

    title: str
    site: str
    """The site's own address, without a slash at its end."""
    page: str
    """The address of the timeline as a page, with its filters."""
    address: str
    filters: Filters
    cursor: str

    @classmethod
    def of(cls, request: HttpRequest, name: str, entity: Entity | None) -> Channel:
        """The timeline of which an address asks for one form."""
        filters = Filters(request.GET, request.path.removesuffix(name), entity)
        return cls(
            title=_title(filters, entity),
            site=request.build_absolute_uri("/").removesuffix("/"),
            page=request.build_absolute_uri(filters.href()),
            address=request.build_absolute_uri(request.get_full_path()),
            filters=filters,
            cursor=request.GET.get("cursor", ""),
        )

    def page_of_address(self, cursor: str) -> str:
        """This form's address at another place."""
        data = self.filters.data.copy()
        data["cursor"] = cursor
        return f"{self.address.partition('?')[0]}?{data.urlencode()}"


def latest(filters: Filters) -> EventQuerySet:
    """The events asked for, with their cards, what was published or changed last first."""
    asked = filters.events.order_by().distinct().values("pk")
    events = Event.objects.published().filter(card__published=True)
    if filters.is_active or filters.entity:
        events = events.filter(pk__in=asked)
    return (
        events.annotate(changed_at=F("card__changed_at"), place=F("card__event"))
        .select_related("card")
        .order_by("-changed_at", "-place")
    )


def what_is_wrong(filters: Filters) -> str:
    """The mistakes of an address, a line each, with the name of the parameter."""
    lines: Iterable[str] = (
        f"{name}: {error}" for name, errors in filters.filterset.errors.items() for error in errors
    )
    return "\n".join(lines) + "\n"


def _title(filters: Filters, entity: Entity | None) -> str:
    """The name of the site or the entity, and what is chosen of its events."""
    title = _("Tideline")
    between, listed = ("：", "、") if reader_language() == "zh" else (": ", ", ")
    if entity:
        title = f"{title}{between}{entity.name}"
    chosen = listed.join(token.value for token in filters.tokens)
    if not chosen:
        return title
    return f"{title}（{chosen}）" if reader_language() == "zh" else f"{title} ({chosen})"
