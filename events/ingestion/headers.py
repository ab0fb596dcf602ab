"""What the headers of an HTTP answer say, as far as they can be trusted. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MARK_CHARACTERS = 1_000
RETRY_AFTER_SECONDS = (60, 24 * 60 * 60)
"""A server's wish to be left alone is granted within these bounds."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)


def mark(value: str) -> str:
    """An ETag or a date, unless it is too long or too strange to be stored and sent back."""
    ordinary = len(value) <= MARK_CHARACTERS and value.isascii() and value.isprintable()
    return value if ordinary else ""


def media_type(value: str) -> tuple[str, str]:
    """The type and the charset of a Content-Type header, in lower case."""
    content_type, _, parameters = value.partition(";")
    charset = _CHARSET.search(parameters)
    return content_type.strip().lower(), charset[1].lower() if charset else ""


def retry_after(value: str) -> int | None:
    """Seconds, from a number of them or a date; None where the header says nothing sensible."""
    if re.fullmatch(r"[0-9]+", value.strip()):
        seconds = int(value.strip()[:10])
    else:
        try:
            until = parsedate_to_datetime(value)
            seconds = int((until.astimezone(UTC) - datetime.now(UTC)).total_seconds())
        except (ValueError, OverflowError):
            return None
    low, high = RETRY_AFTER_SECONDS
    return max(low, min(seconds, high))
