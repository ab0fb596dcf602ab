"""An admin whose records can be looked at as they were, and put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.actions import Refused
from people.admin.history import deeds_of, differences_to
from people.versions import Stamp, Tracked

DEEDS_A_PAGE = 25


class PublicReasonField(forms.CharField):
    """What readers are told of a correction, as it is written."""

    def __init__(self, **options: Any) -> None:
        told = {
            "label": capfirst(_("public reason")),
            "help_text": _("Shown to readers on the page of corrections, word for word."),
            "max_length": 300,
            "required": False,
        }
        super().__init__(**{**told, **options})
        self.widget.attrs["size"] = 60


class PublicReasonForm(forms.Form):
    public_reason = PublicReasonField()


class KeepsHistory(admin.ModelAdmin[Any]):
    """Its History page shows the record's versions, field by field, and each can be restored."""

    tracked: tuple[Tracked, ...] = (Tracked(),)
    restores: ClassVar[Callable[..., Any] | None] = None
    """The action that puts a record back: called with it, a stamp, `by` and `public_reason`."""
    not_restored: ClassVar[frozenset[str]] = frozenset()
    """The columns that this action leaves as they are."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [
            path("<path:object_id>/history/<str:stamp>/", view, name=name),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return] # missing in the stubs
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        deeds = Paginator(deeds_of(record, self.tracked), DEEDS_A_PAGE)
        context = {
            **self._about(request, record),
            "title": _("History of %s") % self._named(record),
            "page": deeds.get_page(request.GET.get("page")),
            "may_restore": self._may_restore(request, record),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, stamp: str) -> HttpResponse:
        """Show what restoring a version would change, and do it when it is asked for."""
        record = self.get_object(request, unquote(object_id))
        moment = Stamp.parse(stamp, self.tracked)
        if record is None or moment is None:
            raise Http404
        if not self._may_restore(request, record):
            raise PermissionDenied
        form = PublicReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                type(self).restores(record, moment, by=request.user, **form.cleaned_data)  # type: ignore[misc] # asked above
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                self.message_user(request, _("The version was restored."), messages.SUCCESS)
                return HttpResponseRedirect(self._address("history", record))
        changes = differences_to(record, self.tracked, moment, leave=self.not_restored)
        context = {
            **self._about(request, record),
            "title": gettext("Restore a version of %s") % self._named(record),
            "changes": changes,
            "form": form,
            "history": self._address("history", record),
            "is_public": self._is_public(record),
        }
        return TemplateResponse(request, "admin/restore.html", context)

    def _about(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "named": self._named(record),
            "object": record,
            "opts": self.opts,
        }

    def _named(self, record: Any) -> str:
        """What a record is called in the titles of its pages."""
        return str(record)

    def _is_public(self, record: Any) -> bool:
        return bool(getattr(record, "is_published", False))

    def _may_restore(self, request: HttpRequest, record: Any) -> bool:
        return type(self).restores is not None and self.has_change_permission(request, record)

    def _address(self, page: str, record: Any) -> str:
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk]
        )
