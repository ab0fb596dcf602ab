"""Requests to WSGI applications in this process: the whole of the site, and the thinnest server."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import unquote

from django.core.wsgi import get_wsgi_application

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@cache
def site() -> Application:
    """The site as a web server runs it, with all its middleware."""
    return get_wsgi_application()


def opened(address: str, application: Application | None = None) -> bytes:
    """The content at an address; any answer but 200 is an error."""
    return b"".join(streamed(address, application))


def streamed(address: str, application: Application | None = None) -> Iterable[bytes]:
    """The content in the pieces in which it is sent."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    statuses: list[str] = []
    answer = (application or site())(environ, lambda status, *_: statuses.append(status))
    try:
        yield from answer
    finally:
        if close := getattr(answer, "close", None):
            close()
    assert statuses[0].startswith("200"), (address, statuses)
