"""What becomes of a subscription: each step in one transaction, safe to repeat.

Nobody learns from an answer whether an address is known: only letters tell, to whoever reads them.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from events import inbox, outbox
from events.following.mornings import next_letter
from events.models import Subscription
from people.models.change import Place
from people.refusals import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.contrib.auth.models import User

ASKED = "follow-asked"
DIGEST = "follow-digest"
"""Topics of the letters, see events/following/letters.py."""

TO_CONFIRM = timedelta(days=2)
MOST_ASKED = 3
"""Letters in a day that ask one address to confirm, whoever typed it."""

MOST_FOLLOWED = 50
MOST_FAILURES = 3
STOPPED_KEPT = timedelta(days=30)
_SALT = "tideline.following"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('events.following ' || %s, 0))"


@transaction.atomic
def ask(wanted: Subscription) -> None:
    """Send a letter to this address that asks whether these letters are wanted.

    Nothing is sent if it was asked often enough today. To somebody who follows this timeline
    already the letter says so, with the private address.
    """
    _lock(wanted.email)
    known = Subscription.objects.filter(email__iexact=wanted.email)
    row = known.filter(said_hash=wanted.said_hash).first()
    lately = known.filter(created_at__gt=Now() - timedelta(days=1))
    if row is None:
        if lately.filter(confirmed_at=None).count() >= MOST_ASKED:
            return
        wanted.seed = secrets.token_hex(32)
        wanted.token_hash = inbox.hash_of(inbox.token_of(wanted.seed))
        wanted.save()
        row = wanted
    elif row.confirmed_at is None:
        row.every, row.language, row.created_at = wanted.every, wanted.language, timezone.now()
        row.save(update_fields=["every", "language", "created_at"])
    key = f"{row.pk}.{timezone.now():%Y%m%d}"
    outbox.tell(ASKED, key, {"subscription": row.pk})


def signed(subscription: Subscription) -> str:
    """What the link of a letter to confirm carries: a token with its time."""
    return _signer().sign(inbox.token_of(subscription.seed))


def to_confirm(sent: str) -> Subscription | None:
    """The subscription that a link confirms; None if the link is too old, or no more of use."""
    try:
        token = _signer().unsign(sent, max_age=TO_CONFIRM)
    except signing.BadSignature:
        return None
    return inbox.of_token(Subscription, token)


@transaction.atomic
def confirm(subscription: Subscription) -> Subscription:
    """Begin with the letters, from this moment on. Twice changes nothing."""
    _lock(subscription.email)
    subscription = _locked(subscription)
    if subscription.confirmed_at is not None:
        return subscription
    known = Subscription.objects.filter(email__iexact=subscription.email)
    if known.exclude(confirmed_at=None).count() >= MOST_FOLLOWED:
        raise Refused(
            _("This address follows %(most)d timelines already: end one of them first.")
            % {"most": MOST_FOLLOWED}
        )
    subscription.confirmed_at = timezone.now()
    _begin(subscription)
    subscription.save()
    return subscription


@transaction.atomic
def change(subscription: Subscription, *, every: str, language: str) -> Subscription:
    """How often, and in which language. Letters that were stopped begin again."""
    subscription = _locked(subscription)
    if subscription.confirmed_at is None:
        raise Refused(_("It is not confirmed yet: open the link of the letter first."))
    subscription.every, subscription.language = every, language
    if subscription.stopped_at is not None:
        subscription.stopped_at, subscription.failures = None, 0
        _begin(subscription)
    subscription.next_at = next_letter(every, language, timezone.now())
    subscription.save()
    return subscription


def end(subscription: Subscription) -> None:
    """No more letters: the row is deleted, and the address with it. Twice changes nothing."""
    Subscription.objects.filter(pk=subscription.pk).delete()


def erase(subscription: Subscription, *, by: User) -> None:
    """End it for a reader who asked an administrator to."""
    require(by, Ability.ADMINISTER)
    end(subscription)


def forget(email: str) -> int:
    """Delete all that is kept under an address; how many subscriptions it was."""
    count, _tables = Subscription.objects.filter(email__iexact=email).delete() if email else (0, {})
    return count


def forget_timelines(addresses: Iterable[str]) -> None:
    """Delete the subscriptions to timelines of people who were removed, told as `person/slug`."""
    slugs = [address.partition("/")[2] for address in addresses]
    pages = [f"/people/{slug}/" for slug in slugs]
    theirs = Q(page__in=pages)
    for slug in slugs:
        theirs |= Q(filters__person__contains=[slug])
    Subscription.objects.filter(theirs).delete()


def arrived(subscription: Subscription) -> None:
    """A mail server has taken a letter."""
    rows = Subscription.objects.filter(pk=subscription.pk)
    rows.update(last_sent_at=Now(), failures=0)


@transaction.atomic
def bounced(subscription: Subscription) -> None:
    """A letter was refused for good: after some in a row, no more are sent."""
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None:
        return
    subscription = row
    subscription.failures += 1
    if subscription.failures >= MOST_FAILURES and subscription.stopped_at is None:
        subscription.stopped_at, subscription.next_at = timezone.now(), None
    subscription.save(update_fields=["failures", "stopped_at", "next_at"])


def delete_old() -> int:
    """Delete what was never confirmed, and what was stopped long ago; how many it was."""
    old = Q(confirmed_at=None, created_at__lt=Now() - TO_CONFIRM) | Q(
        stopped_at__lt=Now() - STOPPED_KEPT
    )
    count, _tables = Subscription.objects.filter(old).delete()
    return count


def _begin(subscription: Subscription) -> None:
    """Tell what changes from now on."""
    now: datetime = timezone.now()
    subscription.place, subscription.looked_at = str(Place.now()), now
    subscription.next_at = next_letter(subscription.every, subscription.language, now)


def _lock(email: str) -> None:
    """Let all that is done for one address wait in line."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [email.lower()])


def _locked(subscription: Subscription) -> Subscription:
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None:
        raise Refused(_("These letters have ended already."))
    return row


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(sep=".", salt=_SALT)
