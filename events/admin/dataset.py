"""Data sets at the desk: handed in, looked at, imported in the background, and their mappings."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.admin.dataset_pages import errors_of, hand_in, look_at
from events.admin.readonly import ReadOnly
from events.ingestion.datasets.mapping import InvalidMapping, parse
from events.ingestion.datasets.mappings import ready
from events.models import DatasetImport, DatasetMapping
from people.admin.ability import ByAbility
from people.admin.lists import QuickList
from people.roles import Ability


@admin.register(DatasetImport)
class DatasetImportAdmin(ReadOnly[DatasetImport]):
    """Data sets that were handed in, the latest first, and how far they have been taken."""

    list_display = ("__str__", "mapping_name", "state", "counts", "asked_by", "created_at")
    list_select_related = ("run", "run__by")
    search_fields = ("source_name", "file_name")
    ordering = ("-id",)
    change_list_template = "admin/events/datasetimport_change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[DatasetImport]:
        return super().get_queryset(request).defer("content", "definition")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("hand-in/", view(hand_in), name="events_datasetimport_hand_in"),
            path("<int:pk>/errors.csv", view(errors_of), name="events_datasetimport_errors"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return look_at(request, object_id)

    @admin.display(description=_("state"))
    def state(self, handed_in: DatasetImport) -> str:
        return str(handed_in.run.get_state_display()) if handed_in.run else str(_("looked at"))

    @admin.display(description=_("rows"))
    def counts(self, handed_in: DatasetImport) -> str:
        run = handed_in.run
        return f"{run.found} / {run.total}" if run and run.total else str(run.found) if run else "–"

    @admin.display(description=_("asked by"))
    def asked_by(self, handed_in: DatasetImport) -> str:
        return str(handed_in.run.by or "–") if handed_in.run else "–"


class _Readable(json.JSONEncoder):
    """JSON as people read and edit it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "indent": 2, "ensure_ascii": False})


class MappingForm(forms.ModelForm[DatasetMapping]):
    definition = forms.JSONField(
        label=_("mapping"),
        widget=forms.Textarea(attrs={"rows": 32, "cols": 100, "spellcheck": "false"}),
        encoder=_Readable,
        help_text=_("What each row tells, as JSON: docs/datasets.md explains it."),
    )

    class Meta:
        model = DatasetMapping
        fields = ("name", "definition")

    def clean(self) -> dict[str, Any]:
        """A mapping that cannot be used is refused with all that is wrong in it."""
        values = super().clean() or {}
        definition = values.get("definition")
        if isinstance(definition, dict) and values.get("name"):
            definition["name"] = values["name"]
        if definition is not None:
            try:
                parse(definition)
            except InvalidMapping as invalid:
                self.add_error("definition", [ValidationError(line) for line in invalid.problems])
        return values


@admin.register(DatasetMapping)
class DatasetMappingAdmin(ByAbility, QuickList[DatasetMapping]):
    """The mappings that editors wrote, beside the ready ones, of which any can be copied."""

    needs = Ability.SOURCES
    form = MappingForm
    list_display = ("name", "version", "updated_at")
    search_fields = ("name",)
    readonly_fields = ("version", "copies")
    fields = ("name", "definition", "version", "copies")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """An empty mapping, or a copy of the ready one that the address names."""
        name = request.GET.get("ready", "")
        if definition := ready().get(name):
            return {"name": name, "definition": definition}
        empty = {"source": {"trust": "press"}, "key": [], "facts": []}
        return {"definition": empty}

    @admin.display(description=_("copy a ready one"))
    def copies(self, mapping: DatasetMapping) -> Any:
        add = reverse("admin:events_datasetmapping_add")
        links = [format_html('<a href="{}?ready={}">{}</a>', add, name, name) for name in ready()]
        return format_html(" · ".join(["{}"] * len(links)), *links)

    def response_add(
        self, request: HttpRequest, obj: DatasetMapping, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Back to the data set for which it was written, where there is one."""
        return _back(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: DatasetMapping) -> HttpResponse:
        return _back(request) or super().response_change(request, obj)


def _back(request: HttpRequest) -> HttpResponse | None:
    pk = request.GET.get("for", "")
    if not pk.isdecimal() or "_continue" in request.POST:
        return None
    return HttpResponseRedirect(reverse("admin:events_datasetimport_change", args=[pk]))
