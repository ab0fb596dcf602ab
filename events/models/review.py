from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.rule import Rule
from people.models import Affiliation


class Review(models.Model):
    """The decision of an editor, or of a rule, on a proposed event or affiliation."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")
        RETRACTED = "retracted", _("retracted")
        RESTORED = "restored", _("restored")
        SPLIT = "split", _("split")

    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="reviews")
    affiliation = models.ForeignKey(
        Affiliation, models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, blank=True
    )
    rule = models.ForeignKey(
        Rule,
        models.PROTECT,
        verbose_name=_("rule"),
        null=True,
        blank=True,
        related_name="reviews",
        help_text=_("What decided where no person did."),
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    deed = models.UUIDField(
        null=True, editable=False, help_text=_("What it changed, as the history calls it.")
    )
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="review_has_one_subject",
                condition=models.Q(event=None) ^ models.Q(affiliation=None),
            ),
            models.CheckConstraint(
                name="review_that_refuses_says_why",
                condition=~models.Q(verdict__in=["rejected", "retracted"]) | ~models.Q(reason=""),
                violation_error_message=_("Say why it is refused."),
            ),
            models.CheckConstraint(
                name="review_by_a_person_or_a_rule",
                condition=models.Q(by=None) ^ models.Q(rule=None),
            ),
        ]

        indexes = [
            models.Index(models.F("at").desc(), name="review_latest"),
            models.Index("by", models.F("at").desc(), name="review_of_editor"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.author}"

    @property
    def author(self) -> str:
        """Who decided, as pages name them."""
        return self.by.get_username() if self.by else str(self.rule)
