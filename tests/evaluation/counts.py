"""What a comparison counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass
class Count:
    """How many were right, of those wanted and of those found."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    def add(self, right: int, wanted: int, found: int) -> None:
        self.right += right
        self.wanted += wanted
        self.found += found

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.wanted + self.found
        return 2 * self.right / both if both else 0.0


class Judgement(NamedTuple):
    """How sure the extractor was of a fact, and whether the answer has it."""

    confidence: float
    right: bool
