from __future__ import annotations

from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from rest_framework.throttling import AnonRateThrottle

REQUESTS = ConnectionProxy(caches, "requests")
"""Where requests are counted; settings.CACHE_URL may let all web processes count together."""


class AddressThrottle(AnonRateThrottle):
    """So many requests in a time from one address; settings.API_RATE says how many."""

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
