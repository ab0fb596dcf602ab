"""What a source lists, whatever form it has: the values that readers give and polls take. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from events.ingestion.addresses import EVERYWHERE, canonical
from events.ingestion.text import one_line

MAX_ITEMS = 500
TITLE_CHARACTERS = 300
AUTHOR_CHARACTERS = 200
SUMMARY_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing that a source lists. What the source does not say is empty."""

    key: str
    """Hash of what identifies it there."""
    digest: str
    """Hash of what it says: another one means that it has changed."""
    address: str = ""
    title: str = ""
    author: str = ""
    summary: str = ""
    published_on: date | None = None
    changed_on: date | None = None
    text: str = ""
    """The whole of it, where there is no address to fetch it from."""


@dataclass(frozen=True, slots=True)
class Link:
    """A feed that a page names as its own."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """All that an address lists, at most `MAX_ITEMS`, in the order in which it lists them.

    `kind` is that of a source: feed, sitemap, listing. `parts` are further sitemaps that an index
    names, the most promising first. `broken` counts what could not be read at all.
    """

    kind: str
    title: str = ""
    language: str = ""
    items: tuple[Listed, ...] = ()
    parts: tuple[str, ...] = ()
    feeds: tuple[Link, ...] = ()
    broken: int = 0

    @property
    def newest(self) -> date | None:
        """The last day on which something in it was published, or else changed."""
        days = [item.published_on or item.changed_on for item in self.items]
        return max((day for day in days if day), default=None)


def listed(
    *,
    address: str = "",
    base: str = "",
    identity: str = "",
    says: tuple[str, ...] | None = None,
    **values: Any,
) -> Listed:
    """An item under its canonical address, known by its identity, or else address, title or text.

    `says` is what it would say otherwise if it changed; without it, title, summary and text.
    """
    address = canonical(address, base=base, allowed=EVERYWHERE) if address else ""
    title = one_line(values.pop("title", ""))[:TITLE_CHARACTERS]
    summary = one_line(values.pop("summary", ""))[:SUMMARY_CHARACTERS]
    author = one_line(values.pop("author", ""))[:AUTHOR_CHARACTERS]
    text = values.pop("text", "")
    told = (title, summary, text) if says is None else (title, *says)
    identity = canonical(identity, allowed=EVERYWHERE) or identity
    return Listed(
        key=digest_of(identity or address or title or text),
        digest=digest_of(*told),
        address=address,
        title=title,
        author=author,
        summary=summary,
        text="" if address else text,
        **values,
    )


def once(items: list[Listed]) -> tuple[Listed, ...]:
    """The items, each under a key and an address of its own; of two that share one, the first.

    Where a careless feed gives one identity to several pages, each page is known by its address.
    """
    addresses: dict[str, set[str]] = {}
    for item in items:
        addresses.setdefault(item.key, set()).add(item.address)
    found: dict[str, Listed] = {}
    seen: set[str] = set()
    for item in items:
        is_shared = len(addresses[item.key]) > 1 and item.address
        key = digest_of(item.address) if is_shared else item.key
        if key not in found and item.address not in seen:
            found[key] = replace(item, key=key)
            seen |= {item.address} - {""}
    return tuple(found.values())


def listing_from(answer: Mapping[str, Any]) -> Listing:
    """The listing that a child process has told of in JSON."""
    return Listing(
        **{
            **answer,
            "items": tuple(_listed_from(item) for item in answer["items"]),
            "parts": tuple(answer["parts"]),
            "feeds": tuple(Link(**link) for link in answer["feeds"]),
        }
    )


def digest_of(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def _listed_from(told: Mapping[str, Any]) -> Listed:
    days = {
        name: date.fromisoformat(told[name]) if told[name] else None
        for name in ("published_on", "changed_on")
    }
    return Listed(**{**told, **days})
