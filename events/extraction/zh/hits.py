"""Known names where they stand for themselves, and not by chance inside other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import Hit, Lexicon
from .models import is_short_model
from .tagger import Token
from .vocabulary import is_word

_LICENCE = re.compile(" ?(?:2\\.0 ?)?(?:开源)?(?:许可|协议|[Ll]icen)")
"""What makes MIT or Apache the name of a licence."""

_INVESTED = re.compile("投资(?:了|近|逾|约|超过?|数)?[\\d十百千万亿]")
"""What makes the end of a fund's name a verb: 英特尔投资50亿."""

_SHORT_ONLY = 3
"""Known names of so few Chinese characters must also be words where they stand."""


def sound_hits(folded: str, lexicon: Lexicon, sentences: list[list[Token]]) -> list[Hit]:
    """The known names, without short ones that only straddle two words: 高通 in 提高通用."""
    inside: dict[int, Token] = {}
    for tokens in sentences:
        for token in tokens:
            for place in range(token.start + 1, token.end):
                inside[place] = token
    parts = [part for hit in lexicon.find(folded) for part in _apart(folded, hit, lexicon)]
    sound = {part: _is_sound(folded, part, inside) for part in parts}
    known = {folded[part.start : part.end] for part, told in sound.items() if told}
    return [
        part
        for part, told in sound.items()
        if told or (folded[part.start : part.end] in known and _is_loose(part, inside))
    ]


def _is_loose(hit: Hit, inside: dict[int, Token]) -> bool:
    """Whether a name that the text tells elsewhere cuts through nothing that is a word here."""
    around = (inside.get(hit.start), inside.get(hit.end))
    if around[0] is around[1]:
        return False
    return not any(token and is_word(token.word) for token in around)


def _apart(folded: str, hit: Hit, lexicon: Lexicon) -> Iterator[Hit]:
    """OpenAI o3 is o3 by OpenAI: a maker before a name that is built as a model's is a hit."""
    maker, _, model = folded[hit.start : hit.end].partition(" ")
    entry = lexicon.lookup(maker, "company") if is_short_model(model) else None
    yield Hit(hit.start, hit.start + len(maker), (entry,)) if entry else hit


def _is_sound(folded: str, hit: Hit, inside: dict[int, Token]) -> bool:
    if _LICENCE.match(folded, hit.end) or _INVESTED.match(folded, hit.end - 2):
        return False
    if hit.end - hit.start > _SHORT_ONLY or folded[hit.start].isascii():
        return True
    for place in (hit.start, hit.end):
        token = inside.get(place)
        if token is None:
            continue
        around = token.start <= hit.start and hit.end <= token.end
        named = around and token.tag in ("ORG", "nz", "LOC", "PER", "nw")
        if not named and (is_word(token.word) or not around):
            return False
    return True
