"""Who asks the API, told by a token. Without one, everybody may read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from knox.models import get_token_model
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from rest_framework.request import Request

    from tracker.accounts.models import ApiToken

KEYWORDS = (b"bearer", b"token")
TEXT = re.compile(r"tdl_[0-9a-f]{64}")
OTHERWISE = (
    "Reading needs no token: leave the header out, or make a new token on your account page."
)


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Bearer tdl_…`, or `Token` for Bearer."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() not in KEYWORDS:
            return None
        text = words[-1].decode("latin-1")
        if len(words) != 2 or not TEXT.fullmatch(text):
            raise AuthenticationFailed(
                "Write “Authorization: Bearer” and a token, which begins with tdl_."
            )
        token: ApiToken | None = (
            get_token_model().objects.select_related("user").filter(digest=hash_token(text)).first()
        )
        if token is None:
            raise AuthenticationFailed(f"There is no such token. {OTHERWISE}")
        if token.revoked_at or token.has_expired:
            end = "was revoked" if token.revoked_at else "has expired"
            raise AuthenticationFailed(f"This token {end}. {OTHERWISE}")
        if not token.user.is_active:
            raise AuthenticationFailed("The account of this token is closed.")
        token.note_use()
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'
