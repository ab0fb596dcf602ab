"""What readers send: kept once, and found again by the private link that its sender gets."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TypeVar

from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from events.models.from_reader import FromReader
from people.actions import Refused

Sent = TypeVar("Sent", bound=FromReader)

SAID_AGAIN_WITHIN = timedelta(days=30)
_SALT = "tideline.inbox"


def token_of(seed: str) -> str:
    """The token of a private link: only this site can make it, and no table holds it."""
    return salted_hmac(_SALT, seed, algorithm="sha256").hexdigest()[:40]


def hash_of(token: str) -> str:
    """What the database holds of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def of_token(table: type[Sent], token: str) -> Sent | None:
    """What a private link leads to. It is looked up by a hash, so that no time tells the token."""
    rows = table._default_manager  # noqa: SLF001 - documented
    return rows.filter(token_hash=hash_of(token)).first()


def keep(sent: Sent, *, number: str) -> tuple[Sent, bool]:
    """The row of what was sent from the form of this number, and whether it is new.

    The same form sent twice is kept once; what somebody said within a month is refused.
    """
    rows = type(sent)._default_manager  # noqa: SLF001 - documented
    seed = hashlib.sha256(f"{number}\n{sent.said_hash}".encode()).hexdigest()
    if known := rows.filter(seed=seed).first():
        return known, False
    since = Now() - SAID_AGAIN_WITHIN
    if rows.filter(said_hash=sent.said_hash, created_at__gt=since).exists():
        raise Refused(
            _("The same was sent to us already. If you have more to say, say what is new.")
        )
    sent.seed, sent.token_hash = seed, hash_of(token_of(seed))
    columns = [field for field in type(sent)._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(sent, field.attname) for field in columns}
    del values["created_at"]
    return rows.get_or_create(seed=seed, defaults=values)
