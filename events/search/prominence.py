"""How often each entity is written about: the order of those whose names fit equally well."""

from __future__ import annotations

from django.db import connection, transaction

AGAIN = "DROP TABLE IF EXISTS counted"
COUNTED = """
    CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
    SELECT survivor_id AS id, count(DISTINCT event_id)::int AS events
      FROM events_participation WHERE published GROUP BY survivor_id
"""
WRITTEN = """
    INSERT INTO events_prominence (entity_id, events)
    SELECT id, events FROM counted ORDER BY id
        ON CONFLICT (entity_id) DO UPDATE SET events = EXCLUDED.events
     WHERE events_prominence.events <> EXCLUDED.events
"""
DROPPED = """
    DELETE FROM events_prominence p
     WHERE NOT EXISTS (SELECT FROM counted WHERE counted.id = p.entity_id)
"""
ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('events_prominence'))"


def recount() -> None:
    """Count anew. Where somebody else is at it already, nothing is done."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONE)
        (alone,) = cursor.fetchone() or (False,)
        if alone:
            for statement in (AGAIN, COUNTED, WRITTEN, DROPPED):
                cursor.execute(statement)
