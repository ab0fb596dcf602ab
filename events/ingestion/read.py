"""A page or a text file -> the article in it. Pure; nothing is fetched.

The text has one paragraph, heading, list item or table row a block, in the order of the page,
with an empty line between two blocks. A repeated paragraph stays where it is, unless it follows
directly on itself.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import trafilatura
from lxml import etree, html

from events.ingestion.charset import decode
from events.ingestion.errors import Unreadable
from events.ingestion.metadata import Metadata, find_date
from events.ingestion.text import clean, clean_markup, language, one_line

__all__ = ["Reading", "Unreadable", "read"]

MAX_BYTES = 10_000_000
MAX_CHARACTERS = 200_000
MAX_TAGS = 100_000
MAX_ATTRIBUTES = 5_000
MAX_NUL_SHARE = 0.001
TITLE_CHARACTERS = 150
FEWEST_WORDS = 12
"""Words and Chinese characters. A page with fewer holds no article but a notice."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it misses, Unreadable tells

_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image or a recording",
    b"PK\x03\x04": "a ZIP archive or an Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP_TYPES = {"text/html", "application/xhtml+xml"}
_MARKUP_SUFFIXES = (".html", ".htm", ".xhtml")
_LOOKS_LIKE_MARKUP = re.compile(
    rb"\s*(?:<!doctype\s+html|<html|<\?xml|<!--|<head|<body)", re.IGNORECASE
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_TAG = re.compile(rb"<[a-zA-Z/][^<>]*")
_WORD = re.compile(r"[\u3400-\u9fff]|[A-Za-zÀ-ɏ]+")
_BLOCKS = {"p", "head", "quote", "list", "item", "table", "row", "code", "lb", "body"}
_SENTENCE_END = re.compile(r"[。！？!?；;]|\.(?:\s|$)")
_BYLINE = re.compile(
    r"^(?:文|图文|作者|记者|記者|编辑|編輯|编译|編譯|来源|來源|责编|by)\s*[|｜丨:：/／\s]"
    r"|\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as its page or file gives it. What is not given is empty."""

    title: str
    text: str
    author: str = ""
    publisher: str = ""
    published_on: date | None = None
    published_known: str = ""
    """Who says when: the `page`, the `name` of the file, or nobody."""
    language: str = ""
    canonical: str = ""
    is_covered: bool = False
    """Whether names that people had removed are covered in it: see people/removed.py."""


def read(content: bytes, *, content_type: str = "", charset: str = "", name: str = "") -> Reading:
    """The article in a document, or `Unreadable` and why. `name` is its file name or address."""
    _check_bytes(content)
    content_type = content_type.partition(";")[0].strip().lower()
    markup = _is_markup(content, content_type, name)
    source = decode(content, declared=charset, markup=markup)
    reading = _read_page(source, content) if markup else _read_plain(source)
    if not reading.text:
        raise Unreadable("No article was found in the document.")
    if len(reading.text) > MAX_CHARACTERS:
        raise Unreadable(
            f"The text is too long: {len(reading.text):,} characters; at most {MAX_CHARACTERS:,} "
            "are read. Split it into articles."
        )
    return _dated(reading, name)


def _check_bytes(content: bytes) -> None:
    if not content.strip():
        raise Unreadable("The document is empty.")
    if len(content) > MAX_BYTES:
        raise Unreadable(
            f"The document is too large: {len(content) / 1e6:.1f} MB; at most "
            f"{MAX_BYTES / 1e6:.0f} MB are read."
        )
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"The document is {kind}, not a page or a text.")
    if not content.startswith(_UTF_16) and content.count(0) > MAX_NUL_SHARE * len(content):
        raise Unreadable("The document holds binary data (NUL bytes), not a page or a text.")


def _is_markup(content: bytes, content_type: str, name: str) -> bool:
    if content_type in _MARKUP_TYPES:
        return True
    if content_type not in {"", "text/plain", "text/markdown"}:
        raise Unreadable(
            f"A document of type {content_type[:60]} is data or a feed, not an article."
        )
    if content_type or name.lower().endswith((".txt", ".md")):
        return False
    return name.lower().endswith(_MARKUP_SUFFIXES) or bool(_LOOKS_LIKE_MARKUP.match(content))


def _read_page(source: str, content: bytes) -> Reading:
    if _FEED.match(source):
        raise Unreadable("The document is a feed, not an article.")
    check_tags(content)
    source = _XML_DECLARATION.sub("", clean_markup(source), count=1)
    try:
        tree = html.document_fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Unreadable("No article was found in the document.") from None
    told = Metadata(tree)
    title, author, publisher = told.title, told.author, told.publisher
    published_on = told.published_on
    blocks = _without_furniture(list(_main_text(tree)), title, [author, publisher])
    text = "\n\n".join(blocks)
    if len(_WORD.findall(text)) < FEWEST_WORDS:
        raise Unreadable("No article was found in the page: it holds hardly any running text.")
    return Reading(
        title=title,
        text=text,
        author=author,
        publisher=publisher,
        published_on=published_on,
        published_known="page" if published_on else "",
        language=language(text),
        canonical=told.canonical,
    )


def check_tags(content: bytes) -> None:
    """Parsers take minutes over some pages that this linear look tells from any honest one."""
    for number, tag in enumerate(_TAG.finditer(content), start=1):
        if number > MAX_TAGS:
            raise Unreadable(f"The page is too complex: it has more than {MAX_TAGS:,} tags.")
        if tag[0].count(b"=") > MAX_ATTRIBUTES:
            raise Unreadable("The page is too complex: one of its tags has countless attributes.")


def _main_text(tree: html.HtmlElement) -> Iterator[str]:
    """The article's blocks as trafilatura finds them."""
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    if found is None or isinstance(found, dict):
        return
    pieces: list[str] = []
    for event, element in etree.iterwalk(found.body, events=("start", "end")):
        if element.tag in _BLOCKS:
            if block := one_line("".join(pieces)):
                yield block
            pieces.clear()
        elif element.tag == "cell" and event == "start" and "".join(pieces).strip():
            pieces.append(" | ")
        pieces.append((element.text if event == "start" else element.tail) or "")


def _without_furniture(blocks: list[str], title: str, names: list[str]) -> list[str]:
    """The blocks after the title and the lines that say who wrote it and when."""
    while blocks and (blocks[0] == title or _is_byline(blocks[0], names)):
        blocks = blocks[1:]
    return blocks


def _is_byline(block: str, names: list[str]) -> bool:
    if len(block) > 100 or _SENTENCE_END.search(block):
        return False
    return bool(_BYLINE.search(block)) or any(name and name in block for name in names)


def _read_plain(source: str) -> Reading:
    """A short first line with an empty line after it is the title."""
    text = "\n".join(line.rstrip() for line in clean(source).split("\n")).strip()
    title, _, rest = text.partition("\n\n")
    if rest and "\n" not in title and len(title) <= TITLE_CHARACTERS:
        text = rest.strip()
    else:
        title = ""
    return Reading(title=one_line(title.lstrip("# ")), text=text, language=language(text))


def _dated(reading: Reading, name: str) -> Reading:
    """The reading with a date from its name, where the page gives none."""
    if reading.published_on is None and (found := find_date(name)):
        return replace(reading, published_on=found, published_known="name")
    return reading
