"""The addresses of the pictures: drawn when first asked for, then kept.

Only what is published has one, and an address has no parameters, so there are no more pictures than
pages. Drawing takes about a fifth of a second; how much of it one network and one process can
cause is bounded.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from events.channels import entity_at
from events.models import Event
from events.pictures import NAME, Picture, contents, faces
from events.pictures.drawing import png
from events.profiles import address_of
from events.public import moved_to
from events.voice.guard import SenderThrottle

KEPT_SECONDS = 30 * 24 * 60 * 60
FRESH_SECONDS = 60 * 60
DRAWN_RATE = "60/min"
AT_ONCE = 2
PATIENCE_SECONDS = 2
RETRY_SECONDS = 10
_drawing = threading.BoundedSemaphore(AT_ONCE)


class DrawingThrottle(SenderThrottle):
    """So many new pictures for one network."""

    def get_rate(self) -> Any:
        return DRAWN_RATE

    def get_cache_key(self, request: Any, view: Any) -> str:
        return f"picture-{super().get_cache_key(request, view)}"


@require_safe
def of_site(request: HttpRequest) -> HttpResponse:
    return _answer(request, contents.of_site())


@require_safe
def of_event(request: HttpRequest, pk: int) -> HttpResponse:
    published = Event.objects.published().select_related("card")
    return _answer(request, contents.of_event(get_object_or_404(published, pk=pk)))


@require_safe
def of_entity(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    entity = entity_at(kind, slug)
    if entity.survivor_id != entity.pk:
        return moved_to(f"{address_of(entity.survivor)}{NAME}")
    return _answer(request, contents.of_entity(entity))


def _answer(request: HttpRequest, picture: Picture) -> HttpResponse:
    if request.META["QUERY_STRING"]:
        return moved_to(request.path)
    digest = picture.digest(faces.path())
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        kept = caches["pictures"]
        drawn = kept.get(digest)
        if drawn is None:
            if not DrawingThrottle().allow_request(request, None):  # type: ignore[arg-type] # reads META only
                return _later(HTTPStatus.TOO_MANY_REQUESTS)
            if not _drawing.acquire(timeout=PATIENCE_SECONDS):
                return _later(HTTPStatus.SERVICE_UNAVAILABLE)
            try:
                drawn = png(picture)
            finally:
                _drawing.release()
            kept.set(digest, drawn, KEPT_SECONDS)
        response = HttpResponse(drawn, content_type="image/png")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _later(status: HTTPStatus) -> HttpResponse:
    told = "Too many pictures at once.\n"
    response = HttpResponse(told, status=status, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
