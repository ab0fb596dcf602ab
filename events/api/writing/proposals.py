"""What was proposed over the API and at the desk, for those who may see it: never a reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django_filters import ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.affiliations import AffiliationSerializer
from events.api.rows import row_data
from events.api.writing.affiliations import (
    AffiliationStandingSerializer,
    answered_affiliation,
    any_affiliation,
)
from events.api.writing.records import (
    ANY_STANDING,
    ANY_STANDING_ROW,
    StandingMixin,
    answered,
    standing,
)
from events.models import Event
from events.models.vocabulary import Kind
from events.parameters import SeveralFilter
from people.api.permissions import HasScope, Scope
from people.api.preconditions import tag, version_of
from people.api.serializers import EntitySerializer
from people.api.views import PublicViewSet
from people.api.writing import PrivateView
from people.models import Affiliation, Alias, Entity, Status
from people.versions import ENTITY

ME, ANYONE = "me", "anyone"


class ByField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": f"Write {ME} or {ANYONE}."}


class ByFilter(ChoiceFilter):
    field_class = ByField


class ProposalFilter(FilterSet):
    by = ByFilter(
        choices=[(ME, "me"), (ANYONE, "anyone")],
        help_text="Whose: `me` (as without it) or `anyone`, machines among them.",
    )
    status = SeveralFilter(
        choices=Status.choices,
        help_text="How they stand, repeated or separated by commas; `proposed` without it.",
    )

    def filter_queryset(self, records: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.form.cleaned_data
        if asked.get("by") != ANYONE:
            records = records.filter(proposed_by=self.request.user)
        for name in ("status", "kind"):
            if asked.get(name):
                records = records.filter(**{f"{name}__in": asked[name]})
        return records if asked.get("status") else records.filter(status=Status.PROPOSED)


class ProposedEventFilter(ProposalFilter):
    kind = SeveralFilter(
        choices=Kind.choices, help_text="Kinds of event, repeated or separated by commas."
    )

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()


class ProposedAffiliationFilter(ProposalFilter):
    class Meta:
        model = Affiliation
        fields: tuple[str, ...] = ()


class ProposedEntityFilter(ProposalFilter):
    kind = SeveralFilter(
        choices=Entity.Kind.choices, help_text="Kinds, repeated or separated by commas."
    )

    class Meta:
        model = Entity
        fields: tuple[str, ...] = ()


class ProposalViewSet(PrivateView, PublicViewSet):
    """Records as they stand, your own first of all, the latest first. Scope: propose."""

    permission_classes = (HasScope.of(Scope.PROPOSE),)

    def told(self, record: Any) -> Mapping[str, Any]:
        """A record as a list tells it, and how it stands."""
        raise NotImplementedError

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginator.paginate_queryset(
            self.filter_queryset(self.get_queryset()), request, self
        )
        return self.paginator.get_paginated_response([self.told(record) for record in page])


@extend_schema(tags=["proposals"])
@extend_schema_view(
    list=extend_schema(responses=ANY_STANDING_ROW),
    retrieve=extend_schema(responses=ANY_STANDING),
)
class ProposedEventViewSet(ProposalViewSet):
    """Events as they stand, your own first of all, the latest first. Scope: propose."""

    filterset_class = ProposedEventFilter

    def get_queryset(self) -> QuerySet[Event]:
        return (
            Event.objects.filter(card__isnull=False)
            .select_related("card", "proposed_by")
            .order_by("-id")
        )

    def told(self, record: Event) -> Mapping[str, Any]:
        return {**row_data(record.card.data, self.language, self.addresses), **standing(record)}

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        event = Event.objects.filter(pk=kwargs["pk"], card__isnull=False).first()
        if event is None:
            raise NotFound(f"There is no event {kwargs['pk']}. See /api/v1/proposals/events/.")
        return answered(event, self.get_serializer_context())


class AffiliationStandingRowSerializer(StandingMixin, AffiliationSerializer):
    class Meta(AffiliationSerializer.Meta):
        fields = (*AffiliationSerializer.Meta.fields, "status", "proposed_by", "decision")


@extend_schema(tags=["proposals"])
@extend_schema_view(
    list=extend_schema(responses=AffiliationStandingRowSerializer(many=True)),
    retrieve=extend_schema(responses=AffiliationStandingSerializer),
)
class ProposedAffiliationViewSet(ProposalViewSet):
    """Posts as they stand, your own first of all, the latest first. Scope: propose."""

    filterset_class = ProposedAffiliationFilter

    def get_queryset(self) -> QuerySet[Affiliation]:
        sides = ("person__survivor", "company__survivor", "proposed_by")
        return Affiliation.objects.select_related(*sides).order_by("-id")

    def told(self, record: Affiliation) -> Mapping[str, Any]:
        row = AffiliationSerializer(record, context=self.get_serializer_context()).data
        return {**row, **standing(record)}

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return answered_affiliation(any_affiliation(kwargs["pk"]), self.get_serializer_context())


class EntityStandingSerializer(StandingMixin, EntitySerializer):
    """Somebody, and whether readers see it."""

    decision = None  # type: ignore[assignment] # it is public with what names it

    class Meta(EntitySerializer.Meta):
        fields = (*EntitySerializer.Meta.fields, "status", "proposed_by")


@extend_schema(tags=["proposals"], responses=EntityStandingSerializer)
@extend_schema_view(list=extend_schema(responses=EntityStandingSerializer(many=True)))
class ProposedEntityViewSet(ProposalViewSet):
    """People, companies and AI models as they stand, your own first of all. Scope: propose."""

    filterset_class = ProposedEntityFilter

    def get_queryset(self) -> QuerySet[Entity]:
        names = Alias.objects.filter(entity__survivor=OuterRef("pk")).order_by("id")
        records = Entity.objects.filter(merged_into=None).select_related("proposed_by")
        return records.annotate(all_names=ArraySubquery(names.values("text"))).order_by("-id")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        entity = self.get_queryset().filter(pk=kwargs["pk"]).first()
        if entity is None:
            raise NotFound(f"There is no record {kwargs['pk']}. See /api/v1/proposals/entities/.")
        response = Response(self.told(entity))
        tag(response, version_of(entity, ENTITY))
        return response

    def told(self, record: Entity) -> Mapping[str, Any]:
        return {
            **EntitySerializer(record, context=self.get_serializer_context()).data,
            "status": record.status,
            "proposed_by": record.proposed_by and record.proposed_by.get_username(),
        }


COLLECTIONS = ("events", "affiliations", "entities")


class ProposalsSerializer(serializers.Serializer[Any]):
    events = serializers.URLField()
    affiliations = serializers.URLField()
    entities = serializers.URLField()


class ProposalsView(PrivateView):
    """Where proposals are, by what they are of."""

    permission_classes = (HasScope.of(Scope.PROPOSE),)

    @extend_schema(tags=["proposals"], responses=ProposalsSerializer)
    def get(self, request: Request) -> Response:
        """The addresses of all proposals. Scope: propose."""
        root = f"{self.addresses.site}api/v1/proposals/"
        return Response({name: f"{root}{name}/" for name in COLLECTIONS})
