"""Celery's door to the pipeline. Messages are hints: the article's row says what is to be done."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from celery import current_app, shared_task
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from events import letters, notices, outbox, queue, rules
from events.contradictions import look_for_contradictions
from events.following import digests, subscriptions
from events.following.letters import SENDERS as TO_FOLLOWERS
from events.ingestion import pipeline, retention
from events.ingestion import poll as polls
from events.ingestion.datasets import importing
from events.ingestion.surroundings import context_of
from events.models import Article, DatasetImport, Host, Watch
from events.models.article import ArticleQuerySet
from events.search import prominence
from events.statistics import summary
from events.webhooks import notices as webhooks
from people.duplicates import look_for_duplicates

log = logging.getLogger(__name__)

SENDERS = {**notices.SENDERS, **letters.SENDERS, **TO_FOLLOWERS, **webhooks.SENDERS}

MOST_AT_ONCE = 1000
"""How many articles one sweep asks for, and how many messages wait in a queue before it asks."""

IMPORT_SECONDS = 45
"""How long a task takes rows before another goes on: well within the time limit of a task."""

LATE_SECONDS = 0.05
"""How long after the end of a pause the next request is to begin, so that it is never too early."""


@shared_task
def fetch(article_id: int, **_: object) -> None:
    """Fetch one article, then ask for its next step, and for the next article of its host."""
    article = pipeline.fetch_only(article_id)
    if article is None:
        return  # whoever has the article, or the turn at its host, goes on
    this = Article.objects.filter(pk=article_id, state=Article.State.FETCHED)
    _ask(this, Article.objects.filter(host=article.host))


@shared_task
def advance(article_id: int, **_: object) -> None:
    """Do the steps of a fetched article that can be done now. Safe to run twice, late or never."""
    if pipeline.proceed(article_id):
        ask_for([article_id])


@shared_task
def sweep(**_: object) -> None:
    """Ask again for whatever stands still: messages are lost, workers die, tries come due."""
    still = Article.objects.standing_still()
    fetched = still.exclude(state=Article.State.WAITING).order_by("pk")
    room = max(0, MOST_AT_ONCE - messages("default"))  # what waits in line is not lost
    if count := _ask(fetched[:room], still):
        log.info("Asking again for %s articles that stand still", count)
    ask_for_imports()


@shared_task
def import_rows(import_id: int, **_: object) -> None:
    """Go on with an import for a while, then ask for the rest. Safe to run twice, late or never."""
    if importing.work(import_id, seconds=IMPORT_SECONDS):
        ask_for_imports()


def ask_for_imports() -> None:
    """Ask the workers for all imports that nobody has in hand."""
    ids = DatasetImport.objects.standing_still().order_by("pk").values_list("pk", flat=True)
    try:
        for import_id in ids[:MOST_AT_ONCE]:
            import_rows.delay(import_id)
    except OperationalError as error:
        log.warning("The broker is away, the next sweep asks again: %s", error)


@shared_task
def poll(source_id: int, **_: object) -> None:
    """Poll a source, if it is due. Safe to run twice, late or never."""
    if polled := polls.poll(source_id, only_due=True):
        ask_for(polled.articles)


@shared_task
def poll_due(**_: object) -> None:
    """Ask for the polls that are due, each once, however many ask at the same time.

    Every followed source has its watch afterwards, and no poll that died still counts as running.
    """
    Watch.objects.ensure()
    polls.end_dead_polls()
    ids = Watch.objects.ask_for(MOST_AT_ONCE)
    try:
        for source_id in ids:
            poll.delay(source_id)
    except OperationalError as error:
        log.warning("The broker is away, the watches are asked for again: %s", error)


@shared_task
def relay(**_: object) -> None:
    """Send what the outside is to be told. Two at once share the work."""
    while outbox.relay(SENDERS):
        pass


@shared_task
def send_digests(**_: object) -> None:
    """Have the letters to followers written that are due. Safe to run twice, late or never."""
    if count := digests.send_due():
        log.info("Letters to followers: %s", count)


@shared_task
def delete_old(**_: object) -> None:
    """Delete what has been kept for as long as the settings say. Two at once share the work."""
    deleted = {**retention.delete_old(), "subscriptions": subscriptions.delete_old()}
    log.info("Deleted: %s", deleted)


@shared_task
def publish_by_rules(**_: object) -> None:
    """Publish what rules fit and nobody has decided on yet. Two at once do no harm."""
    rules.publish_by_rules()


@shared_task
def find_contradictions(**_: object) -> None:
    """Look for what cannot all be true. Two at once do no harm."""
    look_for_contradictions()


@shared_task
def find_duplicates(**_: object) -> None:
    """Compare new names with those that are known, for editors to merge. Two at once do no harm."""
    look_for_duplicates(MOST_AT_ONCE, context_of)


@shared_task
def recount_prominence(**_: object) -> None:
    """Count in how many events everybody takes part. Of two at once, one does nothing."""
    prominence.recount()


@shared_task
def settle_queue(**_: object) -> None:
    """Reckon anew which articles wait for editors. Two at once take turns."""
    while queue.settle():
        pass


@shared_task
def fold_statistics(**_: object) -> None:
    """Keep the summary of statistics small. Two at once take turns."""
    summary.fold()


def messages(queue: str) -> int:
    """How many messages wait in a queue, as far as the broker can say."""
    with current_app.connection_for_write() as connection:
        try:
            channel: Any = connection.channel()
            declared = channel.queue_declare(queue, passive=True)
        except (*connection.connection_errors, *connection.channel_errors):
            return 0  # it is away, or the queue is empty
        return int(declared.message_count)


def ask_for(article_ids: Iterable[int]) -> None:
    """Ask the workers for the next step of these articles. Without a broker, the sweep will.

    Of those that are to be fetched, one a host: when that is done, it asks for the next.
    """
    articles = Article.objects.filter(pk__in=list(article_ids))
    _ask(articles.exclude(state=Article.State.WAITING), articles)


def _ask(advances: ArticleQuerySet, fetches: ArticleQuerySet) -> int:
    """Ask to go on with the first, and to fetch what is next of the others; how many it is."""
    ids = list(advances.values_list("pk", flat=True))
    next_by_host = dict(fetches.next_of_each_host().values_list("host", "pk")[:MOST_AT_ONCE])
    rests = Host.objects.rests(next_by_host)
    Article.objects.filter(pk__in=[*ids, *next_by_host.values()]).update(asked_at=Now())
    try:
        for article_id in ids:
            advance.delay(article_id)
        for host, article_id in next_by_host.items():
            rest = rests[host].total_seconds() + LATE_SECONDS if host in rests else 0
            fetch.apply_async((article_id,), countdown=rest)
    except OperationalError as error:
        log.warning("The broker is away, the next sweep asks again: %s", error)
    return len(ids) + len(next_by_host)
