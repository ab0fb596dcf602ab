"""What readers and clients ask for, by the whole stack of the site beside PostgreSQL alone."""

from django.db.models import Count
from django.test import Client

from events.api import rows
from events.models import Event, Participation
from people.models import Company
from people.paging import cursor_after
from tests.bench import baselines
from tests.bench.timing import Figure, medians

RUNS = 15
SQL = "SQL building JSON"
DEEP = 0.9
"""How far down the record the deep page lies."""


def figures() -> list[Figure]:
    events = Event.objects.published().newest_first()
    total = events.count()
    place = events[int(total * DEEP)]
    cursor = cursor_after(events, place)
    hot = hottest_company()

    took = medians(
        {
            "sql": baselines.newest_by_sql,
            "sql of company": lambda: baselines.events_of_by_sql(hot.pk),
            "serializers": baselines.newest_by_serializers,
            "serializers, deep": lambda: baselines.newest_by_serializers(int(total * DEEP) // 50),
            "api": lambda: opened("/api/v1/events/?page_size=50"),
            "api, new rows": lambda: opened_anew("/api/v1/events/?page_size=50"),
            "api, deep": lambda: opened(f"/api/v1/events/?page_size=50&cursor={cursor}"),
            "home": lambda: opened("/en/"),
            "home, zh": lambda: opened("/zh/"),
            "company": lambda: opened(f"/en/companies/{hot.slug}/"),
        },
        RUNS,
    )

    def beside(name: str, key: str, baseline: str, base_key: str) -> Figure:
        return Figure(name, took[key], baseline, took[base_key])

    return [
        beside("API: 50 newest events", "api", SQL, "sql"),
        beside("API: 50 newest events", "api", "nested serializers", "serializers"),
        beside("API: 50 events, first seen", "api, new rows", SQL, "sql"),
        beside("API: deep page", "api, deep", "its first page", "api"),
        beside("serializers: deep page", "serializers, deep", "its first page", "serializers"),
        beside("home page", "home", SQL, "sql"),
        beside("home page in Chinese", "home, zh", SQL, "sql"),
        beside("page of the busiest company", "company", SQL, "sql of company"),
    ]


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


client = Client()


def opened(address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return b"".join(response) if response.streaming else response.content


def opened_anew(address: str) -> bytes:
    """As by a process that has told none of these events yet."""
    rows.row.cache_clear()
    return opened(address)
