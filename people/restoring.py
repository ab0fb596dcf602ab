"""Putting a record back to what it was: its row and those that belong to it."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from people.actions import Refused
from people.versions import Stamp, Tracked, values_of

FOLLOWS = frozenset({"id", "sort_key", "folded", "survivor", "published", "created_at"})
"""Columns that the database or the model fills by itself."""


def put_back(
    record: Any, tracked: tuple[Tracked, ...], stamp: Stamp, *, leave: frozenset[str]
) -> set[str]:
    """Write the rows of a record as they were at a moment, all columns but those in `leave`.

    Tells which columns of the record itself that has changed, and which relations. The caller
    holds the record; what follows from it is the caller's to do.
    """
    own, *others = tracked
    then = own.at(record, stamp.newest[0])
    if not then:
        raise Refused(_("This version is not kept: there is nothing to restore."))
    values = values_of(then[0], leave=FOLLOWS | leave | {"updated_at"})
    changed = {name for name, value in values.items() if getattr(record, name) != value}
    try:
        with transaction.atomic():
            for name in changed:
                setattr(record, name, values[name])
            record.save()
            for rows, newest in zip(others, stamp.newest[1:], strict=True):
                if _put_rows_back(record, rows, newest):
                    changed.add(rows.relation)
    except IntegrityError as error:
        raise Refused(
            _("This version does not fit any more: another record has taken its place meanwhile.")
        ) from error
    return changed


def _put_rows_back(record: models.Model, rows: Tracked, newest: int) -> bool:
    """Whether any row had to be written or removed."""
    table: Any = rows.model_of(record)
    now = {row.pk: row for row in table.objects.filter(**{rows.owner: record})}
    then = {version.pgh_obj_id: version for version in rows.at(record, newest)}
    if table.objects.filter(pk__in=then.keys() - now.keys()).exists():
        raise Refused(
            _("Some of what this version had belongs to another record now: undo that first.")
        )
    gone = [row for pk, row in now.items() if pk not in then]
    for row in gone:
        row.delete()
    written = False
    for pk, version in then.items():
        values = values_of(version, leave=FOLLOWS | frozenset(rows.untold))
        row = now.get(pk) or table(pk=pk)
        if pk in now and all(getattr(row, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        row.save(force_insert=pk not in now)
        written = True
    return bool(gone) or written
