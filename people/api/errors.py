"""Every error as problem details, whoever found it: a view, the framework, Django or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled
from rest_framework.exceptions import APIException, ErrorDetail
from rest_framework.views import exception_handler

from people.api.problems import MEDIA_TYPE, Mistake, mistake, problem
from people.refusals import Refused
from people.roles import NotAllowed

KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


class TookTooLong(APIException):
    """PostgreSQL gave up after the statement timeout."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "took_too_long"
    default_detail = "This took too long to find. Ask for less: add a kind, a company or a range."


class BeingChanged(APIException):
    """Somebody else has the same record in hand, for longer than we wait."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "being_changed"
    default_detail = "Somebody else is changing this at the moment. Ask again in a few seconds."
    wait = 2
    """Seconds, for Retry-After."""


class RefusedByTheRecord(APIException):
    """An action that cannot be done as the record is now."""

    status_code = HTTPStatus.CONFLICT
    default_code = "refused"


class RefusedByRole(APIException):
    status_code = HTTPStatus.FORBIDDEN
    default_code = "not_allowed"


def in_one_shape(error: Exception, context: dict[str, Any]) -> HttpResponseBase | None:
    """The framework's exception handler."""
    match error:
        case OperationalError(__cause__=QueryCanceled()):
            error = TookTooLong()
        case OperationalError(__cause__=LockNotAvailable() | DeadlockDetected()):
            error = BeingChanged()
        case NotAllowed():
            error = RefusedByRole(str(error))
        case Refused():
            error = RefusedByTheRecord(str(error))
    response = exception_handler(error, context)
    if response is None:
        return None
    status = response.status_code
    answer = problem(context["request"], status, [*_mistakes(status, response.data)])
    for name in KEPT_HEADERS:
        if name in response:
            answer[name] = response[name]
    return answer


def _mistakes(status: int, details: Any, field: str | None = None) -> Iterator[Mistake]:
    match details:
        case ErrorDetail():
            yield mistake(status, str(details), field=field, code=details.code or "invalid")
        case dict():
            for name, detail in details.items():
                own = None if name in ("detail", "non_field_errors", "__all__") else str(name)
                inner = f"{field}.{own}" if field and own else own or field
                if isinstance(name, int):  # a place in a list
                    inner = f"{field or ''}[{name}]"
                yield from _mistakes(status, detail, inner)
        case list():
            for number, detail in enumerate(details):
                within = f"{field or ''}[{number}]" if isinstance(detail, (dict, list)) else field
                yield from _mistakes(status, detail, within)


def api_problems(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: what fails below /api/ before or behind its views has the same shape."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        told = response.get("Content-Type", "").partition(";")[0] == MEDIA_TYPE
        below = request.path_info.startswith("/api/")
        if (
            response.status_code < 400
            or told
            or not below
            or not isinstance(response, HttpResponse)
        ):
            return response
        response.content = problem(request, response.status_code).content
        response["Content-Type"] = MEDIA_TYPE
        response["Content-Length"] = len(response.content)
        return response

    return answer
