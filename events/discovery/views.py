"""Permanent addresses without a language, and an event's citation as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from events.discovery.citations import bibtex
from events.models import Event
from events.public import public_page
from events.readers import reader_language


@require_safe
def permanent(request: HttpRequest, collection: str, key: str) -> HttpResponse:
    """To the page in the language that the browser asks for."""
    response = HttpResponseRedirect(f"/{reader_language()}/{collection}/{key}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public_page
def citation(request: HttpRequest, pk: int) -> HttpResponse:
    """A published event as BibTeX."""
    event = get_object_or_404(Event.objects.published().select_related("card"), pk=pk)
    written = bibtex(event, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(written, content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tideline-{pk}.bib"'
    return response
