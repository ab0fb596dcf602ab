from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django_filters.utils import translate_validation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from events.api.rows import with_date_label
from events.api.shapes import PeriodSerializer
from events.cards import date_data
from events.parameters import EntityFilter, PartialDateFilter
from events.staff import Named
from events.talent import Crossing, Flow, talent_flows, within
from events.talentpages import LAST_PAGE, PAGE_SIZE, TalentForm
from people.api.serializers import EntityLinkSerializer
from people.api.views import PublicView
from people.dates import PartialDate

Shape = serializers.Serializer[Any]


class EventLinkSerializer(Shape):
    id = serializers.IntegerField()
    url = serializers.URLField()


class CrossingSerializer(Shape):
    """One person who left one company for another."""

    person = EntityLinkSerializer()
    left = PeriodSerializer()
    arrived = PeriodSerializer()
    events = EventLinkSerializer(
        many=True,
        help_text="That tell it; none where affiliations alone do.",
    )


class FlowSerializer(Shape):
    """All who are known to have gone from one company to another, the last first."""

    origin = EntityLinkSerializer()
    target = EntityLinkSerializer()
    count = serializers.IntegerField(help_text="How many people; who went twice is one.")
    people = CrossingSerializer(many=True)


class FlowsSerializer(Shape):
    count = serializers.IntegerField(help_text="How many flows there are in all.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = FlowSerializer(many=True)


PARAMETERS = {
    "company": (EntityFilter, "The slug of a company: the flows to and from it."),
    "from": (
        PartialDateFilter,
        "Arrived in or after this year, half, quarter, month or day. Excludes unknown dates.",
    ),
    "to": (PartialDateFilter, "Arrived in or before this period. Excludes unknown dates."),
}


class TalentFlowsView(PublicView):
    """How many people went from which company to which, the largest flow first."""

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), **dict.fromkeys((*PARAMETERS, "page"), False)}

    @extend_schema(
        operation_id="talent_flows_list",
        tags=["talent-flows"],
        parameters=[
            *(
                OpenApiParameter(name, dict(told.schema), description=words)
                for name, (told, words) in PARAMETERS.items()
            ),
            OpenApiParameter(
                "page",
                {"type": "integer", "minimum": 1, "maximum": LAST_PAGE},
                description=f"Of {PAGE_SIZE} flows; the first is 1.",
            ),
        ],
        responses=FlowsSerializer,
    )
    def get(self, request: Request) -> Response:
        form = TalentForm(request.query_params)
        if not form.is_valid():
            raise translate_validation(form.errors)
        asked = form.cleaned_data
        flows = within(talent_flows(asked["company"]), asked["from"], asked["to"])
        page = asked["page"] or 1
        shown = flows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        more = len(flows) > page * PAGE_SIZE
        return Response(
            {
                "count": len(flows),
                "next": self._page(request, page + 1) if more else None,
                "previous": self._page(request, page - 1) if page > 1 else None,
                "results": [self._flow(flow) for flow in shown],
            }
        )

    def _page(self, request: Request, number: int) -> str:
        return str(replace_query_param(request.build_absolute_uri(), "page", number))

    def _flow(self, flow: Flow) -> dict[str, Any]:
        return {
            "origin": self._link(flow.origin),
            "target": self._link(flow.target),
            "count": flow.count,
            "people": [self._crossing(crossing) for crossing in flow.crossings],
        }

    def _crossing(self, crossing: Crossing) -> dict[str, Any]:
        return {
            "person": self._link(crossing.person),
            "left": self._period(crossing.left),
            "arrived": self._period(crossing.arrived),
            "events": [
                {"id": event, "url": self.addresses.resource("events", event)}
                for event in crossing.events
            ],
        }

    def _link(self, named: Named) -> dict[str, Any]:
        return {
            "id": named.id,
            "url": self.addresses.entity(named.kind, named.slug),
            "kind": named.kind,
            "slug": named.slug,
            "name": named.name_in(self.language),
        }

    def _period(self, period: PartialDate) -> dict[str, str]:
        return with_date_label(date_data(period), self.language)
