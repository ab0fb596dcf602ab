"""Every error in one shape: the status, and for each mistake the field, its code and the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import APIException, ErrorDetail
from rest_framework.response import Response
from rest_framework.serializers import CharField, IntegerField, Serializer
from rest_framework.views import exception_handler


class MistakeSerializer(Serializer[Any]):
    field = CharField(allow_null=True, help_text="The parameter; null where it is none.")
    code = CharField()
    message = CharField(help_text="What is wrong and what to do instead.")


class ErrorSerializer(Serializer[Any]):
    status = IntegerField()
    title = CharField()
    errors = MistakeSerializer(many=True)  # type: ignore[assignment] # a field is no attribute


class TookTooLong(APIException):
    """PostgreSQL gave up after the statement timeout."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "took_too_long"
    default_detail = "This took too long to find. Ask for less: add a kind, a company or a range."


def in_one_shape(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled):
        error = TookTooLong()
    response = exception_handler(error, context)
    if response is not None:
        response.data = {
            "status": response.status_code,
            "title": HTTPStatus(response.status_code).phrase,
            "errors": list(_mistakes(response.data)),
        }
    return response


def _mistakes(details: Any, field: str | None = None) -> Iterator[dict[str, str | None]]:
    match details:
        case ErrorDetail():
            yield {"field": field, "code": details.code or "invalid", "message": str(details)}
        case dict():
            for name, detail in details.items():
                yield from _mistakes(detail, None if name == "detail" else name)
        case list():
            for detail in details:
                yield from _mistakes(detail, field)
