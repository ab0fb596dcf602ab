"""The words of a quote from which a date was reckoned, for editors to check the reckoning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from events.extraction.en.dates import date_slots
from events.extraction.text import fold
from events.extraction.zh.dates import Dates


def date_words_in(quote: str, when: str, *, language: str, published: date | None) -> str:
    """The first words of the quote that mean this partial date, or nothing where none do."""
    for start, end, value in _dates(fold(quote), language, published):
        if value == when:
            return quote[start:end]
    return ""


def _dates(
    folded: str, language: str, published: date | None
) -> Iterator[tuple[int, int, str | None]]:
    if language.startswith("zh"):
        yield from Dates(published).find(folded, 0, len(folded))
    else:
        for slot in date_slots(folded, 0, len(folded), published):
            yield slot.start, slot.end, slot.value
