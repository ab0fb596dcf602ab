from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin


class ValuesFilter(admin.AllValuesFieldListFilter):
    """A filter by the values that a column has, the empty one shown as a dash."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "–"}
