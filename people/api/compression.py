from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

AS_IT_IS = {"text/event-stream", "application/vnd.apache.parquet", "application/gzip"}
"""What has to arrive at once, and what is compressed already."""


class CompressedApi(GZipMiddleware):
    """Answers below /api/ in gzip, for whoever reads it, files while they are written too."""

    max_random_bytes = 0  # they hide the length of secrets; nothing here is secret

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        media_type = response.get("Content-Type", "").partition(";")[0]
        if media_type in AS_IT_IS or not request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)
