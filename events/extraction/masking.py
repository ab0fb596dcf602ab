"""A sentence in which each name, sum, date and number is one character, so that patterns are short.

`PERSON`, `COMPANY` ... are private-use characters: the pattern f"{COMPANY}收购{COMPANY}" finds
every acquisition worded so, and `slot` gives what stands behind a character of the match.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .text import CJK

PERSON, COMPANY, MODEL = "\ue000", "\ue001", "\ue002"
MONEY, DATE, PERCENT, NUMBER = "\ue003", "\ue004", "\ue005", "\ue006"
OF_KIND = {"person": PERSON, "company": COMPANY, "model": MODEL}
_TYPOGRAPHIC_SPACE = re.compile(
    rf"(?<=[{CJK}]) (?![{CJK} ])|(?<![{CJK} ]) (?=[{CJK}])"
    rf"|(?<=[{CJK}]) ?\([A-Z]{{2,5}}\) ?(?=[{CJK}])"
)
"""What only sets Chinese and Latin letters apart, and abbreviations in brackets: 人工智慧(AI)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What one character of a masked sentence stands for: `text[start:end]`, read as `value`."""

    mark: str
    start: int
    end: int
    value: Any


class Masked:
    """A span of folded text with its slots; `text` is what patterns run on.

    With `spaceless`, it has no spaces between Chinese and Latin letters, nor beside a slot.
    """

    def __init__(
        self,
        folded: str,
        start: int,
        end: int,
        slots: Iterable[Slot],
        *,
        spaceless: bool = False,
    ) -> None:
        pieces: list[str] = []
        self.slots: dict[int, Slot] = {}
        self._places: list[int] = []
        self._origins: list[int] = []
        self.start, self.end = start, end
        place, origin = 0, start
        for slot in sorted(slots, key=lambda slot: slot.start):
            if slot.start < origin or slot.end > end:
                continue
            for first, last in self._pieces(folded, origin, slot.start, spaceless):
                self._jump(place, first)
                pieces.append(folded[first:last])
                place += last - first
            self._jump(place, slot.start)
            pieces.append(slot.mark)
            self.slots[place] = slot
            place, origin = place + 1, slot.end
        for first, last in self._pieces(folded, origin, end, spaceless):
            self._jump(place, first)
            pieces.append(folded[first:last])
            place += last - first
        self.text = "".join(pieces)

    def slot(self, place: int) -> Slot:
        """The slot at a place of `text`."""
        return self.slots[place]

    def values(self, start: int, end: int, mark: str) -> list[Any]:
        """The values of the slots with this mark between two places, in order."""
        return [
            self.slots[place].value
            for place in range(start, min(end, len(self.text)))
            if self.text[place] == mark and place in self.slots
        ]

    def origin(self, place: int) -> int:
        """The offset in the article of a place in `text`; inside a slot its start."""
        if place >= len(self.text):
            return self.end
        step = bisect.bisect_right(self._places, place) - 1
        return self._origins[step] + place - self._places[step]

    def _pieces(
        self, folded: str, start: int, end: int, spaceless: bool
    ) -> Iterator[tuple[int, int]]:
        """The text between two slots, without the spaces that are to be left out."""
        if not spaceless:
            yield start, end
            return
        if self.slots and folded[start : start + 1] == " ":
            start += 1
        stop = end - 1 if end < self.end and folded[start:end].endswith(" ") else end
        for space in _TYPOGRAPHIC_SPACE.finditer(folded, start, stop):
            yield start, space.start()
            start = space.end()
        yield start, max(start, stop)

    def _jump(self, place: int, origin: int) -> None:
        if self._places and self._places[-1] == place:
            self._origins[-1] = origin
        else:
            self._places.append(place)
            self._origins.append(origin)
