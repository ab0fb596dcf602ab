"""Workers and beats that die, are replaced, come twice or have the wrong time."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from events.models import Article, Host, Run, Watch
from tests.faults import work
from tests.faults.conftest import PATIENCE
from tests.faults.stack import reach, until
from tests.workers import _children


def test_f01_a_killed_child_of_a_worker_costs_one_attempt(stack, undisturbed, report):
    stack.run()
    readers = stack.workers[0]
    for part in (0.1, 0.3, 0.6):
        reach(part)
        os.kill(random.choice(_children(readers.process.pid)), signal.SIGKILL)

    healed = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"3 children killed, all done {healed:.1f} s after the last")


def test_f02_killed_workers_lose_and_double_nothing(stack, undisturbed, report, is_full):
    stack.beat()
    kills = 20 if is_full else 4
    for _ in range(kills):
        stack.work()
        enough = work.how_far() + 0.5 / kills
        reach(enough)
        time.sleep(random.uniform(0, 0.3))
        stack.kill_workers()
    stack.work()

    healed = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"{kills} kills, all done {healed:.1f} s after the last")


def test_f03_workers_that_are_asked_to_end_do_so_in_time(stack, undisturbed, report, is_full):
    stack.beat()
    endings = []
    for _ in range(30 if is_full else 5):
        stack.work()
        enough = work.how_far() + 0.1
        reach(enough)
        endings.append(stack.end_workers())
        assert not Article.objects.exclude(lease_until=None).exists()
    stack.work()

    until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    assert max(endings) < 30
    report(f"{len(endings)} times SIGTERM, gone after {max(endings):.1f} s at most")


def test_f03_steps_that_take_long_are_given_back_in_time(bare, sites, report):
    """One waits for a server that never answers, one for a model, one for a parser that hangs."""
    bare.environment["FAULTS_EXTRACT_SECONDS"] = "60"
    work.source(sites.url(0, "/feed/0-0"))
    work.source(sites.url(1, "/hang"))
    work.source(sites.url(2, "/feed/hanging"))
    bare.run()
    until(Article.objects.filter(state="read").exclude(lease_until=None).exists, PATIENCE)
    until(Article.objects.filter(state="fetched").exclude(lease_until=None).exists, PATIENCE)
    bare.beats[0].kill()

    seconds = bare.end_workers()

    assert seconds < 30
    assert not Article.objects.exclude(lease_until=None).exists()
    assert not Watch.objects.exclude(lease_until=None).exists()
    assert not Run.objects.filter(state="running").exists()
    assert not Host.objects.exclude(lease_until=None).exists()
    report(f"gone after {seconds:.1f} s, and nothing is held")


def test_f14_two_beats_poll_nothing_twice(stack, undisturbed, report):
    stack.beat()
    stack.run()

    until(work.is_done, PATIENCE)
    time.sleep(5)

    work.check_nothing_is_lost(undisturbed)
    assert Run.objects.count() == work.HOSTS
    report(f"{Run.objects.count()} polls of {work.HOSTS} sources")


def test_f14_after_an_hour_without_beat_each_due_source_is_polled_once(stack, undisturbed, report):
    stack.run()
    until(work.is_done, PATIENCE)
    stack.beats[0].kill()
    until(lambda: not stack.messages(), PATIENCE)
    time.sleep(1)
    Watch.objects.update(next_poll_at=Now() - timedelta(hours=1), asked_at=None)

    stack.beat()
    seconds = until(lambda: Run.objects.filter(state="done").count() == 2 * work.HOSTS, PATIENCE)
    time.sleep(5)

    assert Run.objects.count() == 2 * work.HOSTS
    work.check_nothing_is_lost(undisturbed)
    report(f"all polled once, {seconds:.1f} s after beat was back")


@pytest.mark.parametrize("hours", [1, -1, 24 * 365 * 12])
def test_f15_a_worker_with_the_wrong_time_holds_up_and_repeats_nothing(
    stack, undisturbed, report, hours
):
    stack.environment["FAULTS_CLOCK"] = str(hours * 3600)
    stack.run()

    seconds = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed, but_for_days=True)
    assert Run.objects.count() == work.HOSTS
    assert not Watch.objects.filter(next_poll_at__gt=Now() + timedelta(hours=14)).exists()
    report(f"{hours:+} hours: all done in {seconds:.1f} s")
