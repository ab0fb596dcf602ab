"""Whether two names may be one person's: scripts, orders, initials, nicknames, spellings."""

from __future__ import annotations

import functools
import re

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from people.likeness.commonness import has_rare_sound, is_common, is_shared
from people.likeness.reasons import Reason
from people.likeness.romanization import (
    given_spellings,
    is_syllable,
    pinyin_surnames,
    surname_of,
)
from people.likeness.words import NICKNAMES
from people.names import fold, has_han

_BREAKS = re.compile(r"[\s·•・.,'’-]+")
_TITLES = re.compile(
    r"^(?:dr|prof|professor|sir|mr|ms|mrs)\b\.?\s+|[\s,]+(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|mba)\b\.?$"
    r"|(?<=[\u4e00-\u9fff]{2})(?:先生|女士|博士|教授|院士)$",
    re.IGNORECASE,
)
LEAST_FOR_SPELLING = 8
"""Shorter names of one slip apart are more often two people than one misspelt."""

SAME_TRANSCRIPTION = 80
"""How alike, of 100, two foreign names in Chinese characters sound that may be one person's."""

LONG = 12
"""From here on a slip is likelier than two people, unless their names are common ones."""


def compare(one: str, other: str) -> Reason:
    one, other = _untitled(one), _untitled(other)
    common = is_common(one) or is_common(other)
    if fold(one) == fold(other):
        if common:
            return Reason("same name, and a common one", 5.2, common)
        return Reason("same name", 6.6 if is_shared(one) or is_shared(other) else 9)
    if has_han(one) and has_han(other):
        return _han(one, other)
    if has_han(one) or has_han(other):
        return _across(one, other)
    return _latin(one, other, common)


def keys(name: str) -> frozenset[str]:
    """Forms by which a name is found across scripts and orders: surname|given name in pinyin."""
    name = _untitled(name)
    return _han_keys(name) if has_han(name) else _latin_keys(name)


def _untitled(name: str) -> str:
    """A name without what stands before or behind it: Dr., Jr., PhD, 教授."""
    return _TITLES.sub("", name.strip()) or name


def _han(one: str, other: str) -> Reason:
    """Two Chinese names that are not equal are two people, unless one is a slip of the pen."""
    a, b = fold(one), fold(other)
    if not _han_keys(one) and not _han_keys(other):
        alike = fuzz.ratio(*("".join(lazy_pinyin(folded)) for folded in (a, b)))
        if alike >= SAME_TRANSCRIPTION:
            return Reason("a foreign name of the same sound", 3.0)
    if len(a) == len(b) >= 3 and _han_keys(one) & _han_keys(other) and a[0] == b[0]:
        return Reason("same sound, one other character", 2.5)
    if a in b or b in a:
        return Reason("one is part of the other", 1.0)
    return Reason("other name", -6)


def _across(one: str, other: str) -> Reason:
    if not keys(one) & keys(other):
        return Reason("other sound", -6)
    han = one if has_han(one) else other
    common = len(fold(han)) <= 2 or is_common(han)  # many names sound like 李磊
    if common:
        return Reason("same sound", 4.0, common)
    return Reason("same sound", 7.3 if has_rare_sound(han) else 6.5)


def _latin(one: str, other: str, common: bool) -> Reason:
    mine, theirs = _parts(one), _parts(other)
    if sorted(mine) == sorted(theirs) or _readings(one) & _readings(other):
        return Reason("same name in another order", 4.5 if common else 8, common)
    if not mine or not theirs:
        return Reason("other name", -6)
    if len(mine) == 1 or len(theirs) == 1:
        shared = set(mine) & set(theirs)
        return Reason("one is part of the other", 1.0, True) if shared else Reason("other name", -6)
    if mine[-1] != theirs[-1]:
        return _misspelt(one, other)
    return _given(mine[:-1], theirs[:-1], common) or _misspelt(one, other)


def _given(mine: list[str], theirs: list[str], common: bool) -> Reason | None:
    """What two given names before one surname have in common."""
    first, second = mine[0], theirs[0]
    if first == second:
        if len(mine) > 1 and len(theirs) > 1 and mine[1][0] != theirs[1][0]:
            return Reason("other middle name", -3)
        return Reason("same name but for the middle", 5.0 if common else 7.5, common)
    if "".join(mine) == "".join(theirs):
        return Reason("same name", 5.2 if common else 8.5, common)
    if NICKNAMES.get(first, first) == NICKNAMES.get(second, second):
        return Reason("short for the other", 4.5 if common else 6.5, common)
    if len(first) == 1 or len(second) == 1:
        return Reason("same initial", 3.0, True) if first[0] == second[0] else None
    return None


def _misspelt(one: str, other: str) -> Reason:
    a, b = fold(one), fold(other)
    if min(len(a), len(b)) >= LEAST_FOR_SPELLING and a[0] == b[0]:
        slips = DamerauLevenshtein.distance(a, b, score_cutoff=2)
        if slips == 1:
            is_telling = min(len(a), len(b)) >= LONG and not (is_common(one) or is_common(other))
            return Reason("one letter apart", 6.5 if is_telling else 4.5)
        if slips == 2 and min(len(a), len(b)) >= LONG:
            return Reason("two letters apart", 3.0)
    return Reason("other name", -6)


def _parts(name: str) -> list[str]:
    return [fold(part) for part in _BREAKS.split(name) if fold(part)]


@functools.lru_cache(maxsize=20_000)
def _han_keys(name: str) -> frozenset[str]:
    """李开复 -> li|kaifu. A name of foreign sounds, such as 山姆·奥特曼, has none."""
    folded = fold(name)
    if not 2 <= len(folded) <= 4 or not all(map(has_han, folded)):
        return frozenset()
    surname, given = surname_of(folded)
    return frozenset({f"{''.join(lazy_pinyin(surname))}|{''.join(lazy_pinyin(given))}"})


def _latin_keys(name: str) -> frozenset[str]:
    """Kai-Fu Lee -> li|kaifu. Of other names surname and initial: Bill Gates -> gates|w."""
    parts = _parts(name)
    if len(parts) < 2 or _readings(name):
        return _readings(name)
    return frozenset({f"{parts[-1]}|{NICKNAMES.get(parts[0], parts[0])[0]}"})


@functools.lru_cache(maxsize=20_000)
def _readings(name: str) -> frozenset[str]:
    """A name as a Chinese one, by each reading in which one end of it is a Chinese surname.

    An English given name before the Chinese one is left aside: Robin Yanhong Li.
    """
    parts = _parts(name)
    if len(parts) >= 3 and not is_syllable(parts[0]) and not pinyin_surnames(parts[0]):
        parts = parts[1:]
    if not 2 <= len(parts) <= 3:
        return frozenset()
    ends = ((parts[-1], parts[:-1]), (parts[0], parts[1:]))
    return frozenset(
        f"{pinyin}|{spelling}"
        for surname, given in ends
        for pinyin in pinyin_surnames(surname)
        for spelling in given_spellings(given, in_pinyin=pinyin == surname)
    )
