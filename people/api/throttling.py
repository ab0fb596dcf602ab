"""How often one address or one token may ask, counted in windows of time.

A window begins with its first request. It is one number in the cache, which the cache itself counts
up: nothing is lost between two requests at the same moment, and thousands cost no more than ten.
"""

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
    title: str
    num_requests: int
    duration: int
    count: int | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        key = self.get_cache_key(request, view) if self.rate is not None else None
        if key is None:
            return True
        begun = self.cache.get_or_set(key, self.timer, self.duration)
        self.spent = float(self.timer() - begun)
        self.window_key = f"{key}_{begun}"
        self.count = self._counted(1)
        return self.count <= self.num_requests

    def give_back(self) -> None:
        """What was asked cost too little to be counted."""
        if self.count is not None:
            self.count = self._counted(-1)

    def _counted(self, step: int) -> int:
        for _ in range(2):
            self.cache.add(self.window_key, 0, self.duration + 1)
            try:
                return int(self.cache.incr(self.window_key, step))
            except ValueError:  # forgotten between the two calls
                continue
        return step

    def wait(self) -> float:
        return max(self.duration - self.spent, 1)

    def headers(self) -> dict[str, str]:
        """What is allowed and left, and when the count begins anew: the draft, and its elders."""
        if self.count is None:
            return {}
        left = max(self.num_requests - self.count, 0)
        reset = round(self.wait())
        return {
            "RateLimit-Policy": f'"{self.title}";q={self.num_requests};w={self.duration}',
            "RateLimit": f'"{self.title}";r={left};t={reset}',
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(reset),
        }


class AddressThrottle(CountingThrottle):
    """What one address may ask for without a token; settings.API_RATE says how much."""

    scope = "anon"
    title = "address"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is not None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class TokenThrottle(CountingThrottle):
    """What one token may be used for; settings.API_TOKEN_RATE says how much."""

    scope = "token"
    title = "token"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}
