"""Statistics from the summary that triggers keep, beside PostgreSQL summing up the events."""

from typing import Any

from django.db import connection
from django.test import Client

from events.models import Summand
from events.statistics import summary
from events.statistics.reading import funding, statistics
from tests.bench.timing import Figure, medians

RUNS = 9
SUMMED = "PostgreSQL summing rows"
BY_MONTH = """
    SELECT date_trunc('month', e.date), e.precision IN ('day', 'month'), count(*),
           sum(c.amount_usd) FILTER (WHERE e.amount_low IS NOT NULL)
      FROM events_event e JOIN events_card c ON c.event_id = e.id
     WHERE e.published AND e.kind = 'funding' AND e.certainty IN ('confirmed', 'reported')
     GROUP BY 1, 2 ORDER BY 1, 2
"""


def figures() -> list[Figure]:
    summary.fold()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE events_summand")
    _prove_it()
    took = medians(
        {
            "sql": _by_sql,
            "summary": lambda: statistics(funding(), ["month"]),
            "api": lambda: _opened("/api/v1/statistics/funding/?by=month"),
        },
        RUNS,
    )
    return [
        Figure(f"funding by month, {Summand.objects.count():,} rows",
               took["summary"], SUMMED, took["sql"]),
        Figure("API: funding by month", took["api"], SUMMED, took["sql"]),
    ]  # fmt: skip


def _by_sql() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH)
        return list(cursor.fetchall())


def _prove_it() -> None:
    """Both come to the same."""
    read = sum(row.events for row in statistics(funding(), ["month"]).rows)
    summed = sum(row[2] for row in _by_sql())
    undated = statistics(funding(), []).left_out.undated
    if read + undated != summed:
        raise AssertionError(f"{read} and {undated} are not {summed}")


def _opened(address: str) -> bytes:
    response = Client().get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address} answers {response.status_code}")
    return bytes(response.content)
