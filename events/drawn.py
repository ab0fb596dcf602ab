"""The lines of timelines as HTML: drawn once for as long as what they tell is the same."""

from __future__ import annotations

import pickle
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events.entries import Entry
from events.readers import reader_language

REMEMBERED = 4096
"""Lines of about 5 kB with what they were drawn from: 20 MB a process."""


def line_of(entry: Entry, level: int) -> SafeString:
    """An entry as an item of a list, its heading at a level.

    A line depends on nothing but its entry and the reader's language. So the values of the entry
    are the key, and no change of the record can leave an old line behind.
    """
    return _drawn(pickle.dumps(entry, pickle.HIGHEST_PROTOCOL), level, reader_language())


@lru_cache(maxsize=REMEMBERED)
def _drawn(values: bytes, level: int, _language: str) -> SafeString:
    entry = pickle.loads(values)  # noqa: S301 - our own, of a moment ago
    return render_to_string("components/event_card.html", {"entry": entry, "level": level})


def forget() -> None:
    """As in a process that has drawn nothing yet."""
    _drawn.cache_clear()


def drawings() -> int:
    """How many lines this process has drawn."""
    return _drawn.cache_info().misses
