"""The words by which an editor lets articles in or keeps them out. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from people.names import HAN, fold

_TOKEN = re.compile(rf"{HAN.pattern}|(?:(?!{HAN.pattern})[^\W_])+")


class Objection(NamedTuple):
    """Why an article is left out: it has a word that it must not have, or none that it should."""

    word: str

    def __str__(self) -> str:
        return f"It has the word “{self.word}”." if self.word else "It has none of the words."


def objection(text: str, *, include: str, exclude: str) -> Objection | None:
    """What speaks against a text; `include` and `exclude` have one word or phrase a line.

    Script, case, width, accents and punctuation do not matter. Latin words count whole, so that
    "AI" is not found in "said"; Chinese ones wherever they stand.
    """
    spaced = _spaced(text)
    for word in _lines(exclude):
        if _spaced(word) in spaced:
            return Objection(word)
    wanted = _lines(include)
    if wanted and not any(_spaced(word) in spaced for word in wanted):
        return Objection("")
    return None


def _lines(words: str) -> list[str]:
    """The words that have a letter or digit."""
    return [line.strip() for line in words.splitlines() if _spaced(line).strip()]


def _spaced(text: str) -> str:
    """The folded words and Chinese characters, with a space before and after each."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text))
    return f" {' '.join(map(fold, tokens))} "
