"""One career move as a rule reads it, and adding it to the draft."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Entity
from .story import Frame, Story


@dataclass(frozen=True, slots=True)
class Move:
    """A person's move; the words that tell it stand at `start:end` of the masked sentence."""

    change: str
    person: Entity
    company: Entity | None
    title: str | None
    start: int
    end: int


def add_move(story: Story, frame: Frame, move: Move) -> bool:
    """Add a move unless it is negated or names no company; whether it has taken place."""
    certainty = frame.certainty(move.start, move.end)
    if certainty is None or move.company is None:
        return False
    story.draft.event(
        "career",
        frame.quote,
        rule=f"zh.{move.change}",
        date=frame.date(move.start, founding=move.change == "founded"),
        certainty=certainty,
        confidence=0.85 if certainty == "confirmed" else 0.75,
        change=move.change,
        person=move.person,
        company=move.company,
        title=move.title,
    )
    return certainty in ("confirmed", "reported")
