"""What two real worker processes do in a second, from addresses to what waits for an editor."""

import os
import sys
import time
from itertools import count, cycle

from django.conf import settings

from events import tasks
from events.ingestion import pipeline
from events.models import Article
from tests.bench.site import serving
from tests.bench.timing import Figure
from tests.workers import Worker, environment
from tracker import services

PAGES = 200
WARM_UP = 60
"""Enough for both processes of a worker to have loaded whatever they load late."""
QUEUE = 0
PATIENCE = 240  # seconds

_numbers = count()


def figures() -> list[Figure]:
    with serving() as hosts:
        os.environ |= {"FETCH_ALLOW_HOSTS": ",".join(hosts), "POLITE_PAUSE_SECONDS": "0"}
        settings.POLITE_PAUSE_SECONDS = 0
        alone, extraction = _by_one_process(hosts)
        reading, _ = _by_workers(hosts, "tests.bench.reading_only", Article.State.READ)
        single, _ = _by_workers(hosts, "tracker", Article.State.RECORDED, processes=1)
        whole, memory = _by_workers(hosts, "tracker", Article.State.RECORDED)
    sys.stderr.write(f"A worker's process took {memory} MB at most.\n")
    one = "a page, one process"
    beside = alone - extraction
    return [
        Figure(one, alone, "extracting it", extraction),
        Figure("a page beside extraction", beside, "extracting it", extraction),
        Figure("fetched and read, 2 workers", reading, one, alone, _rate(reading)),
        Figure("a page, 1 worker", single, one, alone, _rate(single)),
        Figure("a page, 2 workers", whole, one, alone, _rate(whole)),
    ]


def _rate(milliseconds: float) -> str:
    return f"{1000 / milliseconds:.1f} pages"


def _by_one_process(hosts: list[str]) -> tuple[float, float]:
    """The milliseconds that a page takes, and those of them that finding its facts takes."""
    for page in _articles(hosts, WARM_UP):
        pipeline.run(page)
    pages = _articles(hosts, PAGES)
    started = time.perf_counter()
    for page in pages:
        pipeline.run(page)
    taken = time.perf_counter() - started
    articles = list(Article.objects.filter(pk__in=pages))
    started = time.perf_counter()
    for article in articles:
        pipeline.extract_facts(article)
    extraction = time.perf_counter() - started
    return 1000 * taken / PAGES, 1000 * extraction / PAGES


def _by_workers(hosts: list[str], app: str, goal: str, processes: int = 2) -> tuple[float, int]:
    """The milliseconds that the processes of a worker take for a page, and their peak memory."""
    broker = environment(services.ensure_valkey(), QUEUE)
    worker = Worker(broker, "-c", str(processes), app=app, log="ERROR")
    try:
        _seconds(_articles(hosts, WARM_UP), goal)
        taken = _seconds(_articles(hosts, PAGES), goal)
        return 1000 * taken / PAGES, worker.peak_megabytes()
    finally:
        worker.stop()


def _seconds(pages: list[int], goal: str) -> float:
    """How long the workers take until all of these pages have come to a state."""
    started = time.perf_counter()
    tasks.ask_for(pages)
    while (taken := time.perf_counter() - started) < PATIENCE:
        if Article.objects.filter(pk__in=pages, state=goal).count() == len(pages):
            return taken
        time.sleep(0.05)
    error = (
        Article.objects.filter(pk__in=pages).exclude(state=goal).values("state", "error").first()
    )
    raise TimeoutError(f"The workers have not done in {PATIENCE} s what they should: {error}")


def _articles(hosts: list[str], many: int) -> list[int]:
    articles = [
        Article(address=f"http://{host}/{next(_numbers)}")
        for _, host in zip(range(many), cycle(hosts), strict=False)
    ]
    return [article.pk for article in Article.objects.bulk_create(articles)]
