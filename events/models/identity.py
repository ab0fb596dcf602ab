"""Which events are one: what editors decided, with the reason and a way back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from people.models.identity import Undoable


class EventMerge(Undoable):
    """The decision that two events are one: `event` goes on as `into`, until it is undone.

    `moved` says what went over, so that undoing brings back exactly that: ids of evidence, of
    participations made, and of events that had been merged before; columns as they were and are.
    """

    event = models.ForeignKey(Event, models.CASCADE, verbose_name=_("event"), related_name="merges")
    into = models.ForeignKey(
        Event, models.CASCADE, verbose_name=_("merged into"), related_name="absorbed"
    )
    moved = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("merge of events")
        verbose_name_plural = _("merges of events")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                name="event_merge_once_at_a_time",
                condition=models.Q(undone_at=None),
            ),
            models.CheckConstraint(
                name="event_merge_is_of_two", condition=~models.Q(event=models.F("into"))
            ),
            models.CheckConstraint(
                name="event_merge_undone_by_somebody",
                condition=~(models.Q(undone_at=None) ^ models.Q(undone_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.into_id}"


class EventJudgement(models.Model):
    """The decision that two events are not one. The event with the lower id stands first."""

    first = models.ForeignKey(Event, models.CASCADE, related_name="+")
    second = models.ForeignKey(Event, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now=True)

    class Meta:
        verbose_name = _("judgement of events")
        verbose_name_plural = _("judgements of events")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="event_judgement_once_a_pair"),
            models.CheckConstraint(
                name="event_judgement_lower_id_first",
                condition=models.Q(first__lt=models.F("second")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
