"""A broker that dies, forgets, hangs, fills up, and delivers twice, late or in any order."""

from __future__ import annotations

import random
import time

import redis
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from events.models import Article, Run, Source
from tests.faults import work
from tests.faults.conftest import PATIENCE
from tests.faults.stack import QUEUES, reach, until
from tracker.checks import broker_keeps_messages


def test_f05_a_killed_broker_loses_nothing_and_workers_go_on(stack, undisturbed, report, is_full):
    stack.run()
    healed = []
    for _ in range(6 if is_full else 2):
        enough = work.how_far() + 0.1
        reach(enough)
        stack.kill_broker()
        time.sleep(1)
        begun = work.how_far()
        stack.start_broker()
        healed.append(reach(begun + 0.01))

    until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"{len(healed)} kills, next article after {max(healed):.1f} s at most")


def test_f06_a_flushed_broker_is_filled_again_from_the_rows(stack, undisturbed, report):
    stack.run()
    for part in (0.1, 0.4):
        reach(part)
        stack.broker.flushall()

    healed = until(work.is_done, PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"all done {healed:.1f} s after the second FLUSHALL")


def test_f10_f12_ten_copies_of_each_message_in_any_order_have_one_effect(
    stack, undisturbed, report
):
    stack.call("poll_due")
    stack.work()
    until(lambda: Run.objects.filter(state="done").count() == work.HOSTS, PATIENCE)
    stack.kill_workers()
    stack.call("sweep")
    copies = _copy_and_shuffle(stack, 10)
    stack.beat()
    stack.work()
    until(lambda: work.how_far() > 0.4, PATIENCE)
    copies += _copy_and_shuffle(stack, 10)

    until(work.is_done, PATIENCE)
    until(lambda: not stack.messages(), PATIENCE)

    work.check_nothing_is_lost(undisturbed)
    report(f"{copies} messages where there had been a tenth")


def _copy_and_shuffle(stack, times: int) -> int:
    with stack.broker as broker:
        count = 0
        for queue in QUEUES:
            messages = broker.lrange(queue, 0, -1) * times
            random.shuffle(messages)
            if messages:
                broker.rpush(queue, *messages)
                count += len(messages)
    return count


def test_f11_a_message_that_comes_again_while_its_task_runs_has_no_effect(bare, sites, report):
    bare.environment["FAULTS_VISIBILITY"] = "1"
    for number in range(4):
        work.source(sites.url(number, f"/slow/4/feed/{number * 3}-{number * 3 + 2}"))
    bare.run()

    until(lambda: work.is_done() and Article.objects.count() == 12, PATIENCE)

    assert Run.objects.count() == 4
    assert Article.objects.filter(state="recorded").count() == 12
    work.check_record()
    report("4 polls of 4 s with a visibility timeout of 1 s: polled once each")


def test_f07_editors_are_answered_while_the_broker_hangs(
    stack, sites, undisturbed, admin_client, report
):
    chosen = list(Source.objects.values_list("pk", flat=True))
    article = Article.objects.create(
        address=sites.url(50, "/deadly/NOTHING"),
        state="failed",
        failed_at="waiting",
        error="HTTP 500",
    )
    stack.run()
    reach(0.1)
    for address in ("/admin/events/source/", "/admin/events/article/"):
        assert admin_client.get(address).status_code == 200  # what is loaded late is loaded now
    seconds = []
    with stack.broker_stopped():
        for address, action, picked in (
            ("/admin/events/source/", "poll_now", chosen),
            ("/admin/events/article/", "retry", [article.pk]),
        ):
            started = time.monotonic()
            data = {"action": action, ACTION_CHECKBOX_NAME: picked}
            assert admin_client.post(address, data).status_code == 302
            seconds.append(time.monotonic() - started)
        started = time.monotonic()
        assert admin_client.get("/readyz").status_code == 503
        seconds.append(time.monotonic() - started)
        time.sleep(8)

    healed = until(work.is_done, PATIENCE)

    assert max(seconds) < 3
    assert not Article.objects.filter(pk=article.pk, error="500").exists()  # it was tried again
    article.delete()
    work.check_nothing_is_lost(undisturbed)
    report(f"answered in {max(seconds):.1f} s at most; all done {healed:.1f} s after")


def test_f09_a_broker_that_is_full_takes_messages_again_later(stack, undisturbed, report):
    stack.run()
    reach(0.1)
    with stack.broker as broker:
        broker.config_set("maxmemory", "1mb")
        time.sleep(8)
        refused = _refuses(broker)
        broker.config_set("maxmemory", "512mb")
    ended = stack.restart_ended()

    healed = until(work.is_done, PATIENCE)

    assert refused
    work.check_nothing_is_lost(undisturbed)
    report(f"full for 8 s, {ended} workers ended by it, all done {healed:.1f} s after")


def _refuses(broker) -> bool:
    try:
        broker.rpush("a", "b")
    except redis.ResponseError:
        return True
    return False


def test_f09_a_broker_that_evicts_is_named_and_loses_nothing(
    stack, undisturbed, client, report, settings
):
    stack.run()
    reach(0.1)
    with stack.broker as broker:
        broker.config_set("maxmemory-policy", "allkeys-random")
        broker.config_set("maxmemory", "1mb")
        time.sleep(5)
        answer = client.get("/readyz")
        (error,) = broker_keeps_messages(None)
        evicted = broker.info("stats")["evicted_keys"]
        broker.config_set("maxmemory", "512mb")
        broker.config_set("maxmemory-policy", "noeviction")

    healed = until(work.is_done, PATIENCE)

    assert (answer.status_code, answer.json()["broker"], error.id) == (
        503,
        "evicts",
        "tracker.E004",
    )
    work.check_nothing_is_lost(undisturbed)
    report(f"readyz 503, {evicted} keys evicted, all done {healed:.1f} s after")
