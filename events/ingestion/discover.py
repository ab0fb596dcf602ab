"""From one address that an editor pastes to the ways of following what is there."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.fetch import Page
from events.ingestion.listing import Listing
from events.ingestion.sandbox import read_in_child
from events.ingestion.survey import get, listing_of, with_parts
from events.models import Host, Source

MAX_REQUESTS = 12
SECONDS = 25.0
"""After which nothing more is asked for; what has begun is still waited for."""

MAX_FEEDS = 4
MAX_SITEMAPS = 2
FEWEST_LINKS = 3

FEED_PLACES = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
SITEMAP_PLACES = ("/sitemap.xml", "/sitemap_index.xml")

_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWS = re.compile(r"news|新闻|xinwen", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to follow a site: a source that could be made, and what it lists today."""

    kind: str
    address: str
    title: str = ""
    language: str = ""
    items: int = 0
    newest: date | None = None


def discover(address: str) -> list[Offer]:
    """The ways to follow what is at an address, the best first.

    Raises `FetchError` or `Unreadable` if nothing can be made of the address itself; what else is
    tried and fails is passed over.
    """
    address = address.strip()
    return _Search().offers(address if "://" in address else f"https://{address}")


class _Search:
    """A few requests within a short time; what was offered once is not offered again."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS
        self._left = MAX_REQUESTS
        self._seen: set[tuple[str, ...]] = set()

    def offers(self, address: str) -> list[Offer]:
        page = self._get(address)
        listing = listing_of(page)
        if listing.kind != Source.Kind.LISTING:
            return [offer_of(address, self._whole(listing))]
        return [
            *self._feeds(page, listing),
            *self._sitemaps(page, listing),
            *self._page(page, listing),
        ]

    def _feeds(self, page: Page, listing: Listing) -> Iterator[Offer]:
        """The feeds that the page names; if it names none, one of the usual places."""
        named = [(feed.address, feed.title) for feed in listing.feeds[:MAX_FEEDS]]
        found = [offer for place in named if (offer := self._try("feed", *place))]
        if not found:
            base = page.address if page.address.endswith("/") else f"{page.address}/"
            bases = dict.fromkeys([base, urljoin(page.address, "/")])
            places = (urljoin(base, name) for base in bases for name in FEED_PLACES)
            tried = (self._try("feed", place, listing.title) for place in places)
            found = [offer for offer in [next(filter(None, tried), None)] if offer]
        yield from found

    def _sitemaps(self, page: Page, listing: Listing) -> Iterator[Offer]:
        """The sitemaps that robots.txt names, news first; or else those in the usual places."""
        parts = urlsplit(page.address)
        robots = Host.objects.filter(name=parts.netloc).values_list("robots", flat=True).first()
        places = _SITEMAP_LINE.findall(robots or "")[:100]
        places.sort(key=lambda place: not _NEWS.search(urlsplit(place).path))
        for place in (places or SITEMAP_PLACES)[:MAX_SITEMAPS]:
            if offer := self._try("sitemap", urljoin(page.address, place), listing.title):
                yield offer

    def _page(self, page: Page, listing: Listing) -> Iterator[Offer]:
        """The page itself: its links, if it has some, and its text, if it has one."""
        if len(listing.items) >= FEWEST_LINKS:
            yield offer_of(page.address, listing)
        try:
            reading = read_in_child(
                page.content,
                content_type=page.content_type,
                charset=page.charset,
                name=page.address,
            )
        except Unreadable:
            return
        yield Offer(
            kind=Source.Kind.PAGE,
            address=page.address,
            title=reading.title or listing.title,
            language=reading.language,
            items=1,
            newest=reading.published_on,
        )

    def _try(self, kind: str, address: str, title: str = "") -> Offer | None:
        """What is at an address, if it is of this kind and lists something new to us."""
        try:
            listing = self._whole(listing_of(self._get(address)))
        except (FetchError, Unreadable):
            return None
        seen = tuple(item.address for item in listing.items)
        if listing.kind != kind or not seen or seen in self._seen:
            return None
        self._seen.add(seen)
        return offer_of(address, listing, title)

    def _whole(self, listing: Listing) -> Listing:
        """The listing; of an index, with its most promising part."""
        if not listing.parts:
            return listing
        self._count()
        return with_parts(listing, most=1)

    def _get(self, address: str) -> Page:
        self._count()
        return get(address)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0 or time.monotonic() > self._until:
            raise Unreadable("The search has taken long enough.")


def offer_of(address: str, listing: Listing, title: str = "") -> Offer:
    """The offer to follow what an address lists; `title` where it has none itself."""
    return Offer(
        kind=listing.kind,
        address=address,
        title=listing.title or title,
        language=listing.language,
        items=len(listing.items),
        newest=listing.newest,
    )
