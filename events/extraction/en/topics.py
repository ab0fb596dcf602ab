"""Whom the article speaks of after a sentence."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import Masked
from .marks import ITS, OBJECT_OF, C, P
from .pronouns import Focus, can_be_meant
from .titles import HEAD

_HELD = re.compile(
    rf"{P}, (?:the |a )?(?:[\w-]+ ){{0,6}}?(?:(?:chief|founder|president|chair|head|executive|CEO|CTO|officer|director)[\w ]{{0,24}} (?:of|at) (?:the )?(?:[\w-]+ ){{0,4}})?\Z"
)
_ASIDE = re.compile(
    r"\b(?:[Ff]ormer|ex-|[Rr]ivals?|[Ll]ike|[Uu]nlike|and|or|[Hh]is|[Hh]er|[Tt]heir|[Mm]y) \Z|ex-\Z"
)
_FORMERLY = re.compile(r"(?<=\w )(?:former |ex-)\Z")
_BACKERS = re.compile(r"\b(?:investors|backers|led by|backed by|participation)\b[^.;]{0,60}\Z")
_OF_OTHER = re.compile(
    rf"(?:['’]s)? [\w -]{{0,30}}{C}|(?:['’]s)? (?:estimates?|forecasts?|analysts?|data|research|expects|predicts|reported)\b"
)
_SUBORDINATE = re.compile(
    r"\W*(?:While|When|Although|Though|As|After|Before|Since|If|Unlike|Like|With|Alongside|Following)\b[^,;]*,"
)
"""An opening clause, which is not about whom the sentence is about."""
_AT = re.compile(
    rf"\W*(?:(?:At|Out at|Over at|Inside|From|For|As for|Take|Not so|Not) {C}|{C}(?=:| \([A-Z]|, [A-Z][\w ]+\Z))"
)
"""A sentence that opens with the company it is about."""
_OPENING = re.compile(
    rf"\W*(?:Founded|Set up|Started|Backed|Based|Launched|Created|Built|Led|Established|Spun out|Headquartered|Before|As|While|When|After|Although|Though|Once|Unlike|Following)\b[^.;]*?,(?= (?:the )?(?:[\w-]+ ){{0,3}}{C}(?:[—,]|['’]s| (?!and)))"
)
"""What an opening participle or clause tells of the company that follows it: Founded by, backed by."""
_SECOND_SUBJECT = re.compile(
    rf"(?:, (?:and|but|while) |; )(?:the )?(?:[\w-]+ ){{0,3}}({C})(?: of [A-Z]\w+)?(?:,[^.;{P}]{{2,90}},)? (?:has|have|had|is|will|was|said|raised|plans|launched|released|moved)\b"
)
"""The company of whom the last clause of a sentence speaks."""
_INTRODUCED = re.compile(
    rf"\b(?:were|was|is|are|comes?|came|at|by|of) (?:at |from )?({C}),? (?:an? |the |which |that )(?:[\w'’-]+ ){{0,6}}?(?:company|start-?up|maker|developer|firm|lab|provider|supplier|unicorn|sells|makes|builds|develops)\b"
)
_CALLED = re.compile(
    rf"\b(?:started|founded|co-founded|launched|joined|set up) (?:an?|the|our|my|{ITS}) (?:[\w-]+ ){{0,4}}?(?:company|start-?up|firm|lab|business) (?:called|named) (?P<c>{C})"
)
"""A company that somebody is told to have started: what follows is about it."""
_MANY = re.compile(rf"{C}(?:, [{C}{P}])+,? and ")
_EMPLOYER = re.compile(rf"(?:['’]s)? (?:(?!and\b|to\b)[\w&-]+ ){{0,4}}{HEAD} {P}")
"""What follows a company that only says whose employer it is: Google veteran Ann."""
_GONE = re.compile(rf"\A\W*{P} (?:left|quit|has left|founded|joined) \Z")


def moved_focus(masked: Masked, focus: Focus, *, fresh: bool) -> Focus:
    """The focus after a sentence: its first company and person, if they are what it speaks of."""
    moved = Focus(focus.company, focus.person, focus.people)
    people = list(dict.fromkeys(masked.values(0, len(masked.text), P)))
    if people:
        aside = _SUBORDINATE.match(masked.text)
        main = masked.values(aside.end(), len(masked.text), P) if aside else people
        moved.person = (main or people)[0]
    if len(people) > 1:
        moved.people = tuple(people[:4])
    moved.company = _first_company(masked, focus, fresh=fresh) or focus.company
    moved.earlier = focus.earlier if moved.company is focus.company else focus.company
    introduced = _INTRODUCED.search(masked.text)
    if introduced and moved.company is focus.company and masked.text.count(C) <= 2:
        moved.company = masked.slots[introduced.start(1)].value
    called = _CALLED.search(masked.text)
    if called:
        moved.company = masked.slots[called.start("c")].value
    for later in _SECOND_SUBJECT.finditer(masked.text):
        slot = masked.slots.get(later.start(1))
        if slot and can_be_meant(slot.value):
            moved.company = slot.value
    return moved


def _first_company(masked: Masked, focus: Focus, *, fresh: bool) -> Entity | None:
    """The first company of a sentence that can be meant, if the sentence is about it."""
    text = masked.text
    opening = _OPENING.match(text)
    for place in sorted(masked.slots):
        slot = masked.slots[place]
        if (
            slot.mark != C
            or not can_be_meant(slot.value)
            or text[place + 1 : place + 2] == "-"
            or (opening and place < opening.end())
        ):
            continue
        company: Entity = slot.value
        if _AT.match(text) and place == text.index(C):
            return company
        fund = focus.company and company.entry and company.entry.detail == "fund"
        about = not fund and not _MANY.match(text, place)
        return company if about and _is_topic(text, place, focus, fresh=fresh) else None
    return None


def _is_topic(text: str, place: int, focus: Focus, *, fresh: bool) -> bool:
    """Whether a company is more than somebody's employer or the object of a preposition."""
    before = text[:place]
    free = fresh or focus.company is None
    if _FORMERLY.search(before):
        return False
    if _HELD.search(before) or _EMPLOYER.match(text, place + 1):
        return free
    if focus.company is None and _GONE.search(before):
        return True
    governed = OBJECT_OF.search(before) or _ASIDE.search(before) or _OF_OTHER.match(text, place + 1)
    listed = focus.company is not None and _BACKERS.search(before)
    return not (governed or listed or P in before)
