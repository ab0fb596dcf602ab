"""An event with values such as events of its kind have."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from events.models import Event
from events.models.event import OWN
from events.models.vocabulary import CHANGES, Certainty, Kind
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum

FIRST_DAY = date(2012, 1, 1)
DAYS = 5000
KINDS = [*Kind, Kind.FUNDING, Kind.FUNDING, Kind.CAREER, Kind.CAREER, Kind.RELEASE]
CERTAINTIES = [*Certainty, Certainty.CONFIRMED, Certainty.REPORTED]
PART_TOLD = 0.8
"""How often a field that an event may have is told."""


def invented(die: random.Random) -> Event:
    """A published event of any kind, not saved yet."""
    kind = die.choice(KINDS)
    event = Event.KINDS[kind]()
    event.status = Status.PUBLISHED
    event.certainty = die.choice(CERTAINTIES)
    event.when = _when(die)
    for name, own in OWN.items():
        if kind in own.kinds and name != "change" and die.random() < PART_TOLD:
            setattr(event, name, VALUES[name](die))
    if kind in CHANGES:
        event.change = die.choice(CHANGES[kind])
    return event


def _when(die: random.Random) -> PartialDate:
    day = FIRST_DAY + timedelta(days=die.randrange(DAYS))
    length = die.choices((10, 7, 4), (75, 20, 5))[0]
    return PartialDate.parse(day.isoformat()[:length])


def _sum(die: random.Random) -> Sum:
    amount = Decimal(die.randrange(1, 5000)) * 10**6
    match die.choice([Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER]):
        case Qualifier.OVER:
            return Sum(amount, None, "USD", Qualifier.OVER, f"over ${amount:,}")
        case Qualifier.UNDER:
            return Sum(None, amount, "CNY", Qualifier.UNDER, f"近{amount}元")
        case qualifier:
            return Sum(amount, amount, "USD", qualifier, f"${amount:,}")


def _fraction(die: random.Random) -> Decimal:
    return Decimal(die.randrange(1, 100)) / 100


VALUES: dict[str, Callable[[random.Random], Any]] = {
    "round": lambda die: die.choice(["seed", "a", "b", "c"]),
    "amount": _sum,
    "valuation": _sum,
    "title": lambda die: die.choice(["CEO", "首席科学家", "co-founder", "研究副总裁"]),
    "parameters": lambda die: die.choice([7, 13, 70, 671]) * 10**9,
    "licence": lambda die: die.choice(["MIT", "Apache-2.0", "custom"]),
    "commercial_use": lambda die: die.random() < 0.5,
    "stake": _fraction,
    "headcount": lambda die: die.randrange(10, 10_000),
    "share": _fraction,
    "value": lambda die: Decimal(die.randrange(1, 10**6)),
    "unit": lambda die: die.choice(["users", "用户"]),
    "period": lambda die: PartialDate.parse(str(die.randrange(2012, 2026))),
}
