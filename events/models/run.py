from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.source import Source


class Run(models.Model):
    """One poll of a source, or one import of a data set: what it found and how it ended.

    What is found is new, known already, changed, left out by the source's words, or failed; the
    five add up to `found`.
    """

    class Task(models.TextChoices):
        POLL = "poll", _("poll")
        IMPORT = "import", _("import")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    source = models.ForeignKey(
        Source, models.CASCADE, null=True, related_name="runs", verbose_name=_("source")
    )
    task = models.CharField(_("task"), max_length=6, choices=Task)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("asked by"),
        help_text=_("Empty: its time had come."),
    )
    total = models.PositiveIntegerField(_("of in all"), null=True, blank=True)
    found = models.PositiveIntegerField(_("found"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    known = models.PositiveIntegerField(_("known"), default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="run_adds_up",
                condition=models.Q(
                    found=models.F("new")
                    + models.F("changed")
                    + models.F("known")
                    + models.F("left_out")
                    + models.F("failed")
                ),
            ),
            models.CheckConstraint(
                name="run_that_failed_says_why",
                condition=~models.Q(state="failed") | ~models.Q(error=""),
            ),
        ]
        indexes = [
            models.Index(fields=["source", "-id"], name="run_of_source"),
            models.Index(
                fields=["state"],
                name="run_at_work",
                condition=models.Q(state__in=["waiting", "running"]),
            ),
            models.Index(
                fields=["ended_at"], name="run_failed", condition=models.Q(state="failed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_task_display()} {self.pk}"
