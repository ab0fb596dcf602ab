from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

REQUESTS = ConnectionProxy(caches, "requests")
"""Where requests are counted; settings.CACHE_URL may let all web processes count together."""


class CountingThrottle(SimpleRateThrottle):
    """So many requests in a time, and headers that tell where a client stands."""

    cache = REQUESTS  # type: ignore[assignment] # a proxy, like the one of the default cache
    history: list[float]
    num_requests: int
    duration: int

    def headers(self) -> dict[str, str]:
        """How many requests are allowed and left, and in how many seconds one more is."""
        if not hasattr(self, "history"):
            return {}  # nothing was counted
        left = max(self.num_requests - len(self.history), 0)
        reset = self.history[-1] + self.duration - self.now if self.history else self.duration
        return {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(max(round(reset), 0)),
        }


class AddressThrottle(CountingThrottle):
    """What one address may ask for without a token; settings.API_RATE says how much."""

    scope = "anon"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is not None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class TokenThrottle(CountingThrottle):
    """What one token may be used for; settings.API_TOKEN_RATE says how much."""

    scope = "token"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}
