"""An event as one sentence in the reader's language, from its card's data. Pure.

A headline is a list of pieces: {"text": "raised"}, or {"text": "OpenAI", "entity": 3} for a name
that is to be linked. A denied event is told as if it had happened: the page strikes it through.
Money is no part of it, for it stands in a column of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from events.headlines import en, zh
from events.headlines.facts import Facts
from events.headlines.pieces import Piece
from events.words import Language

__all__ = ["Piece", "headline", "in_words", "move"]

TELLERS = {"en": en.TELLERS, "zh": zh.TELLERS}
DENIED = {"en": "Denied: ", "zh": "已否认："}
MOVERS = {"en": en.move, "zh": zh.move}


def headline(data: Mapping[str, Any], language: Language, *, quote: str = "") -> list[Piece]:
    """The sentence for a card's data; statements and figures are told by the quote beside it."""
    return TELLERS[language][data["kind"]](Facts(data, language, quote))


def in_words(data: Mapping[str, Any], language: Language) -> str:
    """A card's headline where nothing can be struck through: a denial says that it is one."""
    text = "".join(piece["text"] for piece in data["headline"][language])
    return f"{DENIED[language]}{text}" if data["certainty"] == "denied" else text


def move(left: Mapping[str, Any], taken: Mapping[str, Any], language: Language) -> list[Piece]:
    """One sentence for two cards of one person: the one who left, and for what."""
    return MOVERS[language](Facts(left, language), Facts(taken, language))
