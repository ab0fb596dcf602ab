"""RSS 0.9 to 2.0, Atom and JSON Feed -> what they list. Pure, for the child process.

A feed is cut into its items before anything is parsed, so that the work is bounded and a broken
or monstrous item spoils nothing but itself.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser

from events.ingestion.dates import day_of
from events.ingestion.errors import Unreadable
from events.ingestion.listing import MAX_ITEMS, Listed, Listing, listed, once
from events.ingestion.markup import plain, root_of
from events.ingestion.text import clean_markup, language, one_line

MAX_ITEM_CHARACTERS = 1_000_000
MAX_ITEM_TAGS = 20_000
MAX_SUMMARY_CHARACTERS = 20_000
"""Of markup, from which the summary is taken."""
MAX_TEXT_CHARACTERS = 200_000
MAX_TEXTS_CHARACTERS = 500_000
"""Of all items together that bring their whole text along."""

CLOSING = {"rss": "</channel>", "feed": "", "RDF": ""}
"""By the name of the root, what has to be closed before it."""

_ITEM = re.compile(r"<(/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s/>])[^<>]*>")
_LANGUAGE = re.compile(r"(zh|en)(?:[-_]|$)", re.IGNORECASE)


def read_feed(source: str, base: str) -> Listing:
    """What an RSS or Atom feed lists. `source` begins with the root element."""
    root, name = root_of(source)
    pieces, broken, rest = _cut(source[len(root) :])
    opening = root + ("<channel>" if CLOSING[name] else "")
    closing = CLOSING[name] + f"</{root[1:].split()[0].rstrip('/>')}>"

    def parsed(inside: str) -> Any:
        return _parse(f"{opening}{inside}{closing}")

    told = _parse(root + rest)["feed"]
    whole = parsed("".join(pieces))
    entries: list[Any] = whole["entries"]
    if whole["bozo"] or len(entries) != len(pieces):
        each = [parsed(piece)["entries"] for piece in pieces]
        entries = [found[0] for found in each if found]
        broken += len(pieces) - len(entries)
    items: list[Listed] = []
    for entry in entries:
        try:
            items.append(_entry(entry, base))
        except Exception:  # noqa: BLE001 - feedparser raises anything, and the others are sound
            broken += 1
    return _listing(items, broken, title=told.get("title", ""), code=told.get("language", ""))


def read_json_feed(source: str, base: str) -> Listing:
    """What a JSON Feed lists, or `Unreadable` if the document is none."""
    try:
        feed = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        raise Unreadable("The document is damaged JSON.") from None
    if not isinstance(feed, dict) or "jsonfeed.org/version/1" not in str(feed.get("version")):
        raise Unreadable("The document is JSON, but no JSON Feed.")
    entries = feed.get("items")
    entries = entries[:MAX_ITEMS] if isinstance(entries, list) else []
    items: list[Listed] = []
    for entry in entries:
        try:
            items.append(_json_entry(entry, base))
        except (AttributeError, TypeError, ValueError):
            continue
    return _listing(
        items, len(entries) - len(items), title=_text(feed, "title"), code=_text(feed, "language")
    )


def language_of(code: str, items: list[Listed]) -> str:
    """As the source says, or else as its titles look."""
    if match := _LANGUAGE.match(code.strip()):
        return match[1].lower()
    return language(" ".join(item.title for item in items[:50]))


def _cut(source: str) -> tuple[list[str], int, str]:
    """The items of a feed, how many more were too large to be read, and what is around them."""
    pieces: list[str] = []
    broken = 0
    rest: list[str] = []
    begun, end, name = -1, 0, ""
    for tag in _ITEM.finditer(source):
        closes, tag_name = bool(tag[1]), tag[2]
        is_end = closes and begun >= 0 and tag_name == name
        if is_end or (not closes and begun >= 0):  # an item that never ended ends with the next
            piece = source[begun : tag.end() if is_end else tag.start()]
            end = begun + len(piece)
            if len(piece) > MAX_ITEM_CHARACTERS or piece.count("<") > MAX_ITEM_TAGS:
                broken += 1
            else:
                pieces.append(piece if is_end else f"{piece}</{name}>")
            begun = -1
            if len(pieces) + broken == MAX_ITEMS:
                break
        if not closes and not tag[0].endswith("/>"):
            rest.append(source[end : tag.start()])
            begun, name = tag.start(), tag_name
    if begun >= 0:  # the feed was cut off inside its last item
        broken += 1
    elif len(pieces) + broken < MAX_ITEMS:
        rest.append(source[end:])
    return pieces, broken, "".join(rest)


def _parse(source: str) -> Any:
    return feedparser.parse(
        io.BytesIO(clean_markup(source).encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,  # text is all that is taken of it
    )


def _entry(entry: Any, base: str) -> Listed:
    def told(name: str) -> str:
        value = dict.get(entry, name)  # its own get() looks elsewhere too
        return value if isinstance(value, str) else ""

    contents = [one.get("value") or "" for one in dict.get(entry, "content") or []]
    content = max(contents, key=len, default="") or told("summary")
    address = told("feedburner_origlink") or told("link")
    if "://" not in address and not dict.get(entry, "links"):  # a <guid> that is no link
        address = ""
    published, updated = told("published") or told("created"), told("updated")
    return listed(
        identity=told("id"),
        address=address,
        base=base,
        title=plain(told("title"), MAX_SUMMARY_CHARACTERS),
        summary=plain(told("summary") or content, MAX_SUMMARY_CHARACTERS),
        author=told("author"),
        published_on=_past(day_of(published) or day_of(updated) or _parsed(entry)),
        changed_on=_past(day_of(updated)),
        text=plain(content, MAX_TEXT_CHARACTERS),
    )


def _parsed(entry: Any) -> date | None:
    """The day as feedparser understood it: it knows some formats that we do not."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        if time := dict.get(entry, name):
            return date(time.tm_year, time.tm_mon, time.tm_mday)
    return None


def _json_entry(entry: dict[str, Any], base: str) -> Listed:
    authors = entry.get("authors") or [entry.get("author")]
    names = [author.get("name") for author in authors[:20] if isinstance(author, dict)]
    text = _text(entry, "content_text") or plain(_text(entry, "content_html"), MAX_TEXT_CHARACTERS)
    published, modified = _text(entry, "date_published"), _text(entry, "date_modified")
    return listed(
        identity=str(entry.get("id") or "")[:2000],
        address=_text(entry, "url") or _text(entry, "external_url"),
        base=base,
        title=_text(entry, "title"),
        summary=_text(entry, "summary") or text[:MAX_SUMMARY_CHARACTERS],
        author=", ".join(name for name in names if isinstance(name, str)),
        published_on=_past(day_of(published) or day_of(modified)),
        changed_on=_past(day_of(modified)),
        text=text[:MAX_TEXT_CHARACTERS],
    )


def _text(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return clean_markup(value) if isinstance(value, str) else ""


def _past(day: date | None) -> date | None:
    """A day that has begun somewhere on Earth; clocks and jokes ahead of it tell nothing."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day and day <= tomorrow else None


def _listing(items: list[Listed], broken: int, *, title: str, code: str) -> Listing:
    broken += len(items)
    items = [item for item in items if item.address or item.title or item.text]
    broken -= len(items)
    return Listing(
        kind="feed",
        title=one_line(plain(title, MAX_SUMMARY_CHARACTERS))[:200],
        language=language_of(code, items),
        items=once(list(_within(items))),
        broken=broken,
    )


def _within(items: list[Listed]) -> Iterator[Listed]:
    """The items, of which some lose their texts where all of them together are too much."""
    left = MAX_TEXTS_CHARACTERS
    for item in items:
        left -= len(item.text)
        yield item if left >= 0 else replace(item, text="")
