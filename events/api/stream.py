"""Changes as they happen, as server-sent events.

Each stream keeps a thread of the web process busy. So there are few at a time, each is short, and
between two looks at the database it holds no connection to it.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from events.api.changes import NOW, ChangesView, told
from people.models import Change
from people.models.change import Place

MEDIA_TYPE = "text/event-stream"
STREAM_SECONDS = 30
LOOK_SECONDS = 1.0
HEARTBEAT_SECONDS = 10
RETRY_SECONDS = 2
MOST_AT_ONCE = 50


class TooManyStreams(APIException):
    """All threads that streams may have are taken."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "too_many_streams"
    default_detail = "Too many streams are open. Come again in a minute, or read changes/."
    wait = 60


class Open:
    """The streams that this process has open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_address: Counter[str] = Counter()

    def enter(self, address: str) -> None:
        with self._lock:
            of_address = self._by_address[address]
            if (
                self._by_address.total() >= settings.STREAMS
                or of_address >= settings.STREAMS_OF_ADDRESS
            ):
                raise TooManyStreams
            self._by_address[address] += 1

    def leave(self, address: str) -> None:
        with self._lock:
            self._by_address[address] -= 1
            self._by_address += Counter()  # forgets those without any


OPEN = Open()


class Stream:
    """The bytes of one stream. Whoever writes them closes it, also before its first byte."""

    def __init__(self, address: str, write: Callable[[], Iterator[bytes]]) -> None:
        OPEN.enter(address)
        self._address: str | None = address
        self._pieces = write()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        if self._address is not None:
            OPEN.leave(self._address)
            self._address = None


class EventStreamRenderer(BaseRenderer):
    """What browsers ask for; an error is told in JSON all the same."""

    media_type = MEDIA_TYPE
    format = "event-stream"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        rendered: bytes = JSONRenderer().render(data)
        return rendered


class ChangesStreamView(ChangesView):
    """The changes as server-sent events, from now on, or after `since` or `Last-Event-ID`.

    Each `change` has its cursor as `id` and is told as in changes/. A stream ends after half a
    minute; browsers open the next one by themselves and go on where this one ended.
    """

    renderer_classes = (JSONRenderer, EventStreamRenderer)

    def known_parameters(self) -> Mapping[str, bool]:
        known = super().known_parameters()
        return {name: many for name, many in known.items() if name != "page_size"}

    @extend_schema(
        operation_id="changes_stream",
        tags=["changes"],
        responses={(200, MEDIA_TYPE): OpenApiTypes.STR},
        parameters=[
            OpenApiParameter("since", description="A `cursor`; without it, `now`."),
            OpenApiParameter(
                "Last-Event-ID", location=OpenApiParameter.HEADER,
                description="The last `id` of an earlier stream: goes before `since`.",
            ),
            OpenApiParameter(
                "subject", enum=Change.Subject.values, many=True, explode=True,
                description="Only changes of these, repeated or separated by commas.",
            ),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> HttpResponseBase:  # type: ignore[override] # it streams
        subjects = self.subjects(request)
        last = request.headers.get("Last-Event-ID", "")
        place = self.place(last or request.query_params.get("since", "") or NOW)
        address = self.throttles[0].get_ident(request)
        response = StreamingHttpResponse(
            Stream(address, lambda: self._events(place, subjects)), content_type=MEDIA_TYPE
        )
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
        return response

    def _events(self, place: Place, subjects: Sequence[str]) -> Iterator[bytes]:
        ends = time.monotonic() + STREAM_SECONDS
        yield f"retry: {RETRY_SECONDS * 1000}\nid: {place}\n\n".encode()
        silent_since = time.monotonic()
        while time.monotonic() < ends:
            changes = Change.objects.settled().after(place)
            if subjects:
                changes = changes.filter(subject__in=subjects)
            found = list(changes[:MOST_AT_ONCE])
            texts = list(told(found, self.language, self.addresses))
            if not connection.in_atomic_block:
                connection.close()
            for change, text in zip(found, texts, strict=True):
                place = change.place
                yield f"id: {place}\nevent: change\ndata: {text}\n\n".encode()
            if found:
                silent_since = time.monotonic()
            elif time.monotonic() - silent_since > HEARTBEAT_SECONDS:
                silent_since = time.monotonic()
                yield b": still here\n\n"
            if len(found) < MOST_AT_ONCE:
                time.sleep(LOOK_SECONDS)
