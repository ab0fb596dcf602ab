from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.models import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ValuesFilter(admin.AllValuesFieldListFilter):
    """A filter by the values that a column has, the empty one shown as a dash."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "–"}


class Condition(NamedTuple):
    """What it is called, and what it leaves of the rows."""

    words: StrOrPromise
    narrow: Callable[[QuerySet[Any]], QuerySet[Any]]


class ConditionFilter(admin.SimpleListFilter):
    """A filter by conditions that have a name; it asks the database for no choices."""

    conditions: ClassVar[Mapping[str, Condition]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, condition.words) for name, condition in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return self.narrow(queryset, value) if value else queryset

    @classmethod
    def narrow(cls, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        """Those of the rows that the condition of this name leaves."""
        if name not in cls.conditions:
            raise IncorrectLookupParameters(f"{cls.parameter_name}={name}")
        return cls.conditions[name].narrow(rows)


UNDESCRIBED = Q(description_en="", description_zh="")
UNTRANSLATED = Q(name_en="") | Q(name_zh="")


def _public(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(status=Status.PUBLISHED, merged_into=None)


class LacksFilter(ConditionFilter):
    """What public entities lack that readers look for."""

    title = _("lacks")
    parameter_name = "lacks"
    conditions: ClassVar = {
        "description": Condition(
            _("a description"), lambda rows: _public(rows).filter(UNDESCRIBED)
        ),
        "translation": Condition(
            _("a name in the other language"), lambda rows: _public(rows).filter(UNTRANSLATED)
        ),
    }
