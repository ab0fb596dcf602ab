"""The pages of a sheet: export of what the list shows, import with a preview, and bulk edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.admin.links import address_of, name_of
from events.admin.sheets import additions as adding
from events.admin.sheets import changes as changing
from events.admin.sheets.additions import Addition
from events.admin.sheets.files import FORMATS, MOST_ROWS, read, written
from events.admin.sheets.sheet import Change, Sheet
from people.actions import Refused
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = object

SALT = "tideline.sheet"
MOST_AT_ONCE = 500
SEEN_SECONDS = 3600
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("CSV, Excel or JSON with the columns of an export.")
    )


class HasSheet(_Admin):
    """An admin whose list can be exported and, where its sheet is written, imported and edited."""

    sheet: Sheet
    change_list_template = "admin/sheets/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        own = [path("export/", wrap(self.export_view), name=f"{name}_export")]
        if self.sheet.write:
            own.append(path("import/", wrap(self.import_view), name=f"{name}_import"))
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        context = {
            "export_address": reverse(f"{name}_export") if self._may_export(request) else "",
            "import_address": reverse(f"{name}_import") if self._may_import(request) else "",
            "export_query": request.GET.urlencode(),
            "export_formats": list(FORMATS),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def _may_export(self, request: HttpRequest) -> bool:
        return may(request.user, Ability.PUBLISH)

    def _may_import(self, request: HttpRequest) -> bool:
        return bool(self.sheet.write) and may(request.user, Ability.SOURCES)

    # -- export

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The rows that the list shows under its filters."""
        if not (self._may_export(request) and self.has_view_permission(request)):
            raise PermissionDenied
        asked = request.GET.copy()
        ending = (asked.pop("as", None) or ["csv"])[-1]
        request.GET = asked  # type: ignore[assignment] # the list knows its own filters only
        listed = redirect(f"{reverse(self._list)}?{asked.urlencode()}")
        if ending not in FORMATS:
            messages.error(request, gettext("Choose CSV, XLSX or JSON."))
            return listed
        rows = self.get_changelist_instance(request).get_queryset(request)
        records = list(self.sheet.rows(rows)[: MOST_ROWS + 1])
        if len(records) > MOST_ROWS:
            words = gettext(
                "The list has more than %(most)s rows: narrow it by its filters, or take the "
                "whole record from the API."
            )
            messages.error(request, words % {"most": f"{MOST_ROWS:,}"})
            return listed
        content = written(self.sheet.columns, map(self.sheet.row, records), ending)
        name = f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.{ending}"
        return HttpResponse(
            content,
            content_type=TYPES[ending],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @property
    def _list(self) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"

    # -- import

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """A file, then what it would change, then the changes."""
        if not self._may_import(request):
            raise PermissionDenied
        if "seen" in request.POST:
            return self._make(request)
        form = FileForm(request.POST or None, request.FILES or None)
        context: dict[str, Any] = {}
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                lines = read(file.read(), file.name)
                found = changing.of_lines(
                    self.sheet, self._records(), lines, by=_user(request), file=file.name
                )
            except Refused as refused:
                form.add_error("file", str(refused))
            else:
                context = {
                    "found": found,
                    "file": file.name,
                    "table": self._shown(found.changes),
                    "added": [self._cells(addition) for addition in found.additions],
                    "seen": _sealed(found.changes, file.name, found.additions),
                }
        return self._page(
            request, "admin/sheets/import.html", form=form, columns=self._columns(), **context
        )

    def _columns(self) -> list[tuple[str, str, bool]]:
        """The columns that a new row may fill: name, label, and whether it has to."""
        new = self.sheet.new
        names = [*new.fields, *self.sheet.fields] if new else []
        return [(name, self.label(name), bool(new and name in new.needed)) for name in names]

    def _make(self, request: HttpRequest) -> HttpResponse:
        try:
            file, changes, additions = self._unsealed(request.POST["seen"])
        except signing.BadSignature:
            messages.error(request, gettext("The preview is too old: choose the file again."))
            return redirect(request.path)
        by = _user(request)
        if additions:
            self._report_new(request, adding.make(self.sheet, additions, by=by, file=file))
        if changes or not additions:
            self._report(request, changing.make(self.sheet, changes, by=by, file=file))
        return redirect(self._list)

    def _records(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()  # noqa: SLF001 - documented
        return rows

    def _unsealed(self, seen: str) -> tuple[str, list[Change], list[Addition]]:
        told = signing.loads(seen, salt=SALT, max_age=SEEN_SECONDS)
        rows = told["changes"]
        records = self.sheet.rows(self._records().filter(pk__in={row[0] for row in rows}))
        known = {record.pk: record for record in records}
        changes = [Change(known[row[0]], *row[1:]) for row in rows if row[0] in known]
        return told["file"], changes, [Addition(*row) for row in told["new"]]

    # -- many at once

    @admin.action(description=_("Edit the chosen ones …"), permissions=["edit_many"])
    def edit_many(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Choose a field and a value, see what would change, and change it."""
        chosen = list(self.sheet.rows(queryset)[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            words = gettext("Choose at most %(most)d at once; nothing was done.")
            messages.error(request, words % {"most": MOST_AT_ONCE})
            return None
        if "seen" in request.POST:
            try:
                _file, changes, _new = self._unsealed(request.POST["seen"])
            except signing.BadSignature:
                messages.error(request, gettext("The preview is too old: choose again."))
            else:
                self._report(request, changing.make(self.sheet, changes, by=_user(request)))
            return None
        context: dict[str, Any] = {}
        names = [name for name in self.sheet.fields if name in request.POST.getlist("column")]
        if names:
            texts = {name: request.POST.get(f"value-{name}", "").strip() for name in names}
            found = changing.of_texts(self.sheet, chosen, texts, by=_user(request))
            context = {
                "found": found,
                "table": self._shown(found.changes),
                "seen": _sealed(found.changes, ""),
            }
        columns = [
            (name, self.label(name), name in names, request.POST.get(f"value-{name}", ""),
             list(getattr(one, "choices", None) or []))
            for name, one in self.sheet.fields.items()
        ]  # fmt: skip
        return self._page(
            request, "admin/sheets/edit_many.html", columns=columns, checkbox=ACTION_CHECKBOX_NAME,
            chosen=[(record.pk, name_of(record)) for record in chosen],
            is_incomplete="asked" in request.POST and not names, **context,
        )  # fmt: skip

    def has_edit_many_permission(self, request: HttpRequest) -> bool:
        return (
            bool(self.sheet.write)
            and self.has_change_permission(request)
            and may(request.user, Ability.CORRECT)
        )

    # -- what they share

    def label(self, name: str) -> str:
        fields = {**(self.sheet.new.fields if self.sheet.new else {}), **self.sheet.fields}
        return str(fields[name].label or name)

    def _shown(self, changes: list[Change]) -> list[tuple[Change, str, str, str]]:
        return [
            (change, name_of(change.record), address_of(change.record), self.label(change.name))
            for change in changes
        ]

    def _cells(self, addition: Addition) -> tuple[Addition, list[tuple[str, str]]]:
        """A new row as it is shown: the label and the text of each cell."""
        cells = [(self.label(name), text) for name, text in addition.texts.items()]
        return addition, cells

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        titles = {
            "admin/sheets/import.html": gettext("Import a sheet"),
            "admin/sheets/edit_many.html": gettext("Edit many at once"),
        }
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**shared, "title": titles[template], **context})

    def _report_new(self, request: HttpRequest, made: adding.Made) -> None:
        told = ngettext("%(count)d record added.", "%(count)d records added.", made.done)
        if made.done:
            messages.success(request, told % {"count": made.done})
        for name, words in made.refused:
            messages.warning(request, f"{name}: {words}")

    def _report(self, request: HttpRequest, outcome: changing.Outcome) -> None:
        told = ngettext("%(count)d record changed.", "%(count)d records changed.", outcome.done)
        if outcome.done or not outcome.refused:
            messages.success(request, told % {"count": outcome.done})
        for record, words in outcome.refused:
            messages.warning(request, f"{name_of(record)}: {words}")


def _sealed(changes: list[Change], file: str, additions: Sequence[Addition] = ()) -> str:
    """What was seen, so that this and nothing else is done."""
    rows = [[one.record.pk, one.name, one.before, one.after, one.line] for one in changes]
    new = [[one.line, one.texts, one.name] for one in additions]
    told = {"file": file, "changes": rows, "new": new}
    return signing.dumps(told, salt=SALT, compress=True)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
