"""The floor: JSON that PostgreSQL builds, by prepared statements, behind the thinnest server.

    opened("/events", floor()), opened("/entity?entity=17", floor())

A WSGI function that looks its statement up by the path, and sends what the database answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import psycopg
from django.db import connection

from tests.bench.wsgi import Application

NEWEST = "SELECT id FROM events_event WHERE published ORDER BY date DESC, id DESC LIMIT 50"
FILTERED = """
    SELECT p.event_id FROM events_participation p JOIN events_event e ON e.id = p.event_id
     WHERE p.survivor_id = %(entity)s AND p.published AND e.kind = 'funding'
       AND p.date >= '2021-01-01'
     ORDER BY p.date DESC, p.event_id DESC LIMIT 50
"""
OF_AN_ENTITY = """
    SELECT event_id FROM events_participation
     WHERE survivor_id = %(entity)s AND published ORDER BY date DESC, event_id DESC LIMIT 50
"""
FOUND = """
    SELECT event_id FROM events_eventwords
     WHERE published AND lexemes @@ %(query)s::tsquery
     ORDER BY date DESC, event_id DESC LIMIT 50
"""
ROW = """
    e.id, e.kind, e.certainty, e.date, e.date_end, e.precision, e.round, e.change,
    e.amount_low, e.amount_high, e.amount_currency, e.title, e.parameters, e.licence,
    (SELECT json_agg(json_build_object('role', p.role, 'slug', n.slug,
                                       'en', n.name_en, 'zh', n.name_zh))
       FROM events_participation p JOIN people_entity n ON n.id = p.survivor_id
      WHERE p.event_id = e.id) AS participants
"""
ARTICLES = "(SELECT count(DISTINCT article_id) FROM events_evidence WHERE event_id = e.id)"
EVIDENCE = """
    (SELECT json_agg(json_build_object(
                'quote', v.quote, 'certainty', v.certainty, 'title', a.title,
                'link', a.address, 'publisher', s.name, 'on', a.published_on,
                'language', a.language) ORDER BY a.published_on)
       FROM events_evidence v JOIN events_article a ON a.id = v.article_id
                              LEFT JOIN events_source s ON s.id = a.source_id
      WHERE v.event_id = e.id)
"""
LIST = """
    SELECT json_agg(row ORDER BY row.date DESC, row.id DESC)::text
      FROM (SELECT {row}, {proof} AS proof FROM events_event e WHERE e.id IN ({events})) AS row
"""
DETAIL = """
    SELECT row_to_json(row)::text
      FROM (SELECT {row}, {proof} AS proof FROM events_event e
             WHERE e.published AND e.id = %(event)s) AS row
"""


def _list(events: str, proof: str = ARTICLES) -> str:
    return LIST.format(row=ROW, proof=proof, events=events)


STATEMENTS = {
    "/events": _list(NEWEST),
    "/filtered": _list(FILTERED),
    "/search": _list(FOUND),
    "/event": DETAIL.format(row=ROW, proof=EVIDENCE),
    # What a page shows: the same events with their evidence.
    "/timeline": _list(NEWEST, EVIDENCE),
    "/entity": _list(OF_AN_ENTITY, EVIDENCE),
}


@cache
def floor() -> Application:
    """A server with a connection of its own."""
    wanted = ("host", "port", "dbname", "user", "password")
    given = connection.get_connection_params()
    own = psycopg.connect(
        **{name: given[name] for name in wanted if name in given},
        autocommit=True,
        prepare_threshold=0,
    )

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path, values = environ["PATH_INFO"], dict(parse_qsl(environ["QUERY_STRING"]))
        # One plan for all words would be the wrong one for rare ones.
        found = own.execute(STATEMENTS[path], values, prepare=path != "/search").fetchone()
        (text,) = found or (None,)
        content = (text or "[]").encode()
        start(
            "200 OK",
            [("Content-Type", "application/json"), ("Content-Length", str(len(content)))],
        )
        return [content]

    return application
