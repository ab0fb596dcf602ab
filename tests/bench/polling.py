"""What a poll costs that finds nothing new, by two real worker processes."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context

from django.conf import settings

from events import tasks
from events.ingestion.fetch import fetch
from events.models import Item, Run, Source, Watch
from tests.bench.timing import Figure
from tests.workers import Worker, environment
from tracker import services

FEEDS = 1000
QUEUE = 0
PATIENCE = 240  # seconds
ETAG = '"1"'
FEED = (
    "<rss><channel><title>北岸科技</title><language>zh</language>"
    "<item><title>星河智能完成融资</title><guid isPermaLink='false'>1</guid>"
    "<description>星河智能宣布完成新一轮融资，由远山资本领投。</description></item></channel></rss>"
).encode()


class Handler(BaseHTTPRequestHandler):
    """A feed that never changes, on every host."""

    def do_GET(self) -> None:
        is_known = self.headers.get("If-None-Match") == ETAG
        status = 404 if self.path == "/robots.txt" else 304 if is_known else 200
        content = FEED if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


@contextmanager
def serving() -> Iterator[list[str]]:
    """As many hosts as there are feeds: each address of the loopback network is one."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # noqa: S104 - seen by this machine only
    process = get_context("fork").Process(target=server.serve_forever, daemon=True)
    process.start()
    try:
        numbers = range(FEEDS)
        yield [f"127.1.{n // 250}.{n % 250 + 1}:{server.server_port}" for n in numbers]
    finally:
        process.kill()
        process.join()
        server.server_close()


def figures() -> list[Figure]:
    with serving() as hosts:
        os.environ |= {"FETCH_ALLOW_HOSTS": ",".join(hosts), "POLITE_PAUSE_SECONDS": "0"}
        settings.POLITE_PAUSE_SECONDS = 0
        Source.objects.bulk_create(
            Source(
                name=host,
                kind="feed",
                address=f"http://{host}/",
                enabled=True,
                exclude_words="融资",  # what an article costs is measured elsewhere
            )
            for host in hosts
        )
        Watch.objects.ensure()
        started = time.perf_counter()
        for host in hosts:
            fetch(f"http://{host}/", etag=ETAG)
        alone = 1000 * (time.perf_counter() - started) / FEEDS
        worker = Worker(environment(services.ensure_valkey(), QUEUE), log="ERROR")
        try:
            first, again = _seconds(), _seconds()
        finally:
            worker.stop()
        assert Item.objects.filter(outcome="left_out").count() == FEEDS
    return [
        Figure("a first poll, 2 workers", 1000 * first / FEEDS, "fetching it", alone),
        Figure(
            "a poll without news, 2 workers",
            1000 * again / FEEDS,
            "fetching it",
            alone,
            f"{FEEDS / again:.0f} feeds, {FEEDS:,} in {again:.1f} s",
        ),
    ]


def _seconds() -> float:
    """How long the workers take until all feeds, due at once, have been polled."""
    done = Run.objects.filter(state="done").count() + FEEDS
    Watch.objects.update(next_poll_at=None, asked_at=None)
    started = time.perf_counter()
    tasks.poll_due()
    while (taken := time.perf_counter() - started) < PATIENCE:
        if Run.objects.filter(state="done").count() >= done:
            return taken
        time.sleep(0.05)
    error = Watch.objects.exclude(error="").values("source__name", "error").first()
    missing = done - Run.objects.filter(state="done").count()
    raise TimeoutError(f"{missing} were not polled in {PATIENCE} s: {error}")
