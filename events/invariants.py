"""What must hold in the database whatever was killed, repeated or reordered: read-only checks.

What a constraint can hold, a constraint holds. Here stands the rest: agreement between tables, and
work that stands still though nobody has it in hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from events.search import documents
from events.statistics import summary

EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Invariant:
    """What breaks it is found by `sql` or by `find`: what it is, and what is wrong with it."""

    name: str
    says: str
    sql: str = ""
    find: Callable[[], Iterable[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows break an invariant, with the first few of them."""

    invariant: Invariant
    count: int
    examples: tuple[str, ...]


INVARIANTS = (
    Invariant(
        "quotes-are-verbatim",
        "A quote stands in its article's text at its offsets.",
        """
        SELECT 'evidence ' || e.id, left(e.quote, 60)
        FROM events_evidence e JOIN events_article a ON a.id = e.article_id
        WHERE substr(a.text, e.start + 1, e."end" - e.start) <> e.quote
        """,
    ),
    Invariant(
        "published-events-are-proved",
        "A published event or affiliation has evidence.",
        """
        SELECT 'event ' || id, kind FROM events_event e
        WHERE status = 'published' AND merged_into_id IS NULL
          AND NOT EXISTS (SELECT FROM events_evidence WHERE event_id = e.id)
          AND NOT EXISTS (SELECT FROM events_event m JOIN events_evidence p ON p.event_id = m.id
                          WHERE m.merged_into_id = e.id)
        UNION ALL
        SELECT 'affiliation ' || id, title FROM people_affiliation f
        WHERE status = 'published'
          AND NOT EXISTS (SELECT FROM events_evidence WHERE affiliation_id = f.id)
        """,
    ),
    Invariant(
        "published-names-are-public",
        "Whoever takes part in a published event has a page.",
        """
        SELECT 'event ' || p.event_id, 'names entity ' || s.id || ', which is ' || s.status
        FROM events_participation p JOIN people_entity s ON s.id = p.survivor_id
        WHERE p.published AND s.status <> 'published'
        """,
    ),
    Invariant(
        "events-are-composed",
        "Every event has its card, and the card says what the event says.",
        """
        SELECT 'event ' || e.id, CASE WHEN c.event_id IS NULL THEN 'has no card'
               ELSE 'its card says ' || (c.data ->> 'certainty') || ', it is ' || e.certainty END
        FROM events_event e LEFT JOIN events_card c ON c.event_id = e.id
        WHERE c.event_id IS NULL OR c.data ->> 'certainty' IS DISTINCT FROM e.certainty
        """,
    ),
    Invariant(
        "words-are-composed",
        "Every event and name is found by just the words that it has; `manage.py compose_words` "
        "writes them anew.",
        find=documents.stale,
    ),
    Invariant(
        "statistics-are-sums-of-the-record",
        "The summary of statistics comes to what the cards of all public events come to; "
        "make it so: manage.py mend_statistics.",
        f"""
        SELECT concat_ws(' ', kind, certainty, precision, start, currency, round, change, licence),
               events || ' events and ' || usd || ' US dollars are missing'
        FROM ({summary.DIFFERENCES}) AS wrong
        """,  # noqa: S608 - the names are ours
    ),
    Invariant(
        "changes-are-of-the-past",
        "No change, and no place of a webhook or of letters, is numbered by a transaction to come, "
        "as after a restoration into a new server; let the numbers go on: "
        "manage.py renumber_changes.",
        """
        WITH next AS (
            SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + people_shift() AS number
        )
        SELECT 'change ' || id, 'of transaction ' || transaction FROM people_change, next
        WHERE transaction >= number
        UNION ALL
        SELECT 'webhook ' || id, 'stands at ' || greatest(after_transaction, upto_transaction)
        FROM events_webhook, next WHERE greatest(after_transaction, upto_transaction) >= number
        UNION ALL
        SELECT 'subscription ' || id, 'stands at ' || place
        FROM events_subscription, next
        WHERE place <> '' AND split_part(place, '-', 1)::bigint >= number
        """,
    ),
    Invariant(
        "webhooks-move-on",
        "The batch of a webhook that is under way ends after what its server has taken, and what "
        "its server took is behind it.",
        """
        SELECT 'webhook ' || id, 'stands at ' || after_transaction || '-' || after_change
               || ', its batch ends at ' || upto_transaction || '-' || upto_change
        FROM events_webhook
        WHERE (upto_transaction, upto_change) <= (after_transaction, after_change)
        UNION ALL
        SELECT DISTINCT 'webhook ' || w.id, 'its server took ' || d.message || ', which goes on'
        FROM events_webhook w JOIN events_delivery d ON d.webhook_id = w.id AND d.message = w.batch
        WHERE d.succeeded
        """,
    ),
    Invariant(
        "decisions-are-signed",
        "An event or affiliation that is no proposal any more has a decision that made it so.",
        """
        SELECT 'event ' || id, status FROM events_event e
        WHERE status <> 'proposed' AND NOT EXISTS
              (SELECT FROM events_review WHERE event_id = e.id)
        UNION ALL
        SELECT 'affiliation ' || id, status FROM people_affiliation f
        WHERE status <> 'proposed' AND NOT EXISTS
              (SELECT FROM events_review WHERE affiliation_id = f.id)
        """,
    ),
    Invariant(
        "history-ends-in-the-present",
        "The last version of an event, affiliation or entity is what it is now.",
        "".join(
            f"""
            {union} SELECT '{word} ' || r.id, 'is {column} ' || r.{column} || ', in its history '
                    || coalesce(v.{column}, 'nothing')
            FROM {table} r LEFT JOIN LATERAL (
                SELECT {column} FROM {table}version
                WHERE pgh_obj_id = r.id ORDER BY pgh_id DESC LIMIT 1) v ON true
            WHERE v.{column} IS DISTINCT FROM r.{column}
            """  # noqa: S608 - the names are ours
            for union, word, table, column in (
                ("", "event", "events_event", "status"),
                ("UNION ALL", "event", "events_event", "certainty"),
                ("UNION ALL", "affiliation", "people_affiliation", "status"),
                ("UNION ALL", "entity", "people_entity", "status"),
            )
        ),
    ),
    Invariant(
        "people-are-not-overruled",
        "A field that a person has set says what that person set.",
        """
        SELECT 'event ' || e.id, field.name || ' is ' || coalesce(now.value #>> '{}', 'empty')
               || ', a person said ' || coalesce(said.value #>> '{}', 'nothing')
        FROM events_event e
        JOIN LATERAL (
            SELECT v.held, to_jsonb(v) AS row FROM events_eventversion v
            JOIN pghistory_context c ON c.id = v.pgh_context_id
            WHERE v.pgh_obj_id = e.id AND c.metadata ? 'user' AND v.held <> '{}'
            ORDER BY v.pgh_id DESC LIMIT 1) human ON true
        CROSS JOIN LATERAL unnest(human.held) AS field(name)
        CROSS JOIN LATERAL jsonb_each(to_jsonb(e)) AS now
        JOIN LATERAL jsonb_each(human.row) AS said ON said.key = now.key
        WHERE now.value IS DISTINCT FROM said.value
          AND (now.key = field.name
               OR starts_with(now.key, field.name || '_')
               OR field.name = 'when' AND now.key IN ('date', 'date_end', 'precision'))
        """,
    ),
    Invariant(
        "survivors-survive",
        "What is merged leads to one root, and what is not merged to itself.",
        """
        SELECT 'entity ' || e.id, 'survives as ' || s.id || ', which is merged itself'
        FROM people_entity e JOIN people_entity s ON s.id = e.survivor_id
        WHERE s.survivor_id <> s.id OR s.merged_into_id IS NOT NULL
        UNION ALL
        SELECT 'entity ' || id, 'is not merged and survives as ' || survivor_id
        FROM people_entity WHERE merged_into_id IS NULL AND survivor_id <> id
        UNION ALL
        SELECT 'event ' || e.id, 'is merged into ' || m.id || ', which is merged itself'
        FROM events_event e JOIN events_event m ON m.id = e.merged_into_id
        WHERE m.merged_into_id IS NOT NULL
        """,
    ),
    Invariant(
        "nothing-is-lost",
        "What a source listed and was taken has its article; what was read has its facts.",
        """
        SELECT 'item ' || id, 'was taken and has no article' FROM events_item
        WHERE outcome = 'taken' AND article_id IS NULL
        UNION ALL
        SELECT 'article ' || id, 'is recorded and nobody read it' FROM events_article a
        WHERE state = 'recorded'
          AND NOT EXISTS (SELECT FROM events_extraction WHERE article_id = a.id)
          AND NOT EXISTS (SELECT FROM events_evidence WHERE article_id = a.id)
          AND NOT EXISTS (SELECT FROM events_item WHERE article_id = a.id)
          AND NOT EXISTS (SELECT FROM events_article newer
                          WHERE newer.address = a.address AND newer.id > a.id)
        UNION ALL
        SELECT 'article ' || id, 'is a duplicate of nothing' FROM events_article
        WHERE state = 'duplicate' AND reprint_of_id IS NULL
        """,
    ),
    Invariant(
        "the-queue-misses-nothing",
        "An article with something to decide stands in the queue of the desk, or will in a moment.",
        """
        SELECT DISTINCT 'article ' || p.article_id, 'has facts that wait and is not in the queue'
        FROM events_evidence p
        LEFT JOIN events_event e ON e.id = p.event_id AND e.merged_into_id IS NULL
        LEFT JOIN people_affiliation f ON f.id = p.affiliation_id
        WHERE 'proposed' IN (e.status, f.status)
          AND NOT EXISTS (SELECT FROM events_queueitem WHERE article_id = p.article_id)
          AND NOT EXISTS (SELECT FROM events_queuetouch WHERE article_id = p.article_id)
        """,
    ),
    Invariant(
        "work-goes-on",
        "Nothing waits for longer than an hour past its time, and nothing outlives its lease.",
        """
        SELECT 'article ' || id, 'stands at ' || state FROM events_article
        WHERE state IN ('waiting', 'fetched', 'read', 'extracted')
          AND greatest(lease_until, next_try_at, asked_at, created_at) < now() - interval '1 hour'
          AND NOT (state = 'waiting' AND EXISTS (  -- others of its host have their turn
              SELECT FROM events_host h WHERE h.name = host AND free_at > now() - interval '1 hour'
          ))
        UNION ALL
        SELECT 'run ' || id, 'is at work and nobody holds it' FROM events_run
        WHERE state = 'running' AND (lease_until IS NULL
              OR lease_until < now() - interval '1 hour')
        UNION ALL
        SELECT 'message ' || id, topic || ' is not sent' FROM events_message
        WHERE sent_at IS NULL AND given_up_at IS NULL
          AND greatest(lease_until, next_try_at, created_at) < now() - interval '1 hour'
        UNION ALL
        SELECT 'source ' || w.source_id, 'was to be polled at ' || w.next_poll_at
        FROM events_watch w JOIN events_source s ON s.id = w.source_id
        WHERE s.enabled AND s.address <> '' AND s.kind IN ('feed', 'sitemap', 'listing', 'page')
          AND w.paused_at IS NULL AND w.next_poll_at < now() - interval '1 hour'
          AND (w.lease_until IS NULL OR w.lease_until < now() - interval '1 hour')
        """,
    ),
)


def check() -> Iterator[Finding]:
    """Each invariant and what breaks it, all as of one moment. Nothing is written or locked."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for invariant in INVARIANTS:
            rows, count = _sought(invariant.find) if invariant.find else _asked(cursor, invariant)
            yield Finding(invariant, count, tuple(f"{what}: {why}" for what, why in rows))


Rows = list[tuple[str, str]]


def _asked(cursor: CursorWrapper, invariant: Invariant) -> tuple[Rows, int]:
    cursor.execute(
        "SELECT what, why, count(*) OVER () FROM ("  # noqa: S608
        f"{invariant.sql}) AS broken (what, why) LIMIT {EXAMPLES}"
    )
    rows = cursor.fetchall()
    return [(what, why) for what, why, _ in rows], rows[0][2] if rows else 0


def _sought(find: Callable[[], Iterable[tuple[str, str]]]) -> tuple[Rows, int]:
    rows: Rows = []
    count = 0
    for count, row in enumerate(find(), 1):
        if count <= EXAMPLES:
            rows.append(row)
    return rows, count
