from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django_filters.utils import translate_validation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from events import headlines
from events.api.rows import with_date_label
from events.api.shapes import PeriodSerializer
from events.facets import Filters
from events.models import Event
from events.proofs import with_evidence
from events.search.asking import words_of
from events.search.marking import Marker
from events.search.naming import Hit, Hits, named, nearly_named
from events.search.results import correction
from people.api.addresses import COLLECTIONS
from people.api.serializers import PagesSerializer
from people.api.views import PublicView
from people.models import Entity

Shape = serializers.Serializer[Any]

MOST = 20
"""Results of one type; the lists of the type itself have them all."""

TYPES = (*COLLECTIONS, "event")
IN_HEADLINE, IN_QUOTE = 1.0, 0.6


def ranges_field(of: str) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2),
        help_text=f"Where the words stand in {of}: start and end in code points.",
    )


class FoundEntitySerializer(Shape):
    """Somebody or something that is known by the name."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    pages = PagesSerializer()
    kind = serializers.ChoiceField(Entity.Kind.choices)
    slug = serializers.CharField()
    name = serializers.CharField(help_text="In the language asked for.")
    matched = serializers.CharField(help_text="The form of the name that fits.")
    highlights = ranges_field("`matched`")
    score = serializers.FloatField(help_text="1 for exactly the name, 0.4 for a misspelt one.")


class FoundEventSerializer(Shape):
    """An event that tells of all the words."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    pages = PagesSerializer()
    kind = serializers.CharField()
    certainty = serializers.CharField()
    date = PeriodSerializer()
    headline = serializers.CharField()
    highlights = ranges_field("`headline`")
    quote = serializers.CharField(
        allow_null=True, help_text="The sentence in which the words stand, where one has them."
    )
    quote_highlights = ranges_field("`quote`")
    score = serializers.FloatField(help_text="1 where all words stand in the headline, else 0.6.")


class FoundEntitiesSerializer(Shape):
    count = serializers.IntegerField()
    all = serializers.URLField(help_text="The list of them all.")
    results = FoundEntitySerializer(many=True)


class FoundEventsSerializer(Shape):
    count = serializers.IntegerField()
    exact = serializers.BooleanField(help_text="Whether the count is no estimate.")
    all = serializers.URLField(help_text="The list of them all.")
    results = FoundEventSerializer(many=True)


class SearchSerializer(Shape):
    q = serializers.CharField()
    suggestion = serializers.CharField(
        allow_null=True, help_text="What was meant, where nothing fits what was typed."
    )
    people = FoundEntitiesSerializer(required=False)
    companies = FoundEntitiesSerializer(required=False)
    models = FoundEntitiesSerializer(required=False)
    events = FoundEventsSerializer(required=False)


PARAMETERS = {
    "q": "A name in any form, or words of quotes: 2 to 100 characters.",
    "type": f"Only these, repeated or separated by commas: {', '.join(TYPES)}.",
}


class SearchView(PublicView):
    """People, companies, AI models and events for the words that somebody typed, by type.

    The best names go first, the newest events. Where nobody bears the name, those of a similar
    one are told with a low score.
    """

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), "q": False, "type": True}

    @extend_schema(
        operation_id="search",
        tags=["search"],
        parameters=[
            OpenApiParameter("q", str, description=PARAMETERS["q"], required=True),
            OpenApiParameter("type", str, description=PARAMETERS["type"]),
        ],
        responses=SearchSerializer,
    )
    def get(self, request: Request) -> Response:
        q = request.query_params.get("q", "").strip()
        if not q:
            raise ValidationError(
                {"q": "Nothing is asked. Say what to look for: q=智谱."}, "required"
            )
        types = self._types(request)
        asked = Filters(QueryDict(urlencode({"q": q})), "")
        if not asked.is_valid:
            raise translate_validation(asked.filterset.errors)
        kinds = [kind for kind in types if kind != "event"]
        hits = named(q, most=MOST, kinds=kinds) if kinds else Hits([], {})
        near = [] if hits.best or not kinds else nearly_named(q, most=MOST, kinds=kinds)
        answer: dict[str, Any] = {"q": q, "suggestion": None}
        for kind in kinds:
            answer[COLLECTIONS[kind]] = self._entities(q, kind, hits, near)
        if "event" in types:
            answer["events"] = self._events(q, asked)
        told = answer.get("events", {"count": 0})["count"]
        if not hits.best and not told:
            answer["suggestion"] = correction(q, hits) or None
        return Response(answer)

    def _types(self, request: Request) -> list[str]:
        values = request.query_params.getlist("type")
        asked = [word for value in values for word in value.split(",") if word]
        if unknown := [word for word in asked if word not in TYPES]:
            told = f"“{unknown[0]}” is none of these: {', '.join(TYPES)}."
            raise ValidationError({"type": told}, "unknown")
        return [kind for kind in TYPES if kind in asked] or [*TYPES]

    def _entities(self, q: str, kind: str, hits: Hits, near: list[Hit]) -> dict[str, Any]:
        best = [hit for hit in hits.best or near if hit.kind == kind]
        entities = Entity.objects.published().in_bulk([hit.id for hit in best])
        marker = Marker(words_of(q))
        collection = COLLECTIONS[kind]
        return {
            "count": hits.counts.get(kind, len(best)),
            "all": f"{self.addresses.site}api/v1/{collection}/?{urlencode({'q': q})}",
            "results": [
                {
                    "id": hit.id,
                    "url": self.addresses.entity(kind, entity.slug),
                    "pages": self.addresses.pages(collection, entity.slug),
                    "kind": kind,
                    "slug": entity.slug,
                    "name": entity.name_in(self.language),
                    "matched": hit.name,
                    "highlights": marker.ranges(hit.name),
                    "score": hit.score,
                }
                for hit in best
                if (entity := entities.get(hit.id))
            ],
        }

    def _events(self, q: str, asked: Filters) -> dict[str, Any]:
        shown = asked.events.select_related("card").prefetch_related(with_evidence())[:MOST]
        marker = Marker(words_of(q))
        tally = asked.tally
        return {
            "count": tally.total,
            "exact": not tally.about,
            "all": f"{self.addresses.site}api/v1/events/?{urlencode({'q': q})}",
            "results": [self._event(event, marker) for event in shown],
        }

    def _event(self, event: Event, marker: Marker) -> dict[str, Any]:
        card = event.card.data
        headline = headlines.in_words(card, self.language)
        quotes = [proof.quote for proof in event.evidence.all()]
        quote = next((one for one in quotes if marker.ranges(one)), None)
        return {
            "id": event.pk,
            "url": self.addresses.resource("events", event.pk),
            "pages": self.addresses.pages("events", event.pk),
            "kind": event.kind,
            "certainty": event.certainty,
            "date": with_date_label(card["date"], self.language),
            "headline": headline,
            "highlights": marker.ranges(headline),
            "quote": quote,
            "quote_highlights": marker.ranges(quote) if quote else [],
            "score": IN_HEADLINE if marker.has_all(headline) else IN_QUOTE,
        }
