"""How certain an event is, from what its evidence says. Pure.

The rule: reprints of one text are one witness. The newest denial, unless something said on a
later day contradicts it, decides; otherwise the firmest witness does, and an outlet known for
rumours can make an event no firmer than rumoured. docs/certainty.md tells it in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LADDER = ("planned", "rumoured", "reported", "confirmed")
DENIED = "denied"
FIRMEST_OF_TRUST = {"rumour": "rumoured"}


@dataclass(frozen=True, slots=True)
class Witness:
    """One sentence about the event: what it lends, when it was published, where it came from."""

    certainty: str
    told_on: date | None
    origin: int
    """The article that told it first; reprints share it."""
    trust: str = "press"

    @property
    def rung(self) -> int:
        ceiling = FIRMEST_OF_TRUST.get(self.trust, LADDER[-1])
        return min(LADDER.index(self.certainty), LADDER.index(ceiling))


def certainty_of(witnesses: Iterable[Witness]) -> str:
    """What follows from these witnesses, at least one; their order is of no account."""
    told = sorted(witnesses, key=lambda witness: witness.told_on or date.min)
    if not told:
        raise ValueError("An event without evidence has no certainty.")
    denials = [witness for witness in told if witness.certainty == DENIED]
    claims = [witness for witness in told if witness.certainty != DENIED]
    if denials:
        last = denials[-1].told_on or date.min
        claims = [witness for witness in claims if (witness.told_on or date.min) > last]
        if not any(witness.rung >= LADDER.index("reported") for witness in claims):
            return DENIED
    return LADDER[max(witness.rung for witness in claims)]


def moves(witnesses: Iterable[Witness]) -> list[tuple[Witness, str]]:
    """The witnesses that moved the certainty, oldest first, each with where it moved it to."""
    told = sorted(witnesses, key=lambda witness: witness.told_on or date.min)
    moved: list[tuple[Witness, str]] = []
    for count, witness in enumerate(told, start=1):
        now = certainty_of(told[:count])
        if not moved or moved[-1][1] != now:
            moved.append((witness, now))
    return moved


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a rumour or plan, and how many days after it was first told."""

    end: str
    """`confirmed`, `denied`, or `unheard_of`: nobody has come back to it for long."""
    days: int


UNHEARD_OF_AFTER = timedelta(days=180)


def fate_of(witnesses: Iterable[Witness], *, today: date) -> Fate | None:
    """What became of an event that began as a rumour or a plan; None while that is open.

    Of an event that was first told as a fact there is no fate either.
    """
    told = [witness for witness in witnesses if witness.told_on]
    moved = [(witness.told_on or date.min, certainty) for witness, certainty in moves(told)]
    if not moved or moved[0][1] not in ("planned", "rumoured"):
        return None
    begun = moved[0][0]
    ended, certainty = moved[-1]
    if certainty in ("confirmed", DENIED):
        return Fate(certainty, (ended - begun).days)
    last = max(witness.told_on or date.min for witness in told)
    if today - last > UNHEARD_OF_AFTER:
        return Fate("unheard_of", (last - begun).days)
    return None
