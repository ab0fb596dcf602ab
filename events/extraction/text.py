"""An article's text as a sequence of paragraphs and sentences, with offsets into the original.

Patterns run on a folded copy (`fold`) in which every code point of the original still stands at
its own place: full-width signs become half-width ones and traditional characters simplified, so
one pattern serves all spellings, and a match's offsets quote the original verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import opencc

MAX_SENTENCE = 600
"""Longer runs without a full stop are cut, so that the work stays linear in the text's length."""

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")

_SIGNS = str.maketrans(
    "　\u00a0\u2009\u202f「」『』‘’・•‧–—―﹣",
    "    “”“”''···----",
)
_CLOSERS = "”\"')）】》]"
_CHINESE_END = re.compile(rf"(?:[。!?;]|…{{2,}})[。!?;…]*[{re.escape(_CLOSERS)}]*")
_HEADING = re.compile(r"\s*【[^】\n]{2,80}】")
_ENGLISH_END = re.compile(r"[.!?][.!?]*[”\"')\]]*(?=\s+[“\"'(\[]?[A-Z0-9À-Þ$€£])|[。!?]+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Inc|Corp|Co|Ltd|No|vs|etc|Gen|Sen|Rep|Gov|approx|est|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|E\.U)"
    r"|(?<!Series )\b[A-Z])$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]`, without the white space around it; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


@cache
def _folding() -> dict[int, int | str]:
    table: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table.update(_SIGNS)
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table.update(
        {
            ord(old): new
            for old, new in zip(characters, simplified, strict=True)
            if old != new and len(new) == 1
        }
    )
    return table


def fold(text: str) -> str:
    """The text with one width and one script, each code point at the place it had."""
    return text.translate(_folding())


def detect_language(text: str) -> str:
    """`zh` when the text has at least as many Chinese characters as Latin words, else `en`."""
    chinese = len(_CJK_CHARACTER.findall(text))
    return "zh" if chinese and chinese >= len(_LATIN_WORD.findall(text)) else "en"


def sentences(folded: str, language: str) -> list[Sentence]:
    """The sentences of a folded text; a line break always ends one."""
    found = []
    for number, (start, end) in enumerate(_lines(folded)):
        breaks = _chinese_breaks if language == "zh" else _english_breaks
        for first, last in _cut(folded, start, breaks(folded, start, end)):
            first, last = strip(folded, first, last)
            if first < last:
                found.append(Sentence(first, last, number))
    return found


def clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a sentence between commas, semicolons and colons outside brackets."""
    pieces, depth, first = [], 0, start
    for position in range(start, end):
        sign = folded[position]
        if sign in "(《【[":
            depth += 1
        elif sign in ")》】]":
            depth = max(0, depth - 1)
        elif sign in ",;:" and depth == 0 and not _in_number(folded, position):
            pieces.append((first, position))
            first = position + 1
    pieces.append((first, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _in_number(text: str, position: int) -> bool:
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _chinese_breaks(text: str, start: int, end: int) -> Iterator[int]:
    heading = _HEADING.match(text, start, end)
    if heading:
        yield heading.end()
    for match in _CHINESE_END.finditer(text, heading.end() if heading else start, end):
        yield match.end()
    yield end


def _english_breaks(text: str, start: int, end: int) -> Iterator[int]:
    for match in _ENGLISH_END.finditer(text, start, end):
        stop = match.start()
        if text[stop] != "." or not _ABBREVIATION.search(text, max(start, stop - 8), stop):
            yield match.end()
    yield end


def _cut(text: str, start: int, breaks: Iterator[int]) -> Iterator[tuple[int, int]]:
    """The pieces up to each break, none longer than MAX_SENTENCE."""
    for stop in breaks:
        while stop - start > MAX_SENTENCE:
            limit = start + MAX_SENTENCE
            comma = max(text.rfind(sign, start + 1, limit) for sign in ",、 ")
            cut = comma + 1 if comma > start else limit
            yield start, cut
            start = cut
        yield start, stop
        start = stop
