"""What the outside is to be told: written with the change that made it true, and sent by a relay.

A message is sent at least once. `key` is the same at every try, for a receiver that wants to
know whether it has it already.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from events.models import Message

log = logging.getLogger(__name__)

MOST_AT_ONCE = 10
MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=2)
"""For all that are claimed at once, each of which may keep a mail server waiting."""

RETRY_AFTER = timedelta(seconds=30)
"""Before the second try; four times as long before each further one: two days in all."""

Sender = Callable[[Message], None]


class Undeliverable(Exception):
    """No further try will do better; the message says why."""


def tell(topic: str, key: str, body: Mapping[str, Any]) -> None:
    """Have this told, once for each topic and key. Call it in the transaction of the change."""
    message = Message(topic=topic, key=key, body=dict(body))
    Message.objects.bulk_create([message], ignore_conflicts=True)


def relay(senders: Mapping[str, Sender]) -> int:
    """Send what is due, and answer how many messages were tried."""
    due = _claim()
    for message in due:
        _try(message, senders)
    return len(due)


@transaction.atomic
def _claim() -> list[Message]:
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    ready = Q(next_try_at=None) | Q(next_try_at__lte=Now())
    waiting = Message.objects.filter(free, ready, sent_at=None, given_up_at=None).order_by("pk")
    due = list(waiting.select_for_update(skip_locked=True)[:MOST_AT_ONCE])
    claimed = Message.objects.filter(pk__in=[message.pk for message in due])
    claimed.update(lease_until=Now() + LEASE, attempts=F("attempts") + 1)
    for message in due:
        message.attempts += 1
    return due


def _try(message: Message, senders: Mapping[str, Sender]) -> None:
    row = Message.objects.filter(pk=message.pk, attempts=message.attempts)
    try:
        if message.topic not in senders:
            raise Undeliverable(f"Nothing here sends messages of the topic {message.topic}.")
        senders[message.topic](message)
    except Exception as error:  # noqa: BLE001 - whatever it is, the row says why it was not sent
        is_last = isinstance(error, Undeliverable) or message.attempts >= MOST_ATTEMPTS
        reason = str(error) or type(error).__name__
        log.warning("%s, try %s: %s", message, message.attempts, reason)
        row.update(
            error=reason[:500],
            lease_until=None,
            given_up_at=Now() if is_last else None,
            next_try_at=None if is_last else Now() + RETRY_AFTER * 4 ** (message.attempts - 1),
        )
    else:
        row.update(sent_at=Now(), lease_until=None, error="")
