from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.models.run import Run
from events.models.source import Source

POLL_LEASE = timedelta(minutes=5)
"""How long a worker may hold one poll; longer than the hard time limit of a task."""


ASK_AGAIN_AFTER = timedelta(minutes=5)
"""How long a message to the workers may be under way before it counts as lost."""


class WatchQuerySet(models.QuerySet["Watch"]):
    def free(self) -> Self:
        """Those that no worker holds."""
        return self.filter(models.Q(lease_until=None) | models.Q(lease_until__lt=Now()))

    def due(self) -> Self:
        """Those whose next poll has come and that no worker holds.

        They are of followed sources that are not paused, or somebody has asked for a poll. Other
        tables are only asked whether a row exists: a claim must compare the row that it locks.
        """
        followed = Source.objects.followed().filter(pk=models.OuterRef("pk"))
        asked_for = Run.objects.filter(
            source=models.OuterRef("pk"), task=Run.Task.POLL, state=Run.State.WAITING
        )
        return self.free().filter(
            models.Q(next_poll_at=None) | models.Q(next_poll_at__lte=Now()),
            models.Q(models.Exists(followed), paused_at=None) | models.Exists(asked_for),
        )

    @transaction.atomic
    def ask_for(self, most: int) -> list[int]:
        """The sources whose polls are due and were not asked for lately; now they have been."""
        lately = models.Q(asked_at=None) | models.Q(asked_at__lt=Now() - ASK_AGAIN_AFTER)
        due = self.due().filter(lately).order_by("next_poll_at")
        ids = [*due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most]]
        self.filter(pk__in=ids).update(asked_at=Now())
        return ids

    def ensure(self) -> None:
        """Make the watches that followed sources lack."""
        without = Source.objects.followed().filter(watch=None)
        missing = [self.model(source_id=pk) for pk in without.values_list("pk", flat=True)]
        self.bulk_create(missing, ignore_conflicts=True)

    def claim(self, source_id: int, *, only_due: bool) -> Watch | None:
        """Take the watch for one poll, unless another worker has it or, if asked, it is not due."""
        watches = self.due() if only_due else self.free()
        if not watches.filter(pk=source_id).update(lease_until=Now() + POLL_LEASE):
            return None
        return self.select_related("source").get(pk=source_id)

    def held(self, watch: Watch) -> Self:
        """The watch, if whoever claimed it still holds it."""
        return self.filter(pk=watch.pk, lease_until=watch.lease_until)


class Watch(models.Model):
    """The standing job of following one source: when it is polled next, and how it goes.

    Machines write here and editors read, so it has no history; `Run` tells of each poll.
    """

    source = models.OneToOneField(
        Source, models.CASCADE, primary_key=True, related_name="watch", verbose_name=_("source")
    )
    next_poll_at = models.DateTimeField(
        _("next poll"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    pace = models.DurationField(
        _("pace"),
        default=timedelta(hours=1),
        help_text=_("Time between two polls, as the news of the source has shaped it."),
    )
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    read_by = models.CharField(
        max_length=64, blank=True, help_text=_("Hash of the settings with which it was read last.")
    )
    polled_at = models.DateTimeField(_("last poll"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True)
    yielded_at = models.DateTimeField(_("last new article"), null=True, blank=True)
    habit = models.DurationField(
        _("habit"),
        null=True,
        blank=True,
        help_text=_("Usual time between two days with new articles, as far as known."),
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    reported_at = models.DateTimeField(
        _("reported"), null=True, blank=True, help_text=_("When editors were told that it broke.")
    )
    paused_at = models.DateTimeField(
        _("paused"), null=True, blank=True, help_text=_("Not polled until somebody resumes it.")
    )
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paused by"),
        help_text=_("Empty: it paused itself after failing for long."),
    )
    pause_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        indexes = [models.Index(fields=["next_poll_at"], name="watch_next_poll")]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def claimed_at(self) -> datetime:
        """When whoever holds it claimed it, by the clock of the database."""
        if self.lease_until is None:
            raise ValueError("Nobody holds this watch.")
        return self.lease_until - POLL_LEASE
