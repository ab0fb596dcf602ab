from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.http import http_date


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That an address will go: since when that is known, when it goes, and what to use instead.

    Set on a view, it is told in the headers of RFC 9745 and RFC 8594, and in the schema.
    """

    since: datetime
    sunset: datetime
    instead: str

    def headers(self) -> dict[str, str]:
        return {
            "Deprecation": f"@{self.since.timestamp():.0f}",
            "Sunset": http_date(self.sunset.timestamp()),
            "Link": f'<{self.instead}>; rel="successor-version"',
        }
