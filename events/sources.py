"""What editors do to sources that are followed, and how each of them is.

Whether a source is followed is its own, with its history; how it goes, and whether it is paused,
stands in its watch. Each deed is one transaction and safe to repeat.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pghistory
from django.db import models, transaction
from django.db.models.functions import Greatest, Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import schedule
from events.models import Run, Source, Watch
from people.actions import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Health(models.TextChoices):
    WELL = "well", gettext_lazy("well")
    SILENT = "silent", gettext_lazy("silent")
    FAILING = "failing", gettext_lazy("failing")
    PAUSED = "paused", gettext_lazy("paused")
    NEVER_POLLED = "never_polled", gettext_lazy("never polled")
    NOT_FOLLOWED = "not_followed", gettext_lazy("not followed")


NEEDS_ATTENTION = "attention"


def follow(source: Source, *, by: User | None) -> Watch:
    """Have a source polled from now on. `by` is nobody when a program does it.

    One that is followed already, and paused, stays paused.
    """
    require(by, Ability.SOURCES)
    _check(source)
    with transaction.atomic(), pghistory.context(user=by.pk if by else None, action="follow"):
        if source.pk and source.enabled:
            return _watch(source)
        source.enabled = True
        source.save()
        return resume(source, by=by)


def pause(source: Source, *, by: User, reason: str = "") -> Watch:
    """Leave a followed source alone until somebody resumes it."""
    require(by, Ability.SOURCES)
    with transaction.atomic():
        watch = _watch(source)
        if watch.paused_at is None:
            Watch.objects.filter(pk=watch.pk).update(
                paused_at=Now(), paused_by=by, pause_reason=reason.strip()[:500]
            )
        watch.refresh_from_db()
        return watch


def resume(source: Source, *, by: User | None) -> Watch:
    """Poll a paused source again, at once; how it failed before is forgotten."""
    require(by, Ability.SOURCES)
    with transaction.atomic():
        watch = _watch(source)
        if watch.paused_at is not None:
            Watch.objects.filter(pk=watch.pk).update(
                paused_at=None, paused_by=None, pause_reason="", next_poll_at=None, asked_at=None,
                failures=0, failing_since=None, reported_at=None, error="",
            )  # fmt: skip
        watch.refresh_from_db()
        return watch


def poll_now(source: Source, *, by: User) -> Run:
    """Ask for a poll as soon as a worker is free, whether or not the source is followed."""
    require(by, Ability.SOURCES)
    _check(source)
    with transaction.atomic():
        watch = _watch(source)
        open_runs = Run.objects.filter(
            source=source,
            task=Run.Task.POLL,
            state__in=[Run.State.WAITING, Run.State.RUNNING],
        )
        if run := open_runs.order_by("pk").first():
            return run
        Watch.objects.filter(pk=watch.pk).update(next_poll_at=None, asked_at=None)
        return Run.objects.create(source=source, task=Run.Task.POLL, by=by)


def health(source: Source, now: datetime) -> Health:
    """How a source is, by its watch as it was loaded with it."""
    watch: Watch | None = getattr(source, "watch", None)
    if watch and watch.paused_at:
        return Health.PAUSED
    if not source.is_followed:
        return Health.NOT_FOLLOWED
    if watch is None or watch.polled_at is None:
        return Health.NEVER_POLLED
    if watch.failures >= schedule.BROKEN_FAILURES:
        return Health.FAILING
    is_quiet = watch.yielded_at and schedule.is_silent(now - watch.yielded_at, watch.habit)
    if is_quiet and source.kind != Source.Kind.PAGE:
        return Health.SILENT
    return Health.WELL


def with_health(sources: models.QuerySet[Source]) -> models.QuerySet[Source]:
    """The sources, each with its `health` as the function of that name has it."""
    patience = Greatest(
        models.ExpressionWrapper(
            models.F("watch__habit") * schedule.SILENT_HABITS, models.DurationField()
        ),
        models.Value(schedule.SILENT_AT_LEAST, models.DurationField()),
    )
    no_habit = models.Q(watch__habit=None)
    silent = (~no_habit & models.Q(watch__yielded_at__lt=Now() - patience)) | (
        no_habit & models.Q(watch__yielded_at__lt=Now() - schedule.SILENT_WITHOUT_HABIT)
    )
    followed = Source.objects.followed().filter(pk=models.OuterRef("pk"))
    return sources.annotate(
        health=models.Case(
            models.When(watch__paused_at__isnull=False, then=models.Value(Health.PAUSED)),
            models.When(~models.Exists(followed), then=models.Value(Health.NOT_FOLLOWED)),
            models.When(watch__polled_at=None, then=models.Value(Health.NEVER_POLLED)),
            models.When(
                watch__failures__gte=schedule.BROKEN_FAILURES, then=models.Value(Health.FAILING)
            ),
            models.When(
                silent & ~models.Q(kind=Source.Kind.PAGE), then=models.Value(Health.SILENT)
            ),
            default=models.Value(Health.WELL),
            output_field=models.CharField(),
        )
    )


def needing_attention(sources: models.QuerySet[Source]) -> models.QuerySet[Source]:
    """Those with their `health` that fail, are silent, or were paused by nobody."""
    itself = models.Q(health=Health.PAUSED, watch__paused_by=None)
    ailing = models.Q(health__in=(Health.FAILING, Health.SILENT))
    return with_health(sources).filter(ailing | itself)


def _check(source: Source) -> None:
    if source.kind not in Source.FOLLOWED:
        raise Refused(
            _(
                "A source of the kind “%(kind)s” is not polled: choose feed, sitemap, page of "
                "links or single page."
            )
            % {"kind": source.get_kind_display()}
        )
    if not source.address:
        raise Refused(_("A source without an address cannot be polled: enter its address."))


def _watch(source: Source) -> Watch:
    """The watch of a source, made if it is not there yet, and locked."""
    Watch.objects.bulk_create([Watch(source=source)], ignore_conflicts=True)
    return Watch.objects.select_for_update().get(pk=source.pk)
