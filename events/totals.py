"""What rounds of funding come to in US dollars, and what of them cannot be counted. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from events.words.money import sum_of, usd_of
from people.money import Qualifier, Sum

HAPPENED = {"confirmed", "reported"}


class Left(StrEnum):
    """Why a round is left out of a total."""

    UNDISCLOSED = "undisclosed"
    WITHOUT_RATE = "without_rate"
    WITHOUT_FLOOR = "without_floor"
    UNCERTAIN = "uncertain"


@dataclass(slots=True)
class Total:
    """The sum of the lower bounds of what is counted; `exact` and `about` have no other."""

    sum: Sum | None = None
    counted: list[int] = field(default_factory=list)
    floored: list[int] = field(default_factory=list)
    """Those of the counted that may have been more than is counted."""
    left_out: dict[Left, list[int]] = field(default_factory=dict)


def total_of(cards: Iterable[dict[str, Any]]) -> Total:
    """By the cards of funding events, each of which is counted or left out for one reason."""
    total = Total()
    left_out = defaultdict(list)
    counted: list[Sum] = []
    for card in cards:
        match _counted(card):
            case Left() as reason:
                left_out[reason].append(card["id"])
            case usd:
                counted.append(usd)
                total.counted.append(card["id"])
                if usd.high != usd.low:
                    total.floored.append(card["id"])
    total.left_out = {reason: left_out[reason] for reason in Left if reason in left_out}
    if counted:
        total.sum = _sum(counted)
    return total


def _counted(card: dict[str, Any]) -> Sum | Left:
    """What a round counts for, or why it does not."""
    if card["certainty"] not in HAPPENED:
        return Left.UNCERTAIN
    amount = card.get("amount")
    if not amount or sum_of(amount).value is None:
        return Left.UNDISCLOSED
    usd = usd_of(amount)
    if usd is None:
        return Left.WITHOUT_RATE
    return Left.WITHOUT_FLOOR if usd.low is None else usd


def _sum(counted: list[Sum]) -> Sum:
    low = sum((usd.low or Decimal(0) for usd in counted), Decimal(0))
    if any(usd.high != usd.low for usd in counted):
        return Sum(low, None, "USD", Qualifier.OVER)
    about = any(usd.qualifier is not Qualifier.EXACT for usd in counted)
    return Sum(low, low, "USD", Qualifier.ABOUT if about else Qualifier.EXACT)
