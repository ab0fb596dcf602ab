"""Whether two texts tell the same in nearly the same words, and how to find such texts. Pure.

Texts are compared by their shingles: each run of five Chinese characters, or of three words of a
text that is mostly in Latin letters, whatever the script, width, case and punctuation. A sketch is
a few numbers made of the shingles (MinHash, in bands): texts that are alike have one in common,
nearly always, and others hardly ever, so that a database finds the first without the second.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from people.names import HAN, simplified

Hashes = NDArray[np.uint64]

BANDS, ROWS = 24, 3
"""Of two texts that share half of their shingles, 96 % have one of 24 numbers in common."""

FEWEST_SHINGLES = 30
"""A shorter text is too easily like another."""

ALIKE = 0.5
"""The share of common shingles among those of both, from which on a text is a reprint."""

CONTAINED, CONTAINED_ALIKE = 0.8, 0.35
"""Or the share of the shorter text's shingles that the longer has, where it is not much longer."""

SAME_SENTENCE = 75
"""How alike two sentences must be, of 100 and without numbers, to be one with another number."""

_WINDOWS = {True: 5, False: 3}
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+?(?:[。！？!?；;\n]|\.(?=\s)|$)")
_NUMBER = re.compile(
    r"\d[\d,.]*|[〇零一二两三四五六七八九十百千万亿]{2,}|[一二两三四五六七八九十](?=[月日年亿万倍成家人名])"
    r"|(?<=周)[一二三四五六日]|(?<=星期)[一二三四五六日]"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand"
    r"|million|billion|trillion|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)s?\b"
)
_DATELINE = re.compile(
    r"^.{0,24}?\d+月(?:\d+日)?[^，。,]{0,8}?(?:讯|电|消息|报道)[，,：:）)】]?"
    r"|^[a-z .,'()]{2,40}\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d+"
    r"[^—–-]{0,20}[—–-]+"
)
_NOTE = re.compile(
    r"(?:本文)?(?:来源|作者|记者|编辑|责编|责任编辑|原标题|原文|转自|转载|发布|更新|时间|编译|文)\s*[:：|/于自]"
    r"|(?:source|by|published|updated|posted|editor|this (?:story|article|report))\b"
)


def sketch(text: str) -> list[int]:
    """The numbers of a text, of which a reprint has at least one; none for a very short text."""
    shingles = _shingles(text)
    if len(shingles) < FEWEST_SHINGLES:
        return []
    least = np.array([_mixed(shingles ^ seed).min() for seed in _SEEDS], dtype=np.uint64)
    bands = np.zeros(BANDS, dtype=np.uint64)
    for row in least.reshape(ROWS, BANDS):
        bands = _mixed(bands ^ row)
    numbers: list[int] = bands.view(np.int64).tolist()
    return numbers


def is_reprint(one: str, other: str) -> bool:
    """Whether the texts are nearly the same and no sentence of both has another number or date."""
    mine, theirs = _shingles(one), _shingles(other)
    fewest = min(len(mine), len(theirs))
    if fewest < FEWEST_SHINGLES:
        return False
    common = len(np.intersect1d(mine, theirs, assume_unique=True))
    alike = common / (len(mine) + len(theirs) - common)
    if alike < ALIKE and not (alike >= CONTAINED_ALIKE and common >= CONTAINED * fewest):
        return False
    return not _numbers_differ(one, other)


def _shingles(text: str) -> Hashes:
    """The hashes of the text's shingles, in order and each once."""
    tokens = _TOKEN.findall(_folded(text))
    codes = np.array([zlib.crc32(token.encode()) for token in tokens], dtype=np.uint64)
    width = _WINDOWS[2 * sum(HAN.match(token) is not None for token in tokens) > len(tokens)]
    runs = np.zeros(max(0, len(codes) - width + 1), dtype=np.uint64)
    for place in range(width):
        runs = _mixed(runs ^ codes[place : place + len(runs)])
    return np.unique(runs)


def _mixed(numbers: Hashes) -> Hashes:
    """The numbers, each turned into another that looks as if drawn by lot (after SplitMix64)."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


_SEEDS = _mixed(np.arange(BANDS * ROWS, dtype=np.uint64))


def _folded(text: str) -> str:
    return simplified(unicodedata.normalize("NFKC", text).casefold())


def _numbers_differ(one: str, other: str) -> bool:
    """Whether a sentence of one text stands in the other with another number in it."""
    mine, theirs = dict.fromkeys(_sentences(one)), dict.fromkeys(_sentences(other))
    changed = [sentence for sentence in mine if sentence not in theirs]
    others = [sentence for sentence in theirs if sentence not in mine]
    masks = [_NUMBER.sub("#", sentence) for sentence in others]
    for sentence in changed:
        mask = _NUMBER.sub("#", sentence)
        best = process.extractOne(mask, masks, scorer=fuzz.ratio, score_cutoff=SAME_SENTENCE)
        if best and _numbers(sentence) != _numbers(others[best[2]]):
            return True
    return False


def _sentences(text: str) -> Iterator[str]:
    """The sentences, folded, without those that say where a text is from and when it came out."""
    for match in _SENTENCE.finditer(_folded(text)):
        sentence = match[0].strip(" \n。.！!？?；;")
        while (shorter := _DATELINE.sub("", sentence).lstrip()) != sentence:
            sentence = shorter
        if len(sentence) >= 6 and not _NOTE.match(sentence):
            yield sentence


def _numbers(sentence: str) -> list[str]:
    return [number.replace(",", "").rstrip(".") for number in _NUMBER.findall(sentence)]
