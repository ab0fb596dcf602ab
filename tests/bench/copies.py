"""More of the invented record in little time: its events again, with all that belongs to them."""

from django.db import connection

from events.search import documents
from events.statistics import summary

TABLES = {
    "events_event": "id",
    "events_participation": "event_id",
    "events_evidence": "event_id",
    "events_card": "event_id",
    "events_eventwords": "event_id",
}
"""What belongs to an event, and the column that names it."""

SAMPLE_ANEW = """
    UPDATE events_eventwords
       SET lexemes = CASE WHEN event_id %% sampled = 0 THEN lexemes || mark
                          ELSE ts_delete(lexemes, sample) END
      FROM (SELECT %s AS sampled, sample, array_to_tsvector(ARRAY[sample]) AS mark
              FROM (SELECT %s::text AS sample) AS one) AS marks
     WHERE event_id > %s
       AND (event_id %% sampled = 0) <> (lexemes @@ quote_literal(sample)::tsquery)
"""
"""Which events are in the sample by which many are counted follows from their ids."""


def copy_events(times: int) -> None:
    """Let there be so many times as many events: who takes part and the articles are the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM events_event")
        (last,) = cursor.fetchone() or (0,)
        cursor.execute("SET session_replication_role = replica")  # neither triggers nor checks
        for table, column in TABLES.items():
            _copy(cursor, table, column, last, times)
        cursor.execute(SAMPLE_ANEW, [documents.SAMPLED, documents.SAMPLE, last])
        cursor.execute("SET session_replication_role = DEFAULT")
        summary.mend()
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, table: str, column: str, last: int, times: int) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND is_generated = 'NEVER' AND (column_name <> 'id' OR %s = 'id')",
        [table, column],
    )
    names = [f'"{name}"' for (name,) in cursor.fetchall()]
    values = [
        f"row.{column} + {last} * copy" if name == f'"{column}"' else f"row.{name}"
        for name in names
    ]
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) OVERRIDING SYSTEM VALUE"  # noqa: S608
        f" SELECT {', '.join(values)} FROM {table} AS row, generate_series(1, %s) AS copy"
        f" WHERE row.{column} <= %s",
        [times - 1, last],
    )
