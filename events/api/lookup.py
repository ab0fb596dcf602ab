"""`lookup/`: what is known from an article, by its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from events.api import shapes
from events.api.affiliations import AffiliationSerializer
from events.api.articles import ArticleSerializer
from events.api.rows import row_data
from events.ingestion.addresses import EVERYWHERE, canonical
from events.models import Article, Event, Evidence
from people.api.views import PublicView
from people.models import Affiliation

MOST = 200
"""More events or affiliations than these are not told of one article."""


class LookupSerializer(serializers.Serializer[Any]):
    article = ArticleSerializer(help_text="The newest version of which something is published.")
    events = shapes.ANY_ROW
    affiliations = AffiliationSerializer(many=True)


class LookupView(PublicView):
    """What the record knows from an article: the facts that it proves, with its sentences."""

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), "url": False}

    @extend_schema(
        operation_id="lookup_retrieve",
        tags=["lookup"],
        parameters=[
            OpenApiParameter(
                "url",
                required=True,
                description="The article's address. Its scheme, `www.`, a final slash, fragment "
                "and tracking parameters do not matter.",
            )
        ],
        responses=LookupSerializer,
    )
    def get(self, request: Request) -> Response:
        address = canonical(request.query_params.get("url", ""), allowed=EVERYWHERE)
        if not address:
            raise ValidationError(
                {"url": "This is no address. Give that of an article: https://example.com/news/1."},
                code="unknown",
            )
        quotes = Evidence.objects.published().order_by("start", "id")
        article = (
            Article.objects.published()
            .filter(address__in=spellings(address))
            .defer("text")
            .select_related("source")
            .prefetch_related(Prefetch("evidence", quotes, to_attr="public_quotes"))
            .order_by("-id")
            .first()
        )
        if article is None:
            raise NotFound("Nothing that is published comes from this address.")
        context = {"addresses": self.addresses, "language": self.language}
        events = (
            Event.objects.published()
            .filter(evidence__article=article, card__isnull=False)
            .select_related("card")
            .distinct()
            .order_by("-date", "-id")
        )
        posts = (
            Affiliation.objects.published().filter(evidence__article=article).distinct().for_list()
        )
        return Response(
            {
                "article": ArticleSerializer(article, context=context).data,
                "events": [
                    row_data(event.card.data, self.language, self.addresses)
                    for event in events[:MOST]
                ],
                "affiliations": AffiliationSerializer(
                    posts[:MOST], many=True, context=context
                ).data,
            }
        )


def spellings(address: str) -> set[str]:
    """An address with either scheme, with `www.` and without, with a final slash and without."""
    _, _, rest = address.partition("://")
    page, mark, query = rest.removeprefix("www.").partition("?")
    page = page.rstrip("/")
    return {
        f"{scheme}://{www}{page}{slash}{mark}{query}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    }
