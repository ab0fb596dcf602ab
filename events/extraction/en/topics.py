"""Whom the article speaks of after a sentence."""

from __future__ import annotations

import re

from ..masking import Masked
from .marks import OBJECT_OF, C, P
from .pronouns import Focus, can_be_meant

_HELD = re.compile(
    rf"{P}, (?:the |a )?(?:[\w-]+ ){{0,6}}?(?:(?:chief|founder|president|chair|head|executive|CEO|CTO|officer|director)[\w ]{{0,24}} (?:of|at) (?:the )?(?:[\w-]+ ){{0,4}})?\Z"
)
_ASIDE = re.compile(r"\b(?:[Ff]ormer|ex-|[Rr]ivals?|[Ll]ike|[Uu]nlike|and|or) \Z|ex-\Z")
_OF_OTHER = re.compile(
    rf"(?:['’]s)? [\w -]{{0,30}}{C}|(?:['’]s)? (?:estimates?|forecasts?|analysts?|data|research|expects|predicts|reported)\b"
)
_AT = re.compile(
    rf"\W*(?:(?:At|Out at|Over at|Inside|From|For|As for|Take|Not so|Not) {C}|{C}(?=:| \([A-Z]|, [A-Z][\w ]+\Z))"
)
"""A sentence that opens with the company it is about."""
_OPENING = re.compile(
    rf"\W*(?:Founded|Set up|Started|Backed|Based|Launched|Created|Built|Led|Established|Spun out|Headquartered|Before)\b[^.;]*?,(?= (?:the )?(?:[\w-]+ ){{0,3}}{C} (?!and))"
)
"""What an opening participle tells of the company that follows it: Founded by, backed by."""
_SECOND_SUBJECT = re.compile(
    rf"(?:, (?:and|but|while) |; )(?:the )?(?:[\w-]+ ){{0,3}}({C})(?: of [A-Z]\w+)?(?:,[^.;{P}]{{2,90}},)? (?:has|have|had|is|will|was|said|raised|plans|launched|released|moved)\b"
)
"""The company of whom the last clause of a sentence speaks."""
_INTRODUCED = re.compile(
    rf"\b(?:were|was|is|are|comes?|came|at|by|of) (?:at |from )?({C}),? (?:an? |the |which |that )(?:[\w'’-]+ ){{0,6}}?(?:company|start-?up|maker|developer|firm|lab|provider|supplier|unicorn|sells|makes|builds|develops)\b"
)
_MANY = re.compile(rf"{C}(?:, [{C}{P}])+,? and ")
_GONE = re.compile(rf"\A\W*{P} (?:left|quit|has left|founded|joined) \Z")


def moved_focus(masked: Masked, focus: Focus, *, fresh: bool) -> Focus:
    """The focus after a sentence: its first company and person, if they are what it speaks of."""
    moved = Focus(focus.company, focus.person, focus.people)
    people = list(dict.fromkeys(masked.values(0, len(masked.text), P)))
    if people:
        moved.person = people[0]
    if len(people) > 1:
        moved.people = tuple(people[:4])
    for place in sorted(masked.slots):
        slot = masked.slots[place]
        if (
            slot.mark != C
            or not can_be_meant(slot.value)
            or masked.text[place + 1 : place + 2] == "-"
        ):
            continue
        before = masked.text[:place]
        opening = _OPENING.match(masked.text)
        if opening and place < opening.end():
            continue
        if _AT.match(masked.text) and place == masked.text.index(C):
            moved.company = slot.value
            break
        if _MANY.match(masked.text, place) or (
            focus.company and slot.value.entry and slot.value.entry.detail == "fund"
        ):
            break
        if _GONE.search(before) and focus.company is None:
            moved.company = slot.value
        held = _HELD.search(before) is not None
        governed = (
            OBJECT_OF.search(before)
            or _ASIDE.search(before)
            or _OF_OTHER.match(masked.text, place + 1)
        )
        if (held and (fresh or focus.company is None)) or not (held or governed or P in before):
            moved.company = slot.value
        break
    introduced = _INTRODUCED.search(masked.text)
    if introduced and moved.company is focus.company and masked.text.count(C) <= 2:
        moved.company = masked.slots[introduced.start(1)].value
    later = None
    for later in _SECOND_SUBJECT.finditer(masked.text):
        pass
    if (
        later
        and later.start(1) in masked.slots
        and can_be_meant(masked.slots[later.start(1)].value)
    ):
        moved.company = masked.slots[later.start(1)].value
    return moved
