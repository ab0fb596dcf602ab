"""Which fact of an answer each found fact stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fact = Mapping[str, Any]


@dataclass(frozen=True)
class Pairs:
    """Which wanted fact was answered by which found one, as positions in their lists."""

    found_for: Mapping[int, int]
    required: Sequence[int]
    spare: set[int]
    """Found facts that the answer lists as optional: neither right nor wrong."""
    wrong: Sequence[int]

    @property
    def right(self) -> list[int]:
        return [i for i in self.required if i in self.found_for]

    @property
    def missed(self) -> list[int]:
        return [i for i in self.required if i not in self.found_for]


def pair(
    wanted: Sequence[Fact],
    found: Sequence[Fact],
    same: Callable[[Fact, Fact], bool],
    likeness: Callable[[Fact, Fact], int],
) -> Pairs:
    """Pair the likest first, each fact once, a required one before an optional one."""
    candidates = sorted(
        (-likeness(one, other), bool(one.get("optional")), i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if same(one, other)
    )
    found_for: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in candidates:
        if i not in found_for and j not in taken:
            found_for[i] = j
            taken.add(j)
    return Pairs(
        found_for=found_for,
        required=[i for i, fact in enumerate(wanted) if not fact.get("optional")],
        spare={j for i, j in found_for.items() if wanted[i].get("optional")},
        wrong=[j for j in range(len(found)) if j not in taken],
    )
