"""Shares, counts and numbers of parameters as English news words them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..masking import NUMBER, PERCENT, Slot

QUALIFIERS = {
    "over": "more than|just over|well over|over|at least|north of|upwards of|in excess of|exceeding|above|no fewer than|no less than",
    "under": "up to|as much as|as many as|at most|no more than|nearly|almost|close to|just under|under|less than|fewer than|below|just shy of",
    "about": "about|around|roughly|approximately|some|an estimated|estimated|~|circa|approx\\.?",
}  # fmt: skip
BEFORE = "|".join(QUALIFIERS.values())
_QUALIFIER = {kind: re.compile(rf"(?:{words})\s*\Z", re.I) for kind, words in QUALIFIERS.items()}
SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100, "one hundred": 100, "a dozen": 12,
    "two dozen": 24, "three dozen": 36,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "k": 1e3, "thousand": 1e3, "lakh": 1e5, "m": 1e6, "mn": 1e6, "mm": 1e6, "mln": 1e6,
    "million": 1e6, "crore": 1e7, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12,
    "trn": 1e12, "trillion": 1e12,
}  # fmt: skip
FIGURE = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,3})?|\d{1,12}(?:\.\d{1,4})?"
_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
_FRACTIONS = {
    "half": 0.5, "a half": 0.5, "one-half": 0.5, "a third": 1 / 3, "one-third": 1 / 3, "one third": 1 / 3,
    "two-thirds": 2 / 3, "two thirds": 2 / 3, "a quarter": 0.25, "one-quarter": 0.25, "one quarter": 0.25,
    "three-quarters": 0.75, "three quarters": 0.75, "a fifth": 0.2, "one-fifth": 0.2, "one fifth": 0.2,
    "a tenth": 0.1, "one-tenth": 0.1, "one tenth": 0.1, "two-fifths": 0.4,
}  # fmt: skip
_PERCENT = re.compile(
    rf"(?:(?P<before>{BEFORE})\s+)?(?:\d{{1,4}}(?:\.\d{{1,3}})?\s?%?\s?(?:-|to)\s?)?"
    rf"(?<![\d.])(?P<figure>{FIGURE})[\s-]?(?:%|per[ -]?cent\b|pct\b)",
    re.I,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<before>{BEFORE})\s+)?(?P<words>{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})(?=\s+of\b)",
    re.I,
)
_COUNT = re.compile(
    rf"\b(?:(?P<before>{BEFORE})\s+)?(?:(?P<figure>(?<![\d.$€£]){FIGURE})(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|lakh|crore|k|m|bn)\b)?"
    rf"|(?P<words>{_WORDS})(?:[\s-](?P<word_scale>hundred|thousand|million|billion|trillion))?|(?P<many>hundreds|dozens|thousands|tens of thousands))"
    r"(?P<plus>\+|-plus)?(?:\s+of)?(?P<of>\s+(?:its|their|the|our)(?:\s+(?:roughly|about|some))?)?"
    r"\s+(?P<unit>(?:(?:AI|new|generative|full-time|contract|monthly|weekly|daily|active|foundation|large|humanoid|open|job|of|the|its|private|listed|venture|start-up|startup|artificial intelligence)\s+){0,3}[a-z][a-z-]{2,24})",
    re.I,
)
_PARAMETERS = re.compile(
    rf"(?:(?P<before>{BEFORE})\s+)?(?<![\d.])(?P<figure>{FIGURE})[\s-]?(?P<scale>billion|trillion|million|[BTMbtm]|bn|tn)"
    r"[\s-](?:(?:total|active|activated|trainable)[\s-])?param(?:eter)?s?\b"
)
_MANY = {"dozens": 12.0, "hundreds": 100.0, "thousands": 1000.0, "tens of thousands": 10_000.0}
_NO_UNIT = frozenset(
    "percent per cent days weeks months years hours minutes seconds day week month year times am pm of and in to at on "
    "the or for from with dollars euros pounds yuan renminbi yen won rupees points basis decades quarters "
    "its their our his her these those them which whom that a an is are was were has by than more less other years-old million billion trillion thousand".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: "20 companies" is 20 of unit `companies`."""

    value: float
    unit: str
    qualifier: str = "exact"


def qualifier(before: str | None) -> str:
    """The qualifier that the words before a figure give it."""
    if not before:
        return "exact"
    return next((kind for kind, pattern in _QUALIFIER.items() if pattern.match(before)), "exact")


def number(figure: str, scale: str | None) -> float:
    """A figure in digits with its scale word: `1.2`, `bn`. Rounded, so that 1.1 million is whole."""
    return round(float(figure.replace(",", "")) * SCALES.get((scale or "").lower(), 1), 4)


def percent_slots(folded: str, start: int, end: int) -> Iterator[Slot]:
    """The shares in a span, as fractions: 3% is 0.03, a third of is 0.333."""
    for match in _PERCENT.finditer(folded, start, end):
        value = round(number(match["figure"], None) / 100, 6)
        count = Count(value, "%", qualifier(match["before"]))
        yield Slot(PERCENT, match.start(), match.end(), count)
    for match in _FRACTION.finditer(folded, start, end):
        value = round(_FRACTIONS[match["words"].lower()], 4)
        yield Slot(
            PERCENT, match.start(), match.end(), Count(value, "%", qualifier(match["before"]))
        )


def count_slots(folded: str, start: int, end: int) -> Iterator[Slot]:
    """The counts of things in a span, each up to its last digit or number word."""
    for match in _PARAMETERS.finditer(folded, start, end):
        value = number(match["figure"], match["scale"])
        yield Slot(NUMBER, match.start(), match.end(), Count(value, "parameters"))
    for match in _COUNT.finditer(folded, start, end):
        unit = " ".join(match["unit"].split())
        if unit.split()[-1].lower() in _NO_UNIT or unit.split()[0].lower() in _NO_UNIT:
            continue
        if match["many"]:
            value, how = _MANY[match["many"].lower()], "several"
        elif match["words"]:
            value = SMALL[match["words"].lower()] * SCALES.get(
                (match["word_scale"] or "").lower(), 1
            )
            how = qualifier(match["before"])
        else:
            value, how = number(match["figure"], match["scale"]), qualifier(match["before"])
        if match["figure"] and _is_year(match["figure"]):
            continue
        how = "over" if match["plus"] else how
        last = (
            match.start("unit")
            - len(match[0][: match.start("unit") - match.start()])
            + len(match[0][: match.start("unit") - match.start()].rstrip())
        )
        yield Slot(NUMBER, match.start(), last, Count(value, unit, how))


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.isdigit() and 1950 <= int(figure) <= 2050
