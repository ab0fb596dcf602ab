"""Which forms of a name are too common to be looked for in every article."""

from __future__ import annotations

import re

from .en import words as en
from .text import CJK, fold
from .zh import words as zh
from .zh.tagger import tag
from .zh.vocabulary import is_word

_HAN = re.compile(f"[{CJK}]")
_COMMON_EN = en.GENERIC | en.HEADLINE | en.GIVEN | {place.lower() for place in en.PLACES}
_COMMON_ZH = zh.GENERIC | zh.PLACES
_NAMES = ("PER", "LOC", "ORG", "nz", "nw", "nr", "ns", "nt")
LEAST_HAN, LEAST_LETTERS = 2, 3
MAYBE_A_WORD = 3
"""So many Han characters may well be a word of everyday."""


def is_telling(kind: str, form: str) -> bool:
    """Whether a form of a name, wherever it stands, nearly always means somebody of that name.

    One Han character or two letters never do, nor do words that are in use as words, nor, of a
    person, one Latin name alone: after the full name a surname is understood without help.
    """
    folded = fold(form).strip()
    if han := len(_HAN.findall(folded)):
        return len(folded) >= LEAST_HAN and not _is_chinese_word(folded, han)
    words = folded.lower().split()
    if kind == "person" and len(words) < 2:
        return False
    letters = sum(sign.isalpha() for sign in folded)
    return letters >= LEAST_LETTERS and not _COMMON_EN.issuperset(words)


def _is_chinese_word(folded: str, han: int) -> bool:
    if folded in _COMMON_ZH:
        return True
    if han > MAYBE_A_WORD or not is_word(folded):
        return False
    tokens = tag(folded, 0)
    return len(tokens) == 1 and tokens[0].tag not in _NAMES
