"""Visit a source and read what it lists now: for polls and for previews alike."""

from __future__ import annotations

import time
from dataclasses import dataclass

from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.fetch import FEED_BYTES, Page
from events.ingestion.listing import MAX_ITEMS, Listed, Listing, digest_of, listed, once
from events.ingestion.sandbox import list_in_child, read_in_child
from events.ingestion.visits import visit
from events.models import Source

MAX_PARTS = 3
"""Of the sitemaps that an index names, how many are read at each poll."""

PATIENCE_SECONDS = 3.0
"""For the turn at a server, more than the pause between two requests of the same poll."""

PARTS_SECONDS = 20.0
"""After which no further part is asked for: a poll keeps to the time limit of a task."""

FOUND = {"feed": "a feed", "sitemap": "a sitemap", "listing": "a page of links"}


@dataclass(frozen=True, slots=True)
class Survey:
    """What a source lists, and the page that says so; no listing where it has not changed."""

    page: Page
    listing: Listing | None = None


def survey(source: Source, *, etag: str = "", last_modified: str = "") -> Survey:
    """What a source lists now, or an error that says why it cannot be read."""
    page = get(source.address, etag=etag, last_modified=last_modified)
    if page.not_modified:
        return Survey(page)
    if source.kind == Source.Kind.PAGE:
        return Survey(page, _single(source, page))
    listing = listing_of(page, link_pattern=source.link_pattern)
    if listing.kind != source.kind:
        raise Unreadable(
            f"The address gives {FOUND[listing.kind]}, not {FOUND[source.kind]}: "
            "choose the kind that fits, or another address."
        )
    if listing.parts:
        # An index may stay as it is while its parts change, so it is read in full each time.
        page = Page(page.address, page.content, page.content_type, page.charset)
        listing = with_parts(listing, link_pattern=source.link_pattern)
    if source.kind == Source.Kind.LISTING and not listing.items:
        raise Unreadable(
            "No links to articles were found in the page. Set a link pattern, or follow its feed."
        )
    return Survey(page, listing)


def get(address: str, *, etag: str = "", last_modified: str = "") -> Page:
    """What is at an address; its server may keep us waiting for a few seconds."""
    return visit(
        address,
        etag=etag,
        last_modified=last_modified,
        max_bytes=FEED_BYTES,
        patience=PATIENCE_SECONDS,
    )


def listing_of(page: Page, *, link_pattern: str = "") -> Listing:
    """What a fetched page lists, whatever it is."""
    return list_in_child(
        page.content,
        address=page.address,
        content_type=page.content_type,
        charset=page.charset,
        link_pattern=link_pattern,
    )


def with_parts(index: Listing, *, link_pattern: str = "", most: int = MAX_PARTS) -> Listing:
    """A sitemap index with the newest of what its most promising parts list.

    A part that cannot be read spoils nothing, unless it is all there is.
    """
    found: list[Listing] = []
    error: Exception | None = None
    until = time.monotonic() + PARTS_SECONDS
    for address in index.parts[:most]:
        if time.monotonic() > until:
            break
        try:
            found.append(listing_of(get(address), link_pattern=link_pattern))
        except (FetchError, Unreadable) as problem:
            error = error or problem
    if error and not found:
        raise error
    items = [item for listing in found for item in listing.items]
    items.sort(key=_day, reverse=True)
    return Listing(
        kind=index.kind,
        title=index.title,
        language=next((listing.language for listing in found if listing.language), ""),
        items=once(items)[:MAX_ITEMS],
        broken=sum(listing.broken for listing in found),
    )


def _single(source: Source, page: Page) -> Listing:
    """A single page lists itself. It says something else when its text does."""
    reading = read_in_child(
        page.content, content_type=page.content_type, charset=page.charset, name=page.address
    )
    item: Listed = listed(
        identity=source.address,
        address=source.address,
        title=reading.title,
        author=reading.author,
        says=(digest_of(reading.text),),
    )
    return Listing(kind="page", title=reading.title, language=reading.language, items=(item,))


def _day(item: Listed) -> int:
    day = item.published_on or item.changed_on
    return day.toordinal() if day else 0
