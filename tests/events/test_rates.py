"""Sums in US dollars by the reference rate of their day, which is kept and told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from events import rates
from events.models import Card, Event, Rate
from people.dates import PartialDate
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db


def funding(value: int, currency: str, when: str = "2024-05-06", qualifier=Qualifier.EXACT):
    return event_of(
        ("company", CompanyFactory(name_zh="智谱")),
        amount=Sum.told(Decimal(value), currency, qualifier),
        when=PartialDate.parse(when),
    )


def dollars(event: Event):
    return Card.objects.get(event=event).data["amount"]["usd"]


def test_a_sum_is_converted_at_the_rate_of_its_day_which_is_kept():
    event = funding(1_000_000_000, "CNY")

    told = dollars(event)
    assert told["low"] == told["high"] == pytest.approx(138_755_118, abs=1)
    assert (told["rate_date"], told["source"]) == ("2024-05-06", "European Central Bank")
    rate = Rate.objects.get()
    assert (rate.currency, str(rate.date)) == ("CNY", "2024-05-06")
    assert float(rate.usd) == pytest.approx(told["rate"])


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2024-05-05", "2024-05-03"),  # a Sunday
        ("2024-12-26", "2024-12-24"),  # a holiday
        ("2024-05", "2024-05-16"),
        ("2024", "2024-07-01"),
        ("2024-Q1", "2024-02-15"),
    ],
)
def test_a_day_without_a_rate_takes_the_last_before_and_a_period_its_middle(when, day):
    assert dollars(funding(5, "EUR", when))["rate_date"] == day


def test_vagueness_survives_the_conversion():
    told = dollars(funding(100, "HKD", qualifier=Qualifier.OVER))

    assert told["low"] > 12
    assert told["high"] is None


def test_dollars_are_dollars():
    told = dollars(funding(6_600_000_000, "USD"))

    assert told == {
        "low": 6.6e9, "high": 6.6e9, "rate": 1.0, "rate_date": None, "source": None,
    }  # fmt: skip
    assert not Rate.objects.exists()


@pytest.mark.parametrize(
    ("currency", "when"),
    [("TWD", "2024-05-06"), ("RUB", "2023-01-10"), ("EUR", "1998-05-06")],
    ids=["a currency that the bank does not follow", "one it gave up", "before it began"],
)
def test_what_has_no_rate_stays_as_it_is_and_says_so(client, currency, when):
    event = funding(1000, currency, when)

    assert dollars(event) is None
    page = client.get(reverse("events:event", args=[event.pk])).content.decode()
    assert "no reference rate" in page


def test_what_happened_after_the_last_rate_takes_that_one_for_a_while():
    days = [date(2026, 1, 1) + timedelta(weeks=week) for week in range(520)]

    known = rates.rates(("CNY", day) for day in days)

    last = max(rate.date for rate in known.values())
    assert ("CNY", last + timedelta(days=400)) not in known
    beyond = [rate.date for (_, day), rate in known.items() if day > last]
    assert beyond
    assert set(beyond) == {last}


def test_the_events_page_tells_the_value_and_the_day_of_its_rate(client):
    event = funding(1_000_000_000, "CNY")

    page = client.get(reverse("events:event", args=[event.pk])).content.decode()
    assert "$138.8" in page
    assert "2024-05-06" in page


def test_events_are_found_by_what_they_were_worth_in_dollars(client):
    funding(100_000_000, "CNY")
    large = funding(1_000_000_000, "CNY")
    funding(10_000_000, "USD")
    over = funding(200_000_000, "USD", qualifier=Qualifier.OVER)

    answer = client.get("/api/v1/events/", {"min_amount_usd": 100_000_000}).json()
    assert {row["id"] for row in answer["results"]} == {large.pk, over.pk}


def test_composing_many_cards_asks_for_their_rates_once(django_assert_max_num_queries):
    from events import cards

    events = [funding(number + 1, "CNY", f"2024-0{number + 1}-10").pk for number in range(5)]
    Rate.objects.all().delete()

    with django_assert_max_num_queries(12):
        cards.compose(events)
    assert Rate.objects.count() == 5
