from __future__ import annotations

from typing import Any

from django_filters import FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.evidence import EvidenceSerializer, evidence_data
from events.api.rows import with_date_label
from events.api.shapes import PeriodSerializer
from events.cards import date_data
from events.models import Evidence
from events.parameters import EntityFilter
from people.api.filters import YesNoFilter
from people.api.serializers import EntityLinkSerializer, KnownField
from people.api.views import PublicViewSet
from people.dates import PartialDate
from people.models import Affiliation, Entity, Status
from people.models.affiliation import AffiliationQuerySet


@extend_schema_field(PeriodSerializer(allow_null=True))
class PeriodField(serializers.Field[PartialDate, Any, dict[str, str], Any]):
    def to_representation(self, period: PartialDate) -> dict[str, str]:
        return with_date_label(date_data(period), self.context["language"])


class AffiliationSerializer(serializers.ModelSerializer[Affiliation]):
    url = serializers.SerializerMethodField()
    person = EntityLinkSerializer(source="person.survivor")
    company = EntityLinkSerializer(source="company.survivor")
    title = KnownField(help_text="As the source words it.")
    started = PeriodField(read_only=True)
    ended = PeriodField(read_only=True)

    class Meta:
        model = Affiliation
        fields: tuple[str, ...] = (
            "id", "url", "person", "company", "title", "former", "started", "ended",
        )  # fmt: skip

    def get_url(self, affiliation: Affiliation) -> str:
        return str(self.context["addresses"].resource("affiliations", affiliation.pk))


class AffiliationDetailSerializer(AffiliationSerializer):
    evidence = EvidenceSerializer(many=True)

    class Meta(AffiliationSerializer.Meta):
        fields = (*AffiliationSerializer.Meta.fields, "evidence")


class AffiliationFilter(FilterSet):
    person = EntityFilter(kind=Entity.Kind.PERSON, method="of", help_text="The slug of the person.")
    company = EntityFilter(
        kind=Entity.Kind.COMPANY, method="of", help_text="The slug of the company."
    )
    former = YesNoFilter(help_text="true: over; false: current, as far as known.")

    class Meta:
        model = Affiliation
        fields: tuple[str, ...] = ()

    def of(
        self, affiliations: AffiliationQuerySet, name: str, party: Entity
    ) -> AffiliationQuerySet:
        return affiliations.of(party)


@extend_schema(tags=["affiliations"])
@extend_schema_view(retrieve=extend_schema(responses=AffiliationDetailSerializer))
class AffiliationViewSet(PublicViewSet):
    """Who holds or held which position where, the last recorded first."""

    serializer_class = AffiliationSerializer
    filterset_class = AffiliationFilter

    def get_queryset(self) -> AffiliationQuerySet:
        return (
            Affiliation.objects.published()
            .filter(
                person__survivor__status=Status.PUBLISHED,
                company__survivor__status=Status.PUBLISHED,
            )
            .select_related("person__survivor", "company__survivor")
            .order_by("-id")
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        affiliation = self.get_object()
        proofs = list(Evidence.objects.filter(affiliation=affiliation).oldest_first())
        context = self.get_serializer_context()
        data = AffiliationSerializer(affiliation, context=context).data
        return Response({**data, "evidence": evidence_data(proofs, context)})
