from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """Something to tell the outside, written in the transaction that made it true: the outbox.

    A relay sends it, at least once, and tries again until it is sent or given up with a reason.
    """

    topic = models.CharField(_("topic"), max_length=40)
    key = models.CharField(
        max_length=100, help_text=_("One message a topic and key, however often it is written.")
    )
    body = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["topic", "key"], name="message_once"),
            models.CheckConstraint(
                name="message_given_up_says_why",
                condition=models.Q(given_up_at=None) | ~models.Q(error=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="message_to_send",
                condition=models.Q(sent_at=None, given_up_at=None),
            ),
            models.Index(
                fields=["id"],
                name="message_given_up",
                condition=models.Q(given_up_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"
