"""Pieces of markup from strangers -> plain text and structure. Pure, for the child process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree, html

from events.ingestion.errors import Unreadable
from events.ingestion.text import clean, clean_markup

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "div", "dt", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_UNSEEN = {"script", "style", "template", "noscript", "iframe", "svg", "head"}
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_DOCTYPE = re.compile(r"\s*<!DOCTYPE\b([^<>\[]*)([>\[])", re.IGNORECASE)
_ROOT = re.compile(r"\s*<((?:[\w.-]{1,40}:)?([\w.-]{1,40}))(?=[\s/>])[^<>]*>")


def plain(markup: str, limit: int) -> str:
    """The text of a piece of HTML, a line for each block; its first `limit` characters are read."""
    markup = markup[:limit]
    if not _MARKUP.search(markup):
        return clean(unescape(markup)).strip()
    try:
        tree = html.document_fromstring(f"<div>{clean_markup(markup)}</div>")
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    lines = (" ".join(line.split()) for line in clean("".join(_pieces(tree))).split("\n"))
    return "\n\n".join(filter(None, lines))


def without_prologue(source: str) -> str:
    """An XML document from its root on, without declarations.

    A mere document type, as old RSS has it, is cut; one that defines entities is refused: no
    honest feed has one, and nothing is ever parsed with it.
    """
    place = 0
    while True:
        if match := _PROLOGUE.match(source, place):
            place = match.end()
        elif match := _DOCTYPE.match(source, place):
            if match[2] == "[":
                raise Unreadable("The document defines entities of its own (a DTD): refused.")
            place = match.end()
        else:
            return source[place:].lstrip()


def root_of(source: str) -> tuple[str, str]:
    """The opening tag of a document's root element, and its name without a prefix; or nothing."""
    match = _ROOT.match(source)
    return (match[0], match[2]) if match else ("", "")


def _pieces(tree: html.HtmlElement) -> Iterator[str]:
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if not isinstance(element.tag, str):
            yield "" if unseen else element.tail or ""
            continue
        if event == "end" and element.tag in _UNSEEN:
            unseen -= 1
        if not unseen:
            if element.tag in _BLOCKS:
                yield "\n"
            text = (element.text if event == "start" else element.tail) or ""
            yield (
                ""
                if event == "start" and element.tag in _UNSEEN
                else " ".join(re.split(r"\s", text))
            )
        if event == "start" and element.tag in _UNSEEN:
            unseen += 1
