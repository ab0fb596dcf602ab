"""Scripts of any origin may read the API: nothing of it depends on cookies."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Content-Language, Deprecation, ETag, "
    "Link, RateLimit, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, "
    "Retry-After, Sunset, X-Request-ID",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-None-Match, "
    "Last-Event-ID, X-Request-ID",
    "Access-Control-Max-Age": "86400",
}


def readable_from_anywhere(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. Outside of what shortens answers: a 304 needs the headers too."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers={**EVERYWHERE, **PREFLIGHT})
        response = get_response(request)
        for name, value in EVERYWHERE.items():
            response[name] = value
        return response

    return answer
