"""Columns and constraints that several models share: partial dates, and words to be found by."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.dates import PartialDate, Precision
from people.words import unpacked, vector

PRECISIONS = [
    (Precision.DAY.value, _("day")),
    (Precision.MONTH.value, _("month")),
    (Precision.QUARTER.value, _("quarter")),
    (Precision.HALF.value, _("half-year")),
    (Precision.YEAR.value, _("year")),
    (Precision.UNKNOWN.value, _("unknown")),
]


class PrecisionField(models.CharField[str, str]):
    """How much is known of the dates beside it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 7, "choices": PRECISIONS, **options})


class IsPeriod(models.Func):
    """True where start and end are the first and last day of the period that the precision names.

    2026 is stored as 2026-01-01 to 2026-12-31, so that ranges and order need no special case.
    The SQL function is made by the first migration of people.
    """

    function = "tideline_is_period"
    output_field = models.BooleanField()
    arity = 3


def padded(name: str, start: str, end: str, precision: str) -> models.CheckConstraint:
    """The constraint that a partial date in these three columns is stored as its whole period."""
    return models.CheckConstraint(
        name=name,
        condition=IsPeriod(start, end, precision),
        violation_error_message=_("The date is not the whole period that its precision names."),
    )


def partial_date(record: models.Model, start: str, end: str, precision: str) -> PartialDate | None:
    """The partial date that a record holds in three columns, or None where there is none."""
    first_day = getattr(record, start)
    if first_day is None:
        return None
    return PartialDate(first_day, getattr(record, end), Precision(getattr(record, precision)))


def set_partial_date(
    record: models.Model, told: PartialDate | None, start: str, end: str, precision: str
) -> None:
    """Let a record hold a partial date, or none, in three columns."""
    setattr(record, start, told and told.start)
    setattr(record, end, told and told.end)
    setattr(record, precision, told.precision if told else "")


class WordsField(models.Field[Iterable[str], frozenset[str]]):
    """The lexemes under which a row is found: given as words, indexed as PostgreSQL's tsvector."""

    def db_type(self, connection: Any) -> str:
        return "tsvector"

    def get_prep_value(self, value: Any) -> str:
        return vector(value)

    def from_db_value(self, value: str | None, *_: object) -> frozenset[str] | None:
        return None if value is None else unpacked(value)


@WordsField.register_lookup
class Matches(models.Lookup[Any]):
    """Rows whose lexemes fit a query as PostgreSQL reads it: see `people.words`."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*values, self.rhs)
