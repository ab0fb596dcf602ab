"""How long a list of 50 events takes, against the same list written with serializers.

    .venv/bin/python -m pytest tests/measure_api.py -n0 -s

docs/performance.md has the figures. The suite does not run this: it asserts nothing about time.
"""

import statistics
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework import serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.test import APIRequestFactory
from rest_framework.viewsets import ReadOnlyModelViewSet

from events.api.rows import row
from events.models import Event, Participation
from people.models import Entity
from tests.factories import CompanyFactory, EvidenceFactory, event_of

ROUNDS = 40


class EntitySerializer(serializers.ModelSerializer[Entity]):
    class Meta:
        model = Entity
        fields = ("id", "kind", "slug", "name_en", "name_zh")


class ParticipationSerializer(serializers.ModelSerializer[Participation]):
    entity = EntitySerializer(source="survivor")

    class Meta:
        model = Participation
        fields = ("role", "entity")


class SerializedEvent(serializers.ModelSerializer[Event]):
    participants = ParticipationSerializer(many=True, source="participations")
    articles = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields = (
            "id", "kind", "certainty", "date", "date_end", "precision", "round", "amount_low",
            "amount_high", "amount_currency", "amount_qualifier", "participants", "articles",
        )  # fmt: skip

    def get_articles(self, event: Event) -> int:
        return len({proof.article_id for proof in event.evidence.all()})


class FiftyAPage(PageNumberPagination):
    page_size = 50


class SerializedEvents(ReadOnlyModelViewSet[Event]):
    """What a tutorial would write, with its relations prefetched."""

    queryset = Event.objects.published().newest_first().with_parts()
    serializer_class = SerializedEvent
    pagination_class = FiftyAPage


def measured(ask: Any) -> tuple[int, float, int]:
    """Queries, milliseconds (the median) and bytes of one answer."""
    size = len(ask())
    with CaptureQueriesContext(connection) as queries:
        ask()
        count = len(queries)
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return count, statistics.median(times), size


@pytest.mark.django_db
def test_a_list_of_fifty_events(client: Client) -> None:
    companies = [CompanyFactory(name_zh=f"公司{number}号") for number in range(20)]
    for number in range(60):
        one, other = companies[number % 20], companies[(number + 7) % 20]
        event = event_of(("company", one), ("investor", other), quote=f"第{number}笔融资完成。")
        EvidenceFactory(event=event)
    naive = SerializedEvents.as_view({"get": "list"})
    request = APIRequestFactory().get("/")

    def without_remembering() -> bytes:
        row.cache_clear()
        return client.get("/api/v1/events/").content

    ways = {
        "cards, remembered rows": lambda: client.get("/api/v1/events/").content,
        "cards, rows composed anew": without_remembering,
        "serializers, page numbers": lambda: naive(request).render().content,
    }
    for way, ask in ways.items():
        queries, milliseconds, size = measured(ask)
        figures = f"{way:28} {queries} queries {milliseconds:6.2f} ms {size:7} bytes"
        print(f"\n{figures}", end="")  # noqa: T201 # it is made to be read
