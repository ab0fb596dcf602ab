"""The pages between a file and its facts: hand it in, see what would be taken, import, cancel."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.admin.links import address_of, name_of
from events.ingestion.datasets import importing
from events.ingestion.datasets.dryrun import DryRun, dry_run
from events.ingestion.datasets.mapping import InvalidMapping
from events.ingestion.datasets.mappings import Choice, UnknownMapping, choices, mapping_named
from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.visits import visit
from events.models import DatasetImport, Item, Run
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOOKED_AT_ROWS = 20_000
"""How many rows the page of a data set counts; the import counts all."""
ERRORS_SHOWN = 50
AT_WORK = (Run.State.WAITING, Run.State.RUNNING)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class HandInForm(forms.Form):
    file = forms.FileField(label=capfirst(_("file")), required=False)
    address = forms.URLField(
        label=_("or its address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField", "placeholder": "https://", "size": 60}),
    )
    mapping = forms.ChoiceField(label=capfirst(_("mapping")), help_text=_("How rows are read."))
    source = forms.CharField(
        label=capfirst(_("source")),
        required=False,
        max_length=200,
        help_text=_("Whose data set it is. Empty: as the mapping says, or else the file's name."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        mapping = cast("forms.ChoiceField", self.fields["mapping"])
        mapping.choices = [(choice.name, choice.title) for choice in choices()]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file = values.get("file")
        if bool(file) is bool(values.get("address")) and not self.errors:
            raise forms.ValidationError(gettext("Give a file or an address, one of the two."))
        if file and file.size > settings.DATASET_UPLOAD_BYTES:
            most = settings.DATASET_UPLOAD_BYTES // 1_000_000
            told = gettext("The file is larger than %(most)d MB: use the command import_dataset.")
            self.add_error("file", told % {"most": most})
        return values


def hand_in(request: HttpRequest) -> HttpResponse:
    """Take a file or fetch an address, then show what importing it would do."""
    if not may(request.user, Ability.SOURCES):
        raise PermissionDenied
    first = {"mapping": request.GET.get("mapping", "")}
    form = HandInForm(request.POST or None, request.FILES or None, initial=first)
    if form.is_valid():
        try:
            handed_in = _handed_in(form.cleaned_data)
        except (FetchError, importing.NotTaken) as problem:
            form.add_error(None, str(problem))
        else:
            handed_in.save()
            return HttpResponseRedirect(_page(handed_in))
    context = {
        **admin.site.each_context(request),
        "title": gettext("Import a data set"),
        "opts": DatasetImport._meta,
        "form": form,
        "mappings": choices(),
    }
    return TemplateResponse(request, "admin/events/dataset_hand_in.html", context)


def _handed_in(values: dict[str, Any]) -> DatasetImport:
    choice = mapping_named(values["mapping"])
    if file := values["file"]:
        content, name, charset = file.read(), file.name, file.charset or ""
    else:
        page = visit(values["address"], max_bytes=settings.DATASET_UPLOAD_BYTES)
        content, charset = page.content, page.charset
        name = values["address"].partition("?")[0].rpartition("/")[2] or "data"
    return importing.hand_in(
        content,
        choice,
        file_name=name,
        source_name=values["source"],
        address=values["address"],
        charset=charset,
    )


def look_at(request: HttpRequest, object_id: str) -> HttpResponse:
    """What importing would do, or how the import goes; the buttons choose a mapping and begin."""
    if not request.user.has_perm("events.view_datasetimport"):
        raise PermissionDenied
    if not object_id.isdecimal():
        raise Http404
    handed_in = get_object_or_404(DatasetImport.objects.select_related("run"), pk=object_id)
    if request.method == "POST":
        return _decided(request, handed_in)
    context = {
        **admin.site.each_context(request),
        "title": str(handed_in),
        "opts": DatasetImport._meta,
        "handed_in": handed_in,
        "mapping": Choice(
            handed_in.mapping_name, handed_in.definition, handed_in.mapping_version, False
        ),
        "mappings": choices(),
        "may_import": may(request.user, Ability.SOURCES),
        **(_progress(handed_in, handed_in.run) if handed_in.run else _outlook(handed_in)),
    }
    return TemplateResponse(request, "admin/events/dataset_import.html", context)


def _decided(request: HttpRequest, handed_in: DatasetImport) -> HttpResponse:
    if not may(request.user, Ability.SOURCES):
        raise PermissionDenied
    if "cancel" in request.POST:
        if importing.cancel(handed_in, by=cast("User", request.user)):
            messages.success(request, gettext("No further row is taken."))
    elif handed_in.run is None and "mapping" in request.POST:
        try:
            importing.use_mapping(handed_in, mapping_named(request.POST["mapping"]))
            handed_in.save()
        except (InvalidMapping, UnknownMapping) as problem:
            messages.error(request, str(problem))
    elif "import" in request.POST:
        importing.start(handed_in, by=cast("User", request.user))
        messages.success(request, gettext("A worker will take the rows in a moment."))
    return HttpResponseRedirect(_page(handed_in))


def _outlook(handed_in: DatasetImport) -> dict[str, Any]:
    """The first rows as they would be taken, and what becomes of all."""
    try:
        found = dry_run(handed_in, most_rows=LOOKED_AT_ROWS)
    except (Unreadable, InvalidMapping) as problem:
        return {"problem": str(problem)}
    rows = [
        {
            "row": row,
            "fate": FATES[row.fate],
            "lines": [
                {
                    "text": line.text,
                    "known": name_of(line.known) if line.known else "",
                    "address": address_of(line.known) if line.known else "",
                }
                for line in row.lines
            ],
        }
        for row in found.rows
    ]
    return {"found": found, "rows": rows, "totals": _totals(found), "most": LOOKED_AT_ROWS}


FATES = {
    "new": pgettext_lazy("of rows", "new"),
    "changed": pgettext_lazy("of rows", "changed"),
    "known": pgettext_lazy("of rows", "known"),
    "left_out": pgettext_lazy("of rows", "left out"),
    "failed": pgettext_lazy("of rows", "failed"),
}


def _totals(found: DryRun) -> list[tuple[int, Any]]:
    return [(found.totals[fate], FATES[fate]) for fate in found.totals]


def _progress(handed_in: DatasetImport, run: Run) -> dict[str, Any]:
    failed = _failed(run)
    return {
        "run": run,
        "is_at_work": run.state in AT_WORK,
        "counts": [(getattr(run, name), word) for name, word in FATES.items()],
        "errors": failed[:ERRORS_SHOWN],
        "more_errors": max(0, failed.count() - ERRORS_SHOWN),
    }


def _failed(run: Run) -> Any:
    """The rows that stand as failed, or with something to say, since this run or before."""
    items = Item.objects.filter(source=run.source).exclude(reason="")
    return items.exclude(outcome=Item.Outcome.LEFT_OUT).order_by("pk")


@require_safe
def errors_of(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that failed and why, as a CSV file that is safe to open in a spreadsheet."""
    if not request.user.has_perm("events.view_datasetimport"):
        raise PermissionDenied
    handed_in = get_object_or_404(DatasetImport.objects.exclude(run=None), pk=pk)
    run = cast("Run", handed_in.run)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{pk}-errors.csv"'
    response.write("\ufeff")
    table = csv.writer(response)
    table.writerow(["row", "reason"])
    for title, reason in _failed(run).values_list("title", "reason").iterator():
        table.writerow([_plain(title), _plain(reason)])
    return response


def _plain(text: str) -> str:
    """The text, never a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _page(handed_in: DatasetImport) -> str:
    return reverse("admin:events_datasetimport_change", args=[handed_in.pk])
