"""Whether two names may be one AI model's: spelling may differ, numbers and variants may not."""

from __future__ import annotations

import functools
import re

from pypinyin import lazy_pinyin

from people.likeness.reasons import Reason
from people.names import fold, has_han, simplified

_PIECE = re.compile(r"\d+(?:\.\d+)*[a-z]?(?![a-z])|[a-z]+|\+|[\u3400-\u9fff]+")
_SPLIT_NUMBER = re.compile(r"(?<=\d)-(?=\d\b)")
IGNORED = frozenset("model llm language preview the".split())
_TRADE = re.compile(r"(?:大语言模型|语言模型|大模型|模型|预览版)$")


def compare(one: str, other: str) -> Reason:
    mine, theirs = tokens(one), tokens(other)
    if fold(one) == fold(other) and mine == theirs:
        return Reason("same name", 8.5)
    if mine == theirs or "".join(mine) == "".join(theirs):
        return Reason("same name, written otherwise", 7.5)
    if sorted(mine) == sorted(theirs):
        return Reason("same words in another order", 6.5)
    if set(mine) < set(theirs) or set(theirs) < set(mine):
        return Reason("a version or variant of the other", -4)
    if has_han(one) != has_han(other):
        same = keys(one) & keys(other)
        return Reason("same sound", 6.5) if same else Reason("other script", 0)
    return Reason("other name", -6)


@functools.lru_cache(maxsize=20_000)
def tokens(name: str) -> tuple[str, ...]:
    """Qwen2.5-72B-Instruct -> qwen 2.5 72b instruct; v2 -> 2; claude-3-5 -> claude 3.5."""
    written = _SPLIT_NUMBER.sub(".", simplified(name).casefold())
    pieces = (_TRADE.sub("", piece) for piece in _PIECE.findall(written))
    found = [piece for piece in pieces if piece and piece not in IGNORED]
    return tuple(piece for piece in found if piece != "v") or (fold(name),)


def keys(name: str) -> frozenset[str]:
    """The form by which a name is found however it is spaced, and in either script."""
    return frozenset({"".join(sorted("".join(lazy_pinyin(token)) for token in tokens(name)))})
