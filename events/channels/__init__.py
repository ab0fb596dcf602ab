"""A timeline in other forms, under the same filters: feeds, a calendar, a table.

Atom and JSON Feed tell what was published or changed last, so that a follower misses nothing,
however long ago the event itself was. The calendar and the table keep to the timeline's own dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from events.facets import Filters
from events.models import Event, EventQuerySet
from events.readers import reader_language
from people.models import Entity

ATOM, JSON, CALENDAR, TABLE = "feed.atom", "feed.json", "calendar.ics", "events.csv"
ADDRESSES = (ATOM, JSON, CALENDAR, TABLE)
"""What is put behind the address of a timeline to have it in one of these forms."""

FOLLOW, EMBED = "follow/", "embed/"
"""The page that offers all forms, and the timeline as a part of other sites' pages."""


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
        site = request.build_absolute_uri("/").removesuffix("/")
        return cls.at(site, request.path.removesuffix(name), name, request.GET, entity)

    @classmethod
    def at(cls, site: str, path: str, name: str, data: QueryDict, entity: Entity | None) -> Channel:
        """One form of the timeline that stands at a path of the site."""
        filters = Filters(data, path, entity)
        query = data.urlencode()
        return cls(
            title=_title(filters, entity),
            site=site,
            page=f"{site}{filters.href()}",
            address=f"{site}{path}{name}{'?' if query else ''}{query}",
            filters=filters,
            cursor=data.get("cursor", ""),
        )

    def form(self, name: str) -> str:
        """The address of another form, under the same filters."""
        path = self.filters.path
        return f"{self.site}{path}{name}{self.filters.href().removeprefix(path)}"

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


def entity_at(kind: str, slug: str) -> Entity:
    """The published entity whose timeline it is, or one merged into it. Raises Http404."""
    named = get_object_or_404(Entity.objects.select_related("survivor"), kind=kind, slug=slug)
    if not named.survivor.is_published:
        raise Http404
    return named


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
