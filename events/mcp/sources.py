"""The articles that prove the events an answer tells of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from events.models import Evidence

MOST_EVENTS = 100
MOST_OF_EACH = 3
"""So many sentences are told of one event; its address tells them all."""


def sources_of(answer: Any) -> list[dict[str, Any]]:
    """A few sentences for each event, each with its article: in one query."""
    events = list(dict.fromkeys(_events(answer)))[:MOST_EVENTS]
    proofs = (
        Evidence.objects.published()
        .filter(event__in=events)
        .select_related("article__source")
        .defer("article__text")
        .order_by("event_id", "article__published_on", "id")
    )
    told: dict[int, list[Evidence]] = {event: [] for event in events}
    for proof in proofs:
        if proof.event_id is not None and len(told[proof.event_id]) < MOST_OF_EACH:
            told[proof.event_id].append(proof)
    return [_told(proof) for event in events for proof in told[event]]


def _told(proof: Evidence) -> dict[str, Any]:
    article = proof.article
    return {
        "event": proof.event_id,
        "quote": proof.quote,
        "article": article.title,
        "url": article.link or None,
        "publisher": article.publisher or None,
        "published": article.published_on.isoformat() if article.published_on else None,
    }


def _events(answer: Any) -> Iterator[int]:
    """The ids of events, wherever in the answer they stand."""
    match answer:
        case {"id": int(pk), "url": str(url)} if "/events/" in url:
            yield pk
        case dict():
            for value in answer.values():
                yield from _events(value)
        case list():
            for value in answer:
                yield from _events(value)
