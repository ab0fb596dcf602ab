"""Sending to webhooks. One worker has a webhook at a time, by a lease; its row says what is due.

A batch has its name and its end before it is first sent, and its webhook's place moves when its
server has taken it. So a worker may die at any line: the same batch is sent again by its name.
What it tells is read at each try: nothing that was taken back meanwhile is sent.
"""

from __future__ import annotations

import json
import logging
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from events import outbox
from events.ingestion.fetch import FetchError, Reply, post
from events.ingestion.text import clean
from events.models import Delivery, Webhook, WebhookMatch
from events.models.webhook import WebhookQuerySet
from events.webhooks.notices import DISABLED
from events.webhooks.payloads import Batch, batch_of, challenge_body, changes_body
from events.webhooks.secrets import headers_of
from people.models import Change
from people.models.change import Place

log = logging.getLogger(__name__)

MOST_CHANGES = 50
"""Of one delivery: some 200 kB."""

TURN_SECONDS = 30
"""How long one webhook is sent to before others have their turn: well within the lease."""

FIRST_BACK_OFF = timedelta(seconds=10)
LONGEST_BACK_OFF = timedelta(hours=2)
FAILING_FOR = timedelta(days=5)
"""After which nothing more is sent, until its owner has it enabled."""

ANSWER_CHARACTERS = 500
GONE = 410
NOT_REPEATED = "The answer does not repeat the challenge: answer with data.challenge alone."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one try."""

    status: int | None = None
    error: str = ""
    answer: str = ""
    milliseconds: int = 0
    retry_after: int = 0
    is_hopeless: bool = False

    @property
    def succeeded(self) -> bool:
        return not self.error


def deliver(webhook_id: int) -> None:
    """Send what is due, for a while. Safe to run twice, late or never."""
    webhook = Webhook.objects.claim(webhook_id, Change.objects.newest())
    if webhook is None:
        return
    ends = time.monotonic() + TURN_SECONDS
    try:
        if webhook.test:
            _test(webhook, webhook.test)
        while time.monotonic() < ends and _next_batch(webhook):
            pass
    except Webhook.DoesNotExist:
        log.info("%s was deleted while it was sent to", webhook)
    finally:
        _held(webhook).update(lease_until=None, asked_at=None)


def _test(webhook: Webhook, challenge: uuid.UUID) -> None:
    """Send the test that was asked for. An answer that repeats its challenge confirms the address:
    whoever runs the server knows what it is sent.
    """
    outcome, reply = _send(webhook, challenge, lambda at: challenge_body(challenge, at))
    if outcome.succeeded and not webhook.verified_at and not _repeats(challenge, reply):
        outcome = replace(outcome, error=NOT_REPEATED)
    with transaction.atomic():
        if not _held(webhook).update(test=None, tested_at=Now()):
            return
        _note(webhook, challenge, Delivery.Kind.TEST, outcome)
        if outcome.succeeded and not webhook.verified_at:
            _held(webhook).update(verified_at=Now(), failures=0, next_try_at=None)


def _next_batch(webhook: Webhook) -> bool:
    """Send the batch under way, or the next one; whether there may be another after it."""
    _refresh(webhook)
    if not webhook.is_ready:
        return False
    upto = webhook.upto or _begin(webhook)
    if upto is None or webhook.batch is None:
        return False
    batch = batch_of(webhook, upto)
    if not batch.changes:  # nothing that it asks for
        return _move(webhook, batch, upto)
    if webhook.query:  # before it is sent: should it leave the filter, that is to be told
        WebhookMatch.objects.bulk_create(
            [WebhookMatch(webhook=webhook, event_id=pk) for pk in sorted(batch.matching)],
            ignore_conflicts=True,
        )
    outcome, _ = _send(webhook, webhook.batch, lambda at: changes_body(webhook, batch, at))
    with transaction.atomic():
        ended = (
            _move(webhook, batch, upto, outcome) if outcome.succeeded else _fail(webhook, outcome)
        )
        if ended:
            _note(webhook, webhook.batch, Delivery.Kind.CHANGES, outcome, len(batch.changes))
    return ended and outcome.succeeded


def _begin(webhook: Webhook) -> Place | None:
    """Give the next changes a name and an end, before anything of them is sent."""
    ahead = Change.objects.settled().after(webhook.place)
    if webhook.subjects:
        ahead = ahead.filter(subject__in=webhook.subjects)
    last = list(ahead[:MOST_CHANGES])[-1:]
    upto = last[0].place if last else Change.objects.newest()
    if upto <= webhook.place:
        return None
    webhook.batch, (webhook.upto_transaction, webhook.upto_change) = uuid.uuid4(), upto
    begun = _held(webhook).update(
        batch=webhook.batch, upto_transaction=upto.transaction, upto_change=upto.id
    )
    return upto if begun else None


@transaction.atomic
def _move(webhook: Webhook, batch: Batch, upto: Place, outcome: Outcome | None = None) -> bool:
    """Note that all up to a place was taken."""
    moved = _held(webhook).update(
        after_transaction=upto.transaction,
        after_change=upto.id,
        batch=None,
        upto_transaction=None,
        upto_change=None,
        failures=0,
        failing_since=None,
        next_try_at=None,
        **({"delivered_at": Now(), "milliseconds": outcome.milliseconds} if outcome else {}),
    )
    if moved and webhook.query:
        webhook.matches.filter(event_id__in=batch.events - batch.matching).delete()
    return bool(moved)


def _fail(webhook: Webhook, outcome: Outcome) -> bool:
    """Try again later, or no more: its owner is told."""
    since = webhook.failing_since or timezone.now()
    is_over = outcome.is_hopeless or timezone.now() - since > FAILING_FOR
    rest = max(back_off(webhook.failures + 1), timedelta(seconds=outcome.retry_after))
    failed = _held(webhook).update(
        failures=F("failures") + 1,
        failing_since=Coalesce("failing_since", Now()),
        next_try_at=Now() + rest,
        milliseconds=outcome.milliseconds,
    )
    if failed and is_over:
        why = Webhook.Why.GONE if outcome.status == GONE else Webhook.Why.FAILING
        _held(webhook).update(disabled_at=Now(), disabled_why=why)
        key = f"{webhook.pk}-{webhook.batch}-{webhook.failures}"
        outbox.tell(DISABLED, key, {"webhook": webhook.pk, "reason": outcome.error})
    return bool(failed)


def back_off(failures: int) -> timedelta:
    """Twice as long after each failure, and never quite the same for two."""
    longest = min(FIRST_BACK_OFF * (1 << min(failures - 1, 20)), LONGEST_BACK_OFF)
    return longest * random.uniform(0.75, 1)  # noqa: S311 - nothing hangs on it


def _send(
    webhook: Webhook, message: uuid.UUID, write: Callable[[datetime], str]
) -> tuple[Outcome, Reply | None]:
    """One try, outside of any transaction, and what came of it."""
    at = timezone.now()
    body = write(at)
    headers = headers_of(webhook, message, at, body)
    begun = time.monotonic()
    try:
        reply = post(webhook.address, body.encode(), headers)
    except FetchError as error:
        took = int((time.monotonic() - begun) * 1000)
        return Outcome(error.status, error.message[:500], milliseconds=took), None
    outcome = Outcome(
        status=reply.status,
        error=_wrong_with(reply),
        answer=clean(reply.content.decode("utf-8", "replace"))[:ANSWER_CHARACTERS],
        milliseconds=int((time.monotonic() - begun) * 1000),
        retry_after=reply.retry_after or 0,
        is_hopeless=reply.status == GONE,
    )
    return outcome, reply


def _wrong_with(reply: Reply) -> str:
    if 200 <= reply.status < 300:
        return ""
    told = f"It answered with the status {reply.status}."
    if 300 <= reply.status < 400:
        told += " Redirects are not followed: give the address that it leads to."
    return told


def _repeats(challenge: uuid.UUID, reply: Reply | None) -> bool:
    """Whether an answer is a challenge, bare or as JSON under its name."""
    text = reply.content.decode("utf-8", "replace").strip() if reply else ""
    try:
        said = json.loads(text)
    except ValueError:
        said = text
    if isinstance(said, dict):
        said = said.get("challenge")
    return bool(said == challenge.hex)


def _note(
    webhook: Webhook, message: uuid.UUID, kind: str, outcome: Outcome, count: int = 0
) -> None:
    if not outcome.succeeded:
        log.warning("Webhook %s: %s", webhook.pk, outcome.error)
    Delivery.objects.create(
        webhook=webhook,
        message=message,
        kind=kind,
        count=count,
        attempt=webhook.deliveries.filter(message=message).count() + 1,
        succeeded=outcome.succeeded,
        status=outcome.status,
        milliseconds=outcome.milliseconds,
        error=outcome.error,
        answer=outcome.answer,
    )


def _held(webhook: Webhook) -> WebhookQuerySet:
    return Webhook.objects.held(webhook)


def _refresh(webhook: Webhook) -> None:
    """Its row as it is now, but for the lease, by which we know whether we still have it."""
    lease = webhook.lease_until
    webhook.refresh_from_db()
    webhook.lease_until = lease
