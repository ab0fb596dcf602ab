"""Every request has an id: in the answer, in its errors and in every line that it logs."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
HARMLESS = re.compile(r"[A-Za-z0-9._~+/=:-]{1,128}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """That of the request that is being answered; empty outside of one."""
    return _current.get()


def request_ids(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: the id that a client or proxy sent, if it is harmless, or else a new one."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        sent = request.headers.get(HEADER, "")
        known = sent if HARMLESS.fullmatch(sent) else uuid.uuid4().hex
        token = _current.set(known)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = known
        return response

    return answer


class RequestIdFilter(logging.Filter):
    """Gives each line of the log `request`: the id in brackets, or nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        known = current_request_id()
        record.request_id = f" [{known}]" if known else ""
        return True
