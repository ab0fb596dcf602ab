"""The characters that stand for names in a masked sentence, and how several are joined."""

from __future__ import annotations

import re

from ..masking import COMPANY, MODEL, PERSON

ITS = "\ue007"
"""Marks `its` and `their` where a company is meant."""
P, C, M = PERSON, COMPANY, MODEL
LIST = {
    mark: rf"{mark}+(?:(?:, {mark})*,? (?:and|&|as well as|along with|together with) {mark})?"
    for mark in (P, C, M)
}
OBJECT_OF = re.compile(
    r"\b(?:of|at|by|from|with|for|to|in|against|including|like|than|via|under|behind|between) (?:the |its |rival |fellow )?(?:(?!buy|acquire|have|be|see|say)[a-z-]+ ){0,2}\Z"
)
"""Words by which a preposition governs the company that follows."""
