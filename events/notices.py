"""Letters to the editors who look after sources: that one broke, or has fallen silent."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Message, Source
from events.outbox import Sender, Undeliverable

SOURCE_BROKEN = "source-broken"
SOURCE_SILENT = "source-silent"


def readers_of_notices() -> list[str]:
    """The addresses of those who may change sources, as their accounts have them."""
    editors = get_user_model().objects.with_perm(
        "events.change_source", backend="django.contrib.auth.backends.ModelBackend"
    )
    return sorted({*editors.exclude(email="").values_list("email", flat=True)})


def send_source_broken(message: Message) -> None:
    """`body`: source (its id), reason."""
    source = _source(message)
    subject = _("%(source)s cannot be read any more") % {"source": source}
    told = _("%(source)s could not be read several times in a row. The last reason was:") % {
        "source": source
    }
    _send(message, source, subject, [told, str(message.body.get("reason", ""))])


def send_source_silent(message: Message) -> None:
    """`body`: source (its id), since (the day of its last new article)."""
    source = _source(message)
    subject = _("%(source)s has fallen silent") % {"source": source}
    told = _(
        "%(source)s is read without an error, but has had no new article since %(since)s, much "
        "longer than is its habit. Perhaps it has moved."
    ) % {"source": source, "since": message.body.get("since", "")}
    _send(message, source, subject, [told])


SENDERS: Mapping[str, Sender] = {
    SOURCE_BROKEN: send_source_broken,
    SOURCE_SILENT: send_source_silent,
}


def _source(message: Message) -> Source:
    source = Source.objects.filter(pk=message.body.get("source")).first()
    if source is None:
        raise Undeliverable("The source is there no more.")
    return source


def _send(message: Message, source: Source, subject: str, paragraphs: list[str]) -> None:
    readers = readers_of_notices()
    if not readers:
        raise Undeliverable("Nobody who may change sources has an e-mail address.")
    with translation.override(settings.LANGUAGE_CODE):
        page = reverse("admin:events_source_change", args=[source.pk])
    EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join([*paragraphs, f"{settings.SITE_URL}{page}"]) + "\n",
        bcc=readers,
        headers={"Message-ID": f"<{message.topic}.{message.key}@tideline>"},
    ).send()
