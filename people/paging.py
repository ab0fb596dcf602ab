"""Pages by key: the rows after the last one shown. No counting and no skipping, however deep."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import BooleanField, F, Field, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row")


class BadCursor(ValueError):
    """The cursor is not one that a page of these rows has given out."""

    def __init__(self) -> None:
        super().__init__(
            "This cursor is not known. Begin again without it and follow `next` and `previous`."
        )


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows in their order, and the cursors of the pages beside them, where there are any."""

    rows: list[Row]
    next: str | None
    previous: str | None


def page_of(rows: QuerySet[Any, Row], *, cursor: str | None = None, size: int) -> Page[Row]:
    """The page of ordered rows at a cursor; the first page without one.

    The rows are ordered by columns that are never null and all ascend or all descend, the last
    of them unique, and each row has these columns as attributes. A row that arrives while
    somebody leafs through is never the cause that another is shown twice or not at all.
    """
    order = _Order.of(rows)
    key, backwards = order.read(cursor) if cursor else ([], False)
    if key:
        rows = order.beyond(rows, key, backwards=backwards)
    if backwards:
        rows = rows.reverse()
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page(found, next=None, previous=None)
    has_next, has_previous = (True, more) if backwards else (more, bool(key))
    return Page(
        found,
        next=order.write(found[-1], backwards=False) if has_next else None,
        previous=order.write(found[0], backwards=True) if has_previous else None,
    )


def cursor_after(rows: QuerySet[Any, Any], place: Any) -> str:
    """The cursor of the page that follows a place in the order, whether a row stands there or not.

    `place` has the columns of the order as attributes, as a row has.
    """
    return _Order.of(rows).write(place, backwards=False)


@dataclass(frozen=True, slots=True)
class _Order:
    columns: list[str]
    fields: list[Field[Any, Any]]
    descends: bool

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> _Order:
        """The order that a queryset has."""
        columns = [str(column) for column in rows.query.order_by]
        descending = {column.startswith("-") for column in columns}
        if len(descending) != 1:
            raise ValueError("Order the rows by columns that all ascend or all descend.")
        columns = [column.removeprefix("-") for column in columns]
        fields = [_field(rows, column) for column in columns]
        return cls(columns, fields, descending.pop() is rows.query.standard_ordering)

    def beyond(
        self, rows: QuerySet[Any, Row], key: list[Any], *, backwards: bool
    ) -> QuerySet[Any, Row]:
        """The rows after a key, or before it: one comparison that an index answers."""
        here = _tuple(*map(F, self.columns))
        there = _tuple(*map(Value, key, self.fields))
        comparison = LessThan if self.descends is not backwards else GreaterThan
        return rows.filter(comparison(here, there))

    def write(self, row: Any, *, backwards: bool) -> str:
        key = [str(getattr(row, column)) for column in self.columns]
        text = json.dumps([int(backwards), *key], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def read(self, cursor: str) -> tuple[list[Any], bool]:
        try:
            padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
            backwards, *texts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            if backwards not in (0, 1) or "\0" in "".join(texts):
                raise BadCursor
            key = [field.clean(text, None) for field, text in zip(self.fields, texts, strict=True)]
        except (ValueError, TypeError, binascii.Error, ValidationError, RecursionError) as error:
            raise BadCursor from error
        return key, bool(backwards)


def _field(rows: QuerySet[Any, Any], column: str) -> Field[Any, Any]:
    """What a column of the order holds: one of the table, or one that was annotated."""
    try:
        field = rows.model._meta.get_field(column)
    except FieldDoesNotExist:
        field = rows.query.annotations[column].output_field
    assert isinstance(field, Field)  # noqa: S101
    return field


def _tuple(*columns: F | Value) -> Func:
    return Func(*columns, function="ROW", output_field=BooleanField())
