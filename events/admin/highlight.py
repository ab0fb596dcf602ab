"""A text cut at the ends of all quotes in it, so that quotes may overlap, nest and touch. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quote of a fact stands: `text[start:end]`."""

    start: int
    end: int
    fact: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which no quote begins or ends."""

    text: str
    facts: tuple[int, ...] = ()
    """The facts whose quotes hold it, the one whose quote began last at the end."""
    opens: tuple[int, ...] = ()
    """The facts of which a quote begins here."""


def paragraphs(text: str, spans: Iterable[Span]) -> list[list[Segment]]:
    """The lines of a text in segments; together they are the text, line ends left out."""
    quotes = sorted(spans, key=lambda span: (span.start, -span.end, span.fact))
    unopened = list(quotes)
    lines = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        within = [quote for quote in quotes if quote.start < end and quote.end > start]
        cuts = {start, end} | {
            cut for quote in within for cut in (quote.start, quote.end) if start < cut < end
        }
        marks = sorted(cuts)
        segments = []
        for first, last in itertools.pairwise(marks):
            holding = [quote for quote in within if quote.start < last and quote.end > first]
            opening = [quote for quote in holding if quote in unopened]
            unopened = [quote for quote in unopened if quote not in opening]
            segments.append(
                Segment(
                    text[first:last],
                    tuple(dict.fromkeys(quote.fact for quote in holding)),
                    tuple(dict.fromkeys(quote.fact for quote in opening)),
                )
            )
        lines.append(segments)
        start = end + 1
    return lines
