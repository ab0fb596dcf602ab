"""The review of a long queue: its first page, an article, and the next one, beside PostgreSQL.

The front page of the desk and its lists are measured elsewhere.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from events.models import Article, Event, QueueItem
from events.queue import settle
from tests.bench import baselines
from tests.bench.timing import Figure, medians

RUNS = 15
SQL = "SQL building JSON"
PROPOSED = 0.1
"""Of the published events, how many are made proposals again for the queue."""


def figures() -> Iterable[Figure]:
    propose_again()
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    queue, following = reverse("admin:review-queue"), reverse("admin:review-next")
    first = QueueItem.objects.worthiest()[:200].values_list("article_id", flat=True)
    articles = iter(list(first))

    def opened(address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    def next_one() -> None:
        """What an editor waits for: the decision is made, the next article stands there."""
        response = client.post(following, {"article": next(articles)}, follow=True)
        assert response.redirect_chain, response.status_code

    took = medians(
        {
            "sql": baselines.newest_by_sql,
            "queue": lambda: opened(queue),
            "queue, filtered": lambda: opened(f"{queue}?kind=funding&sure=high"),
            "article": lambda: opened(reverse("admin:review", args=[next(articles)])),
            "next": next_one,
        },
        RUNS,
    )
    waiting = QueueItem.objects.count()
    return [
        Figure(f"review queue of {waiting}", took["queue"], SQL, took["sql"]),
        Figure("review queue, filtered", took["queue, filtered"], SQL, took["sql"]),
        Figure("review of an article", took["article"], SQL, took["sql"]),
        Figure("next article to review", took["next"], SQL, took["sql"]),
    ]


def propose_again() -> None:
    """Let the newest tenth of the record wait for a decision, and the queue know of it."""
    newest = Event.objects.published().newest_first().values_list("pk", flat=True)
    ids = list(newest[: int(newest.count() * PROPOSED)])
    Event.objects.filter(pk__in=ids).update(status="proposed")
    while settle():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_event, events_queueitem")
    assert Article.objects.filter(queue_item__isnull=False).exists()
