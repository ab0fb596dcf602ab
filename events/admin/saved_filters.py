"""Where the desk's lists keep their filters: each form comes back to the list that it stood on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events import saved_filters
from events.models import SavedFilter
from people.refusals import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@require_POST
def keep_filter(request: HttpRequest) -> HttpResponse:
    listed, query = request.POST.get("listed", ""), request.POST.get("query", "")
    address = address_of(listed)

    def keep() -> str:
        saved = saved_filters.keep(
            by=cast("User", request.user),
            listed=listed,
            name=request.POST.get("name", ""),
            query=query,
            shared="shared" in request.POST,
        )
        return _("The filter “%s” was saved.") % saved

    return _told(request, keep, f"{address}?{saved_filters.narrowed(query)}")


@require_POST
def change_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename it, or delete it."""
    by = cast("User", request.user)
    offered = SavedFilter.objects.filter(pk=pk)
    saved = get_object_or_404(offered)
    if saved.pk not in saved_filters.seen_by(by, saved.listed).values_list("pk", flat=True):
        raise Http404

    def change() -> str:
        if "delete" in request.POST:
            saved_filters.forget(saved, by=by)
            return _("The filter “%s” was deleted.") % saved
        return _("The filter is called “%s” now.") % saved_filters.rename(
            saved, request.POST.get("name", ""), by=by
        )

    return _told(request, change, f"{address_of(saved.listed)}?{saved.query}")


def address_of(listed: str) -> str:
    """The list that a filter is of."""
    try:
        opts = apps.get_model(listed)._meta
    except (LookupError, ValueError) as error:
        raise Http404 from error
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")


def _told(request: HttpRequest, deed: Callable[[], str], address: str) -> HttpResponse:
    try:
        messages.success(request, deed())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(address)
