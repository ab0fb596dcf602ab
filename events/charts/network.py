"""A company between those it has to do with: lines that run together in its stem. Pure.

On the left stands what comes to it, on the right what goes out from it. Lines are drawn from 0 to
100 across and are stretched to the room between the names; the names are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from events.charts.names import shortened

ROW = 25.0
"""Pixels that a name takes, so that it can be touched."""
HEAD = 27.0
"""Pixels that the heading of a group takes."""
GAP = 14.0
TOP = 30.0
"""Room for the company's own name."""
LEAST_STEM = 56.0
THINNEST, THICKEST = 1.5, 8.0


@dataclass(frozen=True, slots=True)
class Link:
    """One end to be drawn."""

    name: str
    lang: str
    weight: int
    firm: bool
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """The ends of one sort; `more` says how many are left out, and `more_href` where they are."""

    label: str
    links: Sequence[Link]
    more: str = ""
    more_href: str = ""


@dataclass(frozen=True, slots=True)
class Spoke:
    name: str
    link: Link
    path: str
    width: float
    top: float
    middle: float


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    y: float
    spokes: list[Spoke]
    more: str
    more_href: str
    more_y: float


@dataclass(frozen=True, slots=True)
class Network:
    name: str
    left: list[Group]
    right: list[Group]
    height: float
    stem_y: float
    stem_height: float

    @property
    def name_y(self) -> float:
        return round(self.stem_y - 12, 1)


def network_of(name: str, left: Sequence[Bundle], right: Sequence[Bundle]) -> Network:
    """The lines of each side leave the stem in the order of their names."""
    tall = max(_height(left), _height(right))
    lines = max(_lines(left), _lines(right))
    stem = round(max(LEAST_STEM, min(tall * 0.55, lines * (THICKEST + 1))), 1)
    stem_y = round(TOP + max(0.0, tall - stem) / 2, 1)
    height = round(TOP + max(tall, stem) + 4)
    heaviest = max((link.weight for one in (*left, *right) for link in one.links), default=1)
    return Network(
        shortened(name),
        _groups(left, stem_y, stem, heaviest, height, leftwards=True),
        _groups(right, stem_y, stem, heaviest, height, leftwards=False),
        height,
        stem_y,
        stem,
    )


def _lines(side: Sequence[Bundle]) -> int:
    return sum(len(bundle.links) for bundle in side)


def _height(side: Sequence[Bundle]) -> float:
    rows = sum(len(bundle.links) + bool(bundle.more) for bundle in side)
    return rows * ROW + len(side) * HEAD + max(len(side) - 1, 0) * GAP


def _groups(
    side: Sequence[Bundle],
    stem_y: float,
    stem: float,
    heaviest: int,
    height: float,
    *,
    leftwards: bool,
) -> list[Group]:
    y = TOP + max(0.0, height - 4 - TOP - _height(side)) / 2
    step = stem / max(_lines(side), 1)
    place = stem_y + step / 2
    groups = []
    for bundle in side:
        head = y + HEAD - 9
        y += HEAD
        spokes = []
        for link in bundle.links:
            middle = round(y + ROW / 2, 1)
            spokes.append(
                Spoke(
                    shortened(link.name),
                    link,
                    _path(middle, place, leftwards),
                    _width(link.weight, heaviest),
                    round(y, 1),
                    middle,
                )
            )
            y += ROW
            place += step
        more_y = round(y + ROW / 2, 1)
        if bundle.more:
            y += ROW
        y += GAP
        groups.append(
            Group(bundle.label, round(head, 1), spokes, bundle.more, bundle.more_href, more_y)
        )
    return groups


def _width(weight: int, heaviest: int) -> float:
    """From the thinnest line for one to the thickest for the heaviest, if that is eight or more."""
    reach = min(THICKEST, THINNEST + heaviest - 1)
    share = (weight - 1) / (heaviest - 1) if heaviest > 1 else 0.0
    return round(THINNEST + share * (reach - THINNEST), 1)


def _path(end: float, stem: float, leftwards: bool) -> str:
    a, b = (end, stem) if leftwards else (stem, end)
    return f"M0 {a:.1f}C55 {a:.1f} 45 {b:.1f} 100 {b:.1f}"
