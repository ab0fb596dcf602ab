"""The history of a record as its versions tell it: who changed which field, when, from where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.admin.utils import display_for_field
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from people.versions import Stamp, Tracked

UNTOLD = {
    "id", "sort_key", "folded", "keys", "created_at", "updated_at", "survivor", "published",
    "proposed_by",
}  # fmt: skip
"""Columns that follow from others, and who proposed a record: the deed says it."""

DEEDS: Mapping[str, str] = {
    "accept": gettext_noop("accepted"),
    "reject": gettext_noop("rejected"),
    "retract": gettext_noop("retracted"),
    "correct": gettext_noop("corrected"),
    "create": gettext_noop("added by hand"),
    "restore": gettext_noop("restored a version"),
    "add evidence": gettext_noop("added evidence"),
    "merge": gettext_noop("merged"),
    "unmerge": gettext_noop("undid a merge"),
    "split": gettext_noop("split"),
    "follow": gettext_noop("followed"),
    "record": gettext_noop("an article was read"),
    "reextract": gettext_noop("an article was read again"),
    "import": gettext_noop("a data set was imported"),
}
"""What is told of a deed by the word that its context has for it; other words stand as they are."""


class Difference(NamedTuple):
    label: str
    before: str
    after: str


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
    what: str
    where: str
    reason: str
    """What readers were told of it."""
    stamp: Stamp
    """The moment after it."""
    changes: list[Change] = field(default_factory=list)


class _Told(NamedTuple):
    """A version in its place: the history's clock counts from the start of a transaction, so
    that one which had to wait for another seems to come first; within a table ids do not lie.
    """

    at: datetime
    table: int
    version: Any

    @property
    def deed(self) -> Any:
        return self.version.pgh_context_id or f"{self.version.pgh_created_at}"


def deeds_of(record: models.Model, tracked: tuple[Tracked, ...]) -> list[Deed]:
    """What was done to a record and to the rows that belong to it, newest first."""
    told = [one for table in range(len(tracked)) for one in _in_place(record, tracked, table)]
    places: dict[Any, tuple[datetime, int]] = {}
    for one in told:
        place = (one.at, one.version.pgh_id if one.table == 0 else 0)
        places[one.deed] = max(places.get(one.deed, place), place)
    told.sort(key=lambda one: (places[one.deed], str(one.deed), one.table, one.version.pgh_id))
    users = _users(one.version for one in told)
    last: dict[tuple[int, Any], Any] = {}
    newest = [0] * len(tracked)
    deeds: dict[Any, Deed] = {}
    for one in told:
        rows, row = tracked[one.table], (one.table, one.version.pgh_obj_id)
        change = _change(record, rows, one.version, last.get(row))
        last[row] = one.version
        newest[one.table] = max(newest[one.table], one.version.pgh_id)
        if one.deed in deeds:
            deeds[one.deed].stamp = Stamp(tuple(newest))
        if change is None:
            continue
        if one.deed not in deeds:
            deeds[one.deed] = _deed(one, users, Stamp(tuple(newest)))
        deeds[one.deed].changes.append(change)
    return list(deeds.values())[::-1]


def _in_place(record: models.Model, tracked: tuple[Tracked, ...], table: int) -> Iterable[_Told]:
    rows = tracked[table]
    versions = rows.versions_of(record).select_related("pgh_context")
    keys = [column.name for column in _columns(versions.model, rows) if column.is_relation]
    latest = None
    for version in versions.prefetch_related(*keys):
        latest = max(latest or version.pgh_created_at, version.pgh_created_at)
        yield _Told(latest, table, version)


def differences_to(
    record: models.Model, tracked: tuple[Tracked, ...], stamp: Stamp, *, leave: frozenset[str]
) -> list[Change]:
    """How a record's rows as they are now differ from those at a moment, if they were put back.

    `leave` are columns that would not be.
    """
    changes = []
    for rows, newest in zip(tracked, stamp.newest, strict=True):
        latest = rows.versions_of(record).order_by("-pgh_id").values_list("pgh_id", flat=True)
        now = {row.pgh_obj_id: row for row in rows.at(record, latest.first() or 0)}
        then = {row.pgh_obj_id: row for row in rows.at(record, newest)}
        told = rows._replace(untold=(*rows.untold, *leave))
        for row in sorted({*now, *then}):
            change = _difference(told, now.get(row), then.get(row))
            if change.kind != "update" or change.differences:
                changes.append(change)
    return changes


def _difference(rows: Tracked, before: Any, after: Any) -> Change:
    """From one version of a row to another; None stands for a row that is not there."""
    kind = "insert" if before is None else "delete" if after is None else "update"
    differences = []
    for column in _columns(type(after or before), rows):
        old = _shown(column, before) if before is not None else ""
        new = _shown(column, after) if after is not None else ""
        if old != new:
            differences.append(Difference(_label(column), old, new))
    name = capfirst((after or before).pgh_tracked_model._meta.verbose_name) if rows.relation else ""
    return Change(kind, str(name), differences)


def _change(record: models.Model, rows: Tracked, version: Any, before: Any) -> Change | None:
    """What a version changed; None where that is nothing, or nothing of this record's."""
    was = before if before is not None and rows.is_of(before, record) else None
    now = version if rows.is_of(version, record) else None
    if was is None and now is None:
        return None
    change = _difference(rows, was, now)
    return change if change.differences or change.kind != "update" else None


def _users(versions: Iterable[Any]) -> dict[Any, Any]:
    ids = {_context(version).get("user") for version in versions} - {None, ""}
    return get_user_model().objects.in_bulk(ids)


def _context(version: Any) -> dict[str, Any]:
    """Who and what the context of a version tells."""
    return version.pgh_context.metadata if version.pgh_context else {}


def _deed(one: _Told, users: Mapping[Any, Any], stamp: Stamp) -> Deed:
    context = _context(one.version)
    user, action = users.get(context.get("user")), context.get("action", "")
    return Deed(
        at=one.version.pgh_created_at,
        by=user.get_username() if user else context.get("rule", ""),
        what=gettext(DEEDS[action]) if action in DEEDS else action,
        where=_where(context),
        reason=context.get("public_reason", ""),
        stamp=stamp,
    )


def _where(context: Mapping[str, Any]) -> str:
    """The rule, import or task that did it, by what its context names."""
    labels = {
        "rule": _("rule"),
        "import": _("import"),
        "file": _("file"),
        "source": _("source"),
        "article": _("article"),
        "task": _("task"),
    }
    told = [f"{label} {context[name]}" for name, label in labels.items() if context.get(name)]
    return ", ".join(told)


def _columns(versions: type[models.Model], rows: Tracked) -> list[Any]:
    untold = {rows.owner, *rows.untold, *UNTOLD}
    return [
        column
        for column in versions._meta.concrete_fields
        if not column.name.startswith("pgh_") and column.name not in untold
    ]


def _label(column: Any) -> str:
    return str(capfirst(column.verbose_name))


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
