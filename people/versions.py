"""A record as it was at a moment of its history, told by the versions of its rows.

A record may have rows of its own in other tables: an entity has aliases, an event participations
and evidence. A `Stamp` names a moment: of each table, the newest version that there was by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Max, QuerySet


class Tracked(NamedTuple):
    """Rows whose versions belong to a record's history: its own, or those of one relation."""

    relation: str = ""
    owner: str = "pgh_obj"
    """The column of these versions that names the record."""
    untold: tuple[str, ...] = ()
    """Columns that only repeat what the record says."""
    typed: bool = True
    """Whether the record's form changes these rows."""

    def model_of(self, record: models.Model) -> type[models.Model]:
        """The table of these rows."""
        owner: Any = type(record)
        found = owner._meta.get_field(self.relation).related_model if self.relation else owner
        return found._meta.concrete_model  # type: ignore[no-any-return] # a model

    def versions_of(self, record: models.Model) -> QuerySet[Any]:
        """All versions of the rows that are or ever were the record's, oldest first."""
        versions: Any = self.model_of(record)._meta.get_field("versions").related_model
        if not self.relation:
            return versions.objects.filter(pgh_obj=record.pk).order_by("pgh_id")  # type: ignore[no-any-return] # a queryset
        rows = versions.objects.filter(**{self.owner: record.pk}).values("pgh_obj_id")
        return versions.objects.filter(pgh_obj_id__in=rows).order_by("pgh_id")  # type: ignore[no-any-return] # a queryset

    def is_of(self, version: Any, record: models.Model) -> bool:
        """Whether a version tells of a row that is there, and is the record's."""
        owner = getattr(version, f"{self.owner}_id")
        return bool(version.pgh_label != "delete" and owner == record.pk)

    def at(self, record: models.Model, newest: int) -> list[Any]:
        """The rows that the record had when this was the newest version, oldest first."""
        by_row = self.versions_of(record).filter(pgh_id__lte=newest)
        last = by_row.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
        return [version for version in last if self.is_of(version, record)]


ENTITY = (Tracked(), Tracked("aliases", "entity"))
SOURCE = (Tracked(),)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment of a record's history: the newest version by then, table by table."""

    newest: tuple[int, ...]

    @classmethod
    def now(cls, record: models.Model, tracked: tuple[Tracked, ...]) -> Self:
        newest = (
            rows.versions_of(record).order_by().aggregate(newest=Max("pgh_id"))["newest"]
            for rows in tracked
        )
        return cls(tuple(number or 0 for number in newest))

    @classmethod
    def parse(cls, text: str, tracked: tuple[Tracked, ...]) -> Self | None:
        """The stamp that `str` wrote, or None where the text is none of such a record."""
        numbers = text.split(".")
        if len(numbers) != len(tracked) or not all(
            number.isascii() and number.isdecimal() and len(number) < 19 for number in numbers
        ):
            return None
        return cls(tuple(map(int, numbers)))

    def __str__(self) -> str:
        return ".".join(map(str, self.newest))


def values_of(version: Any, *, leave: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What a version says of its row, by column; the history's own columns and `leave` apart."""
    return {
        column.attname: getattr(version, column.attname)
        for column in version._meta.concrete_fields
        if not column.name.startswith("pgh_") and column.name not in leave
    }
