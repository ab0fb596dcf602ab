"""Celery's door to the pipeline. Messages are hints: the article's row says what is to be done."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from celery import shared_task
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from events import outbox
from events.ingestion import pipeline
from events.models import Article
from events.notices import SENDERS

log = logging.getLogger(__name__)

MOST_AT_ONCE = 1000
"""How many articles one sweep asks for."""


@shared_task
def advance(article_id: int, **_: object) -> None:
    """Do the steps of an article that can be done now. Safe to run twice, late or never."""
    if pipeline.proceed(article_id):
        ask_for([article_id])


@shared_task
def sweep(**_: object) -> None:
    """Ask again for whatever stands still: messages are lost, workers die, tries come due."""
    waiting = Article.objects.standing_still().order_by("pk").values_list("pk", flat=True)
    if ids := list(waiting[:MOST_AT_ONCE]):
        log.info("Asking again for %s articles that stand still", len(ids))
        ask_for(ids)


@shared_task
def relay(**_: object) -> None:
    """Send what the outside is to be told. Two at once share the work."""
    while outbox.relay(SENDERS):
        pass


def ask_for(article_ids: Iterable[int]) -> None:
    """Ask the workers for the next step of these articles. Without a broker, the sweep will."""
    ids = list(article_ids)
    Article.objects.filter(pk__in=ids).update(asked_at=Now())
    try:
        for article_id in ids:
            advance.delay(article_id)
    except OperationalError as error:
        log.warning("The broker is away, the next sweep asks again: %s", error)
