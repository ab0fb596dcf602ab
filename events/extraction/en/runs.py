"""Runs of capitalised words: the spans of an English text that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text import Sentence
from .words import DEMONYMS, GENERIC, GIVEN, HEADLINE, ORG_OF, PARTICLES

_LETTER = "A-Za-zÀ-ɏ"
TOKEN = re.compile(
    rf"[{_LETTER}0-9]+(?:(?:[-.&+'’][A-ZÀ-Þ0-9]|\.(?=(?:ai|io|com|co|dev|org|me|cn|tech|bio|fyi|xyz|net)\b))[{_LETTER}0-9]*)*"
    r"(?:(?<=\b[A-Z])\.(?= [A-Z]))?(?:(?<=Inc)\.|(?<=Corp)\.|(?<=Ltd)\.|(?<=Co)\.(?= Ltd))?"
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]|[a-z]{1,2}[A-Z]|[a-z0-9-]+\.(?:ai|io)\Z")
_WORD = re.compile(rf"[{_LETTER}]{{4,}}")
_GIVEN_TOO = re.compile(r"(?:Jan|Jun) [A-ZÀ-Þ][a-zà-ɏ]+")
"""Short for months and given names as well: Jun Watanabe."""
_ADJECTIVE = re.compile(r"(?<![\w-])(?P<word>[A-Z][a-z]+) \Z")
_PUBLIC = frozenset("bank agency council university institute academy fund foundation".split())
"""The organisations that are called after a country: British Business Bank."""
_SCIENCES = frozenset("science sciences technology arts engineering".split())


@dataclass(frozen=True, slots=True)
class Run:
    """`folded[start:end]` in the sentence with this number; `words` are its tokens."""

    start: int
    end: int
    words: tuple[str, ...]
    sentence: int
    initial: bool
    headline: bool


def is_headline(text: str) -> bool:
    """Whether a sentence is written like a title: most long words with a capital, no full stop."""
    if text.rstrip("\"'”)").endswith((".", "!", "。")):
        return False
    words = _WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 4 and capitals >= 0.7 * len(words)


def is_shouted(text: str) -> bool:
    """Whether a sentence is written in capital letters throughout."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 12 and sum(sign.isupper() for sign in letters) > 0.85 * len(letters)


def runs(folded: str, sentence: Sentence, number: int) -> Iterator[Run]:
    """The runs of a sentence, split at common words that only a title or an opening capitalises."""
    text = folded[sentence.start : sentence.end]
    headline = is_headline(text)
    tokens: list[tuple[int, int]] = []
    for match in TOKEN.finditer(folded, sentence.start, sentence.end):
        word = match[0]
        if word in ("of", "for", "and", "the"):
            continue
        common = (word.lower() in GENERIC and not _GIVEN_TOO.match(folded, match.start())) or (
            headline and word.lower() in HEADLINE
        )
        capital = _CAPITAL.match(word) is not None
        joined = bool(tokens) and _joins(folded, tokens, match.start(), word)
        if capital and joined and (not common or _ends_a_name(folded, tokens, word)):
            tokens.append(match.span())
            continue
        particle = joined and word in PARTICLES and _first(folded, tokens).lower() in GIVEN
        if particle:
            tokens.append(match.span())
            continue
        yield from _finished(folded, tokens, sentence, number, headline)
        tokens = [match.span()] if capital and not common else []
    yield from _finished(folded, tokens, sentence, number, headline)


def _first(folded: str, tokens: list[tuple[int, int]]) -> str:
    return folded[slice(*tokens[0])]


def _joins(folded: str, tokens: list[tuple[int, int]], start: int, word: str) -> bool:
    """Whether a word goes on with the name before it: University of X, Science and Technology."""
    gap = folded[tokens[-1][1] : start]
    if gap in (" ", " & "):
        return True
    last = folded[slice(*tokens[-1])].lower()
    if gap in (" of ", " for ", " of the ") and (
        last in ORG_OF or last in ("institutes", "centers")
    ):
        return word[0].isupper()
    return gap == " and " and last in _SCIENCES and word.lower() in _SCIENCES


def _ends_a_name(folded: str, tokens: list[tuple[int, int]], word: str) -> bool:
    """AI, Company and the like end an organisation's name: Prism AI."""
    if word in (
        "AI",
        "Company",
        "Research",
        "Data",
        "Model",
        "Models",
        "Open",
        "Industry",
        "Fund",
        "Global",
    ):
        return True
    return word == "Mobile" or (len(tokens) == 1 and word == "Works")


def _finished(
    folded: str, tokens: list[tuple[int, int]], sentence: Sentence, number: int, headline: bool
) -> Iterator[Run]:
    while tokens and folded[slice(*tokens[-1])] in PARTICLES:
        tokens = tokens[:-1]
    if not tokens:
        return
    start, end = tokens[0][0], tokens[-1][1]
    if folded[slice(*tokens[-1])].lower() in _PUBLIC:
        adjective = _ADJECTIVE.search(folded[max(sentence.start, start - 20) : start])
        if adjective and adjective["word"].lower() in DEMONYMS:
            start -= len(adjective[0])
            tokens = [(start, start + len(adjective["word"])), *tokens]
    opening = folded[sentence.start : start].strip(" \"'“‘(•-–*#>")
    words = tuple(folded[slice(*token)] for token in tokens)
    yield Run(start, end, words, number, not opening, headline)
