from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

AS_IT_IS = {"text/event-stream", "application/vnd.apache.parquet", "application/gzip"}
"""What has to arrive at once, and what is compressed already."""
TEXTS = ("json", "xml", "javascript")
"""What else than text/ is worth it."""


class Compressed(GZipMiddleware):
    """Answers below /api/, and all that anyone may keep, in gzip for whoever reads it.

    Who can see how long an answer is could guess a secret in it: pages that are not for everybody
    are sent as they are.
    """

    max_random_bytes = 0  # they hide the length of secrets; nothing here is secret

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        media_type = response.get("Content-Type", "").partition(";")[0]
        if media_type in AS_IT_IS or not (_of_api(request) or _for_all(response, media_type)):
            return response
        return super().process_response(request, response)


def _of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _for_all(response: HttpResponseBase, media_type: str) -> bool:
    """Text that a shared cache may hold."""
    is_text = media_type.startswith("text/") or media_type.endswith(TEXTS)
    return is_text and "public" in response.get("Cache-Control", "")
