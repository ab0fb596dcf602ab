"""Where what was typed stands in a text, whatever its script, width or case. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.words import CJK, is_cjk, plain, runs

AROUND = 60
"""Characters of a quote that are shown on each side of what was found in it."""

Range = tuple[int, int]


class Marker:
    """Finds words, and names as a whole, in texts."""

    def __init__(self, words: Iterable[str], names: Iterable[str] = ()) -> None:
        terms = {plain(name).strip() for name in names}
        terms |= {run for word in words for run in runs(plain(word))}
        ordered = sorted(terms - {""}, key=len, reverse=True)
        pattern = "|".join(map(_pattern, ordered))
        self._found = re.compile(pattern) if pattern else None
        self._words = [re.compile(_pattern(run)) for word in words for run in runs(plain(word))]

    def ranges(self, text: str) -> list[Range]:
        """In code points of the text, in their order; those that touch are one."""
        if self._found is None:
            return []
        folded, places = _folded(text)
        found: list[Range] = []
        for match in self._found.finditer(folded):
            start, end = places[match.start()], places[match.end() - 1] + 1
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], max(end, found[-1][1])
            else:
                found.append((start, end))
        return found

    def has_all(self, text: str) -> bool:
        """Whether every word stands in a text."""
        folded, _ = _folded(text)
        return all(word.search(folded) for word in self._words)

    def mark(self, text: str) -> SafeString:
        """The text as HTML, with what was found in <mark>."""
        return marked(text, self.ranges(text))

    def excerpt(self, text: str) -> SafeString:
        """The part of a long text around what was found first, marked."""
        ranges = self.ranges(text)
        if not ranges or len(text) <= 3 * AROUND:
            return marked(text, ranges)
        start = max(ranges[0][0] - AROUND, 0)
        end = min(ranges[0][1] + 2 * AROUND, len(text))
        if not is_cjk(text[start]) and start:
            start = text.rfind(" ", 0, start) + 1 or start
        inside = [(first - start, min(last, end) - start) for first, last in ranges if first < end]
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return format_html("{}{}{}", before, marked(text[start:end], inside), after)


def marked(text: str, ranges: Sequence[Range]) -> SafeString:
    """A text as HTML with its ranges in <mark>: everything else is escaped."""
    if not ranges:
        return format_html("{}", text)
    ends = [0, *(end for _, end in ranges)]
    parts = [
        (text[before:start], text[start:end])
        for before, (start, end) in zip(ends, ranges, strict=False)
    ]
    html = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", html, text[ends[-1] :])


def _pattern(term: str) -> str:
    """Latin words are found where they begin, as the index finds them."""
    return re.escape(term) if is_cjk(term) else rf"(?<![^\W_{CJK}]){re.escape(term)}"


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """A text without what is folded away, and for each of its characters the place in the text."""
    folded = plain(text)
    if len(folded) == len(text):
        return folded, range(len(text))
    pieces = [(place, mark) for place, letter in enumerate(text) for mark in _plain(letter)]
    return "".join(mark for _, mark in pieces), [place for place, _ in pieces]


@functools.lru_cache(maxsize=20_000)
def _plain(letter: str) -> str:
    return plain(letter)
