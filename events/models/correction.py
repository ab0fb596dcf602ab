from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from people.models import Affiliation, Entity, Status


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def published(self) -> Self:
        """What readers may see: of a retracted event that it was retracted, and no more."""
        retracted = models.Q(event__status=Status.RETRACTED, kind=Correction.Kind.RETRACTED)
        shown = models.Q(event__status=Status.PUBLISHED) & (
            models.Q(event__merged_into=None)
            | models.Q(event__merged_into__status=Status.PUBLISHED)
        )
        of_entity = models.Q(entity__survivor__status=Status.PUBLISHED)
        of_affiliation = models.Q(
            affiliation__status=Status.PUBLISHED,
            affiliation__person__survivor__status=Status.PUBLISHED,
            affiliation__company__survivor__status=Status.PUBLISHED,
        )
        return self.filter(shown | retracted | of_entity | of_affiliation)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def with_subjects(self) -> Self:
        """With all that a line of the page of corrections shows, in one query."""
        return self.select_related(
            "event__card",
            "event__merged_into__card",
            "entity__survivor",
            "affiliation__person__survivor",
            "affiliation__company__survivor",
        )


class Correction(models.Model):
    """What readers are told of a change that an editor made to something published.

    `changes` has a field, its value before and its value after, as the public form has them: see
    events/corrections.py, which words them in the reader's language.
    """

    class Kind(models.TextChoices):
        CORRECTED = "corrected", _("Corrected")
        RETRACTED = "retracted", _("Retracted")
        RESTORED = "restored", _("Restored")

    event = models.ForeignKey(
        Event, models.CASCADE, verbose_name=_("event"), null=True, related_name="corrections"
    )
    entity = models.ForeignKey(
        Entity, models.CASCADE, verbose_name=_("entity"), null=True, related_name="corrections"
    )
    affiliation = models.ForeignKey(
        Affiliation,
        models.CASCADE,
        verbose_name=_("affiliation"),
        null=True,
        related_name="corrections",
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    changes = models.JSONField(_("changes"), default=list)
    reason = models.CharField(
        _("public reason"), max_length=300, blank=True, help_text=_("Shown as it is written.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_one_subject",
                condition=models.Q(event__isnull=False, entity=None, affiliation=None)
                | models.Q(event=None, entity__isnull=False, affiliation=None)
                | models.Q(event=None, entity=None, affiliation__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_of_a_retraction_says_why",
                condition=~models.Q(kind="retracted") | ~models.Q(reason=""),
                violation_error_message=_("Say why it is retracted: readers are told."),
            ),
        ]
        indexes = [
            models.Index(models.F("at").desc(), models.F("id").desc(), name="correction_newest")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
