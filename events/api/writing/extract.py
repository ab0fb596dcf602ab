"""Text in, facts out: nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from events.api.writing import examples
from events.extraction import MAX_CHARACTERS
from events.ingestion.errors import Unreadable
from events.ingestion.extracting import extract_in_child
from events.ingestion.text import clean
from people.api.permissions import Credential, HasScope, Scope
from people.api.throttling import CountingThrottle
from people.api.writing import StrictSerializer, WritingView

TIMES_FOR_WRITERS = 10
"""How many more texts a token may send that may propose what is found in them."""


class ExtractThrottle(CountingThrottle):
    """How many texts one token may have read; settings.API_EXTRACT_RATE says it."""

    scope = "extract"
    title = "extract"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is None:
            return None
        token = cast("Credential", request.auth)
        if Scope.PROPOSE in token.scopes and self.num_requests:
            self.num_requests *= TIMES_FOR_WRITERS
        return self.cache_format % {"scope": self.scope, "ident": token.pk}


class TextSerializer(StrictSerializer):
    """An article's text, and what is known of it."""

    text = serializers.CharField(max_length=MAX_CHARACTERS, trim_whitespace=False)
    published = serializers.DateField(
        required=False, help_text="The day from which “last week” and 近日 are reckoned."
    )
    language = serializers.ChoiceField(
        ["en", "zh"], required=False, help_text="Otherwise it is recognised."
    )


class ExtractView(WritingView):
    """The facts that a text states, in the format of docs/facts.md. Nothing is stored.

    Scope: read. It knows the names of the gazetteer, and not those of the record: `ingest/` does.
    """

    permission_classes = (HasScope.of(Scope.READ),)

    def get_throttles(self) -> list[BaseThrottle]:
        throttle = ExtractThrottle()
        others = super().get_throttles()
        self.throttles = [*self.throttles, throttle]
        return [*others, throttle]

    @extend_schema(
        tags=["extract"],
        request=TextSerializer,
        responses={200: OpenApiTypes.OBJECT},
        examples=examples.TEXTS,
    )
    def post(self, request: Request) -> Response:
        told: Mapping[str, Any] = self.told(TextSerializer)
        text = clean(told["text"])
        options = {name: told[name] for name in ("published", "language") if name in told}
        try:
            return Response(extract_in_child(text, **options))
        except Unreadable as reason:
            message = f"{reason.message} Send a shorter text."
            raise serializers.ValidationError({"text": [message]}) from reason
