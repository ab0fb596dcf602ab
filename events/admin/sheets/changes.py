"""What a file, or one value for many records, would change; and making these changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from events.admin.sheets.additions import Addition, rehearsed
from events.admin.sheets.additions import of_lines as additions_of
from events.admin.sheets.files import MOST_CHANGED, Line
from events.admin.sheets.sheet import Change, Problem, Sheet, reasons_of
from people.actions import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Proposal(NamedTuple):
    """The changes that can be made, and what cannot be taken."""

    changes: list[Change]
    problems: list[Problem]
    additions: Sequence[Addition] = ()
    """The records that the new rows would become."""


class Outcome(NamedTuple):
    done: int
    """Records that were changed."""
    refused: list[tuple[Any, str]]


def of_lines(
    sheet: Sheet, records: models.QuerySet[Any], lines: Sequence[Line], *, by: User, file: str
) -> Proposal:
    """Where the rows of a file say something else than the record, and what new ones become."""
    new, lines = (
        [line for line in lines if bool(line.cells["id"]) == has_id] for has_id in (False, True)
    )
    additions, problems = additions_of(sheet, new, by=by, file=file)
    changes: list[Change] = []
    ids = {line.cells["id"] for line in lines if line.cells["id"].isdecimal()}
    known = {
        str(record.pk): record
        for record in sheet.rows(records.filter(pk__in=[pk for pk in ids if len(pk) < 19]))
    }
    seen: set[str] = set()
    for line in lines:
        key = line.cells["id"]
        record = known.get(key)
        if record is None:
            words = _(
                "There is no record %(id)s here: keep the ids of the export, and leave the id of a "
                "new row empty."
            ) % {"id": key}
            problems.append(Problem(line.number, "id", words))
        elif key in seen:
            words = _("The record %(id)s stands in two rows: keep one of them.") % {"id": key}
            problems.append(Problem(line.number, "id", words))
        else:
            seen.add(key)
            found = of_texts(sheet, [record], line.cells, line=line.number, by=by)
            changes += found.changes
            problems += found.problems
    problems += _told_otherwise(sheet, lines, known)
    if len(changes) > MOST_CHANGED:
        raise Refused(
            _("The file changes more than %(most)d cells: part it.") % {"most": MOST_CHANGED}
        )
    return Proposal(changes, sorted(problems), additions)


def _told_otherwise(sheet: Sheet, lines: Iterable[Line], known: Mapping[str, Any]) -> list[Problem]:
    """Cells of columns that cannot be changed in a file."""
    words = _("This column cannot be changed by a file: change it in the record itself.")
    rows = {
        pk: dict(zip(sheet.columns, sheet.row(record), strict=True)) for pk, record in known.items()
    }
    return [
        Problem(line.number, name, words)
        for line in lines
        if (row := rows.get(line.cells["id"]))
        for name in (*sheet.told, *sheet.of_new)
        if line.cells.get(name, row[name]) != row[name].strip()
    ]


def of_texts(
    sheet: Sheet, records: Iterable[Any], texts: Mapping[str, str], *, by: User, line: int = 0
) -> Proposal:
    """Where these texts say something else than each record."""
    changes, problems = [], []
    for record in records:
        own: list[Change] = []
        for name in sheet.fields:
            text = texts.get(name)
            if text is None or not sheet.differs(record, name, text):
                continue
            try:
                sheet.clean(name, text)
            except ValidationError as error:
                problems.append(Problem(line, name, " ".join(error.messages)))
            else:
                own.append(Change(record, name, sheet.cell(record, name), text, line))
        wrong = _tried(sheet, record, own, by=by)
        problems += [Problem(line, name, words) for name, words in wrong]
        changes += [] if wrong else own
    return Proposal(changes, problems)


def _tried(
    sheet: Sheet, record: Any, changes: Sequence[Change], *, by: User
) -> list[tuple[str, str]]:
    """Column and words of what keeps these changes of a record from being written."""
    texts = {change.name: change.after for change in changes}
    if not texts.keys() & sheet.tried:
        return []
    try:
        rehearsed(partial(sheet.write_texts, record, texts, by=by))
    except ValidationError as error:
        return list(reasons_of(error))
    except Refused as refused:
        return [("", str(refused))]
    except IntegrityError:
        return [("", _("The values contradict each other or those of another record."))]
    return []


def make(sheet: Sheet, changes: Iterable[Change], *, by: User, file: str = "") -> Outcome:
    """Make the changes, each record in a transaction of its own, and say which were refused.

    A record that was changed since the preview is left alone. The history tells the file.
    """
    of_record: dict[Any, list[Change]] = defaultdict(list)
    for change in changes:
        of_record[change.record].append(change)
    done, refused = 0, []
    with pghistory.context(**({"file": file} if file else {"bulk": True})):
        for record, own in of_record.items():
            try:
                stale = [one for one in own if sheet.cell(record, one.name) != one.before]
                if stale:
                    raise Refused(_("Somebody has changed it meanwhile: look again."))
                sheet.apply(record, {one.name: one.after for one in own}, by=by)
            except Refused as error:
                refused.append((record, str(error)))
            else:
                done += 1
    return Outcome(done, refused)
