"""Letters to readers who gave an address: that what they sent arrived, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events import suggestions
from events.models import Message, Suggestion
from events.outbox import Sender, Undeliverable

LANGUAGES = {"en": "en", "zh": "zh-hans"}


def can_be_sent() -> bool:
    """Whether this site has a mail server: else nobody is asked for an address."""
    return "console" not in settings.EMAIL_BACKEND


def send_received(message: Message) -> None:
    row = _suggestion(message)
    with translation.override(LANGUAGES[row.language]):
        told = _("Thank you. An editor will look at it. This page shows what becomes of it:")
        _send(message, row, _("We have received your suggestion"), told)


def send_answered(message: Message) -> None:
    """The last letter: the address is forgotten with it."""
    row = _suggestion(message)
    with translation.override(LANGUAGES[row.language]):
        _send(message, row, _("Your suggestion has been answered"), _("Read the answer here:"))
    Suggestion.objects.filter(pk=row.pk).update(email="")


SENDERS: Mapping[str, Sender] = {
    suggestions.RECEIVED: send_received,
    suggestions.ANSWERED: send_answered,
}


def _suggestion(message: Message) -> Suggestion:
    row = Suggestion.objects.filter(pk=message.body.get("suggestion")).exclude(email="").first()
    if row is None:
        raise Undeliverable("The suggestion is gone, or its sender's address is forgotten.")
    return row


def _send(message: Message, row: Suggestion, subject: str, told: str) -> None:
    page = reverse("events:suggestion", args=[suggestions.token_of(row.seed)])
    EmailMessage(
        subject=subject,
        body=f"{told}\n\n{settings.SITE_URL}{page}\n",
        to=[row.email],
        headers={"Message-ID": f"<{message.topic}.{message.key}@tideline>"},
    ).send()
