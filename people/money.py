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


USUAL_DOLLARS = {
    currency: Decimal(dollars)
    for currency, dollars in {
        "USD": "1", "EUR": "1.1", "GBP": "1.3", "CHF": "1.1", "CNY": "0.14", "HKD": "0.128",
        "TWD": "0.032", "SGD": "0.74", "JPY": "0.007", "KRW": "0.00075", "INR": "0.012",
        "CAD": "0.74", "AUD": "0.67", "ILS": "0.27",
    }.items()
}  # fmt: skip
"""What a unit was worth in these years, roughly: enough to tell 5 million from 500 million."""

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
        """Whether both may speak of the same sum, give or take a tenth for rounding.

        Sums in two currencies, of which we know the usual rates, may be a third apart.
        """
        if self.value is None or other.value is None:
            return True
        slack, rate = Decimal("0.9"), Decimal(1)
        if self.currency != other.currency:
            if not {self.currency, other.currency} <= USUAL_DOLLARS.keys():
                return True
            rate = USUAL_DOLLARS[self.currency] / USUAL_DOLLARS[other.currency]
            slack = Decimal("0.67")
        low, high = (bound * rate for bound in self.bounds)
        other_low, other_high = other.bounds
        return low * slack <= other_high and other_low * slack <= high

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """Between what it lies: of "over" and "under" within twice and half of what is told."""
        low, high = self.low, self.high
        if low is None:
            return (high or Decimal(0)) / 2, high or Decimal(0)
        return low, low * 2 if high is None else high
