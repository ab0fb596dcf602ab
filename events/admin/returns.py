from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = object


def review_address(address: str) -> str:
    """The address, where it is one of the review pages, and else nothing."""
    is_ours = address.startswith(reverse("admin:review-queue"))
    return address if is_ours and url_has_allowed_host_and_scheme(address, None) else ""


class ReturnsToReview(_Admin):
    """An admin whose form leads back to the review page, when it was opened from there."""

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        if address := review_address(request.GET.get("next", "")):
            return HttpResponseRedirect(address)
        return super().response_post_save_change(request, obj)
