"""What a web page says about itself in its head: title, author, publisher, date, address. Pure."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from events.ingestion.addresses import canonical
from events.ingestion.text import one_line

MAX_JSON_CHARACTERS = 500_000
MAX_PLACES = 5_000
MAX_DATE_LINE = 80
MAX_CHARACTERS = 500
"""Of a title or a name; what is longer is cut."""

YEARS = range(1990, 2101)

_DATE = re.compile(r"(?<!\d)(\d{4})\s?(?:-|/|\.|年)\s?(\d{1,2})\s?(?:-|/|\.|月)\s?(\d{1,2})(?!\d)")
_COMPACT_DATE = re.compile(r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = f"({'|'.join(rf'{name[:3]}(?:{name[3:]}|t)?' for name in _MONTHS)})\\.?"  # and Sept.
_ENGLISH_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?|(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?)\s+(\d{{4}})\b",
    re.IGNORECASE,
)
_DATE_PLACE = re.compile(
    r"(?:^|[-_ ])(?:date|time|pub\w*|post\w*|info|meta|source|(?:by|date)line)(?:$|[-_ ])",
    re.IGNORECASE,
)
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
_SITE_SUFFIX = re.compile(r"\s*[|｜_–—-]\s*[^|｜_–—-]{1,40}$")
_ROLE = re.compile(r"^(?:记者|記者|作者|编译|編譯|编辑|編輯|文|by)[\s:：|｜/／]+", re.IGNORECASE)
_ASIDE = "ancestor::aside or ancestor::nav or ancestor::footer"


class Metadata:
    """Looks where pages say it, in the order in which they are right about it."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._meta = dict(reversed(list(_meta(tree))))  # the first of a name counts
        things = list(_things(tree))
        self._json = next((thing for thing in things if _is_article(thing.get("@type"))), {})
        self._named = {
            str(thing["@id"]): thing for thing in things if thing.get("name") and "@id" in thing
        }

    @property
    def title(self) -> str:
        if told := self._first("og:title", "twitter:title") or _short(self._json.get("headline")):
            return told
        headings = [_short(heading.text_content()) for heading in self._tree.iter("h1")]
        whole = _short(self._tree.findtext(".//title"))
        return next(filter(None, headings), "") or _SITE_SUFFIX.sub("", whole)

    @property
    def author(self) -> str:
        told = [
            *self._all("author", "article:author", "byl", "parsely-author", "sailthru.author"),
            self._names("author"),
        ]
        names = (_ROLE.sub("", name) for name in told if not _is_address(name))
        return next((name for name in names if name and name != self.publisher), "")

    @property
    def publisher(self) -> str:
        account = self._tree.xpath("normalize-space(.//*[@id='js_name'])")  # WeChat's
        told = _short(account) or self._first("og:site_name", "application-name")
        return told or self._names("publisher")

    @property
    def published_on(self) -> date | None:
        """The day as the page writes it, in its own time zone."""
        told = [
            *self._all("article:published_time", "og:published_time", "og:article:published_time"),
            _short(self._json.get("datePublished")),
            *self._all(
                "datepublished", "pubdate", "publishdate", "publish_date", "publish-date",
                "parsely-pub-date", "sailthru.date", "og:release_date", "bytedance:published_time",
                "weibo: article:create_at", "apub:time", "article.published", "og:pubdate",
            ),
            *self._all("dc.date.issued", "dcterms.created", "dc.date", "date"),
            *self._tree.xpath(f".//time[not({_ASIDE})]/@datetime"),
            *self._tree.xpath(f".//*[@itemprop='datePublished' and not({_ASIDE})]/@content"),
            _short(self._json.get("dateCreated")),
        ]  # fmt: skip
        return next(filter(None, map(find_date, [*told, *self._date_lines()])), None)

    @property
    def canonical(self) -> str:
        links = self._tree.xpath(".//link[contains(@rel, 'canonical')]/@href")
        told = [*links, self._meta.get("og:url", ""), _short(self._json.get("url"))]
        return next(filter(None, map(canonical, map(_with_scheme, told))), "")

    def _date_lines(self) -> Iterator[str]:
        """Short lines in places that are named after what they tell: who published it, and when."""
        places = self._tree.xpath(f".//*[(self::time or @class or @id) and not({_ASIDE})]")
        for element in islice(places, MAX_PLACES):
            name = f"{element.get('class') or ''} {element.get('id') or ''}"
            if element.tag == "time" or _DATE_PLACE.search(name):
                line = "".join(islice(element.itertext(), 20)).strip()
                if len(line) <= MAX_DATE_LINE:
                    yield line

    def _names(self, role: str) -> str:
        """The name of a person or an organisation, or the names of several, from JSON-LD."""
        things = self._json.get(role)
        things = things[:20] if isinstance(things, list) else [things]
        return _short(", ".join(filter(None, map(self._name, things))))

    def _name(self, thing: object) -> str:
        """The name of a thing, which may stand elsewhere in the graph under its @id."""
        if isinstance(thing, dict) and "name" not in thing:
            thing = self._named.get(str(thing.get("@id")), thing)
        return _short(thing.get("name") if isinstance(thing, dict) else thing)

    def _all(self, *names: str) -> list[str]:
        return [_short(self._meta[name]) for name in names if self._meta.get(name)]

    def _first(self, *names: str) -> str:
        return next(iter(self._all(*names)), "")


def find_date(text: str) -> date | None:
    """The first day that a text names with its year: in figures, or with an English month."""
    for year, month, day in _dates(text):
        with suppress(ValueError):
            if int(year) in YEARS:
                return date(int(year), int(month), int(day))
    return None


def _dates(text: str) -> Iterator[tuple[str | int, str | int, str | int]]:
    for match in _DATE.finditer(text):
        yield match[1], match[2], match[3]
    for match in _ENGLISH_DATE.finditer(text):
        name = (match[1] or match[4])[:3].lower()
        month = next(n for n, whole in enumerate(_MONTHS, 1) if whole.startswith(name))
        yield match[5], month, match[2] or match[3]
    for match in _COMPACT_DATE.finditer(text):
        yield match[1], match[2], match[3]


def _is_address(name: str) -> bool:
    return "://" in name or name.lower().startswith(("javascript:", "www."))


def _with_scheme(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute):
                yield name.strip().lower(), element.get("content") or ""


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """What the page describes as JSON-LD: each thing of each script, and of each graph."""
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
                case dict(thing):
                    yield thing
                    waiting += [thing[key] for key in ("@graph", "mainEntity") if key in thing]


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and _ARTICLE_TYPE.search(one) for one in kinds)


def _short(thing: object) -> str:
    return one_line(thing[: 4 * MAX_CHARACTERS])[:MAX_CHARACTERS] if isinstance(thing, str) else ""
