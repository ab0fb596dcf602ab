"""Sums of money that keep their vagueness. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """How firmly a sum is told. `undisclosed`: the article says that it was not told."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    SEVERAL = "several"
    RANGE = "range"
    UNDISCLOSED = "undisclosed"


SEVERAL_AT_MOST = 10
"""数亿元 is at least one 亿 and less than ten."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in whole currency units between two bounds, either of which may be unknown.

    `exact` and `about` have equal bounds, `over` only the low one, `under` only the high one,
    `several` and `range` both; `undisclosed` has neither, and no currency.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str
    qualifier: Qualifier
    words: str = ""

    @classmethod
    def told(cls, value: Decimal, currency: str, qualifier: Qualifier, words: str = "") -> Sum:
        """From one number and the word beside it, as articles tell sums."""
        low: Decimal | None = value
        high: Decimal | None = value
        if qualifier is Qualifier.OVER:
            high = None
        elif qualifier is Qualifier.UNDER:
            low = None
        elif qualifier is Qualifier.SEVERAL:
            high = value * SEVERAL_AT_MOST
        return cls(low, high, currency, qualifier, words)

    @classmethod
    def undisclosed(cls, words: str = "") -> Sum:
        return cls(None, None, "", Qualifier.UNDISCLOSED, words)

    @property
    def value(self) -> Decimal | None:
        """The number that is shown beside the qualifier."""
        return self.high if self.low is None else self.low

    def agrees_with(self, other: Sum) -> bool:
        """Whether both may speak of the same sum, give or take a tenth for rounding."""
        if self.value is None or other.value is None or self.currency != other.currency:
            return True
        low, high = sorted((self.value, other.value))
        loose = {Qualifier.OVER, Qualifier.UNDER, Qualifier.SEVERAL, Qualifier.RANGE}
        slack = Decimal("0.5") if {self.qualifier, other.qualifier} & loose else Decimal("0.9")
        return low >= high * slack
