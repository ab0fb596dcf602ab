from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.languages import LANGUAGES
from people.models import Change
from people.models.change import Place

LEASE = timedelta(minutes=3)
"""How long a worker may have a webhook; longer than all that it sends in one go may take."""

ASK_AGAIN_AFTER = timedelta(minutes=1)
"""How long a message to the workers may be under way before it counts as lost."""

OLD_SECRET_KEPT = timedelta(days=1)
"""How long deliveries are signed by the former secret too, once there is a new one."""


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def due(self, newest: Place) -> Self:
        """Those that nobody has in hand and for which something waits, up to the newest change."""
        behind = Q(after_transaction__lt=newest.transaction) | Q(
            after_transaction=newest.transaction, after_change__lt=newest.id
        )
        ready = Q(next_try_at=None) | Q(next_try_at__lte=Now())
        works = Q(verified_at__isnull=False, disabled_at=None)
        return self.filter(
            Q(lease_until=None) | Q(lease_until__lt=Now()),
            Q(test__isnull=False) | (works & ready & behind),
            Exists(get_user_model().objects.filter(pk=OuterRef("owner"), is_active=True)),
        )

    @transaction.atomic
    def ask_for(self, newest: Place, most: int) -> list[int]:
        """Those that are due and were not asked for lately; now they have been.

        Who answered last comes before those who did not: they shall not wait for them.
        """
        lately = Q(asked_at=None) | Q(asked_at__lt=Now() - ASK_AGAIN_AFTER)
        due = self.due(newest).filter(lately).order_by("failures", "milliseconds", "pk")
        ids = [*due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most]]
        self.filter(pk__in=ids).update(asked_at=Now())
        return ids

    def claim(self, pk: int, newest: Place) -> Webhook | None:
        """Take it, unless another worker has it or nothing is due."""
        if not self.due(newest).filter(pk=pk).update(lease_until=Now() + LEASE):
            return None
        return self.get(pk=pk)

    def held(self, webhook: Webhook) -> Self:
        """It, if whoever claimed it still holds it."""
        return self.filter(pk=webhook.pk, lease_until=webhook.lease_until)


class Webhook(models.Model):
    """An address to which changes of the record are posted, in their order, each at least once.

    How far it has come is told by the place of the last change that its server has taken; what is
    under way beyond that is a batch, which keeps its name however often it is sent. So nothing is
    lost with a message or a worker.
    """

    class Why(models.TextChoices):
        OWNER = "owner", _("switched off by its owner")
        ADMINISTRATOR = "administrator", _("switched off by an administrator")
        FAILING = "failing", _("its server took nothing for days")
        GONE = "gone", _("its server answered that it is gone (410)")

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("not confirmed yet")
        WORKING = "working", _("working")
        FAILING = "failing", _("failing")
        DISABLED = "disabled", _("switched off")

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="webhooks"
    )
    address = models.CharField(_("address"), max_length=2048)
    query = models.CharField(
        _("filter"),
        max_length=1000,
        blank=True,
        help_text=_("As in the address of a timeline: kind=funding&company=zhipu-ai. Empty: all."),
    )
    subjects = ArrayField(
        models.CharField(max_length=11, choices=Change.Subject),
        verbose_name=_("of what"),
        default=list,
        blank=True,
        help_text=_("Empty: of everything."),
    )
    changes = ArrayField(
        models.CharField(max_length=9, choices=Change.What),
        verbose_name=_("which changes"),
        default=list,
        blank=True,
        help_text=_("Empty: all."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="en"
    )
    secret_number = models.PositiveIntegerField(default=1)
    rotated_at = models.DateTimeField(_("new secret since"), null=True, blank=True)
    verified_at = models.DateTimeField(
        _("confirmed"), null=True, blank=True, help_text=_("When its server answered a test.")
    )
    disabled_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    disabled_why = models.CharField(_("why"), max_length=13, choices=Why, blank=True)

    after_transaction = models.BigIntegerField(default=0)
    after_change = models.BigIntegerField(default=0)
    batch = models.UUIDField(null=True, blank=True)
    upto_transaction = models.BigIntegerField(null=True, blank=True)
    upto_change = models.BigIntegerField(null=True, blank=True)
    test = models.UUIDField(null=True, blank=True, help_text=_("A test that is to be sent."))
    tested_at = models.DateTimeField(null=True, blank=True)

    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("last delivery"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(default=0, help_text=_("Of the last answer."))
    lease_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="webhook_has_an_address", condition=~Q(address="")),
            models.CheckConstraint(
                name="webhook_switched_off_says_why",
                condition=Q(disabled_at=None, disabled_why="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_why="")),
            ),
            models.CheckConstraint(
                name="webhook_batch_is_whole",
                condition=Q(batch=None, upto_transaction=None, upto_change=None)
                | Q(batch__isnull=False, upto_transaction__isnull=False, upto_change__isnull=False),
            ),
            models.CheckConstraint(
                name="webhook_filters_events_alone",
                condition=Q(query="") | Q(subjects=[Change.Subject.EVENT]),
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def place(self) -> Place:
        """The last change that its server has taken."""
        return Place(self.after_transaction, self.after_change)

    @property
    def upto(self) -> Place | None:
        """The last change of the batch that is under way."""
        if self.upto_transaction is None or self.upto_change is None:
            return None
        return Place(self.upto_transaction, self.upto_change)

    @property
    def state(self) -> State:
        if self.disabled_at:
            return self.State.DISABLED
        if not self.verified_at:
            return self.State.UNCONFIRMED
        return self.State.FAILING if self.failures else self.State.WORKING

    @property
    def is_ready(self) -> bool:
        """Whether changes may be sent now."""
        waits = self.next_try_at is not None and self.next_try_at > timezone.now()
        return self.verified_at is not None and self.disabled_at is None and not waits

    @property
    def secret_numbers(self) -> list[int]:
        """Which secrets deliveries are signed by: the latest, and the one before for a day."""
        latest = self.secret_number
        if self.rotated_at and timezone.now() - self.rotated_at < OLD_SECRET_KEPT:
            return [latest, latest - 1]
        return [latest]


class WebhookMatch(models.Model):
    """That an event was told to a webhook with a filter: if it leaves the filter, that is told."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="matches")
    event_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event_id"], name="webhook_match_once")
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id}: {self.event_id}"


class Delivery(models.Model):
    """One try to send something to a webhook, and what its server answered: a log, kept a while."""

    class Kind(models.TextChoices):
        CHANGES = "changes", _("changes")
        TEST = "test", _("test")

    webhook = models.ForeignKey(
        Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    message = models.UUIDField(_("message"), help_text=_("The same at each try."))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    count = models.PositiveSmallIntegerField(_("changes"), default=0)
    attempt = models.PositiveIntegerField(_("try"), default=1)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    succeeded = models.BooleanField(_("taken"))
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"))
    error = models.CharField(_("error"), max_length=500, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["webhook", "-id"], name="delivery_latest"),
            models.Index(fields=["at"], name="delivery_oldest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="delivery_that_failed_says_why", condition=Q(succeeded=True) | ~Q(error="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.message} → {self.status or self.error}"
