"""The history of a record as its versions tell it: who changed which field, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.utils import display_for_field, unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

UNTOLD = {
    "id", "sort_key", "folded", "created_at", "updated_at", "survivor", "published", "proposed_by",
}  # fmt: skip
"""Columns that follow from others, and who proposed a record: the deed says it."""
MOST_VERSIONS = 1000


class Difference(NamedTuple):
    label: str
    before: str
    after: str


class Tracked(NamedTuple):
    """Rows whose versions belong to a record's history: its own, or those of one relation."""

    relation: str = ""
    owner: str = "pgh_obj"
    """The column of these versions that names the record."""
    untold: tuple[str, ...] = ()
    """Columns that only repeat what the record says."""


@dataclass(slots=True)
class Change:
    """What one version changed in one row: of the record itself, or of one that belongs to it."""

    kind: str  # insert, update or delete
    record: str
    differences: list[Difference]


@dataclass(slots=True)
class Deed:
    """All that was changed together, by one person or one step of the machine."""

    at: datetime
    by: str
    action: str
    changes: list[Change] = field(default_factory=list)


def deeds_of(record: models.Model, tracked: Iterable[Tracked]) -> list[Deed]:
    """What was done to a record and to the rows that belong to it, newest first."""
    versions = sorted(
        ((version, rows) for rows in tracked for version in _versions(record, rows)),
        key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id),
    )
    told = [_told(version).get("user") for version, _rows in versions]
    users = get_user_model().objects.in_bulk([user for user in told if user])
    last: dict[tuple[Tracked, Any], models.Model] = {}
    deeds: dict[Any, Deed] = {}
    for version, rows in versions:
        row = (rows, version.pgh_obj_id)
        change = _change(version, last.get(row), rows)
        last[row] = version
        if change.kind == "update" and not change.differences:
            continue
        context = _told(version)
        user = users.get(context.get("user"))
        deed = deeds.setdefault(
            version.pgh_context_id or f"{version.pgh_created_at}",
            Deed(
                at=version.pgh_created_at,
                by=user.get_username() if user else "",
                action=context.get("action", ""),
            ),
        )
        deed.changes.append(change)
    return sorted(deeds.values(), key=lambda deed: deed.at, reverse=True)


def _versions(record: models.Model, rows: Tracked) -> Iterator[Any]:
    """The newest versions, oldest first, with what they refer to."""
    owner: Any = type(record)
    tracked = owner._meta.get_field(rows.relation).related_model if rows.relation else owner
    versions = tracked._meta.concrete_model._meta.get_field("versions").related_model
    found = versions.objects.filter(**{rows.owner: record.pk}).select_related("pgh_context")
    keys = [column.name for column in _columns(versions, rows) if column.is_relation]
    return reversed(found.prefetch_related(*keys).order_by("-pgh_id")[:MOST_VERSIONS])


def _told(version: Any) -> dict[str, Any]:
    """Who and what the context of a version tells."""
    return version.pgh_context.metadata if version.pgh_context else {}


def _columns(versions: type[models.Model], rows: Tracked) -> list[Any]:
    untold = {rows.owner, *rows.untold, *UNTOLD}
    return [
        column
        for column in versions._meta.concrete_fields
        if not column.name.startswith("pgh_") and column.name not in untold
    ]


def _change(version: Any, before: Any, rows: Tracked) -> Change:
    differences = []
    if version.pgh_label != "delete":
        for column in _columns(type(version), rows):
            old = _shown(column, before) if before else ""
            new = _shown(column, version)
            if old != new:
                differences.append(Difference(capfirst(column.verbose_name), old, new))
    name = capfirst(version.pgh_tracked_model._meta.verbose_name) if rows.relation else ""
    return Change(version.pgh_label, str(name), differences)


def _shown(column: Any, version: Any) -> str:
    if column.is_relation:
        try:
            return str(getattr(version, column.name) or "")
        except ObjectDoesNotExist:
            return f"#{getattr(version, column.attname)}"
    value = getattr(version, column.name)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value in (None, {}) else str(display_for_field(value, column, ""))


class KeepsHistory(admin.ModelAdmin[Any]):
    """An admin whose History page shows the record's versions, field by field."""

    tracked: tuple[Tracked, ...] = (Tracked(),)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return] # missing in the stubs
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %s") % record,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "deeds": deeds_of(record, self.tracked),
            "object": record,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)
