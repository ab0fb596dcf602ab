"""A PostgreSQL that is restarted, slow, silent, or that loses the answer to a COMMIT."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from events.models import Article
from tests.faults import work
from tests.faults.conftest import PATIENCE
from tests.faults.proxy import Proxy
from tests.faults.stack import Stack, reach, until
from tracker import services


@pytest.fixture
def proxy(stack: Stack) -> Iterator[Proxy]:
    """The way to PostgreSQL of the workers; the test itself goes straight to it."""
    with tempfile.TemporaryDirectory(prefix="tideline-faults-") as folder:
        proxy = Proxy(Path(folder) / "pg", services.postgres().sockets)
        address = stack.environment["DATABASE_URL"].partition("?host=")[0]
        stack.environment["DATABASE_URL"] = f"{address}?host={proxy.folder}"
        with proxy.serving():
            yield proxy
            stack.end()


def test_f16_a_database_that_is_restarted_at_once_loses_and_halves_nothing(
    stack, undisturbed, report
):
    stack.run()
    healed = []
    for part in (0.1, 0.4):
        reach(part)
        stack.restart_postgres()
        now = work.how_far()
        healed.append(reach(now + 0.01))

    until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    assert all(worker.process.poll() is None for worker in stack.workers)
    report(f"2 restarts, next article after {max(healed):.1f} s at most")


def test_f17_a_lost_reply_to_a_commit_doubles_nothing(stack, proxy, undisturbed, report):
    proxy.loses_replies = 9
    stack.run()
    reach(0.8)
    proxy.loses_replies = 0

    until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    assert proxy.lost > 10
    report(f"{proxy.lost} of {proxy.commits} replies lost")


def test_f18_a_database_that_is_slow_slows_and_no_more(stack, proxy, undisturbed, report):
    stack.run()
    reach(0.1)
    proxy.delay = 0.25
    time.sleep(15)
    proxy.delay = 0

    healed = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"250 ms a message for 15 s, all done {healed:.1f} s after")


def test_f18_a_table_that_is_locked_holds_up_and_no_more(stack, undisturbed, report):
    stack.run()
    reach(0.1)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE events_event IN ACCESS EXCLUSIVE MODE")
        time.sleep(8)
        cursor.execute("COMMIT")

    healed = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"a table locked for 8 s, all done {healed:.1f} s after")


def test_f19_a_database_that_falls_silent_is_waited_for(stack, proxy, undisturbed, report):
    stack.run()
    reach(0.1)
    proxy.silent = True
    time.sleep(20)
    held = Article.objects.exclude(lease_until=None).count()
    proxy.silent = False

    healed = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"silent for 20 s with {held} articles in hand, all done {healed:.1f} s after")
