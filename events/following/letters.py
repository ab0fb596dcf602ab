"""The letters to followers: one that asks whether they are wanted, then what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import inbox
from events.channels import Channel
from events.entries import Entry, entry_of
from events.following.digests import Span, news, remember, taken_back
from events.following.subscriptions import ASKED, DIGEST, arrived, bounced, signed
from events.following.timelines import timeline_of
from events.models import Correction, Event, Message, Subscription
from events.models.vocabulary import Kind
from events.outbox import MOST_ATTEMPTS, Sender, Undeliverable
from events.readers import DJANGO_LANGUAGES, TAGS, reader_language
from events.words.dates import date_words

MOST_EVENTS = 50
LONGEST_SUBJECT = 120


def send_asked(message: Message) -> None:
    """To confirm, or where the reader follows this already, to find the private address again."""
    row = _row(message)
    with translation.override(DJANGO_LANGUAGES[row.language]):
        if (channel := timeline_of(row)) is None:
            raise Undeliverable("The timeline is there no more.")
        is_new = row.confirmed_at is None
        link = reverse("events:follow-confirm", args=[signed(row)]) if is_new else private_page(row)
        subject = (_("Please confirm: %(title)s") if is_new else _("You follow %(title)s")) % {
            "title": channel.title
        }
        told = {
            "channel": channel,
            "subscription": row,
            "link": settings.SITE_URL + link,
            "is_new": is_new,
        }
        _send(message, row, subject, "following/ask", told, headers={})


def send_digest(message: Message) -> None:
    """What is new, as it stands at this moment; nothing if it was all taken back meanwhile."""
    row = _row(message)
    span = Span.read(message.body["span"])
    with translation.override(DJANGO_LANGUAGES[row.language]):
        channel = timeline_of(row)
        if channel is None or row.stopped_at is not None:
            return
        events, count = news(channel.filters, span, MOST_EVENTS)
        retracted = list(taken_back(row, span).order_by("pk"))
        if not (events or retracted):
            return
        told = {
            "channel": channel,
            "parts": list(_parts(events)),
            "more": count - len(events),
            "retractions": [_retraction(event) for event in retracted],
            "private_page": settings.SITE_URL + private_page(row),
        }
        _send(
            message, row, _subject(channel, count + len(retracted)), "following/digest", told,
            headers=_list_headers(row),
        )  # fmt: skip
        remember(row, events, retracted)


def _parts(events: Sequence[Any]) -> Iterator[tuple[str, list[Entry]]]:
    """What is new, then what was corrected, each under its heading."""
    for heading, is_new in ((_("New"), True), (_("Corrected"), False)):
        if entries := [entry_of(event) for event in events if event.is_new is is_new]:
            yield heading, entries


def _retraction(event: Event) -> tuple[str, str]:
    """What is said of an event that was taken back, in one line, and the address of its page.

    What it told is shown nowhere any more; of what was removed for personal data, nothing at all.
    """
    href = reverse("events:event", args=[event.pk])
    why = event.corrections.filter(kind=Correction.Kind.RETRACTED).order_by("-at", "-id").first()
    if why is None:
        return _("An event that an earlier letter told of was removed."), href
    words = [date_words(event.when, reader_language()), str(Kind(event.kind).label), why.reason]
    return " · ".join(word for word in words if word), href


SENDERS: Mapping[str, Sender] = {ASKED: send_asked, DIGEST: send_digest}


def private_page(row: Subscription) -> str:
    return reverse("events:following", args=[inbox.token_of(row.seed)])


def _list_headers(row: Subscription) -> dict[str, str]:
    """RFC 8058: how a mail program ends the letters by one click, and RFC 2919: what they are."""
    address = reverse("events:unsubscribe", args=[inbox.token_of(row.seed)])
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"Tideline <following.{urlsplit(settings.SITE_URL).hostname}>",
    }


def _subject(channel: Channel, count: int) -> str:
    told = {"title": channel.title, "count": count}
    return ngettext("%(title)s: %(count)d event", "%(title)s: %(count)d events", count) % told


def _row(message: Message) -> Subscription:
    row = Subscription.objects.filter(pk=message.body["subscription"]).first()
    if row is None:
        raise Undeliverable("These letters have ended.")
    return row


def _send(
    message: Message, row: Subscription, subject: str, template: str,
    told: dict[str, object], *, headers: dict[str, str],
) -> None:  # fmt: skip
    told |= {"site": settings.SITE_URL, "lang": TAGS[row.language]}
    subject = " ".join(subject.split())
    if len(subject) > LONGEST_SUBJECT:
        subject = f"{subject[: LONGEST_SUBJECT - 1]}…"
    letter = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"{template}.txt", told),
        to=[row.email],
        headers={
            "Message-ID": f"<{message.topic}.{message.key}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            **headers,
        },
    )
    letter.attach_alternative(render_to_string(f"{template}.html", told), "text/html")
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        if all(code >= 500 for code in codes):
            bounced(row)
            raise Undeliverable(f"The mail server refused the address: {codes}.") from refused
        _last_try(message, row)
        raise
    except Exception:
        _last_try(message, row)
        raise
    arrived(row)


def _last_try(message: Message, row: Subscription) -> None:
    """A letter that never got through counts as one that was refused."""
    if message.attempts >= MOST_ATTEMPTS:
        bounced(row)
