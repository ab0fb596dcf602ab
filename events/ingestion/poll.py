"""Poll one source: claim its watch, ask for news, and keep what is new, all at once or not at all.

The watch's row is the job. A poll that dies half-way leaves nothing behind but its run, which the
sweep ends; one that runs twice finds its items known.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.db import OperationalError, transaction
from django.db.models.functions import Now

from events import schedule
from events.ingestion.errors import Busy, FetchError, Unreadable
from events.ingestion.intake import keep
from events.ingestion.listing import digest_of
from events.ingestion.sorting import Fate, sort
from events.ingestion.survey import Survey, survey
from events.models import Run, Source, Watch
from events.models.watch import POLL_LEASE
from events.notices import SOURCE_BROKEN, SOURCE_SILENT
from events.outbox import tell

log = logging.getLogger(__name__)

WORKER_DIED = "The worker died while it polled this source."
EXPECTED = (FetchError, Unreadable, OperationalError)
"""What says by itself what is wrong."""


class Polled(NamedTuple):
    """A poll that came to an end, and the articles that now have a step to do."""

    run: Run
    articles: list[int]


def poll(source_id: int, *, only_due: bool = False) -> Polled | None:
    """Poll a source; None where it is not to be had: in other hands, not due, or its host busy."""
    watch = Watch.objects.claim(source_id, only_due=only_due)
    if watch is None:
        return None
    run = _begin(watch)
    try:
        found = survey(watch.source, **_marks(watch))
        with transaction.atomic():
            if not Watch.objects.held(watch).select_for_update().exists():
                return None  # it took longer than the lease: whoever has it now does the work
            return Polled(run, _keep(watch, run, found))
    except Busy as busy:
        _put_off(watch, run, busy)
        return None
    except Exception as error:
        expected = isinstance(error, EXPECTED)
        reason = str(error) if expected else f"{type(error).__name__}: {error}"
        log.warning("%s: %s", watch.source, reason, exc_info=None if expected else error)
        return _failed(watch, run, reason, getattr(error, "retry_after", None))


def end_dead_polls() -> None:
    """Let the polls that nobody works at any more end as failed, and count against their source."""
    dead = Run.objects.filter(
        task=Run.Task.POLL, state=Run.State.RUNNING, lease_until__lt=Now()
    ).order_by("pk")
    for run in dead:
        with transaction.atomic():
            watches = Watch.objects.filter(pk=run.source_id)
            if watches.filter(lease_until=run.lease_until).update(lease_until=Now() + POLL_LEASE):
                _failed(watches.get(), run, WORKER_DIED, None)
            else:  # another poll has begun since
                _end(run, Run.State.FAILED, error=WORKER_DIED)


def _begin(watch: Watch) -> Run:
    """The run that somebody has asked for, or a new one, now running."""
    runs = Run.objects.filter(source=watch.source, task=Run.Task.POLL, state=Run.State.WAITING)
    run = runs.order_by("pk").first() or Run(source=watch.source, task=Run.Task.POLL)
    run.state = Run.State.RUNNING
    run.attempts += 1
    run.started_at, run.lease_until = watch.claimed_at, watch.lease_until
    run.save()
    return run


def _marks(watch: Watch) -> dict[str, str]:
    """What to ask for news with; nothing, if an editor has changed what is to be read."""
    if watch.read_by != _settings(watch.source):
        return {}
    return {"etag": watch.etag, "last_modified": watch.last_modified}


def _settings(source: Source) -> str:
    return digest_of(
        source.address,
        source.kind,
        source.link_pattern,
        source.include_words,
        source.exclude_words,
    )


def _keep(watch: Watch, run: Run, found: Survey) -> list[int]:
    articles: list[int] = []
    watch.etag, watch.last_modified = found.page.etag[:500], found.page.last_modified[:100]
    watch.read_by = _settings(watch.source)
    if found.listing:
        verdicts = sort(watch.source, found.listing)
        counts = Counter(one.fate for one in verdicts)
        counts[Fate.FAILED] += found.listing.broken
        run.found = counts.total()
        for fate in Fate:
            setattr(run, fate.value, counts[fate])
        articles = keep(watch.source, verdicts, run, found.page)
        if watch.habit is None:
            watch.habit = schedule.habit_of(one.listed.published_on for one in verdicts)
    _schedule(watch, has_news=run.new + run.changed > 0, was_read=found.listing is not None)
    _end(run, Run.State.DONE)
    return articles


def _schedule(watch: Watch, *, has_news: bool, was_read: bool) -> None:
    """The state of a watch after a poll that went well."""
    now = watch.claimed_at
    if has_news:
        if watch.yielded_at:
            watch.habit = schedule.next_habit(watch.habit, now - watch.yielded_at)
        watch.yielded_at = now
    elif _has_fallen_silent(watch):
        since = watch.yielded_at or now
        tell(
            SOURCE_SILENT,
            f"{watch.pk}:{since.isoformat()}",
            {"source": watch.pk, "since": since.date().isoformat()},
        )
    watch.pace = schedule.next_pace(watch.pace, has_news=has_news, was_read=was_read)
    watch.polled_at = watch.succeeded_at = now
    watch.failures, watch.failing_since, watch.reported_at, watch.error = 0, None, None, ""
    _release(watch, schedule.wait(watch.pace, watch.source.interval, _luck()))


def _has_fallen_silent(watch: Watch) -> bool:
    if watch.source.kind == Source.Kind.PAGE or not watch.yielded_at:
        return False
    return schedule.is_silent(watch.claimed_at - watch.yielded_at, watch.habit)


def _failed(claimed: Watch, run: Run, reason: str, retry_after: int | None) -> Polled | None:
    """Note why a poll failed and when to try again. Editors are told once that a source broke."""
    with transaction.atomic():
        run = Run.objects.get(pk=run.pk)  # without what was to be kept and was not
        held = Watch.objects.held(claimed).select_related("source")
        watch = held.select_for_update(of=["self"]).first()
        if watch is None:
            return None
        now = watch.claimed_at
        watch.failures += 1
        watch.failing_since = watch.failing_since or now
        watch.error = reason[:500]
        watch.polled_at = now
        failing_for = now - watch.failing_since
        is_given_up = schedule.is_given_up(failing_for)
        if is_given_up and watch.paused_at is None:
            watch.paused_at = now
            watch.pause_reason = f"It could not be read for {failing_for.days} days."
        is_bad = is_given_up or schedule.is_broken(watch.failures, failing_for)
        if is_bad and watch.reported_at is None:
            watch.reported_at = now
            tell(
                SOURCE_BROKEN,
                f"{watch.pk}:{watch.failing_since.isoformat()}",
                {"source": watch.pk, "reason": watch.error},
            )
        pause = schedule.back_off(
            watch.failures, watch.pace, watch.source.interval, retry_after, _luck()
        )
        _release(watch, pause)
        _end(run, Run.State.FAILED, error=watch.error)
    return Polled(run, [])


def _put_off(watch: Watch, run: Run, busy: Busy) -> None:
    """Nothing was tried: the claim is given back, and what was asked for waits on."""
    with transaction.atomic():
        Watch.objects.held(watch).update(lease_until=None, next_poll_at=busy.until, asked_at=None)
        if run.by_id:
            Run.objects.filter(pk=run.pk).update(
                state=Run.State.WAITING, started_at=None, lease_until=None
            )
        else:
            run.delete()


def _release(watch: Watch, pause: timedelta) -> None:
    """Write the watch's new state; it is polled again after the pause, by the database's clock."""
    state = {
        field.attname: getattr(watch, field.attname)
        for field in watch._meta.concrete_fields
        if not field.primary_key
    }
    state |= {"lease_until": None, "asked_at": None, "next_poll_at": Now() + pause}
    Watch.objects.held(watch).update(**state)


def _end(run: Run, state: Run.State, *, error: str = "") -> int:
    counts = {fate.value: getattr(run, fate.value) for fate in Fate}
    ended = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, attempts=run.attempts).update(
        state=state, error=error, found=run.found, **counts, ended_at=Now(), lease_until=None
    )
    run.state, run.error = state, error
    return ended


def _luck() -> float:
    return random.random()  # noqa: S311 - nothing hangs on it
