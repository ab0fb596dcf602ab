"""What companies are told to have raised in all, against the rounds that the record has of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from events import rates
from events.claims import value_of
from events.models import Evidence, Participation
from events.models.vocabulary import Certainty, Kind, Role
from events.totals import total_of
from people.models import Status
from people.money import Qualifier, Sum

LIVE = (Status.PROPOSED, Status.PUBLISHED)
NO_EQUITY = ("debt", "grant")
"""Rounds that a total may or may not include."""


class Stated(NamedTuple):
    """A total that an article gives, and what the rounds until then come to, in US dollars."""

    event: int
    company: int
    told: dict[str, Any]
    told_usd: float
    rounds_usd: float


def stated_totals() -> Iterator[Stated]:
    """Every total that is told of a company, the newest article last."""
    told = list(_told())
    cards = _cards({company for company, *_rest in told})
    known = rates.rates({(claim["currency"], day) for _c, _e, claim, day in told})
    for company, event, claim, day in told:
        usd = _in_usd(claim, known.get((claim["currency"], day)))
        until = [card for held_on, card in cards[company] if held_on <= day]
        total = total_of(until).sum
        if usd and total and total.low:
            yield Stated(event, company, claim, usd, float(total.low))


def _told() -> Iterator[tuple[int, int, dict[str, Any], date]]:
    """(company, event, the claim, the day on which it was told)."""
    proofs = (
        Evidence.objects.filter(
            claims__has_key="total",
            event__kind=Kind.FUNDING,
            event__status__in=LIVE,
            event__merged_into=None,
            event__participations__role=Role.COMPANY,
        )
        .exclude(certainty=Certainty.DENIED)
        .select_related("article")
        .defer("article__text", "article__sketch")
        .order_by("article__published_on", "pk")
    )
    survivors = dict(
        Participation.objects.filter(
            event__in=proofs.order_by().values("event"), role=Role.COMPANY
        ).values_list("event", "survivor")
    )
    for proof in proofs:
        company = survivors.get(proof.event_id or 0)
        if company:
            yield company, proof.event_id or 0, proof.claims["total"], proof.article.told_on


def _cards(companies: Iterable[int]) -> dict[int, list[tuple[date, dict[str, Any]]]]:
    """By company the cards of its rounds, each with the first day on which it may have closed."""
    parts = (
        Participation.objects.filter(
            survivor__in=companies,
            role=Role.COMPANY,
            event__kind=Kind.FUNDING,
            event__status__in=LIVE,
            event__merged_into=None,
        )
        .exclude(event__round__in=NO_EQUITY)
        .values_list("survivor", "event__date", "event__card__data")
    )
    cards = defaultdict(list)
    for company, day, card in parts:
        cards[company].append((day, card))
    return cards


def _in_usd(claim: dict[str, Any], rate: Any) -> float | None:
    """The most that a total may be; of "more than" nothing is known but that it is more."""
    told: Sum = value_of("total", claim)
    if told.currency != "USD" and rate is None:
        return None
    worth = 1.0 if told.currency == "USD" else float(rate.usd)
    if told.qualifier is Qualifier.OVER:
        return float(told.low or 0) * worth
    return float(told.high or 0) * worth
