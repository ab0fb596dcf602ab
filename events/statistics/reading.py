"""What the summary says: sums of published events by period, kind, licence and so on.

A period counts only where it lies wholly within what is asked for. What begins before or ends
after it, and what has no date, is told as left out and put nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncYear

from events.models import Summand
from events.models.vocabulary import Certainty, Change, Kind
from people.dates import MONTHS_IN, PartialDate, Precision

HAPPENED = (Certainty.CONFIRMED, Certainty.REPORTED)
LAUNCHES = (Change.RELEASED, Change.OPEN_SOURCED, "")
"""Releases that bring something out; a change of licence does not."""

MEASURES = (
    "events", "counted", "floored", "undisclosed", "without_rate", "with_headcount", "headcount",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are to be summed up."""

    kinds: Sequence[str] = ()
    certainties: Sequence[str] = HAPPENED
    changes: Sequence[str] = ()
    currencies: Sequence[str] = ()
    first: PartialDate | None = None
    last: PartialDate | None = None

    @property
    def summands(self) -> QuerySet[Summand]:
        """Those of any date."""
        asked = {
            "kind__in": self.kinds,
            "certainty__in": self.certainties,
            "change__in": self.changes,
            "currency__in": self.currencies,
        }
        return Summand.objects.filter(**{name: values for name, values in asked.items() if values})


@dataclass(frozen=True, slots=True)
class Row:
    """What the events of one period come to, or of one kind, of one licence."""

    keys: dict[str, Any]
    period: PartialDate | None
    """None where it is not asked by period."""
    events: int
    counted: int
    floored: int
    undisclosed: int
    without_rate: int
    with_headcount: int
    headcount: int
    usd: Decimal

    @property
    def without_floor(self) -> int:
        """Of how many only an upper bound is told."""
        return self.events - self.counted - self.undisclosed - self.without_rate


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Events that are in no row."""

    partly: int = 0
    """Of which it cannot be said whether they happened within the time that is asked for."""
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    rows: list[Row] = field(default_factory=list)
    left_out: LeftOut = LeftOut()


def statistics(asked: Asked, by: Sequence[str]) -> Statistics:
    """The sums by `month` or `year` and by keys of the summary, in their order, in two queries."""
    keys: dict[str, Any] = {name: F(name) for name in by if name not in ("month", "year")}
    match [name for name in by if name in ("month", "year")]:
        case ["year"]:
            keys["day"] = TruncYear("start")
        case ["month"]:
            keys |= {"day": F("start"), "told": F("precision")}
        case []:
            pass
        case _:
            raise ValueError(by)
    keys = {f"key_{name}": value for name, value in keys.items()}
    sums: dict[str, Any] = {f"{name}_sum": Sum(name) for name in (*MEASURES, "usd")}
    rows: Any = asked.summands.filter(_within(asked)).order_by().values(**keys).annotate(**sums)
    rows = rows.filter(events_sum__gt=0).order_by(*keys)
    return Statistics([_row(row) for row in rows], _left_out(asked))


def years_of(kinds: Iterable[str] = ()) -> list[int]:
    """The years in which something is known to have happened, the first first."""
    rows = Asked(kinds=tuple(kinds)).summands.exclude(precision=Precision.UNKNOWN)
    years = rows.order_by().values(year=TruncYear("start")).annotate(n=Sum("events"))
    return sorted(row["year"].year for row in years if row["n"])


def _row(told: dict[str, Any]) -> Row:
    keys = {name.removeprefix("key_"): value for name, value in told.items() if name[:4] == "key_"}
    day, precision = keys.pop("day", None), keys.pop("told", Precision.YEAR)
    return Row(
        keys,
        None if day is None else period_from(day, Precision(precision)),
        **{name: told[f"{name}_sum"] for name in (*MEASURES, "usd")},
    )


def period_from(start: date, precision: Precision) -> PartialDate:
    """The period of a precision that begins on a day."""
    return PartialDate(start, _months_on(start, MONTHS_IN[precision]) - timedelta(1), precision)


def _months_on(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def _within(asked: Asked) -> Q:
    """The summands whose period is known and lies wholly within what is asked for."""
    found = Q()
    for precision, months in MONTHS_IN.items():
        one = Q(precision=precision)
        if asked.first is not None:
            one &= Q(start__gte=asked.first.start)
        if asked.last is not None:
            one &= Q(start__lte=_months_on(asked.last.end, 1 - months))
        found |= one
    return found


def _touching(asked: Asked) -> Q:
    """The summands whose period is known and shares a day with what is asked for."""
    found = Q()
    for precision, months in MONTHS_IN.items():
        one = Q(precision=precision)
        if asked.first is not None:
            one &= Q(start__gte=_months_on(asked.first.start, 1 - months))
        if asked.last is not None:
            one &= Q(start__lte=asked.last.end)
        found |= one
    return found


def _left_out(asked: Asked) -> LeftOut:
    rows = asked.summands.aggregate(
        partly=Coalesce(Sum("events", filter=_touching(asked) & ~_within(asked)), 0),
        undated=Coalesce(Sum("events", filter=Q(precision=Precision.UNKNOWN)), 0),
    )
    return LeftOut(**rows)


def funding(**asked: Any) -> Asked:
    return Asked(kinds=(Kind.FUNDING,), **asked)


def releases(**asked: Any) -> Asked:
    """Of models; what only changed a licence is none."""
    return replace(Asked(kinds=(Kind.RELEASE,), **asked), changes=LAUNCHES)


def layoffs(**asked: Any) -> Asked:
    return Asked(kinds=(Kind.LAYOFF,), **asked)
