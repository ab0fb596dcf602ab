from __future__ import annotations

from django import forms
from django.db.models import Prefetch, QuerySet
from django_filters import CharFilter, FilterSet, NumberFilter
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from events.api.evidence import ArticleLinkSerializer, QuoteSerializer
from events.models import Article, Evidence, Source
from events.models.article import ArticleQuerySet
from events.parameters import LARGEST_ID
from people.api.filters import Described
from people.api.serializers import KnownField
from people.api.views import PublicViewSet


class PublicQuoteSerializer(QuoteSerializer):
    proves = serializers.SerializerMethodField(
        help_text="The address of the event or affiliation that it supports or denies."
    )

    class Meta(QuoteSerializer.Meta):
        fields = (*QuoteSerializer.Meta.fields, "proves")

    @extend_schema_field(serializers.URLField())
    def get_proves(self, proof: Evidence) -> str:
        addresses = self.context["addresses"]
        if proof.event_id is not None:
            return str(addresses.resource("events", proof.event_id))
        return str(addresses.resource("affiliations", proof.affiliation_id))


class ArticleSerializer(ArticleLinkSerializer):
    source = serializers.SerializerMethodField()  # type: ignore[assignment] # a field is no attribute
    quotes = PublicQuoteSerializer(many=True, source="public_quotes")

    class Meta(ArticleLinkSerializer.Meta):
        fields = (*ArticleLinkSerializer.Meta.fields, "source", "quotes")

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_source(self, article: Article) -> str | None:
        if article.source_id is None:
            return None
        return str(self.context["addresses"].resource("sources", article.source_id))


class IdFilter(Described, NumberFilter):
    schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
    field_class = forms.IntegerField


class LanguageFilter(Described, CharFilter):
    """A language's code."""

    schema = {"type": "string", "maxLength": 7}


class ArticleFilter(FilterSet):
    source = IdFilter(
        field_name="source_id", min_value=1, max_value=LARGEST_ID, help_text="The id of its source."
    )
    language = LanguageFilter(max_length=7, help_text="Such as en or zh.")

    class Meta:
        model = Article
        fields: tuple[str, ...] = ()


@extend_schema(tags=["articles"])
class ArticleViewSet(PublicViewSet):
    """What was read and is cited, with the sentences that prove something; never the whole text."""

    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter

    def get_queryset(self) -> ArticleQuerySet:
        quotes = Evidence.objects.published().order_by("start", "id")
        return (
            Article.objects.published()
            .defer("text")
            .select_related("source")
            .prefetch_related(Prefetch("evidence", quotes, to_attr="public_quotes"))
            .order_by("-id")
        )


class SourceSerializer(serializers.ModelSerializer[Source]):
    url = serializers.SerializerMethodField()
    website = serializers.SerializerMethodField()
    language = KnownField()

    class Meta:
        model = Source
        fields = ("id", "url", "name", "website", "kind", "trust", "language")

    def get_url(self, source: Source) -> str:
        return str(self.context["addresses"].resource("sources", source.pk))

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_website(self, source: Source) -> str | None:
        """The site alone: the address of a feed may hold a subscriber's key."""
        return source.website or None


@extend_schema(tags=["sources"])
class SourceViewSet(PublicViewSet):
    """The outlets whose articles are cited."""

    serializer_class = SourceSerializer

    def get_queryset(self) -> QuerySet[Source]:
        return Source.objects.cited().order_by("name")
