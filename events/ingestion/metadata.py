"""What a web page says about itself in its head: title, author, publisher, date, address. Pure."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from events.ingestion.addresses import canonical
from events.ingestion.text import one_line

MAX_JSON_CHARACTERS = 500_000
MAX_CHARACTERS = 500
"""Of a title or a name; what is longer is cut."""

YEARS = range(1990, 2101)

_DATE = re.compile(r"(?<!\d)(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})(?!\d)")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
_SITE_SUFFIX = re.compile(r"\s*[|｜_–—-]\s*[^|｜_–—-]{1,40}$")
_ROLE = re.compile(r"^(?:记者|記者|作者|编译|編譯|编辑|編輯|文|by)[\s:：|｜/／]+", re.IGNORECASE)
_ASIDE = "ancestor::aside or ancestor::nav or ancestor::footer"


class Metadata:
    """Looks where pages say it, in the order in which they are right about it."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._meta = dict(reversed(list(_meta(tree))))  # the first of a name counts
        self._json = next(_articles(tree), {})

    @property
    def title(self) -> str:
        if told := self._first("og:title", "twitter:title") or _short(self._json.get("headline")):
            return told
        headings = [_short(heading.text_content()) for heading in self._tree.iter("h1")]
        whole = _short(self._tree.findtext(".//title"))
        return next(filter(None, headings), "") or _SITE_SUFFIX.sub("", whole)

    @property
    def author(self) -> str:
        told = self._first("author", "article:author", "byl") or _names(self._json.get("author"))
        return "" if "://" in told or "javascript:" in told.lower() else _ROLE.sub("", told)

    @property
    def publisher(self) -> str:
        told = self._first("og:site_name", "application-name")
        return told or _names(self._json.get("publisher"))

    @property
    def published_on(self) -> date | None:
        """The day as the page writes it, in its own time zone."""
        told = [
            self._first("article:published_time", "og:published_time"),
            _short(self._json.get("datePublished")),
            self._first(
                "datepublished", "pubdate", "publishdate", "publish_date", "parsely-pub-date"
            ),
            self._first("dc.date.issued", "dc.date", "date"),
            *self._tree.xpath(f".//time[not({_ASIDE})]/@datetime"),
            *self._tree.xpath(f".//*[@itemprop='datePublished' and not({_ASIDE})]/@content"),
        ]
        return next(filter(None, map(find_date, told)), None)

    @property
    def canonical(self) -> str:
        links = self._tree.xpath(".//link[contains(@rel, 'canonical')]/@href")
        return next(filter(None, map(canonical, [*links, self._meta.get("og:url", "")])), "")

    def _first(self, *names: str) -> str:
        return next((_short(self._meta[name]) for name in names if self._meta.get(name)), "")


def find_date(text: str) -> date | None:
    """The first day that a text names in figures, year first."""
    for match in _DATE.finditer(text):
        year, month, day = map(int, match.groups())
        try:
            if year in YEARS:
                return date(year, month, day)
        except ValueError:
            continue
    return None


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute):
                yield name.strip().lower(), element.get("content") or ""


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles that the page describes as JSON-LD."""
    for script in tree.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(source) > MAX_JSON_CHARACTERS:
            continue
        try:
            waiting = deque([json.loads(source, strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            match waiting.popleft():
                case [*things]:
                    waiting += things
                case dict(thing) if _is_article(thing.get("@type")):
                    yield thing
                case {"@graph": things}:
                    waiting.append(things)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and _ARTICLE_TYPE.search(one) for one in kinds)


def _names(thing: object) -> str:
    """The name of a person or an organisation, or the names of several."""
    things = thing[:20] if isinstance(thing, list) else [thing]
    return _short(", ".join(filter(None, map(_name, things))))


def _name(thing: object) -> str:
    return _short(thing.get("name") if isinstance(thing, dict) else thing)


def _short(thing: object) -> str:
    return one_line(thing[: 4 * MAX_CHARACTERS])[:MAX_CHARACTERS] if isinstance(thing, str) else ""
