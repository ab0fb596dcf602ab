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
LISTED = (
    rf"{C}(?:(?:, and|,| and| &| as well as)(?: most recently| then| later| earlier)? (?:(?!(?:who|which|that|has|have|had|is|was|said|says|will|to|at|of|in|for|with|from|by|about|after|before|when|while)\b)[a-z][\w-]* ){{0,4}}"
    rf"{C}(?! (?:has|have|had|is|are|was|were|said|says|will|would|raised|launched|plans|announced)\b))*"
)
"""Companies one after another, each with words on what it is: the chip giant A, the carmaker B and C."""
PEOPLE = rf"{P}(?:, [^,;.{P}]{{2,70}}(?=,? and ))?(?:(?:,|,? and|,? as well as)(?: (?!\w+ed\b|named|is\b|was|has|had|will|said|who|that|left|quit|chose)[\w'’-]+){{0,5}} {P}(?:, (?:an?|the|its|formerly|previously|who) [^,;.{P}]{{2,80}}(?=[,.]))?)*"
"""People one after another, each with words on who it is: Ann, a pioneer of speech, and the physicist Ben."""
OBJECT_OF = re.compile(
    r"\b(?:of|at|on|by|from|with|for|to|in|against|including|included|includes|like|than|via|under|behind|between) (?:the |its |rival |fellow )?(?:(?!buy|acquire|have|be|see|say|leave|join|found|run|lead|launch|quit|start)[a-z-]+ ){0,2}\Z"
)
"""Words by which a preposition governs the company that follows."""
