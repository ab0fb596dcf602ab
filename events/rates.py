"""US dollar values by the reference rates of the European Central Bank, which come with a library.

A sum is converted at the rate of the day of its event, of a vague date at the rate of the middle
of the period. On days without a rate (weekends, holidays) the last one before counts, and for what
happened after the last rate we have, that one. Whichever was used is told with the value.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError

from events.models import Event, Rate
from people.dates import PartialDate

ECB = "European Central Bank"
WITHOUT_RATE = timedelta(days=10)
"""For how long the last rate stands in for those that are missing."""

AFTER_THE_LAST = timedelta(days=180)
"""For how long the last rate of all does: until then somebody will have brought the library up."""

Asked = tuple[str, date]


def asked_for(event: Event) -> set[Asked]:
    """The currencies and days of which an event needs the rate."""
    day = day_of(event.when)
    sums = (event.amount, event.valuation)
    return {(told.currency, day) for told in sums if told and told.currency not in ("", "USD")}


def day_of(period: PartialDate) -> date:
    """The day whose rate counts: of a vague date the one in the middle."""
    return period.start + (period.end - period.start) / 2


def rates(asked: Iterable[Asked]) -> dict[Asked, Rate]:
    """The rate of each currency and day, kept in the record; those that nobody sets are missing."""
    wanted = {pair: known for pair in asked if (known := _rate(*pair))}
    have = {
        (rate.currency, rate.date): rate
        for rate in Rate.objects.filter(
            currency__in={currency for currency, _ in wanted.values()},
            date__in={day for _, day in wanted.values()},
        )
    }
    new = {pair for pair in wanted.values() if pair not in have}
    made = [_row(*pair) for pair in sorted(new)]
    Rate.objects.bulk_create(made, ignore_conflicts=True)
    have |= {(rate.currency, rate.date): rate for rate in made}
    return {pair: have[day] for pair, day in wanted.items()}


def _row(currency: str, day: date) -> Rate:
    usd = Decimal(_converter().convert(1, currency, "USD", day))
    return Rate(currency=currency, date=day, usd=round(usd, 10), source=ECB)


@cache
def _rate(currency: str, day: date) -> Asked | None:
    """The day whose rate counts for a currency on a day, where there is one."""
    converter = _converter()
    if currency not in converter.currencies:
        return None
    last = min(converter.bounds[currency].last_date, converter.bounds["USD"].last_date)
    if last < day <= last + AFTER_THE_LAST:
        day = last
    for back in range(WITHOUT_RATE.days):
        try:
            converter.convert(1, currency, "USD", day - timedelta(days=back))
        except (RateNotFoundError, ValueError):
            continue
        return currency, day - timedelta(days=back)
    return None


@cache
def _converter() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)
