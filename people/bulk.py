"""Many new rows at once: COPY takes them for a fraction of what one INSERT of them all costs."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, models

FEWEST = 150
"""Fewer rows than these are inserted as Django does it: one statement instead of two."""


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one table, and give them their keys.

    As with `bulk_create`, `save` is not called, and triggers see each row; but a row that breaks
    a unique constraint is an error.
    """
    if not rows:
        return
    table = rows[0]._meta.concrete_model
    assert table is not None  # noqa: S101 - none of ours is abstract
    if len(rows) < FEWEST:
        table._base_manager.bulk_create(rows)  # noqa: SLF001 - documented
        return
    for row in rows:
        row._prepare_related_fields_for_save("bulk_create")  # type: ignore[attr-defined] # noqa: SLF001
    _give_keys(rows, table)
    fields = [field for field in table._meta.concrete_fields if not field.generated]
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = connection.ops.quote_name(table._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # so that the history's context is set before COPY
        with cursor.copy(f"COPY {into} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(
                    [
                        field.get_db_prep_save(field.pre_save(row, add=True), connection)
                        for field in fields
                    ]
                )
    _read_back(rows, table)


def _give_keys(rows: Sequence[models.Model], table: type[models.Model]) -> None:
    key = table._meta.pk.attname
    if any(getattr(row, key) is not None for row in rows):
        return  # another row's key, as that of a card
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table._meta.db_table, table._meta.pk.column, len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            setattr(row, key, number)


def _read_back(rows: Sequence[models.Model], table: type[models.Model]) -> None:
    """Let the rows know that they are stored, and what PostgreSQL filled in for them."""
    filled = [
        field.attname
        for field in table._meta.concrete_fields
        if field.db_returning and not field.primary_key
    ]
    by_key = {row.pk: row for row in rows}
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - documented
    if filled:
        stored = table._base_manager.filter(pk__in=by_key)  # noqa: SLF001 - documented
        for key, *values in stored.values_list("pk", *filled):
            vars(by_key[key]).update(zip(filled, values, strict=True))
