from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.from_reader import FromReader
from people.models.change import Place


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def due(self) -> Self:
        """Those whose time has come."""
        return self.filter(next_at__lte=Now())


class Subscription(FromReader):
    """Letters that a reader asked for: what is new on one timeline, once a day or a week.

    The row is deleted when it ends, and the address with it. `filters` is the query string of the
    timeline, parameter by parameter. `place` is how far in the changes of the record the letters
    have told, and `looked_at` when that was found out: see events/following/digests.py.
    """

    class Every(models.TextChoices):
        DAY = "day", pgettext_lazy("how often", "every day")
        WEEK = "week", pgettext_lazy("how often", "every week")

    filters = models.JSONField(_("filters"), default=dict)
    every = models.CharField(_("how often"), max_length=4, choices=Every, default=Every.DAY)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    next_at = models.DateTimeField(_("next letter"), null=True, blank=True)
    place = models.CharField(max_length=40, blank=True, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    last_sent_at = models.DateTimeField(_("last letter"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "said_hash", name="subscription_once_an_address_and_timeline"
            ),
            models.CheckConstraint(
                name="subscription_has_an_address", condition=~models.Q(email="")
            ),
            models.CheckConstraint(
                name="subscription_is_due_while_it_runs",
                condition=models.Q(
                    confirmed_at__isnull=False, stopped_at=None, next_at__isnull=False,
                    looked_at__isnull=False,
                )
                & ~models.Q(place="")
                | models.Q(next_at=None)
                & (models.Q(confirmed_at=None) | models.Q(stopped_at__isnull=False)),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["next_at"],
                name="subscription_due",
                condition=models.Q(next_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.masked_email} {self.page}"

    @property
    def masked_email(self) -> str:
        """Enough to tell two apart, and too little to write to: c…@example.org."""
        name, _at, host = self.email.partition("@")
        return f"{name[:1]}…@{host}"

    @property
    def told_until(self) -> Place:
        return Place.read(self.place)


class ToldEvent(models.Model):
    """That a letter told of an event: should it be taken back, the next one says so."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="told_events")
    event_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "event_id"], name="told_event_once_a_subscription"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id}: {self.event_id}"
