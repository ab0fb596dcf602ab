"""A position as a sentence words it, and adding it to the facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Entity
from .frame import Frame
from .story import Position, Story
from .titles import title_in

FORMER_TITLE = re.compile(
    r"^自?(?:[该本](?:中心|部门|团队|公司|机构|实验室))?的?(?:曾经的|前任?(?!台|端|沿)|原(?!生|创|型))"
)
_SINCE_GONE = re.compile(
    r"(?:年|月|天|周)前,?$|(?:年|月|天|周)前,|彼时|当时|那时|曾经?,?$|此前|在此之前"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A position as written: its title is `text[start:end]` of the masked sentence."""

    company: Entity | None
    start: int
    end: int
    former: bool


def add_position(story: Story, frame: Frame, person: Entity, held: Held, rule: str) -> None:
    if held.company is None:
        return
    title = title_in(frame, held.start, held.end)
    story.positions_of(person).append(Position(held.company, title, held.former))
    story.draft.affiliation(
        person,
        held.company,
        frame.quote,
        rule=f"zh.{rule}",
        title=title,
        former=held.former,
        confidence=0.85 if title else 0.75,
    )


def past(text: str, place: int) -> bool:
    """Whether a clause is said to be of a time that is over: 半年前,他还是."""
    return _SINCE_GONE.search(text[max(0, place - 12) : place]) is not None
