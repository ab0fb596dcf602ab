"""Sentences whose names can be linked: built from a template with slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import Formatter
from typing import NotRequired, TypedDict

from events.words import Language

MOST_NAMES = 3
"""So many names a list tells; the others are counted."""

LONGEST_QUOTE: dict[Language, int] = {"en": 160, "zh": 60}
SPOKEN = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」")
SHORTEST_SPOKEN = 12
CLAUSE_END = re.compile(r"[，。；：！？、]|[,;:.!?](?=\s|$)")
LATIN = re.compile(r"[A-Za-z0-9À-ɏ]")
SENTENCE_MARKS = "，。；：！？、,;:.!? “”\"'"


class Piece(TypedDict):
    text: str
    entity: NotRequired[int]


Slot = str | Sequence[Piece]


def tell(template: str, **slots: Slot) -> list[Piece]:
    """Fill a template's slots with words or pieces; neighbouring words become one piece."""
    pieces: list[Piece] = []
    for literal, name, _, _ in Formatter().parse(template):
        pieces.append({"text": literal})
        if name is not None:
            slot = slots[name]
            pieces.extend([{"text": slot}] if isinstance(slot, str) else slot)
    return _joined(pieces)


def listed(names: Sequence[Piece], comma: str, last: str, others: str = "") -> list[Piece]:
    """Names in a row: `A, B and C`. `others` stands for those that are left out."""
    items: list[Piece] = [*names[:MOST_NAMES], *([Piece(text=others)] if others else [])]
    row: list[Piece] = []
    for place, item in enumerate(items):
        if place:
            row.append({"text": last if place == len(items) - 1 else comma})
        row.append(item)
    return row


def spoken(quote: str) -> str:
    """The longest words between quotation marks, where a sentence cites some; else all of it."""
    cited = ("".join(words) for words in SPOKEN.findall(quote))
    return max((words for words in cited if len(words) >= SHORTEST_SPOKEN), key=len, default=quote)


def shortened(quote: str, language: Language) -> str:
    """A quote of headline length, cut where a clause ends if it can be."""
    quote = " ".join(quote.split()).strip("“”\"'")
    longest = LONGEST_QUOTE[language]
    if len(quote) <= longest:
        return quote.rstrip("。.；;，, ")
    ends = [mark.start() for mark in CLAUSE_END.finditer(quote, longest // 2, longest)]
    if ends:
        return quote[: ends[-1]] + "…"
    head = quote[:longest]
    return (head.rpartition(" ")[0] if language == "en" else head).rstrip(SENTENCE_MARKS) + "…"


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Between a name and a Latin word stands a space, also where a Chinese template has none."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece["text"]:
            continue
        if joined and _run_together(joined[-1], piece):
            joined.append({"text": " "})
        if joined and "entity" not in piece and "entity" not in joined[-1]:
            joined[-1] = {"text": joined[-1]["text"] + piece["text"]}
        else:
            joined.append(piece)
    return joined


def _run_together(before: Piece, after: Piece) -> bool:
    named = "entity" in before or "entity" in after
    return bool(named and LATIN.match(before["text"][-1]) and LATIN.match(after["text"]))
