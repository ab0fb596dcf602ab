"""A company's rounds as piles in the water of its valuations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from events.charts.scales import BASE, LogScale, YearScale
from events.models.vocabulary import Certainty
from events.readers import reader_language
from events.words.dates import date_words, period_of
from events.words.money import SumWords, sum_of, sum_words, usd_of
from people.money import Qualifier, Sum

FEWEST = 2
LABEL_WIDTH = 9.0
"""Per cent of the plot that a sum in words takes on a screen for which the page was made."""
LABEL_HEIGHT = 18.0
HAPPENED = (Certainty.CONFIRMED, Certainty.REPORTED)


@dataclass(frozen=True, slots=True)
class Pile:
    """What a round brought in."""

    x: float
    y: float
    height: float
    firm: bool
    """Confirmed, and told exactly."""
    label: str
    named: bool
    """Whether its sum stands above it; of neighbours the larger one's does."""
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Water:
    """A valuation, from the day it was set until the next one."""

    x: float
    width: float
    end: float
    y: float
    height: float
    firm: bool
    label: str
    named: bool


@dataclass(frozen=True, slots=True)
class Chart:
    piles: list[Pile]
    waters: list[Water]
    grid: list[tuple[float, str]]
    years: list[tuple[int, float]]
    left_out: int
    """Rounds of which no amount in US dollars is known."""

    @property
    def base(self) -> float:
        return BASE


@dataclass(frozen=True, slots=True)
class _Told:
    day: date
    usd: float
    words: SumWords
    firm: bool
    card: Mapping[str, Any]


def chart_of(cards: Iterable[Mapping[str, Any]]) -> Chart | None:
    """By the cards of a company's rounds; nothing where fewer than two have an amount."""
    rounds = [
        card for card in cards if card["certainty"] != "denied" and period_of(card["date"]).is_known
    ]
    amounts = _told(rounds, "amount")
    if len(amounts) < FEWEST:
        return None
    valuations = _told([card for card in rounds if card["certainty"] in HAPPENED], "valuation")
    days = [told.day for told in (*amounts, *valuations)]
    years = YearScale.of(days)
    sums = LogScale.of([told.usd for told in (*amounts, *valuations)])
    return Chart(
        piles=_piles(amounts, years, sums),
        waters=_waters(valuations, years, sums),
        grid=[(sums.y(tick), _dollars(tick)) for tick in sums.ticks],
        years=years.years,
        left_out=len(rounds) - len(amounts),
    )


def _told(cards: Iterable[Mapping[str, Any]], name: str) -> list[_Told]:
    """The sums in US dollars, the first first; what was asked for but not told is none."""
    told = []
    for card in cards:
        usd = usd_of(card[name]) if name in card else None
        if usd is None or not usd.value:
            continue
        exact = sum_of(card[name]).qualifier is Qualifier.EXACT
        told.append(
            _Told(
                day=period_of(card["date"]).start,
                usd=float(usd.value),
                words=sum_words(usd, reader_language()),
                firm=exact and card["certainty"] == Certainty.CONFIRMED,
                card=card,
            )
        )
    return sorted(told, key=lambda one: one.day)


def _piles(amounts: list[_Told], years: YearScale, sums: LogScale) -> list[Pile]:
    places = [(years.x(told.day), sums.y(told.usd)) for told in amounts]
    named = _named(places)
    return [
        Pile(
            x=x,
            y=y,
            height=round(BASE - y, 1),
            firm=told.firm,
            label=told.words.text,
            named=(x, y) in named,
            about=_about(told),
            href=reverse("events:event", args=[told.card["id"]]),
        )
        for told, (x, y) in zip(amounts, places, strict=True)
    ]


def _about(told: _Told) -> str:
    """The sum, the date and how certain it is, as a screen reader tells them."""
    language = reader_language()
    when = date_words(period_of(told.card["date"]), language)
    certainty = str(Certainty(told.card["certainty"]).label)
    return ("，" if language == "zh" else ", ").join((told.words.text, when, certainty))


def _waters(valuations: list[_Told], years: YearScale, sums: LogScale) -> list[Water]:
    if not valuations:
        return []
    last = min(max(timezone.localdate(), valuations[-1].day), years.end)
    ends = [*(told.day for told in valuations[1:]), last]
    waters = []
    for told, end in zip(valuations, ends, strict=True):
        x, y = years.x(told.day), sums.y(told.usd)
        width = round(years.x(end) - x, 2)
        if width > 0:
            waters.append(
                Water(
                    x=x,
                    width=width,
                    end=round(x + width, 2),
                    y=y,
                    height=round(BASE - y, 1),
                    firm=told.firm,
                    label=told.words.text,
                    named=width >= LABEL_WIDTH,
                )
            )
    return waters


def _named(places: list[tuple[float, float]]) -> set[tuple[float, float]]:
    """The places whose labels stand free of each other, the highest first."""
    kept: set[tuple[float, float]] = set()
    for x, y in sorted(places, key=lambda place: place[1]):
        free = all(
            abs(x - other) >= LABEL_WIDTH or abs(y - height) >= LABEL_HEIGHT
            for other, height in kept
        )
        if free:
            kept.add((x, y))
    return kept


def _dollars(value: float) -> str:
    return sum_words(Sum.told(Decimal(value), "USD", Qualifier.EXACT), reader_language()).text
