"""Lists that open quickly however long they are: what they have is counted up to a bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection, models
from django.utils.functional import cached_property

MOST_COUNTED = 10_000
"""Beyond, a number is "10,000+": who wants to know more of a list narrows it."""

Record = TypeVar("Record", bound=models.Model)


class BoundedPaginator(Paginator[Any]):
    """Pages of the first rows; no more than these are ever counted."""

    @cached_property
    def count(self) -> int:
        return min(self._found, MOST_COUNTED)

    @cached_property
    def has_more(self) -> bool:
        return self._found > MOST_COUNTED

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: MOST_COUNTED + 1].count())


def counts_of(all_rows: Sequence[models.QuerySet[Any]]) -> list[int]:
    """How many rows each of these has, up to one more than the bound, in one query."""
    if not all_rows:
        return []
    counts: list[str] = []
    values: list[Any] = []
    for rows in all_rows:
        first = rows.order_by().values("pk")[: MOST_COUNTED + 1]
        sql, params = first.query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({sql}) AS rows)")  # noqa: S608
        values.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", values)
        return list(cursor.fetchone() or ())


def bounded(count: int) -> str:
    """A number that was counted up to the bound, as it is shown."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


class QuickList(admin.ModelAdmin[Record]):
    """An admin whose list counts no more than it must; every admin of the desk is one."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
