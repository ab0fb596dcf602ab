"""What was proposed over the API and at the desk, for those who may see it: never a reader."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.rows import row_data
from events.api.writing.records import ANY_STANDING, ANY_STANDING_ROW, answered, standing
from events.models import Event
from events.models.vocabulary import Kind
from events.parameters import SeveralFilter
from people.api.permissions import HasScope, Scope
from people.api.views import PublicViewSet
from people.api.writing import PrivateView
from people.models import Status

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


@extend_schema(tags=["proposals"])
@extend_schema_view(
    list=extend_schema(responses=ANY_STANDING_ROW),
    retrieve=extend_schema(responses=ANY_STANDING),
)
class ProposedEventViewSet(PrivateView, PublicViewSet):
    """Events as they stand, your own first of all, the latest first. Scope: propose."""

    permission_classes = (HasScope.of(Scope.PROPOSE),)
    filterset_class = ProposedEventFilter

    def get_queryset(self) -> QuerySet[Event]:
        return (
            Event.objects.filter(card__isnull=False)
            .select_related("card", "proposed_by")
            .order_by("-id")
        )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginator.paginate_queryset(
            self.filter_queryset(self.get_queryset()), request, self
        )
        rows = [
            {**row_data(event.card.data, self.language, self.addresses), **standing(event)}
            for event in page
        ]
        return self.paginator.get_paginated_response(rows)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        event = Event.objects.filter(pk=kwargs["pk"], card__isnull=False).first()
        if event is None:
            raise NotFound(f"There is no event {kwargs['pk']}. See /api/v1/proposals/events/.")
        return answered(event, self.get_serializer_context())
