"""The pages of errors: in the language of the address, with their true status and a way on."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from events.readers import DJANGO_LANGUAGES


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address or a form that cannot be read. Its host may not be ours: no link says it."""
    with _language_of(request):
        html = render_to_string("400.html")
    return HttpResponse(html, status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, HTTPStatus.FORBIDDEN)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its own cookie."""
    return _page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """It asks nothing of the database, of translations or of the request but its address."""
    html = render_to_string("500.html", {"chinese_first": request.path.startswith("/zh/")})
    return HttpResponse(html, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    with _language_of(request):
        return render(request, f"{status.value}.html", status=status)


def _language_of(request: HttpRequest) -> translation.override:
    """The address's own: an error may come before it was looked at."""
    prefix, slash = request.path[1:3], request.path[3:4]
    current = translation.get_language() or "en"
    return translation.override(DJANGO_LANGUAGES.get(prefix if slash else "", current))
