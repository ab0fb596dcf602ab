"""AI models. (Nothing of Django's models.)"""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from events.access import access_of
from events.api.affiliations import PeriodField
from events.api.talent import EventLinkSerializer
from events.licences import Access
from events.models import Model as AIModel
from people.api.filters import EntityFilter, YesNoFilter
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


class AccessSerializer(serializers.Serializer[Access]):
    """What held from one date to the next, as the model's releases tell it."""

    start = PeriodField(read_only=True)
    end = PeriodField(read_only=True, help_text="Null for the last: it holds as far as is known.")
    open_weights = serializers.BooleanField(allow_null=True)
    licence = KnownField()
    commercial_use = serializers.BooleanField(allow_null=True)
    events = serializers.SerializerMethodField()

    @extend_schema_field(EventLinkSerializer(many=True))
    def get_events(self, access: Access) -> list[dict[str, object]]:
        addresses = self.context["addresses"]
        return [
            {"id": event, "url": addresses.resource("events", event)} for event in access.events
        ]


class AIModelDetailSerializer(AIModelSerializer):
    access_history = AccessSerializer(many=True, help_text="The first period first.")

    class Meta(AIModelSerializer.Meta):
        fields = (*AIModelSerializer.Meta.fields, "access_history")


class AIModelFilter(EntityFilter):
    open_weights = YesNoFilter(help_text="Whether its weights can be had.")


@extend_schema(tags=["models"])
@extend_schema_view(retrieve=extend_schema(responses=AIModelDetailSerializer))
class AIModelViewSet(EntityViewSet):
    """AI models and families of them."""

    kind = AIModel
    serializer_class = AIModelSerializer
    filterset_class = AIModelFilter

    def get_queryset(self) -> EntityQuerySet:
        return super().get_queryset().select_related("developer__survivor", "family__survivor")

    def get_object(self) -> Entity:
        model: Entity = super().get_object()
        model.access_history = access_of(model)  # type: ignore[attr-defined] # for the serializer
        return model

    def get_serializer_class(self) -> type[AIModelSerializer]:
        return AIModelDetailSerializer if self.action == "retrieve" else AIModelSerializer
