from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.curation import Status
from people.models.entity import Entity


class ResemblanceQuerySet(models.QuerySet["Resemblance"]):
    def open(self) -> ResemblanceQuerySet:
        """Those of two that stand for themselves and were not refused, the likeliest first."""
        return (
            self.filter(first__merged_into=None, second__merged_into=None)
            .exclude(
                models.Q(first__status__in=(Status.REJECTED, Status.RETRACTED))
                | models.Q(second__status__in=(Status.REJECTED, Status.RETRACTED))
            )
            .order_by("-score", "pk")
        )


class Resemblance(models.Model):
    """Two records that may be one: a suggestion to editors, made in the background.

    It goes when they are judged different or are merged. The lower id stands first.
    """

    first = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    second = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    score = models.FloatField(_("likelihood"))
    reasons = models.JSONField(_("reasons"), help_text=_("What speaks for and against, by code."))
    found_at = models.DateTimeField(_("found"), auto_now=True)

    objects = ResemblanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="resemblance_once_a_pair"),
            models.CheckConstraint(
                name="resemblance_lower_id_first",
                condition=models.Q(first__lt=models.F("second")),
            ),
        ]
        indexes = [
            models.Index(models.F("score").desc(), "id", name="resemblance_likeliest"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"
