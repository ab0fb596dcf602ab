from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from people.paging import BadCursor, Page, page_of

PARAMETERS = {
    "cursor": {
        "schema": {"type": "string"},
        "description": "Where the page begins, as `next` and `previous` say it.",
    },
    "page_size": {
        "schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
        "description": "How many results a page has.",
    },
}


class KeysetPagination(BasePagination):
    """Pages by key, with the addresses of their neighbours in the answer and in a Link header."""

    page_size = 50
    largest_page_size = 500

    def paginate_queryset(  # type: ignore[override] # a sequence has no order to page by
        self, queryset: QuerySet[Any, Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        try:
            self.page: Page[Any] = page_of(
                queryset,
                cursor=request.query_params.get("cursor", ""),
                size=self._size(request),
            )
        except BadCursor as error:
            raise ValidationError({"cursor": str(error)}) from error
        self.address = request.build_absolute_uri()
        return self.page.rows

    def _size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", str(self.page_size))
        size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
        if not 1 <= size <= self.largest_page_size:
            raise ValidationError(
                {"page_size": f"Write a whole number from 1 to {self.largest_page_size}."}
            )
        return size

    def neighbours(self) -> dict[str, str | None]:
        return {
            name: cursor and replace_query_param(self.address, "cursor", cursor)
            for name, cursor in (("next", self.page.next), ("previous", self.page.previous))
        }

    def headers(self) -> dict[str, str]:
        names = {"next": "next", "previous": "prev"}
        links = [
            f'<{address}>; rel="{names[name]}"'
            for name, address in self.neighbours().items()
            if address
        ]
        return {"Link": ", ".join(links)} if links else {}

    def get_paginated_response(self, data: Any) -> Response:
        return Response({**self.neighbours(), "results": data}, headers=self.headers())

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        neighbour = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": neighbour, "previous": neighbour, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "query", "required": False, **parameter}
            for name, parameter in PARAMETERS.items()
        ]
