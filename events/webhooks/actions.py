"""What owners do with their webhooks, and what administrators may do with anybody's."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from events.ingestion.addresses import is_public, parse
from events.ingestion.errors import Refused as NotAllowed
from events.ingestion.fetch import allowed_hosts
from events.models import Webhook
from events.webhooks.payloads import mistakes_in
from events.webhooks.secrets import secret_of
from people.models import Change
from people.models.change import Place
from people.refusals import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 20
"""Webhooks of one person."""

TEST_EVERY = timedelta(seconds=20)
"""So that nobody has us knock at a stranger's door all day."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to be told, and where."""

    address: str
    query: str = ""
    subjects: Sequence[str] = ()
    changes: Sequence[str] = ()
    language: str = "en"


class RefusedField(Refused):
    """One of the wishes cannot be met; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def subscribe(wishes: Wishes, *, by: User, since: Place | None = None) -> tuple[Webhook, str]:
    """A webhook of one's own and its secret, which is shown this once.

    It begins with what changes from now on, or after a place, and once its server has answered
    the test that is asked for with it.
    """
    get_user_model().objects.select_for_update().get(pk=by.pk)
    if by.webhooks.count() >= MOST:
        raise Refused(_("You have %(most)s webhooks: delete one first.") % {"most": MOST})
    place = since or Place.now()
    webhook = Webhook(
        owner=by, after_transaction=place.transaction, after_change=place.id, test=uuid.uuid4()
    )
    _take(webhook, wishes)
    webhook.save()
    return webhook, secret_of(webhook)


@transaction.atomic
def change(webhook: Webhook, wishes: Wishes, *, by: User) -> Webhook:
    """Another address or other wishes. A new address is to be confirmed before it is sent to."""
    webhook = _own(webhook, by)
    moves = wishes.address != webhook.address
    _take(webhook, wishes)
    if moves:
        webhook.verified_at, webhook.test = None, uuid.uuid4()
    webhook.save()
    return webhook


@transaction.atomic
def rotate(webhook: Webhook, *, by: User) -> str:
    """Another secret. Deliveries are signed by the former one too, for a day."""
    webhook = _own(webhook, by)
    Webhook.objects.filter(pk=webhook.pk).update(
        secret_number=F("secret_number") + 1, rotated_at=Now()
    )
    webhook.refresh_from_db()
    return secret_of(webhook)


@transaction.atomic
def ask_for_test(webhook: Webhook, *, by: User) -> uuid.UUID:
    """Have a test sent, and answer its name; asking again before it is sent is the same test."""
    webhook = _own_or_administered(webhook, by)
    if webhook.test:
        return webhook.test
    if webhook.tested_at and timezone.now() - webhook.tested_at < TEST_EVERY:
        raise Refused(_("It was tested a moment ago: wait for half a minute."))
    webhook.test = uuid.uuid4()
    webhook.save(update_fields=["test"])
    return webhook.test


@transaction.atomic
def enable(webhook: Webhook, *, by: User, from_now: bool = False) -> Webhook:
    """Send again: what has changed since, or only what changes from now on."""
    webhook = _own_or_administered(webhook, by)
    webhook.disabled_at, webhook.disabled_why = None, ""
    webhook.failures, webhook.failing_since, webhook.next_try_at = 0, None, None
    if from_now:
        webhook.after_transaction, webhook.after_change = Place.now()
        webhook.batch = webhook.upto_transaction = webhook.upto_change = None
    webhook.save()
    return webhook


@transaction.atomic
def disable(webhook: Webhook, *, by: User) -> Webhook:
    """Send nothing until it is enabled again."""
    webhook = _own_or_administered(webhook, by)
    if not webhook.disabled_at:
        mine = webhook.owner_id == by.pk
        webhook.disabled_at = timezone.now()
        webhook.disabled_why = Webhook.Why.OWNER if mine else Webhook.Why.ADMINISTRATOR
        webhook.save(update_fields=["disabled_at", "disabled_why"])
    return webhook


def unsubscribe(webhook: Webhook, *, by: User) -> None:
    """Delete a webhook of one's own, with its log."""
    Webhook.objects.filter(pk=webhook.pk, owner=by).delete()


def _take(webhook: Webhook, wishes: Wishes) -> None:
    """Let a webhook be as wished, if that can be."""
    webhook.address = _address(wishes.address)
    webhook.query = _query(wishes.query)
    webhook.subjects = _words("subjects", wishes.subjects, Change.Subject.values)
    webhook.changes = _words("changes", wishes.changes, Change.What.values)
    webhook.language = wishes.language
    if webhook.query:
        if set(webhook.subjects) - {Change.Subject.EVENT}:
            raise RefusedField(
                "subjects", _("A filter is for events: leave the others out, or the filter.")
            )
        webhook.subjects = [Change.Subject.EVENT.value]


def _address(text: str) -> str:
    allowed = allowed_hosts()
    try:
        address = parse(text.strip(), allowed=allowed)
    except NotAllowed as refusal:
        raise RefusedField("address", f"{refusal.message}.") from refusal
    if f"{address.host}:{address.port}" in allowed:
        return address.href
    if address.scheme != "https":
        raise RefusedField("address", _("Give an address that begins with https://."))
    with suppress(ValueError):  # a name: where it leads is looked at whenever it is posted to
        if not is_public(ip_address(address.host)):
            raise RefusedField("address", _("Give an address of the public internet."))
    return address.href


def _query(text: str) -> str:
    query = QueryDict(text.strip().removeprefix("?")).urlencode()
    for name, mistakes in mistakes_in(query).items():
        raise RefusedField("query", f"{name}: {mistakes[0]}")
    if len(query) > 1000:
        raise RefusedField("query", _("These filters are too many to be kept: choose fewer."))
    return query


def _words(field: str, chosen: Sequence[str], known: Sequence[str]) -> list[str]:
    for word in chosen:
        if word not in known:
            raise RefusedField(field, f"“{word}” is none of {', '.join(known)}.")
    return [word for word in known if word in chosen]


def _own(webhook: Webhook, by: User) -> Webhook:
    return Webhook.objects.select_for_update().get(pk=webhook.pk, owner=by)


def _own_or_administered(webhook: Webhook, by: User) -> Webhook:
    if webhook.owner_id != by.pk:
        require(by, Ability.ADMINISTER)
    return Webhook.objects.select_for_update().get(pk=webhook.pk)
