"""Case and CaseStep: what somebody asks about their own data, and all that was done about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.from_reader import FromReader
from people.models import Entity

ANSWERED_WITHIN = timedelta(days=30)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.filter(state=Case.State.OPEN)

    def overdue(self) -> Self:
        return self.open().filter(due_at__lt=Now())


def in_time() -> datetime:
    """When a case that begins now has to be answered."""
    return timezone.now() + ANSWERED_WITHIN


class Case(FromReader):
    """A person's request about their own data: to be decided, with a reason, within 30 days."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correct what is said of me")
        REMOVAL = "removal", _("remove my data")

    class State(models.TextChoices):
        OPEN = "open", _("being looked at")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    entity = models.ForeignKey(
        Entity, models.SET_NULL, verbose_name=_("person"), null=True, blank=True,
        related_name="cases",
    )  # fmt: skip
    said = models.TextField(_("what is asked for"), max_length=2000)
    proof = models.TextField(_("how we can tell that it is you"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    due_at = models.DateTimeField(_("due"), default=in_time, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), null=True,
        blank=True, related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about own data")
        verbose_name_plural = _("requests about own data")
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="case_decided_with_a_reason",
                condition=models.Q(state="open", decided_at=None, decided_by=None)
                | (
                    ~models.Q(state="open")
                    & ~models.Q(reason="")
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="case_open", condition=models.Q(state="open"))
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    @property
    def number(self) -> str:
        """What letters and people call it."""
        return f"{self.created_at:%Y}-{self.pk:04d}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < timezone.now()


class CaseStep(models.Model):
    """Something that was done about a case. Steps are added and never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    words = models.CharField(_("what was done"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words
