"""Answers about the whole record, kept while it says the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import caches
from django.db import connection

KEPT_SECONDS = 3600
UNSETTLED_SECONDS = 60
"""A change whose transaction was overtaken by a later one is seen after this time at most."""

LATEST = """
    SELECT (SELECT max(pgh_id) FROM events_eventversion),
           (SELECT max(pgh_id) FROM events_participationversion),
           (SELECT max(pgh_id) FROM people_affiliationversion),
           (SELECT max(pgh_id) FROM people_entityversion),
           pg_snapshot_xmin(now_.snapshot) = pg_snapshot_xmax(now_.snapshot)
      FROM (SELECT pg_current_snapshot() AS snapshot) AS now_
"""
Answer = TypeVar("Answer")


def kept(name: str, make: Callable[[], Answer]) -> Answer:
    """What was made last under this name, unless anything has changed since.

    Every change leaves a version. If nobody else was writing when the last one was looked up, no
    earlier one can still arrive, and the answer holds until the next.
    """
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        *state, settled = cursor.fetchone() or (None,)
    asked = hashlib.sha256(repr((name, state)).encode()).hexdigest()
    cache = caches["requests"]
    answer = cast("Answer | None", cache.get(f"kept:{asked}"))
    if answer is None:
        answer = make()
        cache.set(f"kept:{asked}", answer, KEPT_SECONDS if settled else UNSETTLED_SECONDS)
    return answer
