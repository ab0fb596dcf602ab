"""One career move as a rule reads it."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Entity


@dataclass(frozen=True, slots=True)
class Move:
    """A person's move; the words that tell it stand at `start:end` of the masked sentence."""

    change: str
    person: Entity
    company: Entity | None
    title: str | None
    start: int
    end: int
    date: str | None = None
