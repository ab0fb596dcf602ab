"""The addresses of all public pages, in blocks by id: no counting, no skipping, however many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.views.decorators.http import require_safe

from events.models import Collection, Event
from events.readers import TAGS
from people.api.addresses import COLLECTIONS
from people.models import Entity

BLOCK = 10_000
"""Ids a block; each page stands there in two languages, and 50,000 are allowed."""
PAGES = (
    "",
    "people/",
    "companies/",
    "models/",
    "collections/",
    "talent/",
    "sources/",
    "statistics/",
    "corrections/",
    "about/",
    "data/",
    "your-data/",
)
FRESH_SECONDS = 3600
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page, told by what follows the language in its address."""

    path: str
    changed_at: datetime | None = None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: which blocks there are."""
    site = request.build_absolute_uri("/")
    names = ["pages"]
    for section, rows in (("events", Event.objects), ("entities", Entity.objects)):
        last = rows.published().aggregate(last=Max("pk"))["last"]
        names += [f"{section}-{block}" for block in range(last // BLOCK + 1)] if last else []
    context = {"addresses": [f"{site}sitemap-{name}.xml" for name in names]}
    written = render_to_string("discovery/sitemaps.xml", context)
    return _kept(HttpResponse(written, content_type="application/xml"))


@require_safe
def block(request: HttpRequest, section: str, number: int = 0) -> HttpResponse:
    """One block; 404 where none of its pages is public."""
    places = {"pages": _pages, "events": _events, "entities": _entities}[section](number)
    if (first := next(places, None)) is None:
        raise Http404
    written = _written(request.build_absolute_uri("/"), first, places)
    return _kept(StreamingHttpResponse(written, content_type="application/xml"))  # type: ignore[arg-type] # a sibling


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: everything public may be read; where the addresses stand."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /*/following/",
        "Disallow: /*?*cursor=",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    )
    return _kept(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


def _pages(number: int) -> Iterator[Place]:
    yield from (Place(path) for path in PAGES)
    rows = Collection.objects.published().order_by("pk")
    for slug, changed_at in rows.values_list("slug", "updated_at"):
        yield Place(f"collections/{slug}/", changed_at)


def _events(number: int) -> Iterator[Place]:
    rows = Event.objects.published().filter(pk__range=_range(number)).order_by("pk")
    for pk, changed_at in rows.values_list("pk", "card__changed_at").iterator():
        yield Place(f"events/{pk}/", changed_at)


def _entities(number: int) -> Iterator[Place]:
    rows = Entity.objects.published().filter(pk__range=_range(number)).order_by("pk")
    for kind, slug, changed_at in rows.values_list("kind", "slug", "updated_at").iterator():
        yield Place(f"{COLLECTIONS[kind]}/{slug}/", changed_at)


def _range(number: int) -> tuple[int, int]:
    return number * BLOCK, (number + 1) * BLOCK - 1


def _written(site: str, first: Place, rest: Iterator[Place]) -> Iterator[str]:
    yield OPENING + _entry(site, first)
    for place in rest:
        yield _entry(site, place)
    yield "</urlset>\n"


def _entry(site: str, place: Place) -> str:
    """The page in each language, each naming the others."""
    addresses = {tag: escape(f"{site}{short}/{place.path}") for short, tag in TAGS.items()}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>'
        for tag, address in addresses.items()
    )
    changed = f"<lastmod>{place.changed_at:%Y-%m-%d}</lastmod>" if place.changed_at else ""
    return "".join(
        f"<url><loc>{address}</loc>{changed}{others}</url>\n" for address in addresses.values()
    )


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response
