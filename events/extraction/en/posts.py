"""What the readers of careers share: how companies and titles follow a verb, and who holds what."""

from __future__ import annotations

import re

from ..document import Entity
from .affiliations import Position
from .marks import ITS, LIST, C
from .reading import Reading
from .titles import TITLE, is_side, tidy

Career = tuple[str, Entity, Entity | None, str | None, int, str]
"""The change, the person, the company, the title, the place of the verb and the rule."""


class Held(dict[Entity, list[Position]]):
    """The positions that earlier words of the article give to people, and what it told last."""

    latest: Career | None = None
    """The last career event, after which others `followed`."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: dict[Entity, Entity] = {}
        """The company that each was told to have left, to which later words on the departure go back."""


ROLE = r"(?:his|her|their|the|(?:its|\ue007)|a|an)"
NAMED = rf"(?:(?:[A-Z][\w.]+,? ){{1,3}}[\w.]+-based |(?:the |its |\ue007 |arch-?)?(?:[\w-]+ ){{0,2}}?(?:rival|competitor|start-?up|company|firm|lab|giant|maker),? (?=[{C}])|the |(?:its|\ue007) |rival |AI |artificial intelligence |fellow )?(?:(?!and\b|to\b|who\b|that\b|for\b|from\b|after\b|when\b|before\b|while\b|because\b|but\b|since\b|until\b|then\b|amid\b|which\b|where\b)[\w.$&'’-]+ ){{0,7}}?(?:{C}['’]s? (?:[\w-]+ ){{0,2}}(?={C}))?(?P<c>{LIST[C]}|{ITS})(?![-])(?!['’]s? (?:rival|competitor|board|office))"
_OWNER = re.compile(rf"({C})['’]s? (?:[\w-]+ ){{0,2}}\Z")
"""Whose a unit is that nobody knows: JD.com's Explore Academy."""
AS = rf"(?:,? (?:as|to (?:be|become|serve as|lead as)|in the role of) (?:{ROLE} |{C}['’]s? )?(?:new |first |next )?(?P<t>{TITLE}))?"
AS_FIRST = rf"(?: as (?:{ROLE} |{C}['’]s? )?(?P<t>{TITLE})(?: (?:of|at|from) )?)"


def company_of(reading: Reading, match: re.Match[str]) -> Entity | None:
    place = match.start("c")
    if place < 0:
        return None
    owner = _OWNER.search(reading.text[:place])
    company = reading.entity(place)
    return reading.entity(owner.start(1)) if owner and company.entry is None else company


def title_of(reading: Reading, match: re.Match[str], *groups: str) -> str | None:
    for group in groups:
        if match[group]:
            return tidy(reading.words(*match.span(group)))
    return None


def post_of(held: Held, person: Entity, company: Entity | None) -> Position | None:
    """The position that the article gives a person, at this company if one is named."""
    known = [p for p in held.get(person, ()) if company is None or p.company is company]
    current = [p for p in known if not p.former]
    return next(iter(current or known), None)


def _may_be_at(held: Held, person: Entity, reading: Reading) -> bool:
    """Whether a person can have been with the company in focus: not if he was only elsewhere."""
    known = held.get(person, ())
    return not known or any(post.company is reading.focus.company for post in known)


def left_post(
    reading: Reading, held: Held, person: Entity, company: Entity | None
) -> tuple[Entity | None, str | None]:
    """The company that a person leaves, named or understood, and the post if the sentence tells it."""
    if company is None and person in held.gone:
        return held.gone[person], None
    known = [p for p in held.get(person, ()) if company is None or p.company is company]
    posts = [p for p in known if not p.former and not is_side(p.title)]
    at = reading.sentence.start
    told = [p for p in known if p.at == at and not is_side(p.title)]
    if company is None and told:
        posts = sorted(told, key=lambda p: p.former)
    post = next((p for p in posts if p.at == at), next(iter(posts), None)) or (
        known[0] if known and company else None
    )
    if company is None and post is None:
        return (reading.focus.company if _may_be_at(held, person, reading) else None), None
    here = post is not None and post.at == reading.sentence.start
    where = post.company if post and company is None else company
    return where, post.title if post and here else None
