"""Bytes -> what they list: one door to the readers of feeds, sitemaps and pages. Pure."""

from __future__ import annotations

import re

from events.ingestion.charset import CODECS, decode
from events.ingestion.compression import unpack
from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.feeds import CLOSING, read_feed, read_json_feed
from events.ingestion.links import read_links
from events.ingestion.listing import Listing
from events.ingestion.markup import root_of, without_prologue
from events.ingestion.read import check_tags
from events.ingestion.sitemaps import is_list_of_addresses, read_list_of_addresses, read_sitemap

MAX_BYTES = 20_000_000
GZIP = b"\x1f\x8b"

_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})")


def list_items(
    content: bytes,
    *,
    address: str,
    content_type: str = "",
    charset: str = "",
    link_pattern: str = "",
) -> Listing:
    """What a document at an address lists, or `Unreadable` and why.

    What it is, it shows by itself: servers call a feed anything from HTML to plain text.
    """
    if content.startswith(GZIP):
        content = _unpacked(content)
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The document is larger than {MAX_BYTES / 1e6:.0f} MB.")
    source = decode(content, declared=_encoding(content) or charset, markup=True).lstrip()
    if not source:
        raise Unreadable("The document is empty.")
    if source.startswith(("{", "[")):
        return read_json_feed(source, address)
    if is_list_of_addresses(source):
        return read_list_of_addresses(source, address, link_pattern)
    inside = without_prologue(source)
    _, name = root_of(inside)
    if name in CLOSING:
        return read_feed(inside, address)
    if name in {"urlset", "sitemapindex"}:
        return read_sitemap(inside, address, link_pattern)
    if source.startswith("<?xml") and name.lower() != "html":
        raise Unreadable(f"The document is XML, but no feed or sitemap: its root is <{name}>.")
    if not name and "<" not in source:
        raise Unreadable("The document is plain text, not a feed, a sitemap or a page.")
    check_tags(content)
    return read_links(source, address, link_pattern)


def _unpacked(content: bytes) -> bytes:
    try:
        return unpack([content], "gzip", MAX_BYTES)
    except FetchError as error:
        raise Unreadable(f"The compressed document {error.reason}.") from None


def _encoding(content: bytes) -> str:
    """What the XML declaration says; it knows better than the server."""
    match = _XML_ENCODING.match(content.lstrip()[:400])
    name = match[1].decode("ascii").lower() if match else ""
    return name if name in CODECS and not name.startswith("utf-16") else ""
