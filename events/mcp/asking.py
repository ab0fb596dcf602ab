"""A tool's question put to the API within the process, so that both give one answer."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, resolve

KEPT = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_PROTO", "HTTP_AUTHORIZATION", "SCRIPT_NAME", "wsgi.url_scheme",
        "SERVER_PROTOCOL")  # fmt: skip


def ask(request: HttpRequest, path: str, asked: Mapping[str, Any]) -> tuple[int, Any]:
    """The status and the JSON that `/api/v1/` answers, to whoever sent the request."""
    below = f"api/v1/{path}"
    environ = {name: request.META[name] for name in KEPT if name in request.META} | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/{below}",
        "QUERY_STRING": urlencode({k: _written(v) for k, v in asked.items()}, doseq=True),
        "HTTP_ACCEPT": "application/json",
        "wsgi.input": io.BytesIO(),
    }
    environ.setdefault("wsgi.url_scheme", request.scheme)
    found = resolve(f"{get_script_prefix()}{below}")
    response = cast("HttpResponse", found.func(WSGIRequest(environ), *found.args, **found.kwargs))
    if hasattr(response, "render"):
        response.render()
    if location := response.get("Location"):  # it was merged into another
        return response.status_code, {"detail": f"This is now at {location}"}
    return response.status_code, json.loads(response.content)


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
