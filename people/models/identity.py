"""Who is who: what editors decided about two records, with the reason and a way back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.entity import Entity


class Undoable(models.Model):
    """A decision of an editor that can be taken back: who made it, who undid it, and why."""

    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_why = models.CharField(_("undone because"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Merge(Undoable):
    """The decision that two records are one: `entity` goes on as `into`, until it is undone.

    `entity.merged_into` says the same while it holds. `taken` has the fields that the survivor
    took over, each with the value before and after, so that undoing can give them back.
    """

    entity = models.ForeignKey(
        Entity, models.PROTECT, verbose_name=_("entity"), related_name="merges"
    )
    into = models.ForeignKey(
        Entity, models.PROTECT, verbose_name=_("merged into"), related_name="absorbed"
    )
    taken = models.JSONField(_("fields taken over"), default=dict)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity"], name="merge_once_at_a_time", condition=models.Q(undone_at=None)
            ),
            models.CheckConstraint(
                name="merge_is_of_two", condition=~models.Q(entity=models.F("into"))
            ),
            models.CheckConstraint(
                name="merge_undone_by_somebody",
                condition=~(models.Q(undone_at=None) ^ models.Q(undone_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} → {self.into}"


class Judgement(models.Model):
    """The decision that two records are not the same, or that nobody can tell yet.

    That they are the same is a `Merge`. The record with the lower id stands first.
    """

    class Verdict(models.TextChoices):
        DIFFERENT = "different", _("different")
        UNSURE = "unsure", _("unsure")

    first = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    second = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now=True)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="judgement_once_a_pair"),
            models.CheckConstraint(
                name="judgement_lower_id_first",
                condition=models.Q(first__lt=models.F("second")),
            ),
        ]
        indexes = [models.Index(fields=["second"], name="judgement_second")]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
