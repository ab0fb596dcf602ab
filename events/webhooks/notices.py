"""The letter to the owner of a webhook that is switched off."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Message, Webhook
from events.outbox import Sender, Undeliverable

DISABLED = "webhook-disabled"


def send_disabled(message: Message) -> None:
    """`body`: webhook (its id), reason."""
    webhook = Webhook.objects.select_related("owner").filter(pk=message.body["webhook"]).first()
    if webhook is None or not webhook.owner.is_active:
        raise Undeliverable("The webhook or its owner is there no more.")
    if not webhook.owner.email:
        raise Undeliverable("The owner of the webhook has no e-mail address.")
    with translation.override(settings.LANGUAGE_CODE):
        page = reverse("account_webhooks")
    told = _(
        "Nothing is sent to %(address)s any more, as nothing was taken there. The last reason was:"
    ) % {"address": webhook.address}
    back = _("Nothing is lost: once it is switched on again, it goes on where it stood.")
    EmailMessage(
        subject=_("A webhook was switched off"),
        body="\n\n".join(
            [told, str(message.body.get("reason", "")), back, f"{settings.SITE_URL}{page}"]
        )
        + "\n",
        to=[webhook.owner.email],
        headers={"Message-ID": f"<{message.topic}.{message.key}@tideline>"},
    ).send()


SENDERS: Mapping[str, Sender] = {DISABLED: send_disabled}
