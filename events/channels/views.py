"""The addresses of a timeline's other forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from events.channels import (
    ADDRESSES,
    ATOM,
    CALENDAR,
    EMBED,
    FOLLOW,
    JSON,
    TABLE,
    Channel,
    entity_at,
    what_is_wrong,
)
from events.channels.calendar import calendar
from events.channels.embed import embed
from events.channels.feeds import atom, json_feed
from events.channels.table import table
from events.following.views import follow
from events.profiles import address_of
from events.public import moved_to, public_page
from people.paging import BadCursor


class Form(NamedTuple):
    content_type: str
    write: Callable[[Channel], str | bytes | Iterable[str]]


FORMS = {
    ATOM: Form("application/atom+xml; charset=utf-8", atom),
    JSON: Form("application/feed+json; charset=utf-8", json_feed),
    CALENDAR: Form("text/calendar; charset=utf-8", calendar),
    TABLE: Form("text/csv; charset=utf-8", table),
}
PLAIN = "text/plain; charset=utf-8"


def forms_of(place: str, name: str, kind: str = "") -> list[URLPattern]:
    """The addresses of all forms of the timeline at a place, under names such as `feed.atom`."""
    return [
        *(
            path(f"{place}{form}", channel, {"form": form, "kind": kind}, name=f"{name}-{form}")
            for form in ADDRESSES
        ),
        path(f"{place}{FOLLOW}", follow, {"kind": kind}, name=f"{name}-follow"),
        path(f"{place}{EMBED}", embed, {"kind": kind}, name=f"{name}-embed"),
    ]


@public_page
def channel(request: HttpRequest, form: str, kind: str, slug: str = "") -> HttpResponseBase:
    """A timeline in one of its forms; 400 with every mistake in a line for a wrong address."""
    entity = entity_at(kind, slug) if kind else None
    if entity is not None and entity.survivor_id != entity.pk:
        query = request.META["QUERY_STRING"]
        address = f"{address_of(entity.survivor)}{form}"
        return moved_to(f"{address}?{query}" if query else address)
    asked = Channel.of(request, form, entity)
    if not asked.filters.is_valid:
        return HttpResponse(what_is_wrong(asked.filters), status=400, content_type=PLAIN)
    content_type, write = FORMS[form]
    try:
        written = write(asked)
    except BadCursor as error:
        return HttpResponse(f"cursor: {error}\n", status=400, content_type=PLAIN)
    if form != TABLE:
        return HttpResponse(written, content_type=content_type)
    response = StreamingHttpResponse(written, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="tideline-{slug or "events"}.csv"'
    return response
