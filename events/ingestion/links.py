"""A page of links -> the articles it links to. Pure, for the child process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree, html

from events.ingestion.addresses import EVERYWHERE, canonical
from events.ingestion.dates import day_of
from events.ingestion.errors import Unreadable
from events.ingestion.feeds import language_of
from events.ingestion.listing import MAX_ITEMS, Link, Listing, listed
from events.ingestion.metadata import Metadata
from events.ingestion.text import clean_markup, one_line

MAX_LINKS = 5_000
MAX_FEEDS = 10
FEWEST_CHARACTERS = 8
"""Of a headline; a Chinese character counts as two."""

FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
}
_COMMENTS = re.compile(r"/comments/|评论|評論|\bcomments?\b", re.IGNORECASE)

_NO_ARTICLES = set(
    """
    about account admin ads advertise api app apps archive archives assets author authors careers
    cart category categories cdn-cgi channel channels charts checkout company contact cookie-policy
    cookies css customers docs documentation download downloads events faq feed feeds forum
    help home images img jobs js legal links list lists login logout member members newsletter
    newsletters page pages partners people policies policy press-kit pricing privacy privacy-policy
    product products profile register rss save search service services settings share shop signin
    signup sitemap solutions static store subscribe support tag tags team terms topic topics tos
    user users video videos wp-admin wp-content wp-json wp-login.php zhuanti
    """.split()
)
_OF_ARTICLES = set(
    """
    a announcement announcements archives article articles blog blogs briefing content detail
    engineering essay essays index insight insights item newsdetail news note notes p papers post
    posts press press-release press-releases publication publications read report reports research
    review reviews s stories story update updates wenzhang xinwen
    """.split()
)
_SECTIONS = {"category", "categories", "channel", "channels", "list"}
"""Where some sites keep the articles as files: /category/ai/abcdefgh.html."""

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|json|xml|rss|atom|pdf|zip|gz|mp[34]|docx?|xlsx?|pptx?|apk|exe|dmg)$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_DATE = re.compile(
    r"/(?:19|20)\d\d[-/]?[01]?\d(?:[-/]?[0-3]?\d)?(?=[/_-]|$)|(?:19|20)\d\d-\d\d-\d\d"
)
_NUMBER = re.compile(r"(?<![\da-z])\d{4,}(?!\d)|^[0-9a-f]{12,}$", re.IGNORECASE)
_QUERY_NUMBER = re.compile(
    r"(?:^|&)(?:id|aid|p|articleid|newsid|contentid|docid)=\w*\d{2,}", re.IGNORECASE
)


def matches(pattern: str, address: str) -> bool:
    """Whether an address fits an editor's pattern, in which only `*` has a meaning.

    A pattern is compared with the path (and the query), or with the whole address if it begins
    with its scheme.
    """
    if pattern.startswith(("http://", "https://")):
        return _fits(pattern, address)
    parts = urlsplit(address)
    path = parts.path or "/"
    whole = f"{path}?{parts.query}" if parts.query else path
    pattern = pattern if pattern.startswith(("/", "*")) else f"/{pattern}"
    return _fits(pattern, path) or _fits(pattern, whole)


def points_to_article(address: str) -> bool:
    """Whether an address looks like an article's: by a date, a number, or words in its path."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    *sections, file = segments or ["index"]
    last = _ENDING.sub("", file)
    if _FILE.search(file) or last in _NO_ARTICLES:
        return False
    if last == "index":
        return bool(_QUERY_NUMBER.search(parts.query))
    telling = [section for section in sections if section in _NO_ARTICLES | _OF_ARTICLES]
    if telling and telling[-1] in _NO_ARTICLES:  # /blog/tag/x, unlike /company/news/x
        return telling[-1] in _SECTIONS and file != last and len(last) >= FEWEST_CHARACTERS
    if last.isdigit():
        return _is_number_of_article(segments[:-1], last)
    return bool(
        _DATE.search(parts.path)
        or _NUMBER.search(last)
        or _QUERY_NUMBER.search(parts.query)
        or len(re.split(r"[-_]", last)) >= 4
        or (telling and len(last) > 3)
    )


def _is_number_of_article(sections: list[str], last: str) -> bool:
    """Whether figures at the end of a path are an article's: not those of a year, month or day."""
    before = [section for section in sections if section.isdigit()]
    first = before[0] if before else last
    is_archive = bool(re.fullmatch(r"(?:19|20)\d\d", first)) and len(last) <= 4
    return not is_archive and len("".join(before) + last) >= 4


def read_links(source: str, base: str, link_pattern: str) -> Listing:
    """The articles that a page links to, in its order, and the feeds that it names."""
    try:
        tree = html.document_fromstring(clean_markup(source))
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Unreadable("The page holds nothing that can be read.") from None
    told = Metadata(tree)
    for here in tree.xpath(".//base/@href")[:1]:
        base = canonical(here, base=base, allowed=EVERYWHERE) or base
    headlines: dict[str, str] = {}
    days: dict[str, str] = {}
    for address, element in _links(tree, base):
        if link_pattern or _is_near(address, base):
            headline = one_line(element.text_content()[:2000]) or one_line(element.get("title", ""))
            headlines[address] = max(headlines.get(address, ""), headline, key=_weight)
            days[address] = days.get(address) or _time_beside(element)
    wanted = [
        address
        for address, headline in headlines.items()
        if (matches(link_pattern, address) if link_pattern else _is_article(address, headline))
    ]
    items = [
        listed(
            address=address,
            title=headlines[address],
            published_on=day_of(days[address]) if days[address] else None,
            says=(),
        )
        for address in wanted[:MAX_ITEMS]
    ]
    return Listing(
        kind="listing",
        title=told.publisher or one_line(tree.findtext(".//title") or "")[:200],
        language=language_of(tree.get("lang") or "", items),
        items=tuple(items),
        feeds=tuple(_feeds(tree, base))[:MAX_FEEDS],
    )


def _links(tree: html.HtmlElement, base: str) -> Iterator[tuple[str, html.HtmlElement]]:
    page = canonical(base, allowed=EVERYWHERE)
    links = tree.xpath(".//a[@href and not(ancestor::nav or ancestor::footer)]")
    for element in links[:MAX_LINKS]:
        address = canonical(element.get("href"), base=base, allowed=EVERYWHERE)
        if address and address != page:
            yield address, element


def _feeds(tree: html.HtmlElement, base: str) -> Iterator[Link]:
    """The feeds that the head names, those of comments last."""
    found: dict[str, str] = {}
    for element in tree.xpath(".//link[@href and @rel]")[:200]:
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in element.get("rel").lower().split() and kind in FEED_TYPES:
            address = canonical(element.get("href"), base=base, allowed=EVERYWHERE)
            if address and (kind != "application/json" or "feed" in address):
                found.setdefault(address, one_line(element.get("title") or "")[:200])
    ranked = sorted(found, key=lambda one: bool(_COMMENTS.search(f"{one} {found[one]}")))
    return (Link(address, found[address]) for address in ranked)


def _is_article(address: str, headline: str) -> bool:
    return _weight(headline) >= FEWEST_CHARACTERS and points_to_article(address)


def _is_near(address: str, base: str) -> bool:
    """Whether two addresses are of one site, as far as their names tell."""
    here, there = (urlsplit(one).netloc.lower().removeprefix("www.") for one in (base, address))
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def _weight(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _time_beside(element: html.HtmlElement) -> str:
    """What the nearest surrounding item of the list gives as its time."""
    around = element.xpath("(ancestor-or-self::article | ancestor-or-self::li)[last()]")
    times = around[0].xpath("(.//time)[1]") if around else []
    return one_line(times[0].get("datetime") or times[0].text_content()) if times else ""


def _fits(pattern: str, text: str) -> bool:
    """Whether text is the pattern with something, or nothing, for each `*`. Linear in both."""
    first, *others = pattern.split("*")
    if not others:
        return text == pattern
    *middle, last = others
    place = len(first)
    if not text.startswith(first):
        return False
    for part in middle:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return len(text) - len(last) >= place and text.endswith(last)
