"""AI models. (Nothing of Django's models.)"""

from __future__ import annotations

from django_filters import BooleanFilter
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from events.models import Model as AIModel
from people.api.filters import EntityFilter
from people.api.serializers import EntityLinkSerializer, EntitySerializer, KnownField
from people.api.viewsets import EntityViewSet
from people.models import Entity, EntityQuerySet


class AIModelSerializer(EntitySerializer):
    developer = serializers.SerializerMethodField()
    family = serializers.SerializerMethodField()
    licence = KnownField()

    class Meta(EntitySerializer.Meta):
        model = AIModel
        fields = (
            *EntitySerializer.Meta.fields,
            "developer", "family", "parameters", "licence", "open_weights",
        )  # fmt: skip

    @extend_schema_field(EntityLinkSerializer(allow_null=True))
    def get_developer(self, model: AIModel) -> dict[str, object] | None:
        return self._link(model.developer)

    @extend_schema_field(EntityLinkSerializer(allow_null=True))
    def get_family(self, model: AIModel) -> dict[str, object] | None:
        return self._link(model.family)

    def _link(self, entity: Entity | None) -> dict[str, object] | None:
        """The entity that is known for this one today, where it is public."""
        if entity is None or not entity.survivor.is_published:
            return None
        return EntityLinkSerializer(entity.survivor, context=self.context).data


class AIModelFilter(EntityFilter):
    open_weights = BooleanFilter(help_text="Whether its weights can be had.")


@extend_schema(tags=["models"])
class AIModelViewSet(EntityViewSet):
    """AI models and families of them."""

    kind = AIModel
    serializer_class = AIModelSerializer
    filterset_class = AIModelFilter

    def get_queryset(self) -> EntityQuerySet:
        return super().get_queryset().select_related("developer__survivor", "family__survivor")
