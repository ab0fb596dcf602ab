"""Flows between two columns of names as ribbons, each as thick as what flows. Pure.

Ribbons are drawn from 0 to 100 across and are stretched to the width of the page; names are not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.charts.names import shortened

THICKEST = 320.0
"""Pixels that all ribbons of a side take together, where the names leave so much room."""
ROOM = 22.0
"""Pixels that a name needs."""
GAP = 8.0
TOP = 4.0


@dataclass(frozen=True, slots=True)
class Stream:
    """So much flows from one to another."""

    origin: Hashable
    target: Hashable
    weight: int
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    path: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Node:
    """An end of ribbons."""

    name: str
    weight: int
    y: float
    height: float
    middle: float
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Sankey:
    ribbons: list[Ribbon]
    origins: list[Node]
    targets: list[Node]
    height: float


Names = Mapping[Any, tuple[str, str]]
"""By key: a name and its language, where that is not the page's."""


def sankey_of(streams: Sequence[Stream], names: Names) -> Sankey:
    """The largest ends first; the ribbons of an end in the order of the ends they lead to."""
    total = sum(stream.weight for stream in streams) or 1
    unit = min(THICKEST / total, ROOM)
    lefts = _ends((stream.origin, stream.weight) for stream in streams)
    rights = _ends((stream.target, stream.weight) for stream in streams)
    origins, targets = _placed(lefts, unit), _placed(rights, unit)
    left_used, right_used = dict.fromkeys(lefts, 0.0), dict.fromkeys(rights, 0.0)
    order = {key: place for place, key in enumerate(rights)}
    ribbons = []
    for origin in lefts:
        out = [stream for stream in streams if stream.origin == origin]
        for stream in sorted(out, key=lambda one: order[one.target]):
            thick = stream.weight * unit
            left = origins[stream.origin] + left_used[stream.origin]
            right = targets[stream.target] + right_used[stream.target]
            left_used[stream.origin] += thick
            right_used[stream.target] += thick
            ribbons.append(Ribbon(_path(left, right, thick), stream.about, stream.href))
    height = max(
        (y + max(ends[key] * unit, ROOM) for ends, places in ((lefts, origins), (rights, targets))
         for key, y in places.items()), default=0.0,
    )  # fmt: skip
    return Sankey(
        ribbons,
        [_node(names[key], weight, origins[key], unit) for key, weight in lefts.items()],
        [_node(names[key], weight, targets[key], unit) for key, weight in rights.items()],
        round(height + TOP),
    )


def _ends(weighed: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    ends: dict[Hashable, int] = {}
    for key, weight in weighed:
        ends[key] = ends.get(key, 0) + weight
    return dict(sorted(ends.items(), key=lambda end: -end[1]))


def _placed(ends: dict[Hashable, int], unit: float) -> dict[Hashable, float]:
    """Where each end begins, from above."""
    places, y = {}, TOP
    for key, weight in ends.items():
        places[key] = y
        y += max(weight * unit, ROOM) + GAP
    return places


def _node(name: tuple[str, str], weight: int, y: float, unit: float) -> Node:
    text, lang = name
    height = round(weight * unit, 1)
    return Node(
        shortened(text), weight, round(y, 1), height, round(y + max(height, ROOM) / 2, 1), lang
    )


def _path(left: float, right: float, thick: float) -> str:
    return (
        f"M0 {left:.1f}C50 {left:.1f} 50 {right:.1f} 100 {right:.1f}V{right + thick:.1f}"
        f"C50 {right + thick:.1f} 50 {left + thick:.1f} 0 {left + thick:.1f}Z"
    )
