"""Everything that ends processes, again and again, under many small jobs."""

from __future__ import annotations

import os
import random
import time

from django.db.models import Count

from events.models import Article, Event, Evidence, Item, Run
from tests.faults import work
from tests.faults.stack import BOTH, until

LISTED = 100
PATIENCE = 1800  # seconds
FULL = (20_000, {"kill": 20, "end": 30, "broker": 6})
QUICK = (800, {"kill": 2, "end": 3, "broker": 1})


def test_a_storm_of_kills_loses_and_doubles_none_of_many_jobs(bare, sites, report, is_full):
    jobs, storm = FULL if is_full else QUICK
    jobs = int(os.environ.get("FAULTS_JOBS", jobs))
    for number in range(jobs // LISTED):
        first = number * LISTED
        work.source(sites.url(number, f"/many/{first}-{first + LISTED - 1}"))
    started = time.monotonic()
    faults = [what for what, times in storm.items() for _ in range(times)]
    random.shuffle(faults)
    bare.kinds = (BOTH,)  # one worker for both queues is there again sooner
    bare.run()
    endings: list[float] = []
    for number, fault in enumerate(faults, 1):
        _wait_for(jobs * number // (len(faults) + 1))
        if fault == "broker":
            bare.kill_broker()
            bare.start_broker()
            continue
        if fault == "end":
            endings.append(bare.end_workers())
        else:
            bare.kill_workers()
        bare.work()

    _wait_for(jobs)
    until(work.is_done, PATIENCE)

    seconds = time.monotonic() - started
    assert not Article.objects.exclude(state="recorded").exists()
    assert Article.objects.count() == Item.objects.count() == jobs
    assert Article.objects.aggregate(many=Count("address", distinct=True))["many"] == jobs
    assert Event.objects.count() == Evidence.objects.count() == jobs // 10
    work.check_record()
    deaths = Run.objects.filter(state="failed").count()
    report(
        f"{jobs} jobs through {storm} in {seconds:.0f} s: none lost, none doubled; {deaths} polls "
        f"cut short; SIGTERM took {max(endings):.1f} s at most"
    )
    assert max(endings) < 30


def _wait_for(jobs: int) -> None:
    done = Article.objects.filter(state=Article.State.RECORDED)
    until(lambda: done.count() >= jobs, PATIENCE)
