"""Any part of the record as one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from events.channels.table import table_of
from events.exports.copying import lines
from events.exports.parquet import IS_INSTALLED, parquet
from events.filters import EventFilter
from events.models import Card, Event, EventQuerySet
from people.api.pagination import PARAMETERS
from people.api.views import PublicViewSet

NDJSON, CSV, PARQUET = "application/x-ndjson", "text/csv", "application/vnd.apache.parquet"


class NotWritten(APIException):
    """A file format for which this site lacks the library."""

    status_code = HTTPStatus.NOT_IMPLEMENTED
    default_code = "not_installed"
    default_detail = (
        "This site writes no Parquet: its keeper can install requirements-parquet.txt. "
        "Take events.ndjson or events.csv."
    )


class ExportViewSet(PublicViewSet):
    """The events that the filters ask for, as one file that is sent as it is read."""

    filterset_class = EventFilter
    pagination_class = None  # type: ignore[assignment] # a file has no pages

    def get_queryset(self) -> EventQuerySet:
        return Event.objects.published().filter(card__published=True)

    def known_parameters(self) -> Mapping[str, bool]:
        known = super().known_parameters()
        return {name: many for name, many in known.items() if name not in PARAMETERS}

    @extend_schema(
        operation_id="export_events_ndjson",
        filters=True,
        tags=["export"],
        responses={(200, NDJSON): OpenApiTypes.STR},
    )
    def ndjson(self, request: Request) -> HttpResponseBase:
        """One event a line, in both languages: its public form as it is kept."""
        asked = self._events().order_by().distinct().values("pk")
        order = ("date", "event")
        cards = Card.objects.filter(published=True, event__in=asked).order_by(*order)
        if request.query_params.get("ordering") != "date":
            cards = cards.reverse()
        told = lines(cards.annotate(line=Cast("data", TextField())).values_list("line"))
        return self._file("ndjson", f"{NDJSON}; charset=utf-8", told)

    @extend_schema(
        operation_id="export_events_csv",
        filters=True,
        tags=["export"],
        responses={(200, CSV): OpenApiTypes.STR},
    )
    def csv(self, request: Request) -> HttpResponseBase:
        """One event a row, in one language; no cell is taken for a formula."""
        content = table_of(self._events(), self.language, self._site)
        return self._file("csv", f"{CSV}; charset=utf-8", content)

    @extend_schema(
        operation_id="export_events_parquet",
        filters=True,
        tags=["export"],
        responses={(200, PARQUET): OpenApiTypes.BINARY},
    )
    def parquet(self, request: Request) -> HttpResponseBase:
        """The columns of the CSV file, typed; of each role a list of names."""
        if not IS_INSTALLED:
            raise NotWritten
        content = parquet(self._events(), self.language, self._site)
        return self._file("parquet", PARQUET, content)

    def _events(self) -> EventQuerySet:
        """What the filters ask for."""
        events: EventQuerySet = self.filter_queryset(self.get_queryset())  # type: ignore[assignment] # its own
        return events

    @property
    def _site(self) -> str:
        return self.addresses.site.removesuffix("/")

    def _file(
        self, form: str, media_type: str, content: Iterable[str] | Iterable[bytes]
    ) -> HttpResponseBase:
        response = StreamingHttpResponse(content, content_type=media_type)
        response["Content-Disposition"] = f'attachment; filename="events.{form}"'
        return response
