"""What a client raises: a problem that the site tells of, or that it could not be asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from tideline_client.shapes import Mistake


class Unreachable(Exception):
    """No whole answer came, however often it was asked for."""


class Problem(Exception):
    """An answer that is an error, as problem details (RFC 9457) tell it."""

    slug: ClassVar[str] = ""

    def __init__(self, status: int, details: Mapping[str, Any], retry_after: float | None) -> None:
        self.status = status
        self.title: str = details.get("title", f"Status {status}")
        self.detail: str = details.get("detail", "")
        self.type: str = details.get("type", "about:blank")
        self.request_id: str = details.get("request_id", "")
        self.errors: list[Mistake] = details.get("errors", [])
        self.retry_after = retry_after
        super().__init__(f"{self.title}: {self.detail}" if self.detail else self.title)


def problem(status: int, body: bytes, retry_after: float | None) -> Problem:
    """The class of its type; that of its status where a proxy answers in words of its own."""
    try:
        details = json.loads(body)
    except ValueError:
        details = {}
    if not isinstance(details, dict):
        details = {}
    slug = str(details.get("type", "")).rstrip("/").rpartition("/")[2]
    for kind in _kinds(Problem):
        if slug and kind.slug == slug:
            return kind(status, details, retry_after)
    return Problem(status, details, retry_after)


def _kinds(kind: type[Problem]) -> Iterator[type[Problem]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)
