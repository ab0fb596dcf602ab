"""People and companies as the API tells them. What is not known is null."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from people.api.addresses import COLLECTIONS
from people.models import Company, Entity, Person


class NamesSerializer(serializers.Serializer[Any]):
    en = serializers.CharField(allow_null=True)
    zh = serializers.CharField(allow_null=True)


class PagesSerializer(serializers.Serializer[Any]):
    """The page for readers, in each language."""

    en = serializers.URLField()
    zh = serializers.URLField()


class KnownField(serializers.CharField):
    """A text, or null where the record has none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, read_only=True, **options)

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override] # null is its point
        return value or None


class EntityLinkSerializer(serializers.ModelSerializer[Entity]):
    """Somebody who is named in passing."""

    url = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField(help_text="In the language asked for.")

    class Meta:
        model = Entity
        fields = ("id", "url", "kind", "slug", "name")

    def get_url(self, entity: Entity) -> str:
        return str(self.context["addresses"].entity(entity.kind, entity.slug))

    def get_name(self, entity: Entity) -> str:
        return entity.name_in(self.context["language"])


class EntitySerializer(EntityLinkSerializer):
    pages = serializers.SerializerMethodField()
    names = serializers.SerializerMethodField()
    aliases = serializers.ListField(
        child=serializers.CharField(),
        source="all_names",
        help_text="Every form of the name that is known, those of merged entities included.",
    )
    description = serializers.SerializerMethodField(
        help_text="One sentence, in the language asked for or else the one there is."
    )
    country = KnownField(help_text="ISO 3166.")
    website = KnownField()
    wikidata_id = KnownField()

    class Meta:
        model = Entity
        fields: tuple[str, ...] = (
            "id", "url", "pages", "kind", "slug", "name", "names", "aliases", "description",
            "country", "website", "wikidata_id",
        )  # fmt: skip

    @extend_schema_field(PagesSerializer)
    def get_pages(self, entity: Entity) -> dict[str, str]:
        pages: dict[str, str] = self.context["addresses"].pages(
            COLLECTIONS[entity.kind], entity.slug
        )
        return pages

    @extend_schema_field(NamesSerializer)
    def get_names(self, entity: Entity) -> dict[str, str | None]:
        return {"en": entity.name_en or None, "zh": entity.name_zh or None}

    def get_description(self, entity: Entity) -> str | None:
        first, second = entity.description_en, entity.description_zh
        if self.context["language"] == "zh":
            first, second = second, first
        return first or second or None


class PersonSerializer(EntitySerializer):
    class Meta(EntitySerializer.Meta):
        model = Person


class CompanySerializer(EntitySerializer):
    class Meta(EntitySerializer.Meta):
        model = Company
        fields = (*EntitySerializer.Meta.fields, "type")
