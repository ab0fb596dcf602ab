from __future__ import annotations

import json
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events.api import shapes
from events.api.evidence import evidence_data
from events.api.rows import row, row_data
from events.filters import EventFilter, KindFilter
from events.models import Event, EventQuerySet
from events.models.vocabulary import Kind
from events.restoring import EVENT
from people.api.preconditions import tag, version_of
from people.api.views import PublicViewSet, moved_to
from people.api.viewsets import Gone

ELSEWHERE = {308: None, 410: None}
"""What answers for an event that was merged or taken back."""


@extend_schema(tags=["events"])
@extend_schema_view(
    list=extend_schema(responses=shapes.ANY_ROW),
    retrieve=extend_schema(responses={200: shapes.ANY_DETAIL, **ELSEWHERE}),
)
class EventViewSet(PublicViewSet):
    """What happened, newest first. One event comes with its evidence."""

    model: type[Event] = Event
    filterset_class: type[EventFilter] = EventFilter

    def get_queryset(self) -> EventQuerySet:
        events: EventQuerySet = self.model.objects.published()
        return events.filter(card__isnull=False).select_related("card")

    def list(  # type: ignore[override] # the framework takes any response of Django's
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        # The stored cards as they are: no event, participant or serializer is made for a row.
        events = self.filter_queryset(self.get_queryset())
        key = [str(column).removeprefix("-") for column in events.query.order_by]
        cards = events.annotate(text=Cast("card__data", TextField()))
        shown = cards.values_list(*key, "text", named=True)
        page = self.paginator.paginate_queryset(shown, request, self)
        rows = ",".join(row(card.text, self.language, self.addresses) for card in page)
        beside = json.dumps(self.paginator.neighbours())[1:-1]
        return HttpResponse(
            f'{{{beside}, "results": [{rows}]}}',
            content_type="application/json",
            headers=self.paginator.headers(),
        )

    def retrieve(  # type: ignore[override] # as above
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            event = self.get_object()
        except NotFound:
            survivor = self._survivor(int(kwargs["pk"]))
            if survivor is None:
                if self._was_public(int(kwargs["pk"])):
                    raise Gone("It was published once, and was taken back.") from None
                raise
            return moved_to(self.addresses.resource("events", survivor.pk), request)
        proofs = list(event.evidence.oldest_first())
        data = row_data(event.card.data, self.language, self.addresses)
        data["evidence"] = evidence_data(proofs, self.get_serializer_context())
        response = Response(data)
        tag(response, version_of(event, EVENT))
        return response

    def _survivor(self, pk: int) -> Event | None:
        """The published event into which an event was merged, however often."""
        event = self.model.objects.filter(pk=pk).exclude(merged_into=None).first()
        return event.root if event is not None and event.root.is_published else None

    def _was_public(self, pk: int) -> bool:
        """Whether readers saw it once: what was never public answers like what never existed."""
        was = {"card__published": False, "card__published_at__isnull": False}
        return self.model.objects.filter(pk=pk, **was).exists()


def viewset_of(kind: str) -> type[EventViewSet]:
    """The resource of one kind of event."""
    model = Event.KINDS[kind]
    viewset = type(
        f"{model.__name__}ViewSet",
        (EventViewSet,),
        {"__doc__": model.__doc__, "model": model, "filterset_class": KindFilter},
    )
    described = extend_schema_view(
        list=extend_schema(responses=shapes.ROWS[kind](many=True)),
        retrieve=extend_schema(responses={200: shapes.DETAILS[kind], **ELSEWHERE}),
    )
    return described(viewset)


KINDS = {f"{kind.replace('_', '-')}-events": viewset_of(kind) for kind in Kind.values}
"""The viewset of each kind by its collection: `funding-events`."""
