"""Letters to readers who gave an address: that what they sent arrived, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events import cases, inbox, suggestions
from events.models import Case, Message, Suggestion
from events.models.from_reader import FromReader
from events.outbox import Sender, Undeliverable
from events.readers import DJANGO_LANGUAGES


def can_be_sent() -> bool:
    """Whether this site has a mail server: else nobody is asked for an address."""
    return "console" not in settings.EMAIL_BACKEND


def send_received(message: Message) -> None:
    row = _row(message)
    with translation.override(DJANGO_LANGUAGES[row.language]):
        told = _("Thank you. An editor will look at it. This page shows what becomes of it:")
        _send(message, row, _("We have received your suggestion"), told)


def send_answered(message: Message) -> None:
    """The last letter: the address is forgotten with it."""
    row = _row(message)
    with translation.override(DJANGO_LANGUAGES[row.language]):
        _send(message, row, _("Your suggestion has been answered"), _("Read the answer here:"))
    _forget(row)


def send_opened(message: Message) -> None:
    row = _row(message)
    with translation.override(DJANGO_LANGUAGES[row.language]):
        told = _("We will answer within 30 days. This page shows what becomes of it:")
        _send(message, row, _("We have received your request"), told)


def send_decided(message: Message) -> None:
    """The last letter: the address is forgotten with it."""
    row = _row(message)
    with translation.override(DJANGO_LANGUAGES[row.language]):
        _send(message, row, _("Your request has been decided"), _("Read the decision here:"))
    _forget(row)


SENDERS: Mapping[str, Sender] = {
    suggestions.RECEIVED: send_received,
    suggestions.ANSWERED: send_answered,
    cases.OPENED: send_opened,
    cases.DECIDED: send_decided,
}


def _row(message: Message) -> FromReader:
    row: FromReader | None
    if "case" in message.body:
        row = Case.objects.filter(pk=message.body["case"]).exclude(email="").first()
    else:
        row = Suggestion.objects.filter(pk=message.body["suggestion"]).exclude(email="").first()
    if row is None:
        raise Undeliverable("It is gone, or its sender's address is forgotten.")
    return row


def _forget(row: FromReader) -> None:
    row.email = ""
    row.save(update_fields=["email"])


def _send(message: Message, row: FromReader, subject: str, told: str) -> None:
    page = "events:case" if isinstance(row, Case) else "events:suggestion"
    address = reverse(page, args=[inbox.token_of(row.seed)])
    EmailMessage(
        subject=subject,
        body=f"{told}\n\n{settings.SITE_URL}{address}\n",
        to=[row.email],
        headers={"Message-ID": f"<{message.topic}.{message.key}@tideline>"},
    ).send()
