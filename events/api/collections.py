"""Collections as the API tells them: what editors put together, its members in their order."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from events.models import Collection, CollectionMember
from events.models.collection import CollectionQuerySet
from people.api.serializers import EntityLinkSerializer, NamesSerializer, PagesSerializer
from people.api.views import PublicViewSet


class MemberSerializer(serializers.ModelSerializer[CollectionMember]):
    entity = EntityLinkSerializer(source="survivor")
    note = serializers.SerializerMethodField(help_text="What the editors say of it there.")

    class Meta:
        model = CollectionMember
        fields = ("entity", "note")

    @extend_schema_field(NamesSerializer)
    def get_note(self, member: CollectionMember) -> dict[str, str | None]:
        return {"en": member.note_en or None, "zh": member.note_zh or None}


class CollectionSerializer(serializers.ModelSerializer[Collection]):
    url = serializers.SerializerMethodField()
    pages = serializers.SerializerMethodField()
    title = serializers.SerializerMethodField()
    introduction = serializers.SerializerMethodField()
    members = MemberSerializer(
        many=True, source="shown", help_text="In the order that the editors chose."
    )
    events = serializers.SerializerMethodField(
        help_text="The address of the events in which any of them takes part."
    )

    class Meta:
        model = Collection
        fields = (
            "id", "url", "pages", "slug", "title", "introduction", "published_at", "updated_at",
            "members", "events",
        )  # fmt: skip

    def get_url(self, collection: Collection) -> str:
        return str(self.context["addresses"].resource("collections", collection.slug))

    @extend_schema_field(PagesSerializer)
    def get_pages(self, collection: Collection) -> dict[str, str]:
        pages: dict[str, str] = self.context["addresses"].pages("collections", collection.slug)
        return pages

    @extend_schema_field(NamesSerializer)
    def get_title(self, collection: Collection) -> dict[str, str | None]:
        return {"en": collection.title_en or None, "zh": collection.title_zh or None}

    @extend_schema_field(NamesSerializer)
    def get_introduction(self, collection: Collection) -> dict[str, str | None]:
        return {"en": collection.introduction_en or None, "zh": collection.introduction_zh or None}

    @extend_schema_field(serializers.URLField())
    def get_events(self, collection: Collection) -> str:
        return f"{self.context['addresses'].site}api/v1/events/?collection={collection.slug}"


@extend_schema(tags=["collections"])
class CollectionViewSet(PublicViewSet):
    """People, companies and AI models that editors put together; only what is published."""

    serializer_class = CollectionSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,90}"

    def get_queryset(self) -> CollectionQuerySet:
        return Collection.objects.published().with_members().order_by("-published_at", "-id")
