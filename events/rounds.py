"""The rounds of a company and those it took part in as an investor, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from events.charts.funding import Chart, chart_of
from events.models import Participation
from events.models.vocabulary import Certainty, Kind, Role
from events.profiles import Line
from events.readers import reader_language, tag_of
from events.totals import Left, total_of
from events.words.dates import date_words, period_of
from events.words.money import SumWords, sum_of, sum_words, usd_of
from events.words.phrases import round_name
from people.models import Entity

Card = dict[str, Any]
BACKERS = (Role.LEAD, Role.INVESTOR)
MOST_OPEN = 6
"""A longer table waits to be opened."""

MOST_DRAWN = 100
"""Rounds in a chart and its table: of more, the newest. All are counted, and on the timeline."""

MOST_MENTIONED = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum as it was told, and in US dollars where that is another."""

    told: SumWords
    usd: SumWords | None
    without_rate: bool


@dataclass(frozen=True, slots=True)
class Round:
    href: str
    dated: str
    name: str
    certainty: str
    companies: list[Line]
    leads: list[Line]
    investors: list[Line]
    amount: Figure | None
    valuation: Figure | None

    @property
    def certainty_label(self) -> str:
        return str(Certainty(self.certainty).label)

    @property
    def is_denied(self) -> bool:
        return self.certainty == Certainty.DENIED


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be known of some rounds of a total, with the pages of the first of them."""

    words: str
    events: list[Line]
    more: int
    """How many others there are."""


@dataclass(slots=True)
class Money:
    rounds: list[Round] = field(default_factory=list)
    total: SumWords | None = None
    counted: int = 0
    remarks: list[Remark] = field(default_factory=list)
    investments: list[Round] = field(default_factory=list)
    chart: Chart | None = None
    had: int = 0
    """In how many rounds it raised money."""
    gave: int = 0
    """In how many it took part as an investor."""
    companies: int = 0
    """In how many it invested, as far as is confirmed or reported."""

    @property
    def is_short(self) -> bool:
        return self.had <= MOST_OPEN

    @property
    def has_few_investments(self) -> bool:
        return self.gave <= MOST_OPEN

    @property
    def has_more(self) -> bool:
        """Whether only the newest rounds are drawn."""
        return self.had > MOST_DRAWN

    @property
    def gave_more(self) -> bool:
        """Whether only the newest rounds invested in are drawn."""
        return self.gave > MOST_DRAWN


def money_of(entity: Entity) -> Money:
    """The funding that somebody had and gave, the last first, in one query."""
    parts = (
        Participation.objects.filter(
            published=True,
            survivor=entity,
            role__in=(Role.COMPANY, *BACKERS),
            event__kind=Kind.FUNDING,
        )
        .order_by("-date", "-event")
        .values_list("role", "event__card__data")
    )
    had: dict[int, Card] = {}
    gave: dict[int, Card] = {}
    for role, card in parts:
        (had if role == Role.COMPANY else gave)[card["id"]] = card
    drawn = list(islice(had.values(), MOST_DRAWN))
    money = Money(
        rounds=[_round(card) for card in drawn],
        investments=[_round(card) for card in islice(gave.values(), MOST_DRAWN)],
        chart=chart_of(drawn),
        had=len(had),
        gave=len(gave),
    )
    money.companies = len(
        {
            party["id"]
            for card in gave.values()
            if card["certainty"] in (Certainty.CONFIRMED, Certainty.REPORTED)
            for party in card["participants"]
            if party["role"] == Role.COMPANY
        }
    )
    _add_total(money, had)
    return money


def _add_total(money: Money, cards: Mapping[int, Card]) -> None:
    total = total_of(cards.values())
    money.total = sum_words(total.sum, reader_language()) if total.sum else None
    money.counted = len(total.counted)
    words = {
        Left.UNDISCLOSED: _("Not counted, as no amount is known:"),
        Left.WITHOUT_RATE: _("Not counted, for want of a reference rate:"),
        Left.WITHOUT_FLOOR: _("Not counted, as only an upper bound is told:"),
        Left.UNCERTAIN: _("Not counted, as neither confirmed nor reported:"),
    }
    told = [(_("Counted by the lower bound of what is told:"), total.floored)]
    told += [(words[reason], events) for reason, events in total.left_out.items()]
    money.remarks = [
        Remark(
            about,
            [_mention(cards[event]) for event in events[:MOST_MENTIONED]],
            max(len(events) - MOST_MENTIONED, 0),
        )
        for about, events in told
        if events
    ]


def _mention(card: Card) -> Line:
    """A round by its name and date."""
    language = reader_language()
    name = round_name(card.get("round", ""), language) or _("unnamed round")
    return Line(name, _address(card), date_words(period_of(card["date"]), language))


def _round(card: Card) -> Round:
    language = reader_language()
    return Round(
        href=_address(card),
        dated=date_words(period_of(card["date"]), language),
        name=round_name(card.get("round", ""), language),
        certainty=card["certainty"],
        companies=_parties(card, [Role.COMPANY]),
        leads=_parties(card, [Role.LEAD]),
        investors=_parties(card, [Role.INVESTOR]),
        amount=_figure(card.get("amount")),
        valuation=_figure(card.get("valuation")),
    )


def _parties(card: Card, roles: Iterable[Role]) -> list[Line]:
    language = reader_language()
    return [
        Line(
            party["name"][language],
            reverse(f"events:{party['kind']}", args=[party["slug"]]),
            lang=tag_of(party["name"][language], language),
        )
        for party in card["participants"]
        if party["role"] in roles
    ]


def _figure(told: Mapping[str, Any] | None) -> Figure | None:
    if told is None:
        return None
    language = reader_language()
    words = sum_words(sum_of(told), language)
    usd = None if told["currency"] == "USD" else usd_of(told)
    return Figure(
        words,
        sum_words(usd, language) if usd else None,
        without_rate=not (words.undisclosed or usd or told["currency"] == "USD"),
    )


def _address(card: Card) -> str:
    return reverse("events:event", args=[card["id"]])
