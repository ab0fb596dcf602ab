"""Making, renewing and revoking of tokens. Their text is returned this once and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from people.api.permissions import Scope
from people.refusals import Refused
from people.roles import Ability, require
from tracker.accounts.models import LIFETIME, ApiToken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 50
"""Tokens of one person that work at a time."""


@transaction.atomic
def make_token(
    *, by: User, name: str, scopes: Iterable[Scope], lifetime: timedelta | None = LIFETIME
) -> tuple[ApiToken, str]:
    """A token of one's own, for no more than one may do. Without a lifetime it does not expire."""
    get_user_model().objects.select_for_update().get(pk=by.pk)  # two clicks make one token
    chosen = [Scope(scope) for scope in scopes]
    name = name.strip()
    if not name or not chosen:
        raise Refused(_("A token needs a name and at least one scope."))
    for scope in chosen:
        if not scope.is_open_to(by):
            raise Refused(
                _("The scope “%(scope)s” is for more than your role may do.")
                % {"scope": scope.label}
            )
    there = ApiToken.objects.filter(user=by, revoked_at=None)
    if there.filter(name=name).exists():
        raise Refused(
            _("You have a token named “%(name)s”: choose another name, or renew that one.")
            % {"name": name}
        )
    if there.count() >= MOST:
        raise Refused(_("You have %(most)s tokens: revoke one first.") % {"most": MOST})
    token, text = ApiToken.objects.create(by, expiry=lifetime, name=name, scopes=chosen)
    return token, text


@transaction.atomic
def renew_token(token: ApiToken, *, by: User) -> str:
    """Give a token of one's own a new text, and as long a life as it was made with.

    The old text opens nothing from now on.
    """
    token = ApiToken.objects.select_for_update().get(pk=token.pk, user=by)
    if token.revoked_at:
        raise Refused(_("This token was revoked: make another one."))
    now = timezone.now()
    if token.expiry:
        token.expiry = now + (token.expiry - token.created)
    token.digest, text = get_digest_token()
    token.token_key = text[: CONSTANTS.TOKEN_KEY_LENGTH]
    token.created = now
    token.last_used_at = None
    token.save()
    return str(text)


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    """Let a token open nothing any more: one's own, or as an administrator anybody's."""
    if token.user_id != by.pk:
        require(by, Ability.ADMINISTER)
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
