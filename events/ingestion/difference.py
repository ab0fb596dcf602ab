"""What an article is read to state now, beside what is recorded of it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from events.extraction.assembly import PRINCIPALS
from events.extraction.facts import AffiliationFact, EventFact
from people.names import fold

Fact = EventFact | AffiliationFact
Names = Mapping[str, Sequence[frozenset[str]]]
"""By role, the folded forms of the name of each entity that plays it."""

IDENTITY = ("change", "value", "unit")
"""The roles without a name in which two tellings of one event are the same."""
NAMES = (
    "company", "investors", "leads", "person", "model", "acquirer", "target", "holder",
    "exchange", "companies", "speaker", "publisher",
)  # fmt: skip
"""The roles that are played by entities."""
PARTNERS = 2
TERMS = ("round", "amount", "valuation", "stake", "headcount", "title")


class Fate(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REFINED = "refined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One sentence of the article as it proves an event or affiliation of the record."""

    evidence: int
    fact: Fact
    names: Names
    held: tuple[str, ...] = ()
    is_decided: bool = False
    """It is published, rejected or retracted: machines leave it alone."""
    is_curated: bool = False
    """A person has had a hand in it: it stays, though the article no longer proves it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A role that has another value now; None where it has none."""

    role: str
    old: Any
    new: Any
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: a fact that is new, gone, or told otherwise."""

    old: Recorded | None
    new: Fact | None
    values: tuple[Value, ...] = ()
    is_left: bool = False
    """A person has decided: it is only shown."""

    @property
    def fate(self) -> Fate:
        if self.old is None:
            return Fate.ADDED
        if self.new is None:
            return Fate.WITHDRAWN
        return Fate.CHANGED if self.values else Fate.REFINED

    @property
    def fact(self) -> Fact:
        """The fact as it would be; as it was, if it is gone."""
        if self.new is not None:
            return self.new
        if self.old is not None:
            return self.old.fact
        raise ValueError("A change has an old or a new fact.")


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a new reading of one article says otherwise, in the order of the text."""

    changes: tuple[Change, ...]

    @property
    def to_do(self) -> tuple[Change, ...]:
        """What applying it would carry out."""
        return tuple(change for change in self.changes if not change.is_left)

    @property
    def digest(self) -> str:
        """Equal for equal differences: what was seen is what is applied."""
        told = [
            (change.old and (change.old.evidence, change.old.fact), change.new, change.is_left)
            for change in self.changes
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def compare(recorded: Sequence[Recorded], facts: Sequence[Fact]) -> list[Change]:
    """The differences between what is recorded of an article and what it is now read to state.

    Each sentence of the record is paired with the fact that is most like it; the rest is new,
    or gone. A pair that says the same is no difference.
    """
    pairs = sorted(
        (
            (likeness, place, number)
            for place, old in enumerate(recorded)
            for number, new in enumerate(facts)
            if (likeness := _likeness(old, new))
        ),
        key=lambda pair: (*(-part for part in pair[0]), *pair[1:]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, number in pairs:
        if place not in partner and number not in taken:
            partner[place] = number
            taken.add(number)
    changes = []
    for place, old in enumerate(recorded):
        if place not in partner:
            changes.append(Change(old, None, is_left=old.is_decided or old.is_curated))
            continue
        new = facts[partner[place]]
        values = tuple(_values(old, new))
        if values or old.fact.evidence != new.evidence:
            changes.append(Change(old, new, values, is_left=old.is_decided))
    changes += [Change(None, new) for number, new in enumerate(facts) if number not in taken]
    return in_order(changes)


def in_order(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.fact.evidence.start)


def values_of(fact: Fact) -> dict[str, Any]:
    """All that a fact says, by role."""
    if isinstance(fact, AffiliationFact):
        roles = ("person", "company", "title", "former")
        return {role: getattr(fact, role) for role in roles}
    return {**fact.roles, "date": fact.date, "certainty": fact.certainty}


def _values(old: Recorded, new: Fact) -> Iterator[Value]:
    was, now = values_of(old.fact), values_of(new)
    for role in dict.fromkeys([*was, *now]):
        before, after = was.get(role), now.get(role)
        if _key(old.names, role, before) != _key(old.names, role, after):
            yield Value(role, before, after, is_held=_field(role) in old.held)


def _field(role: str) -> str:
    """The field that a person holds who has set what plays a role."""
    if role in NAMES:
        return "participants"
    return "when" if role == "date" else role


def _key(names: Names, role: str, value: Any) -> Any:
    """What two values of a role have in common when they mean the same."""
    if value is None or value == "":
        return None
    if isinstance(value, list | tuple):
        return frozenset(_key(names, role, item) for item in value) or None
    if not isinstance(value, str) or role not in NAMES:
        return value
    folded = fold(value)
    for number, forms in enumerate(names.get(role, ())):
        if folded in forms:
            return number
    return folded


def _likeness(old: Recorded, new: Fact) -> tuple[float, ...] | None:
    """How alike a recorded sentence and a fact are; None where they tell two different things."""
    if _kind(old.fact) != _kind(new):
        return None
    was, now = values_of(old.fact), values_of(new)
    keys = {
        role: (_key(old.names, role, was.get(role)), _key(old.names, role, now.get(role)))
        for role in was.keys() | now.keys()
    }
    if not _are_one(new, keys):
        return None
    mine, other = old.fact.evidence, new.evidence
    overlap = max(0, min(mine.end, other.end) - max(mine.start, other.start))
    if not overlap and (_kind(new) == "statement" or _conflict(keys)):
        return None
    return mine == other, sum(one == two for one, two in keys.values()), overlap


def _kind(fact: Fact) -> str:
    return fact.kind if isinstance(fact, EventFact) else "affiliation"


def _are_one(fact: Fact, keys: Mapping[str, tuple[Any, Any]]) -> bool:
    """Whether the roles that make a fact the one it is have the same values in both tellings."""
    if isinstance(fact, AffiliationFact):
        return all(keys[role][0] == keys[role][1] for role in ("person", "company", "title"))
    for role in PRINCIPALS[fact.kind]:
        one, two = keys.get(role, (None, None))
        if role == "companies":
            if len((one or set()) & (two or set())) < PARTNERS:
                return False
        elif (role in NAMES or role in IDENTITY) and None not in (one, two) and one != two:
            return False
    return True


def _conflict(keys: Mapping[str, tuple[Any, Any]]) -> bool:
    """Whether two tellings give different dates or terms."""
    told = (keys[role] for role in (*TERMS, "date") if role in keys)
    return any(None not in pair and pair[0] != pair[1] for pair in told)
