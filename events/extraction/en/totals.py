"""What a company is told to have raised in all so far: no round, but a check on its rounds."""

from __future__ import annotations

import re

from ..assembly import Draft
from ..masking import MONEY
from .funding import Recent
from .marks import C
from .reading import Reading

_TOTALS = (
    re.compile(
        rf"\b(?:rais\w+|total|funding|financing|backing)\b[^;{MONEY}]{{0,40}}(?P<sum>{MONEY})[^,;.{MONEY}]{{0,40}}?"
        r"\b(?:to date|so far|since (?:its|\ue007|it was|inception|the company was)|in all|altogether|in total)\b"
    ),
    re.compile(
        rf"\b(?:br(?:ing|ings|inging|ought)|tak(?:e|es|ing)|took|lift(?:s|ed|ing)?|push(?:es|ed|ing)?)\b[^;.{MONEY}]{{0,40}}?"
        rf"\b(?:total|raised|funding|financing|capital)\b[^,;.{MONEY}]{{0,40}}?(?P<sum>{MONEY})"
    ),
    re.compile(
        rf"\b(?:total (?:funding|financing|raised|capital)|funding to date|cumulative funding)\b[^,;.{MONEY}]{{0,30}}?(?P<sum>{MONEY})"
    ),
    re.compile(rf"\b(?:has|have) now raised (?:[a-z]+ ){{0,4}}(?P<sum>{MONEY})"),
)
_OF_A_PERIOD = re.compile(r"\b(?:this|last|past) (?:year|quarter|month)", re.IGNORECASE)
"""What tells that it is not all that was ever raised."""


def add_totals(reading: Reading, draft: Draft, rounds: Recent) -> None:
    """Note the totals that a sentence tells."""
    text = reading.text
    if MONEY not in text:
        return
    for pattern in _TOTALS:
        for match in pattern.finditer(text):
            told = reading.money(match.start("sum"), match.end("sum"))
            if told is None or _OF_A_PERIOD.search(match[0]):
                continue
            near = reading.entities(0, match.start("sum"), C)
            likeliest = [*reversed(near), *([rounds.company] if rounds.company else [])]
            draft.total(likeliest, told)
