"""Sitemaps and indexes of them -> what they list. Pure, for the child process."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from events.ingestion.addresses import EVERYWHERE, canonical
from events.ingestion.dates import day_of
from events.ingestion.errors import Unreadable
from events.ingestion.links import matches, points_to_article
from events.ingestion.listing import MAX_ITEMS, Listing, listed, once
from events.ingestion.text import clean_markup, language

MAX_PARTS = 20
_NEWS = re.compile(r"news|新闻|xinwen", re.IGNORECASE)
_ARTICLES = re.compile(r"post|article|blog|stor(?:y|ies)|content", re.IGNORECASE)
_OTHER = re.compile(r"image|video|categor|tag|author|user|product|page-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    address: str
    changed: str = ""
    published: str = ""
    title: str = ""
    language: str = ""

    @property
    def is_news(self) -> bool:
        return bool(self.published or self.title)

    @property
    def day(self) -> date:
        return day_of(self.published) or day_of(self.changed) or date.min


def read_sitemap(source: str, base: str, link_pattern: str) -> Listing:
    """The newest articles of a sitemap; the parts of an index. `source` begins with the root."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(clean_markup(source).encode(), parser)
    if root is None:
        raise Unreadable("The sitemap is damaged.")
    places = [place for place in map(_place, root) if place.address]
    if etree.QName(root).localname == "sitemapindex":
        ranked = sorted(places, key=_promise)
        parts = (canonical(place.address, base=base, allowed=EVERYWHERE) for place in ranked)
        return Listing(kind="sitemap", parts=tuple(filter(None, parts))[:MAX_PARTS])
    return _listing(places, base, link_pattern)


def read_list_of_addresses(source: str, base: str, link_pattern: str) -> Listing:
    """The articles of a sitemap that is a text file with one address a line."""
    return _listing([_Place(line.strip()) for line in source.splitlines()], base, link_pattern)


def is_list_of_addresses(source: str) -> bool:
    lines = source[:20_000].split(maxsplit=10)[:10]
    return bool(lines) and all(line.startswith(("http://", "https://")) for line in lines)


def _listing(places: list[_Place], base: str, link_pattern: str) -> Listing:
    wanted = [place for place in places if _is_wanted(place, link_pattern)]
    wanted.sort(key=lambda place: place.day, reverse=True)
    shared = _shared_mark(wanted)
    items = [
        listed(
            address=place.address,
            base=base,
            title=place.title,
            published_on=day_of(place.published),
            changed_on=day_of(place.changed),
            says=("" if place.changed == shared else place.changed,),
        )
        for place in wanted[:MAX_ITEMS]
    ]
    codes = Counter(place.language[:2].lower() for place in wanted if place.language)
    return Listing(
        kind="sitemap",
        language=max(codes, key=codes.__getitem__, default="")
        or language(" ".join(item.title for item in items[:50])),
        items=once([item for item in items if item.address]),
        broken=sum(not item.address for item in items),
    )


def _shared_mark(places: list[_Place]) -> str:
    """The mark that most pages have: it says when the map was drawn, not when a page changed."""
    ((mark, count),) = Counter(place.changed for place in places).most_common(1) or [("", 0)]
    return mark if count > 1 and 2 * count > len(places) else ""


def _is_wanted(place: _Place, link_pattern: str) -> bool:
    if link_pattern:
        return matches(link_pattern, place.address)
    return place.is_news or points_to_article(place.address)


def _place(element: etree._Element) -> _Place:
    told = dict(_texts(element))
    return _Place(
        address=told.get("loc", ""),
        changed=told.get("lastmod", ""),
        published=told.get("publication_date", ""),
        title=told.get("title", ""),
        language=told.get("language", ""),
    )


def _texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The texts inside an entry by the names of their elements; the first of a name counts."""
    if not isinstance(element.tag, str):
        return
    inside = [one for one in element.iter() if isinstance(one.tag, str)]
    for one in reversed(inside[:50]):
        space, name = etree.QName(one).namespace or "", etree.QName(one).localname
        if "image" not in space and "video" not in space:
            yield name, (one.text or "").strip()[:2048]


def _promise(place: _Place) -> tuple[bool, bool, bool, int]:
    """The order in which the parts of an index are read: news first, then the newest."""
    name = place.address.rpartition("/")[2]
    return (
        not _NEWS.search(name),
        bool(_OTHER.search(name)),
        not _ARTICLES.search(name),
        -place.day.toordinal(),
    )
