"""The pipeline with real Celery workers, a real broker and real kills."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.db import connection
from django.db.models.functions import Now

from events.models import Article, Event, Evidence, Host, Item, Participation, Run, Watch
from people.models import Entity
from tests.events.ingestion.conftest import Site, answer, serving
from tests.factories import ArticleFactory, SourceFactory
from tests.workers import Worker
from tests.workers import environment as environment_of

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLES = [str(path) for path in sorted(Path("tests/articles").glob("zh-2023*.html"))]
PATIENCE = 120  # seconds
SECOND = timedelta(seconds=1)


@pytest.fixture
def environment(broker) -> dict[str, str]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return environment_of(broker, int(worker) + 2)


@pytest.fixture
def workers(environment) -> Iterator[list[Worker]]:
    started: list[Worker] = []
    yield started
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


def ingest(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", "ingest", *arguments], env=environment, check=True)


def until(condition, patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"not so after {patience} seconds"
        time.sleep(0.05)


def outcome() -> set[tuple[str, ...]]:
    """What is known, without ids: the same whatever way it was reached."""
    parts = Participation.objects.select_related("event", "entity")
    told = {
        (part.event.kind, part.event.change, part.role, part.entity.slug, str(part.event.when))
        for part in parts
    }
    return told | {("evidence", proof.quote) for proof in Evidence.objects.all()}


def all_recorded() -> bool:
    return not Article.objects.filter(state__in=Article.WORKING).exists()


def forget_everything() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_entity, events_event, events_article CASCADE")


def sweep(environment: dict[str, str], task: str = "sweep") -> None:
    subprocess.run(
        [sys.executable, "-m", "celery", "-A", "tracker", "call", f"events.tasks.{task}"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def let_time_pass() -> None:
    """As if the leases of dead workers had run out, and their messages were long overdue."""
    Article.objects.exclude(lease_until=None).update(lease_until=Now())
    Article.objects.update(asked_at=None, next_try_at=None)


def test_kills_and_a_flushed_broker_lose_nothing_and_double_nothing(environment, workers):
    ingest(environment, *ARTICLES)
    undisturbed, counts = outcome(), (Entity.objects.count(), Event.objects.count())
    forget_everything()

    ingest(environment, "--queue", *ARTICLES)
    recorded = Article.objects.filter(state="recorded")
    for _ in range(2):  # an article at which three workers die is parked, rightly
        workers.append(Worker(environment))
        sweep(environment)
        enough = recorded.count() + 1
        until(lambda enough=enough: recorded.count() >= enough or all_recorded())
        workers[-1].kill()
        redis.Redis.from_url(environment["REDIS_URL"]).flushdb()
        let_time_pass()
    workers.append(Worker(environment))
    sweep(environment)
    until(all_recorded)

    assert not Article.objects.exclude(state="recorded").values("address", "error")
    assert outcome() == undisturbed
    assert (Entity.objects.count(), Event.objects.count()) == counts
    assert workers[-1].stop() == 0


def page(site: Site, number: int) -> bytes:
    text = f"2023年10月20日，智谱AI宣布完成{number + 1}亿元B轮融资，由红杉中国领投。"
    return answer(f"<article><p>{text}这是{site.host}上的第{number}条消息。</p></article>".encode())


def test_each_host_is_asked_in_turn_and_one_that_never_answers_holds_up_no_other(
    environment, workers
):
    with contextlib.ExitStack() as stack:
        good, hanging = ([stack.enter_context(serving()) for _ in range(3)] for _ in range(2))
        never = threading.Event()
        stack.callback(never.set)
        for site in [*good, *hanging]:
            site.answers["/robots.txt"] = answer(b"", status="404 Not Found")
            for number in range(5):
                url = site.url(f"/{number}")
                site.answers[f"/{number}"] = page(site, number)
                ArticleFactory(address=url, state="waiting", source=None, text="", text_hash="")
        for site in hanging:
            site.answers["/0"] = (b"" for _ in iter(never.wait, True))
        environment |= {
            "FETCH_ALLOW_HOSTS": ",".join(site.host for site in [*good, *hanging]),
            "POLITE_PAUSE_SECONDS": "0.2",
        }
        workers.append(Worker(environment, "-Q", "default", "-c", "1", "-n", "default@%h"))
        workers.append(
            Worker(environment, "-Q", "fetch", "-P", "threads", "-c", "6", "-n", "fetch@%h")
        )

        sweep(environment)
        until(lambda: Article.objects.filter(state="recorded").count() == 15)

        for site in good:
            paths = [request.split()[1] for request in site.requests]
            assert paths == ["/robots.txt", "/0", "/1", "/2", "/3", "/4"]
        assert all(site.requests[1].startswith("GET /0 ") for site in hanging)


def feed(site: Site, *numbers: int) -> bytes:
    links = (site.url(f"/{number}") for number in numbers)
    items = (f"<item><title>消息</title><link>{link}</link></item>" for link in links)
    return answer(f"<rss><channel>{''.join(items)}</channel></rss>".encode())


def test_polls_lose_and_double_nothing_through_kills_flushes_and_two_beats(environment, workers):
    with contextlib.ExitStack() as stack:
        sites = [stack.enter_context(serving()) for _ in range(6)]
        for site in sites:
            site.answers["/robots.txt"] = answer(b"", status="404 Not Found")
            site.answers["/feed"] = feed(site, 1, 2, 3)
            SourceFactory(kind="feed", address=site.url("/feed"), enabled=True)
            for number in range(1, 5):
                site.answers[f"/{number}"] = page(site, number)
        environment |= {
            "FETCH_ALLOW_HOSTS": ",".join(site.host for site in sites),
            "POLITE_PAUSE_SECONDS": "0",
        }
        for _ in range(2):
            workers.append(Worker(environment))
            sweep(environment, "poll_due")
            sweep(environment, "poll_due")
            until(Run.objects.exists)
            workers[-1].kill()
            redis.Redis.from_url(environment["REDIS_URL"]).flushdb()
            Watch.objects.exclude(lease_until=None).update(lease_until=Now() - SECOND)
            Run.objects.filter(state="running").update(lease_until=Now() - SECOND)
            Host.objects.update(lease_until=None)
            Watch.objects.update(asked_at=None)
            let_time_pass()
        workers.append(Worker(environment))
        sweep(environment, "poll_due")
        Watch.objects.update(next_poll_at=None)  # also what failed with a worker
        sweep(environment, "poll_due")
        sweep(environment)
        until(lambda: not Run.objects.filter(state="running").exists())
        until(lambda: Article.objects.filter(state="recorded").count() == 18)

        assert Article.objects.count() == Item.objects.exclude(article=None).count() == 18
        assert not Article.objects.exclude(state="recorded").exists()
        sites[0].answers["/feed"] = feed(sites[0], 4, 1, 2, 3)
        polls, died = Run.objects.count(), Run.objects.filter(state="failed").count()
        Watch.objects.update(next_poll_at=None, asked_at=None)
        sweep(environment, "poll_due")
        sweep(environment, "poll_due")
        until(lambda: Run.objects.filter(state="done").count() == polls + 6 - died)
        until(lambda: Article.objects.filter(state="recorded").count() == 19)
        assert Run.objects.count() == polls + 6
        assert sorted(Run.objects.values_list("new", flat=True))[-7:] == [1, 3, 3, 3, 3, 3, 3]
        assert workers[-1].stop() == 0
