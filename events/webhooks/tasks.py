"""Celery's door to the webhooks. Messages are hints: each webhook's row says what is to be sent."""

from __future__ import annotations

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from events.models import Webhook
from events.webhooks import delivering
from people.models import Change

log = logging.getLogger(__name__)

MOST_AT_ONCE = 1000


@shared_task
def deliver(webhook_id: int, **_: object) -> None:
    """Send to one webhook what is due. Safe to run twice, late or never."""
    delivering.deliver(webhook_id)


@shared_task
def deliver_due(**_: object) -> None:
    """Ask for all webhooks that are due, each once, however many ask at the same time."""
    ids = Webhook.objects.ask_for(Change.objects.newest(), MOST_AT_ONCE)
    try:
        for webhook_id in ids:
            deliver.delay(webhook_id)
    except OperationalError as error:
        log.warning("The broker is away, the webhooks are asked for again: %s", error)
