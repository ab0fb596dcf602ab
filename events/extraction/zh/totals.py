"""What a company is told to have raised in all so far: no round, but a check on its rounds."""

from __future__ import annotations

import re

from ..masking import COMPANY, MONEY
from .frame import Frame
from .story import Story

_TOTAL = re.compile(
    rf"(?:累计[^,。;{COMPANY}{MONEY}]{{0,6}}(?:融资|募资|筹资|募集|筹集)|(?<!轮)(?:融资总额|总融资额?|累计融资额?|历史融资))"
    rf"[^,。;{COMPANY}{MONEY}]{{0,10}}?(?P<sum>{MONEY})"
)
_OF_A_PERIOD = re.compile(
    r"今年|年内|本年|去年|全年|[上下]半年|季度|[本当]月|近(?:[一二两三半]|\d)[年个]|过去|轮(?:融资)?$"
)
"""What was raised in one year or round only."""


def read_totals(story: Story, frame: Frame) -> None:
    """Note the totals that a sentence tells."""
    text = frame.text
    for match in _TOTAL.finditer(text):
        start, _end = frame.clauses[frame.clause_at(match.start())]
        if _OF_A_PERIOD.search(frame.verbatim(start, match.start())):
            continue
        near = [frame.entity(place) for place, _slot in frame.slots(start, match.start(), COMPANY)]
        likeliest = [*reversed(near), *([story.financed] if story.financed else [])]
        story.draft.total(likeliest, frame.masked.slots[match.start("sum")].value)
