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

PAGE_SIZE, LARGEST_PAGE_SIZE = 50, 500
SIZE: dict[str, Any] = {
    "type": "integer",
    "minimum": 1,
    "maximum": LARGEST_PAGE_SIZE,
    "default": PAGE_SIZE,
}
PARAMETERS = {
    "cursor": {
        "schema": {"type": "string"},
        "description": "Where the page begins, as `next` and `previous` say it.",
    },
    "page_size": {
        "schema": SIZE,
        "description": "How many results a page has.",
    },
}


def page_size(request: Request) -> int:
    """How many results are asked for. Refuses what is no number, or too many."""
    asked = request.query_params.get("page_size", str(PAGE_SIZE))
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    if not 1 <= size <= LARGEST_PAGE_SIZE:
        raise ValidationError(
            {
                "page_size": f"“{asked}” is no size of a page. "
                f"Write a whole number from 1 to {LARGEST_PAGE_SIZE}."
            }
        )
    return size


class KeysetPagination(BasePagination):
    """Pages by key, with the addresses of their neighbours in the answer and in a Link header."""

    def paginate_queryset(  # type: ignore[override] # a sequence has no order to page by
        self, queryset: QuerySet[Any, Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        try:
            self.page: Page[Any] = page_of(
                queryset,
                cursor=request.query_params.get("cursor", ""),
                size=page_size(request),
            )
        except BadCursor as error:
            raise ValidationError({"cursor": str(error)}, code="unknown") from error
        self.address = request.build_absolute_uri()
        return self.page.rows

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
