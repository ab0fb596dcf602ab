"""What lists are measured against: SQL that builds the JSON, and serializers as they are taught."""

from typing import Any

from django.db import connection
from rest_framework import serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from events.models import Event, Evidence, Participation
from people.models import Entity

NEWEST = "SELECT id FROM events_event WHERE published ORDER BY date DESC, id DESC LIMIT 50"
OF_AN_ENTITY = """
    SELECT event_id FROM events_participation
     WHERE survivor_id = %s AND published ORDER BY date DESC, event_id DESC LIMIT 50
"""
AS_JSON = """
    SELECT json_agg(row ORDER BY row.date DESC, row.id DESC)::text FROM (
        SELECT e.id, e.kind, e.certainty, e.date, e.date_end, e.precision, e.round, e.change,
               e.amount_low, e.amount_high, e.amount_currency, e.title, e.parameters, e.licence,
               (SELECT json_agg(json_build_object('role', p.role, 'slug', n.slug,
                                                  'en', n.name_en, 'zh', n.name_zh))
                  FROM events_participation p JOIN people_entity n ON n.id = p.survivor_id
                 WHERE p.event_id = e.id) AS participants,
               (SELECT count(DISTINCT v.article_id) FROM events_evidence v
                 WHERE v.event_id = e.id) AS articles
          FROM events_event e WHERE e.id IN ({events})
    ) row
"""


def newest_by_sql() -> str:
    return _text(AS_JSON.format(events=NEWEST), [])


def events_of_by_sql(entity: int) -> str:
    return _text(AS_JSON.format(events=OF_AN_ENTITY), [entity])


def _text(statement: str, values: list[Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (text,) = cursor.fetchone()
    return str(text)


class EntitySerializer(serializers.ModelSerializer[Entity]):
    class Meta:
        model = Entity
        fields = ["id", "kind", "slug", "name_en", "name_zh"]


class ParticipationSerializer(serializers.ModelSerializer[Participation]):
    entity = EntitySerializer(source="survivor")

    class Meta:
        model = Participation
        fields = ["role", "entity"]


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    class Meta:
        model = Evidence
        fields = ["quote", "certainty", "article"]


class EventSerializer(serializers.ModelSerializer[Event]):
    participations = ParticipationSerializer(many=True)
    evidence = EvidenceSerializer(many=True)

    class Meta:
        model = Event
        exclude = ["held", "merged_into"]


class Pages(PageNumberPagination):
    page_size = 50


def newest_by_serializers(page: int = 1) -> bytes:
    """Numbered pages with nested serializers, its queries saved by prefetching."""
    request = Request(APIRequestFactory().get("/", {"page": page}))
    events = Event.objects.published().newest_first().with_parts()
    pages = Pages()
    shown = pages.paginate_queryset(events, request)
    answer = pages.get_paginated_response(EventSerializer(shown, many=True).data)
    return bytes(JSONRenderer().render(answer.data))
