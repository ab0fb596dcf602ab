from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=1)
"""How long the answer to a request with an idempotency key is given again."""

LEASE = timedelta(minutes=5)
"""How long a request may take; longer than a web process lives with one."""


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    def outlived(self) -> Self:
        """Those that are of no more use: old ones, and those whose request died."""
        now = timezone.now()
        died = models.Q(status=None, begun_at__lt=now - LEASE)
        return self.filter(models.Q(begun_at__lt=now - KEPT) | died)


class KeptAnswer(models.Model):
    """What a request with an idempotency key was answered; empty while it is being worked on."""

    key = models.CharField(
        primary_key=True, max_length=64, help_text="Digest of the user and the key."
    )
    digest = models.CharField(max_length=64, help_text="Of what was asked for.")
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    begun_at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "kept answer"

    def __str__(self) -> str:
        return f"{self.status or 'being worked on'} since {self.begun_at}"
