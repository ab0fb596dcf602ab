"""Dates in English news, read from the day of publication: past ones unless the words look ahead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ..dates import day_of, half_of, month_of, quarter_of
from ..masking import DATE, Slot
from .quantities import SMALL

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ORDINAL = r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)"
_WHICH = r"(?:of\s+)?(?P<which>last|this|next|the)\s+year"
_NUMBER = rf"(?P<number>\d{{1,3}}|an?|a couple of|{'|'.join(SMALL)})"
_AHEAD = re.compile(
    r"(?:\b|['’])(?:ll|(?:is|are|was|were) (?:to|(?:shutting|closing|leaving|joining|launching|winding|starting|stepping|retiring|going|moving|taking|becoming|ending|set|being)\b)|will|would|plans? to|planning to|expected to|expects to|set to|due|scheduled|aims? to|by(?=\s*(?:the )?(?:end of |early |late |mid-?)?\Z)|intends? to|until|slated|effective|starting)\b(?:[^.;]|\.(?=\d)){0,70}\Z",
    re.I,
)
_SAID = re.compile(
    r"\b(?:said|says|announced|reported|told [\w ]{2,30}|wrote|unveiled|confirmed|posted|tweeted)(?: (?:in|via|on) (?:an? )?(?:[\w-]+ ){0,2}(?:X|post|memo|letter|email|statement|LinkedIn|Twitter|blog))?,?(?: (?:on|late|early))*\s*\Z",
    re.I,
)
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

Resolver = Callable[[re.Match[str], date | None, bool], str | None]
"""From a match, the publication day and whether the words look ahead to a partial date."""


def date_slots(folded: str, start: int, end: int, published: date | None) -> Iterator[Slot]:
    """The dates in a span that can be told; vague words such as `recently` give none."""
    taken = start
    for match in _ANY.finditer(folded, start, end):
        if match.start() < taken:
            continue
        for pattern, resolve in _RULES:
            found = pattern.match(folded, match.start(), end)
            if found is None:
                continue
            before = folded[max(start, match.start() - 90) : match.start()]
            ahead = bool(_AHEAD.search(before)) and not _SAID.search(before)
            value = resolve(found, published, ahead)
            if value is not None:
                yield Slot(DATE, found.start(), found.end(), value)
                taken = found.end()
            break


def _month_number(match: re.Match[str]) -> int:
    name = match["month"].lower()[:3]
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name))


def _month_year(match: re.Match[str], published: date | None, ahead: bool) -> int | None:
    """The year of a month that is named without one."""
    if published is None:
        return None
    month, which = _month_number(match), (match.groupdict().get("which") or "").lower()
    if which == "next" or (ahead and month > published.month):
        return published.year + (month <= published.month)
    if which == "last":
        return published.year - (month >= published.month)
    return published.year - (month > published.month)


def _full(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    return day_of(int(match["year"]), _month_number(match), int(match["day"]))


def _iso(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    return day_of(int(match["year"]), int(match["number"]), int(match["day"]))


def _day(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    if published is None:
        return None
    month, day = _month_number(match), int(match["day"])
    found = day_of(published.year, month, day)
    if found is None:
        return None
    if not ahead and date.fromisoformat(found) > published + timedelta(days=2):
        return day_of(published.year - 1, month, day)
    if ahead and date.fromisoformat(found) < published - timedelta(days=180):
        return day_of(published.year + 1, month, day)
    return found


def _month_of_year(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    return month_of(int(match["year"]), _month_number(match))


def _month(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    year = _month_year(match, published, ahead)
    return month_of(year, _month_number(match)) if year else None


def _weekday(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    if published is None:
        return None
    number = next(i for i, day in enumerate(_DAYS) if day.startswith(match["weekday"].lower()))
    which = (match["which"] or "").lower()
    if which == "next" or ahead:
        return (published + timedelta(days=(number - published.weekday() - 1) % 7 + 1)).isoformat()
    back = (published.weekday() - number) % 7
    if which == "last" and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def _days(offset: int) -> Resolver:
    def resolve(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
        return (published + timedelta(days=offset)).isoformat() if published else None

    return resolve


def _period(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    """`last week` is the month it lay in, `this month` the month, `late last year` the year."""
    if published is None:
        return None
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
    unit = match["unit"].lower()
    if unit == "week":
        day = published + timedelta(days=7 * step)
        return month_of(day.year, day.month)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return month_of(months // 12, months % 12 + 1)
    if unit == "quarter":
        quarters = published.year * 4 + (published.month - 1) // 3 + step
        return quarter_of(quarters // 4, quarters % 4 + 1)
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        return str(published.year + (step if step > 0 or _season_is_ahead(unit, published) else 0))
    return str(published.year + step)


def _season_is_ahead(season: str, published: date) -> bool:
    begins = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}[season]
    return begins > published.month


def _ago(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    if published is None:
        return None
    words = match["number"].lower()
    number = int(words) if words.isdigit() else SMALL.get(words, 2 if "couple" in words else 1)
    unit = match["unit"].lower()
    if unit == "day":
        return (published - timedelta(days=number)).isoformat()
    if unit == "week":
        day = published - timedelta(weeks=number)
        return month_of(day.year, day.month)
    if unit == "month":
        months = published.year * 12 + published.month - 1 - number
        return month_of(months // 12, months % 12 + 1)
    return str(published.year - number)


def _quarter(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    groups = match.groupdict()
    number = (
        int(groups["quarter"]) if groups.get("quarter") else _ORDINALS[groups["ordinal"].lower()]
    )
    year = _year_of(groups, published)
    if year is None or number > 4:
        return None
    if not groups.get("year") and not groups.get("which") and published:
        year -= not ahead and number > (published.month + 2) // 3
    return quarter_of(year, number)


def _half(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    groups = match.groupdict()
    number = int(groups["half"]) if groups.get("half") else _ORDINALS[groups["ordinal"].lower()]
    year = _year_of(groups, published)
    return half_of(year, number) if year is not None and number <= 2 else None


def _year_of(groups: dict[str, str | None], published: date | None) -> int | None:
    if groups.get("year"):
        return int(groups["year"] or 0)
    if published is None:
        return None
    step = {"last": -1, "next": 1}.get((groups.get("which") or "").lower(), 0)
    return published.year + step


def _year(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    return match["year"]


def _this_year(match: re.Match[str], published: date | None, ahead: bool) -> str | None:
    return str(published.year) if published else None


def _rule(pattern: str, resolve: Resolver, flags: int = re.I) -> tuple[re.Pattern[str], Resolver]:
    return re.compile(pattern, flags), resolve


_PART = (
    r"(?:(?:the\s+)?(?:early|late|mid|beginning of|end of|start of)[\s-]+(?:in\s+)?(?:the\s+)?)?"
)
_RULES = (
    _rule(r"(?P<year>20[0-4]\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b", _iso),
    _rule(rf"(?:on\s+)?(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", _full, 0),
    _rule(rf"(?:on\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _full, 0),
    _rule(rf"(?:(?:in|since|by|of|from|until)\s+)?{_PART}{_MONTH}(?:\s+of)?,?\s+{_YEAR}\b", _month_of_year, 0),
    _rule(rf"(?:on\s+)?(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?![\d,]*\d)\b", _day, 0),
    _rule(rf"(?:on\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}\b", _day, 0),
    _rule(
        rf"(?i:in|since|by|until|from|during|of|back in|(?P<which>last|this|next))\s+{_PART}{_MONTH}(?:\s+this\s+year)?\b(?!\s+\d)",
        _month,
        0,
    ),
    _rule(rf"(?i:early|late|mid)[\s-]{_MONTH}\b", _month, 0),
    _rule(rf"(?:earlier\s+)?(?:on\s+)?(?:(?P<which>last|this|next)\s+)?{_WEEKDAY}\b", _weekday, 0),
    _rule(r"(?:earlier\s+|later\s+)?(?:today|this morning|this afternoon|this evening|tonight)\b", _days(0)),
    _rule(r"(?:yesterday|last night)\b", _days(-1)),
    _rule(r"tomorrow\b", _days(1)),
    _rule(
        rf"(?:in\s+)?(?:the\s+)?{_ORDINAL}[\s-]quarter(?:\s+of)?(?:\s+(?:{_YEAR}|{_WHICH}))?\b", _quarter
    ),
    _rule(rf"(?:in\s+)?Q(?P<quarter>[1-4])(?:\s+(?:of\s+)?(?:{_YEAR}|{_WHICH}))?\b", _quarter, 0),
    _rule(
        rf"(?:in\s+)?(?:the\s+)?(?:{_ORDINAL}[\s-]half|H(?P<half>[12]))(?:\s+of)?(?:\s+(?:{_YEAR}|{_WHICH}))\b",
        _half,
    ),
    _rule(rf"(?:in|during|for|over)\s+(?:the\s+)?{_ORDINAL}[\s-]half\b(?!\s+of\s+(?!{_YEAR}))", _half),
    _rule(rf"(?:in\s+)?(?:the\s+year's\s+{_ORDINAL}[\s-]half|H(?P<half>[12])\b)", _half),
    _rule(
        r"(?:(?:earlier|later|sometime|in|during)\s+)?(?:the\s+)?(?:(?:end|start|beginning|middle) of\s+)?(?:(?:early|late|mid)[\s-]+)?"
        r"(?P<which>last|this|next|previous|coming)\s+(?P<unit>week|month|quarter|year|spring|summer|autumn|fall|winter)\b(?!['’]s)",
        _period,
    ),
    _rule(r"(?:by|before|at)\s+(?:the\s+)?(?:(?:end of )?(?P<which>this|the) year\b|year[’']?s? end|year-end)", _this_year),
    _rule(rf"(?:about\s+|around\s+|nearly\s+|almost\s+)?{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+ago\b", _ago),
    _rule(
        rf"(?:(?:in|since|by|during|from|of|until|through|for|back in)\s+)?(?:the\s+)?(?:early|late|mid|spring|summer|autumn|fall|winter|"
        rf"end of|beginning of|start of)[\s-]+(?:of\s+|in\s+)?{_YEAR}\b",
        _year,
    ),
    _rule(rf"(?:in|since|by|during|from|of|until|through|for|before|after|between|and|year)\s+{_YEAR}\b(?!\s*-\d)", _year),
    _rule(rf"(?<![\w$.,-]){_YEAR}\b(?![\w%-]|,\d|\.\d)", _year),
)  # fmt: skip
_ANY = re.compile(
    r"(?<![\w$€£-])(?=(?:on|at|in|since|by|until|from|during|of|back|through|for|before|after|between|and|year|the|last|this|next|previous|"
    r"coming|earl(?:y|ier)|late|later|mid|sometime|today|tonight|yesterday|tomorrow|about|around|nearly|almost|an?|end|start|"
    r"beginning|middle|spring|summer|autumn|fall|winter|first|second|third|fourth|Q[1-4]|H[12]|\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|"
    r"Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))",
    re.I,
)
