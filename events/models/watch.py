from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.models.source import Source

POLL_LEASE = timedelta(minutes=5)
"""How long a worker may hold one poll; longer than the hard time limit of a task."""


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self) -> Self:
        """Those of followed sources whose next poll has come and that no worker holds."""
        return self.filter(
            models.Q(lease_until=None) | models.Q(lease_until__lt=Now()),
            models.Q(next_poll_at=None) | models.Q(next_poll_at__lte=Now()),
            source__enabled=True,
            source__kind__in=Source.FOLLOWED,
        )


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
    polled_at = models.DateTimeField(_("last poll"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True)
    yielded_at = models.DateTimeField(_("last new article"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    reported_at = models.DateTimeField(
        _("reported"), null=True, blank=True, help_text=_("When editors were told that it broke.")
    )

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        indexes = [models.Index(fields=["next_poll_at"], name="watch_next_poll")]

    def __str__(self) -> str:
        return str(self.source)
