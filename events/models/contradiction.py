from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event


class ContradictionQuerySet(models.QuerySet["Contradiction"]):
    def open(self) -> Self:
        """Those that nobody has looked at and let stand, the gravest first."""
        return self.filter(dismissed_at=None).order_by("-weight", "-pk")


class Contradiction(models.Model):
    """Something that cannot all be true, found by arithmetic, for editors to settle.

    It is found anew at each look while it lasts, and goes when the record no longer says it; what
    an editor lets stand stays dismissed.
    """

    class Kind(models.TextChoices):
        VALUES = "values", _("articles give different values")
        BEFORE_FOUNDING = "before_founding", _("happened before the company was founded")
        TOTAL = "total", _("rounds come to more than the total told")
        STAKE = "stake", _("stake, valuation and amount do not fit")
        LAYOFFS = "layoffs", _("lay-offs do not fit the headcount")
        POSTS = "posts", _("two full-time posts at once")

    kind = models.CharField(_("what is wrong"), max_length=15, choices=Kind)
    key = models.CharField(max_length=100, help_text=_("The ids of what contradicts each other."))
    event = models.ForeignKey(
        Event, models.CASCADE, verbose_name=_("event"), null=True, related_name="contradictions"
    )
    entity = models.ForeignKey(
        "people.Entity", models.CASCADE, verbose_name=_("entity"), null=True, related_name="+"
    )
    says = models.JSONField(_("what is said"), help_text=_("The values that do not fit."))
    weight = models.FloatField(_("weight"), help_text=_("How far apart they are."))
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    dismissed_at = models.DateTimeField(_("dismissed"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="contradiction_once"),
        ]
        indexes = [
            models.Index(
                models.F("weight").desc(),
                name="contradiction_open",
                condition=models.Q(dismissed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
