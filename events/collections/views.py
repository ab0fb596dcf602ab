"""The pages of collections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.collections.pages import collections_of, members_of, size_of
from events.discovery import linked_data
from events.facets import Filters
from events.models import Collection
from events.pages import Timeline, timeline_with
from events.public import public_page, redirect_of_named


@public_page
def collections(request: HttpRequest) -> HttpResponse:
    """All collections that are published."""
    page = collections_of(request.GET, request.path)
    return render(request, "events/collections.html", {"collections": page})


@public_page
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection: its members, where they are now, and what happened to all of them."""
    shown = get_object_or_404(Collection.objects.published().with_members(), slug=slug)
    timeline = timeline_of_collection(request, shown)
    if not timeline.filters.is_valid and (address := redirect_of_named(timeline.filters)):
        return address
    context = context_of(request, shown, timeline)
    return render(request, "events/collection.html", context, status=timeline.status)


def timeline_of_collection(request: HttpRequest, collection: Collection) -> Timeline:
    """What happened to its members. Raises BadCursor."""
    filters = Filters(request.GET, request.path, collection=collection)
    return timeline_with(filters, request.GET.get("cursor", ""))


def context_of(request: HttpRequest, collection: Collection, timeline: Timeline) -> dict[str, Any]:
    """What the page says, for readers as for the desk's preview."""
    site = request.build_absolute_uri("/").rstrip("/")
    return {
        "collection": collection,
        "members": members_of(collection),
        "size": size_of(collection),
        "timeline": timeline,
        "linked_data": linked_data.of_collection(collection, site),
        "permanent": f"{site}/collections/{collection.slug}",
    }
