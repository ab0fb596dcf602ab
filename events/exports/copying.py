"""What a query finds, one JSON object a line, as fast as PostgreSQL sends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

MOST_SECONDS = int(timedelta(hours=1).total_seconds())
COPY = (
    "COPY ({}) TO STDOUT (FORMAT csv, ENCODING 'UTF8',"
    " DELIMITER E'\\x02', QUOTE E'\\x01', NULL 'null')"
)
"""JSON holds none of these two marks, so that nothing is quoted and each row is its text."""


def lines(rows: QuerySet[Any, Any]) -> Iterator[bytes]:
    """The only column of these rows, a JSON value, in pieces that end anywhere.

    All is of one moment, and no more of it is held than PostgreSQL sends at a time.
    """
    statement, parameters = rows.query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{MOST_SECONDS}s'")
        with cursor.copy(COPY.format(statement), parameters) as copied:
            for piece in copied:
                yield bytes(piece)
