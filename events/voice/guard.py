"""What keeps forms of readers from being abused, without a cookie and without knowing who they are.

Django's guard against forged posts compares a form with a cookie. Readers get no cookie, and have
no login that a forged post could misuse: what remains is to know that a form was opened here, by
whoever sends it, a moment ago. So each form carries a signed number with the time at which it was
made, and a browser that says that the post comes from another site is refused.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from rest_framework.throttling import SimpleRateThrottle

from people.names import simplified

SALT = "tideline.readers-voice"
YOUNGEST_SECONDS = 3
OLDEST_SECONDS = 24 * 60 * 60
MOST_BYTES = 32_000
MOST_LINKS = 3
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_NOT_SAID = re.compile(r"[\W_]+")


class BadForm(Exception):
    """The signed number of a form is missing, changed, too young or too old."""


def form_token() -> str:
    """A number for one form, signed with the time."""
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(12))


def number_of(token: str) -> str:
    """The number that a form was given. Raises BadForm for one that was not sent by its reader."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        number = signer.unsign(token, max_age=OLDEST_SECONDS)
    except signing.BadSignature as error:
        raise BadForm from error
    if _is_younger(signer, token):
        raise BadForm
    return number


def _is_younger(signer: signing.TimestampSigner, token: str) -> bool:
    """Nobody reads and fills a form so fast, but programs do."""
    try:
        signer.unsign(token, max_age=YOUNGEST_SECONDS)
    except signing.SignatureExpired:
        return False
    return True


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this form."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.get_host()


def is_too_large(request: HttpRequest) -> bool:
    size = request.headers.get("Content-Length", "0")
    return not size.isdecimal() or int(size) > MOST_BYTES


def links_in(*texts: str) -> int:
    return sum(len(LINK.findall(text)) for text in texts)


def said_hash(*texts: str) -> str:
    """The same for texts that say the same, whatever their case, script, spaces and marks."""
    said = "\n".join(_NOT_SAID.sub("", simplified(text).casefold()) for text in texts)
    return hashlib.sha256(said.encode()).hexdigest()


class SenderThrottle(SimpleRateThrottle):
    """So many forms in a time from one network; settings.VOICE_RATE says how many.

    Of an address nothing is kept but a keyed hash, for that time; of IPv6, whose owners have many,
    its /64 counts as one.
    """

    scope = "voice"

    def get_rate(self) -> Any:
        return settings.VOICE_RATE or None

    def get_cache_key(self, request: Any, view: Any) -> str:
        ident = self.get_ident(request)
        try:
            address = ip_address(ident)
        except ValueError:
            pass
        else:
            if address.version == 6:
                ident = str(ip_network((address, 64), strict=False))
        return f"voice:{salted_hmac(SALT, ident, algorithm='sha256').hexdigest()}"


def is_too_often(request: HttpRequest) -> bool:
    """Whether this network sends too much just now; being asked counts."""
    return not SenderThrottle().allow_request(request, None)  # type: ignore[arg-type] # reads META only
