from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.from_reader import FromReader
from people.models import Entity


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> Self:
        """Those that wait for an editor, or that one has taken up."""
        return self.filter(state__in=Suggestion.OPEN)


class Suggestion(FromReader):
    """What a reader says is wrong, on which page, and what became of it."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN = "taken", _("taken up")
        DONE = "done", _("corrected")
        DECLINED = "declined", _("declined")

    OPEN = (State.RECEIVED, State.TAKEN)

    event = models.ForeignKey(
        Event, models.SET_NULL, verbose_name=_("event"), null=True, blank=True,
        related_name="suggestions",
    )  # fmt: skip
    entity = models.ForeignKey(
        Entity, models.SET_NULL, verbose_name=_("name"), null=True, blank=True,
        related_name="suggestions",
    )  # fmt: skip
    wrong = models.TextField(_("what is wrong"), max_length=2000)
    right = models.TextField(_("what is right"), max_length=2000, blank=True)
    link = models.URLField(_("link that proves it"), max_length=500, blank=True)
    more = models.TextField(_("further message"), max_length=2000, blank=True)
    more_at = models.DateTimeField(_("added"), null=True, blank=True)

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RECEIVED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    answer = models.CharField(_("answer to the sender"), max_length=500, blank=True)
    correction = models.CharField(_("page of the correction"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken up on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested correction")
        verbose_name_plural = _("suggested corrections")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="suggestion_is_somebodys_once_taken_up",
                condition=models.Q(state="received") | models.Q(by__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_closed_at_its_end",
                condition=models.Q(state__in=["received", "taken"], closed_at=None)
                | models.Q(state__in=["done", "declined"], closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_declined_says_why",
                condition=~models.Q(state="declined") | ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="suggestion_done_leads_to_its_correction",
                condition=~models.Q(state="done") | ~models.Q(correction=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="suggestion_open",
                condition=models.Q(state__in=["received", "taken"]),
            )
        ]

    def __str__(self) -> str:
        return self.wrong if len(self.wrong) <= 80 else f"{self.wrong[:79]}…"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
