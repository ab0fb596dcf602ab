"""New rows of a file: what each would become, tried and taken back; and making them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events.admin.links import name_of
from events.admin.sheets.files import Line
from events.admin.sheets.proofs import fetch
from events.admin.sheets.sheet import New, NewRow, Problem, Sheet, reasons_of
from people.actions import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

T = TypeVar("T")
MOST_NEW = 500


class Addition(NamedTuple):
    """A record that a row would become, and whom it would bring into the record besides."""

    line: int
    texts: dict[str, str]
    name: str = ""
    others: tuple[str, ...] = ()


class Wrong(Exception):
    """A row cannot be taken: column and words of each reason."""

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(f"{column}: {words}" if column else words
                                  for column, words in reasons))  # fmt: skip
        self.reasons = reasons


def rehearsed(deed: Callable[[], T]) -> T:
    """What a deed gives or raises, with nothing of it kept."""
    with transaction.atomic():
        given = deed()
        transaction.set_rollback(True)
    return given


def of_lines(
    sheet: Sheet, lines: Sequence[Line], *, by: User, file: str
) -> tuple[list[Addition], list[Problem]]:
    """What the rows without an id would become, and why others cannot."""
    if len(lines) > MOST_NEW:
        raise Refused(_("The file has more than %(most)d new rows: part it.") % {"most": MOST_NEW})
    additions: list[Addition] = []
    problems: list[Problem] = []
    unfetched = fetch(filter(None, (line.cells.get("address") for line in lines)))
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for line in lines:
        texts = _told(sheet, line.cells)
        first = seen.setdefault(tuple(texts.items()), line.number)
        try:
            if first != line.number:
                words = _("It says the same as line %(line)d: leave one of them out.")
                raise Wrong([("", words % {"line": first})])
            if why := unfetched.get(texts.get("address", "")):
                raise Wrong([("address", why)])
            named = rehearsed(lambda texts=texts: _named(sheet, texts, by=by, file=file))  # type: ignore[misc] # bound at once
            additions.append(Addition(line.number, texts, *named))
        except Wrong as wrong:
            problems += [Problem(line.number, *reason) for reason in wrong.reasons]
    return additions, problems


def _told(sheet: Sheet, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row that say something, in the order of the sheet."""
    return {name: text for name in sheet.columns if name != "id" and (text := cells.get(name))}


def _named(sheet: Sheet, texts: Mapping[str, str], **told: Any) -> tuple[str, tuple[str, ...]]:
    added = add(sheet, texts, **told)
    return name_of(added.record), tuple(
        f"{other.get_kind_display()} {other}" for other in added.others
    )


def add(sheet: Sheet, texts: Mapping[str, str], *, by: User, file: str) -> Any:
    """Make the record of one row, in one transaction. Raises Wrong."""
    assert sheet.new is not None  # noqa: S101 - a sheet without it has no new rows
    values = _values(sheet, sheet.new, texts)
    try:
        with transaction.atomic():
            return sheet.new.add(NewRow(values, texts, file), by=by)
    except ValidationError as error:
        raise Wrong(list(reasons_of(error))) from error
    except Refused as refused:
        raise Wrong([("", str(refused))]) from refused
    except IntegrityError as error:
        words = _("The values contradict each other or those of another record.")
        raise Wrong([("", words)]) from error


def _values(sheet: Sheet, new: New, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the cells of a new row mean."""
    reasons = [
        (name, _("A new row needs this.")) for name in new.needed if not texts.get(name)
    ]  # fmt: skip
    values = {}
    for name, text in texts.items():
        if name not in new.fields and name not in sheet.fields:
            reasons.append((name, _("Leave this empty in a new row: it follows from the others.")))
            continue
        try:
            values[name] = sheet.clean(name, text)
        except ValidationError as error:
            reasons.append((name, " ".join(error.messages)))
    if reasons:
        raise Wrong(reasons)
    return values


class Made(NamedTuple):
    done: int
    refused: list[tuple[str, str]]
    """What a row was to become, and why it did not."""


def make(sheet: Sheet, additions: Iterable[Addition], *, by: User, file: str) -> Made:
    """Make the records, each in a transaction of its own, and say which were refused."""
    done, refused = 0, []
    with pghistory.context(file=file):
        for one in additions:
            try:
                add(sheet, one.texts, by=by, file=file)
            except Wrong as wrong:
                refused.append((one.name, str(wrong)))
            else:
                done += 1
    return Made(done, refused)
