"""Sites that fail, hang, cut short, or send what kills a parser."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.functions import Now

from events.models import Article, Item, Run, Source, Watch
from tests.faults import work
from tests.faults.conftest import PATIENCE
from tests.faults.site import HANGS, PARTIAL
from tests.faults.stack import FETCHERS, READERS, until


def test_f13_a_document_that_kills_parsers_is_parked_and_holds_up_no_other(
    stack, sites, undisturbed, report
):
    signals = ("SIGSEGV", "SIGKILL", "SIGABRT")
    for number, name in enumerate(signals):
        Article.objects.create(address=sites.url(50 + number, f"/deadly/{name}"))
    stack.run()

    until(work.is_done, PATIENCE)

    parked = Article.objects.filter(state="failed", failed_at="fetched")
    assert parked.count() == len(signals)
    for article in parked:
        assert "broke the parser" in article.error
        assert article.attempts == 3
    assert all(worker.process.poll() is None for worker in stack.workers)
    parked.delete()
    work.check_nothing_is_lost(undisturbed)
    report("3 documents parked after 3 tries each; no worker died")


@pytest.mark.parametrize("state", [500, 503, 429, PARTIAL, HANGS])
def test_f22_sites_in_trouble_are_asked_again_later_and_nothing_is_lost(
    stack, sites, undisturbed, report, state
):
    stack.environment["FAULTS_FETCH_SECONDS"] = "2"
    stack.run()
    until(lambda: work.how_far() > 0.1, PATIENCE)
    with sites.being(state):
        Watch.objects.update(next_poll_at=None, asked_at=None)
        time.sleep(4)
    healed = until(work.is_well, PATIENCE)

    failed = Article.objects.filter(state="failed")
    parked = failed.count()
    failed.update(state="waiting", failed_at="", error="", attempts=0, next_try_at=None)
    until(work.is_well, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    runs = Run.objects.count()
    report(f"{state}: well {healed:.1f} s after, {runs} polls, {parked} articles to be retried")


def test_f22_feeds_that_have_not_changed_bring_nothing_twice(stack, undisturbed, report):
    stack.run()
    until(work.is_done, PATIENCE)
    for _ in range(3):
        polls = Run.objects.filter(state="done").count()
        Watch.objects.update(next_poll_at=None, asked_at=None)
        until(lambda polls=polls: _polls_done() == polls + work.HOSTS, PATIENCE)  # type: ignore[misc]

    work.check_nothing_is_lost(undisturbed)
    assert not Item.objects.exclude(run__new__gt=0).exists()
    report("3 polls each without news: no article, no item")


def _polls_done() -> int:
    return Run.objects.filter(state="done").count()


def test_f15_a_feed_from_the_future_is_read_and_polled_like_others(bare, sites, report):
    work.source(sites.url(0, "/future/0-4"))
    bare.run()

    until(lambda: work.is_done() and Article.objects.count() == 5, PATIENCE)

    assert Article.objects.filter(state="recorded").count() == 5
    assert not Watch.objects.filter(next_poll_at__gt=Now() + timedelta(hours=14)).exists()
    work.check_record()
    report("5 articles dated 2038 recorded")


def test_f23_sources_that_hang_do_not_hold_up_others(bare, sites, report, is_full):
    hanging, good = (500 if is_full else 60), 10
    bare.environment["FAULTS_FETCH_SECONDS"] = "2"
    period = timedelta(seconds=60 if is_full else 20)
    for number in range(hanging):
        work.source(sites.url(number, "/hang"))
    for number in range(good):
        work.source(sites.url(hanging + number, f"/many/{number}-{number}"), interval=period)
    bare.work(READERS, (*FETCHERS[:-3], "16", *FETCHERS[-2:]))
    bare.beat()
    until(lambda: Watch.objects.filter(polled_at=None).count() == 0, 300)

    delays: list[timedelta] = []
    for _ in range(60):
        time.sleep(1)
        late = Watch.objects.filter(failures=0, next_poll_at__lt=Now())
        delays += late.values_list(Now() - F("next_poll_at"), flat=True)
    worst = max(delays, default=timedelta())

    assert Source.objects.count() == hanging + good
    assert worst < 2 * period
    assert Watch.objects.filter(failures__gt=0).count() == hanging
    report(f"{hanging} hang, {good} good ones late by {worst.total_seconds():.1f} s at most")
