"""The day that a feed, sitemap or list gives for an item, as it writes it there. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime

from events.ingestion.metadata import YEARS, find_date

MAX_CHARACTERS = 200

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DIGITS: dict[str, int] = dict(
    zip("〇零○一二三四五六七八九", [0, 0, 0, *range(1, 10)], strict=True)
)

_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.,-]+(?:of\s+)?([A-Za-z]{3})[a-z]*[\s.,-]+(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![A-Za-z])([A-Za-z]{3})[a-z]*[\s.]+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?!\d)"
)
_HAN_NUMBER = "[〇零○一二三四五六七八九十]"
_HAN = re.compile(rf"({_HAN_NUMBER}{{4}})年({_HAN_NUMBER}{{1,3}})月({_HAN_NUMBER}{{1,3}})[日号號]")
_HAN_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})[\s,]+(\d{{1,2}}|{_HAN_NUMBER}{{1,3}})月[\s,]+(\d{{4}})"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")


def day_of(text: str) -> date | None:
    """The day that a text gives, in the time zone in which it is written.

    In figures or words, English or Chinese. What could be two days is none: 3/4/2024.
    """
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).strip()
    if seconds := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(seconds[1]), UTC).date()
    return find_date(text) or next(filter(None, (_day(*parts) for parts in _readings(text))), None)


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day, in whichever ways the text can be read."""
    if match := _DAY_FIRST.search(text):
        yield _year(match[3]), _month(match[2]), int(match[1])
    if match := _MONTH_FIRST.search(text):
        yield int(match[3]), _month(match[1]), int(match[2])
    if match := _HAN_DAY_FIRST.search(text):
        yield int(match[3]), _number(match[2]), int(match[1])
    if match := _HAN.search(text):
        figures = "".join(str(_DIGITS.get(character, 0)) for character in match[1])
        yield int(figures), _number(match[2]), _number(match[3])
    if match := _COMPACT.search(text):
        yield int(match[1]), int(match[2]), int(match[3])
    if match := _NUMBERS.search(text):
        first, second, year = map(int, match.groups())
        if first > 12 or first == second:
            yield year, second, first
        elif second > 12:
            yield year, first, second


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _month(name: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def _number(text: str) -> int:
    """Up to 99 in figures, or as 二, 十二, 二十 or 二十一."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return 10 * (_DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
