"""What readers and clients ask for, by the whole stack of the site beside the thinnest one."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

from django.db.models import Count

from events import drawn
from events.api import rows
from events.filters import along
from events.models import Event, Participation
from people.models import Company
from people.paging import cursor_after
from tests.bench import baselines
from tests.bench.floor import floor
from tests.bench.timing import Figure, medians
from tests.bench.wsgi import opened

RUNS = 15
JSON = "the floor: PostgreSQL's JSON, sent as it is"
DEEP = 0.9
"""How far down the record the deep page lies."""


def figures() -> list[Figure]:
    hot = hottest_company()
    work = {**lists(hot), **details(), **pages(hot)}
    took = medians(work, RUNS)

    def beside(name: str, key: str, baseline: str, base_key: str) -> Figure:
        return Figure(name, took[key], baseline, took[base_key])

    return [
        beside("API: 50 newest events", "api", JSON, "floor"),
        beside("API: 50 of a company, a kind, since 2021", "filtered", JSON, "floor, filtered"),
        beside("API: 50 newest events", "api", "nested serializers", "serializers"),
        beside("API: 50 events, first seen", "api, new rows", JSON, "floor"),
        beside("API: deep page", "api, deep", "its first page", "api"),
        beside("API: one event", "detail", JSON, "floor, detail"),
        beside("home page", "home", JSON, "floor, timeline"),
        beside("home page in Chinese", "home, zh", JSON, "floor, timeline"),
        beside("home page: events never drawn", "home, anew", JSON, "floor, timeline"),
        beside("home page: deep page", "home, deep", "its first page", "home"),
        beside(f"page of {hot.slug}", "company", JSON, "floor, entity"),
        beside("company: deep page", "company, deep", "its first page", "company"),
        beside("page of an event", "event", JSON, "floor, detail"),
    ]


Work = dict[str, Callable[[], object]]


def lists(hot: Company) -> Work:
    events = Event.objects.published().newest_first()
    place = int(events.count() * DEEP)
    cursor = cursor_after(events, events[place])
    filtered = f"/api/v1/events/?page_size=50&company={hot.slug}&kind=funding&from=2021"
    return {
        "floor": lambda: opened("/events", floor()),
        "floor, filtered": lambda: opened(f"/filtered?entity={hot.pk}", floor()),
        "serializers": baselines.newest_by_serializers,
        "api": lambda: opened("/api/v1/events/?page_size=50"),
        "filtered": lambda: opened(filtered),
        "api, new rows": lambda: opened_anew("/api/v1/events/?page_size=50"),
        "api, deep": lambda: opened(f"/api/v1/events/?page_size=50&cursor={cursor}"),
    }


def details() -> Work:
    """Of a hundred events, one after another."""
    events = Event.objects.published().newest_first().values_list("pk", flat=True)
    asked = list(events[1000:1100])

    def each(address: str, **options: object) -> Callable[[], object]:
        turn = iter(asked * RUNS)
        return lambda: opened(address.format(next(turn)), **options)  # type: ignore[arg-type]

    return {
        "floor, detail": each("/event?event={}", application=floor()),
        "detail": each("/api/v1/events/{}/"),
        "event": each("/en/events/{}/"),
    }


def pages(hot: Company) -> Work:
    events = Event.objects.published()
    place = events.newest_first()[int(events.count() * DEEP)]
    deep = cursor_after(events.newest_first(), place)
    of_company = along(events, [hot.pk])
    day = SimpleNamespace(day=date(place.date.year, place.date.month, 1), place=0)
    deep_of_company = cursor_after(of_company, day)
    return {
        "floor, timeline": lambda: opened("/timeline", floor()),
        "floor, entity": lambda: opened(f"/entity?entity={hot.pk}", floor()),
        "home": lambda: opened("/en/"),
        "home, zh": lambda: opened("/zh/"),
        "home, anew": lambda: opened_anew("/en/"),
        "home, deep": lambda: opened(f"/en/?cursor={deep}"),
        "company": lambda: opened(f"/en/companies/{hot.slug}/"),
        "company, deep": lambda: opened(f"/en/companies/{hot.slug}/?cursor={deep_of_company}"),
    }


def hottest_company() -> Company:
    busiest = (
        Participation.objects.filter(survivor__kind="company", published=True)
        .order_by()
        .values("survivor")
        .annotate(count=Count("event"))
        .order_by("-count")
        .values_list("survivor", flat=True)
        .first()
    )
    company: Company = Company.objects.get(pk=busiest)
    return company


def opened_anew(address: str) -> bytes:
    """As by a process that has told none of these events yet."""
    rows.row.cache_clear()
    drawn.forget()
    return opened(address)
