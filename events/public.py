"""What all public pages share: they set no cookie, may be cached, and answer to bad addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from events.facets import Filters
from events.filters import PARTIES
from people.matching import match
from people.paging import BadCursor
from people.removed import is_gone

FRESH_SECONDS = 60
PLAIN = "text/plain; charset=utf-8"
View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page for readers: one minute fresh, then asked for by its ETag; 400 for a bad cursor.

    What a person had removed answers 410.
    """

    @require_safe
    @conditional_page
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **options)
        except BadCursor:
            return render(request, "400.html", {"path": request.path}, status=400)
        except Http404:
            if is_gone(options.get("kind", ""), options.get("slug", "")):
                return render(request, "410.html", status=410)
            raise
        if response.status_code in (200, 308):
            patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        return response

    return page


def redirect_of_named(filters: Filters) -> HttpResponse | None:
    """To the address in which the names that a reader typed are slugs, where they are known."""
    found = {}
    for name in PARTIES:
        typed = filters.data.get(name, "")
        if typed and name in filters.filterset.errors:
            entity = match(name, [typed]).entity
            if entity is None or not entity.is_published:
                return None
            found[name] = entity.slug
    return HttpResponseRedirect(filters.href(**found)) if found else None


def moved_to(address: str) -> HttpResponse:
    """For good as far as anyone knows, but a merge can be taken back."""
    response = HttpResponsePermanentRedirect(address)
    response.status_code = 308
    return response


def mistakes_of(form: BaseForm) -> str:
    """What is wrong with an address that answers with a file, a line for each parameter."""
    return "".join(
        f"{name}: {' '.join(map(str, errors))}\n" for name, errors in form.errors.items()
    )
