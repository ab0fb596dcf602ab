"""How likely two records, or a record and a mention, are one: a score and the reasons for it.

Pure. Each reason weighs so and so many logits; the score is the probability they add up to. The
weights were set by hand on the tuning half of the labelled pairs, and `make eval` measures them on
the other half.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from people.likeness import companies, models, persons
from people.likeness.context import NO_CONTEXT, Context
from people.likeness.posts import Post
from people.likeness.reasons import Reason
from people.names import fold

__all__ = [
    "DIFFERENT",
    "NO_CONTEXT",
    "SAME",
    "Context",
    "Known",
    "Likeness",
    "Post",
    "Reason",
    "compare",
    "keys_of",
]

SAME = 0.9
"""From here on two are taken for one without asking."""

DIFFERENT = 0.2
"""Below, editors are not asked whether they might be one."""

LONGEST_KEY = 100

PRIOR = -4.0
"""Two records of one kind, picked by chance among those whose names have something in common."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a record, or of a name in an article."""

    kind: str
    names: tuple[str, ...]
    context: Context = NO_CONTEXT
    country: str = ""
    website: str = ""
    wikidata_id: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The probability that two are one, and what speaks for and against it."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def is_same(self) -> bool:
        return self.score >= SAME

    @property
    def is_open(self) -> bool:
        return DIFFERENT <= self.score < SAME


def compare(one: Known, other: Known) -> Likeness:
    """How likely `one` and `other` are the same person, company or AI model."""
    if one.kind != other.kind:
        return Likeness(0.0, (Reason("other kind", -20),))
    by_name = max(
        (_by_name(one.kind, mine, theirs) for mine in _whole(one) for theirs in _whole(other)),
        key=lambda reason: reason.weight,
        default=Reason("no name", -20),
    )
    if by_name.weight <= 0:
        return _likeness([by_name])
    return _likeness([by_name, *_by_context(one, other, by_name)])


KINDS: Mapping[str, ModuleType] = {"person": persons, "company": companies, "model": models}
"""Each has `compare`, of two names, and `keys`, by which likely bearers of a name are found."""


def keys_of(kind: str, names: Iterable[str]) -> frozenset[str]:
    """What names have in common with others that may mean the same: one such key is enough."""
    keys = frozenset().union(*(KINDS[kind].keys(name) for name in names))
    return frozenset(key[:LONGEST_KEY] for key in keys)


def _whole(known: Known) -> list[str]:
    """Of a person's names those that are no part of another: the surname alone is a family's."""
    if known.kind != "person":
        return list(known.names)
    folded = {name: fold(name) for name in known.names}
    return [
        name
        for name, mine in folded.items()
        if not any(mine != other and mine in other for other in folded.values())
    ]


def _by_name(kind: str, mine: str, theirs: str) -> Reason:
    reason: Reason = KINDS[kind].compare(mine, theirs)
    return reason


def _by_context(one: Known, other: Known, by_name: Reason) -> list[Reason]:
    reasons = []
    if one.wikidata_id and other.wikidata_id:
        same = one.wikidata_id == other.wikidata_id
        reasons.append(Reason("same Wikidata id", 12) if same else Reason("other Wikidata id", -12))
    if one.website and other.website:
        same = _host(one.website) == _host(other.website)
        reasons.append(Reason("same website", 5) if same else Reason("other website", -3))
    if one.country and other.country and one.country != other.country:
        reasons.append(Reason("other country", -2.5))
    is_common = by_name.is_common
    reasons += one.context.compare(other.context, one.kind, is_common=is_common)
    return reasons


def _host(address: str) -> str:
    host = address.partition("://")[2].partition("/")[0].casefold()
    return host.removeprefix("www.")


def _likeness(reasons: list[Reason]) -> Likeness:
    logits = PRIOR + sum(reason.weight for reason in reasons)
    return Likeness(1 / (1 + math.exp(-logits)), tuple(reasons))
