"""The pages between a pasted address and a source: what can be followed, and what would be read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events.ingestion.discover import Offer, discover
from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.preview import preview
from events.models import Source
from people.roles import Ability, may


class FindForm(forms.Form):
    address = forms.CharField(
        label=capfirst(_("address")),
        max_length=2000,
        widget=forms.TextInput(attrs={"size": 60, "placeholder": "https://", "inputmode": "url"}),
    )


def find_source(request: HttpRequest) -> HttpResponse:
    """Ask for an address, then show the ways to follow what is there, the best first."""
    if not may(request.user, Ability.SOURCES):
        raise PermissionDenied
    form = FindForm(request.POST or None)
    offers: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            offers = [_shown(offer) for offer in discover(form.cleaned_data["address"])]
            if not offers:
                form.add_error("address", gettext("Nothing that can be followed was found there."))
        except (FetchError, Unreadable) as error:
            form.add_error("address", str(error))
    context = {
        **admin.site.each_context(request),
        "title": gettext("Add a source"),
        "opts": Source._meta,
        "form": form,
        "offers": offers,
        "by_hand": reverse("admin:events_source_add"),
    }
    return TemplateResponse(request, "admin/events/source_find.html", context)


def _shown(offer: Offer) -> dict[str, Any]:
    """An offer, and the form of a new source filled with it."""
    values = {
        "name": offer.title[:200],
        "address": offer.address,
        "kind": offer.kind,
        "language": offer.language,
        "enabled": "on",
    }
    add = f"{reverse('admin:events_source_add')}?{urlencode(values)}"
    known = Source.objects.filter(address=offer.address).first()
    label = Source.Kind(offer.kind).label
    return {"offer": offer, "kind": label, "add": add, "known": known}


@require_POST
def preview_source(request: HttpRequest) -> HttpResponse:
    """What the source in the posted form would take if it were polled now; nothing is saved."""
    source_id = request.POST.get("source", "")
    source = get_object_or_404(Source, pk=source_id) if source_id.isdecimal() else None
    if not may(request.user, Ability.SOURCES):
        raise PermissionDenied
    model_admin = admin.site.get_model_admin(Source)
    form_class = model_admin.get_form(request, source, change=source is not None)
    form = form_class(request.POST, instance=source)
    goes_to = (
        reverse("admin:events_source_change", args=[source.pk])
        if source
        else reverse("admin:events_source_add")
    )
    values = [(name, value) for name, value in request.POST.items() if name in form.fields]
    context = {
        **admin.site.each_context(request),
        "title": gettext("Preview"),
        "opts": Source._meta,
        "form": form,
        "preview": preview(form.save(commit=False)) if form.is_valid() else None,
        "values": values,
        "goes_to": goes_to,
        "back": f"{goes_to}?{urlencode(values)}" if source is None else goes_to,
    }
    return TemplateResponse(request, "admin/events/source_preview.html", context)
