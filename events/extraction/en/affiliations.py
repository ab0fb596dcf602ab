"""Who holds or held which position where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..assembly import Draft
from ..document import Entity
from .marks import ITS, LIST, C, P
from .reading import Reading
from .titles import FORMER, HEAD, STRONG, TITLE, tidy

_POSS = rf"(?:{C}['’]s?|{ITS}|{C})"
_DESC = r"(?:the |its |his |her |a |an )?(?:(?!who\b)[\w.$%&'’-]+,? ){0,8}?"
_AT = rf" (?:of|at|for|with|in|from) {_DESC}(?P<c>{LIST[C]}|{ITS})"
_FORMER = r"(?P<former>[Ff]ormer |ex-|[Ff]ormerly |then-|[Oo]ne-time |previously |once |most recently |an? former |the former )?"
_AGE = r"(?:,? \d{2})?(?: \([^)]{1,40}\))?"
_ARTICLE = r"(?:\d\d-year-old |the |a |an |its |their |one of |our |now |currently |also |who is |who was |who serves as |who served as |as )*"

_RULES = (
    # Sam Altman, the chief executive of OpenAI
    ("after-of", rf"(?P<p>{LIST[P]}){_AGE}(?:,|(?<=\))| -) {_ARTICLE}{_FORMER}(?P<t>{TITLE}){_AT}"),
    # Sam Altman, OpenAI's chief executive; Sam Altman, a former OpenAI researcher
    ("after", rf"(?P<p>{LIST[P]}){_AGE},? {_ARTICLE}{_FORMER}(?P<c>{C})(?:['’]s?)? (?P<late>former )?(?!and )(?P<t>{TITLE})"),
    ("after-its", rf"(?P<p>{LIST[P]}){_AGE},? (?P<late>former )?(?P<c>{ITS}) {_FORMER}(?P<t>{TITLE})"),
    # OpenAI's former chief scientist, Ilya Sutskever
    ("before", rf"{_FORMER}(?P<c>{C}|{ITS})(?:['’]s?)? (?P<late>former |ex-|then-)?(?!and )(?P<t>{TITLE}),? (?P<p>{LIST[P]})"),
    # the chief executive of OpenAI, Sam Altman
    ("before-of", rf"{_FORMER}(?P<t>{TITLE}){_AT},? (?:is )?(?P<p>{LIST[P]})"),
    # Jane Roe is head of research at Acme
    ("is", rf"(?P<p>{LIST[P]}),? (?:is|are|serves|remains|works|currently serves|continues)(?: now| currently| also)? (?:as )?(?:the |a |an )?(?P<t>{TITLE}){_AT}"),
    ("was", rf"(?P<p>{LIST[P]}),? (?:who )?(?:had |has )?(?:previously |formerly |earlier |once )?(?P<former>was|were|served|worked|been)(?: previously| formerly| once| earlier)? (?:as )?(?:the |a |an )?(?P<t>{TITLE}){_AT}"),
    ("is-poss", rf"(?P<p>{LIST[P]}),? (?:who )?(?:is|serves as|remains|(?P<former>was|served as|had been)) (?P<c>{C}|{ITS})(?:['’]s?)? (?P<late>former )?(?P<t>{TITLE})"),
    # who worked at Google
    ("worked", rf"(?P<p>{LIST[P]})[^.;{P}]{{0,90}}?\b(?P<former>(?:previously |formerly |once |had |earlier |both )*(?:worked (?:\w+ ){{0,4}}?(?:at|for|with|on \w+ at)|spent (?:[\w-]+ ){{1,6}}?(?:at|with)|years at|stint at|alum of|formerly of|formerly at|previously at|veteran of|interned at|stints at|led (?:\w+ ){{1,5}}at|headed (?:\w+ ){{1,5}}at|ran (?:\w+ ){{1,5}}at)) (?:the )?(?P<c>{LIST[C]})"),
    ("leads", rf"(?P<p>{P}),? who (?:now |currently |also )?(?P<former>led|headed|oversaw|ran)?(?:leads|heads|runs|oversees|directs|manages|works)? (?:(?![{C}{P}])[^,.;]){{0,60}}?\b(?:at|for|of|with) (?:the )?(?P<c>{C})"),
    ("runs", rf"(?P<p>{P}), who (?:now |currently |also )?(?P<former>led|headed|oversaw|ran|built|managed)?(?:leads|heads|runs|oversees|directs|manages)? (?P<c>{C}|{ITS})(?:['’]s?)? [a-z]"),
    ("formerly", rf"(?P<p>{LIST[P]}),? (?:both |all )?(?P<former>formerly|previously|until recently|once|late|lately) (?:of|at|with) (?P<c>{LIST[C]})"),
    ("where", rf"(?P<c>{C}),? where (?P<p>{P}) (?:had |has |most recently |previously )*(?P<former>was|served|worked|been|spent|headed|led|ran)(?: [\w ]{{1,20}})?? (?:as )?(?:an? |the )?(?P<t>{TITLE})"),
    ("where-led", rf"(?P<c>{C}),? where (?P<p>{P}) (?:had |has |most recently |previously )*(?P<former>worked|spent|headed|led|ran|built|oversaw|ran)\b"),
    ("worked-before", rf"\b(?:[Bb]efore|[Aa]fter|[Pp]rior to) (?:[^.;{P}]{{0,60}} )?(?P<p>{P}) (?:had )?(?P<former>worked (?:\w+ ){{0,3}}?(?:at|for)|spent (?:[\w-]+ ){{1,5}}?(?:at|with)) (?:the )?(?P<c>{LIST[C]})"),
    # Jane Roe of Wedbush, Jane Roe (Acme)
    ("of", rf"(?P<p>{P}) (?:of|from|at) (?P<c>{C})(?=[ ,.]|\Z)(?!['’])"),
    ("bracket", rf"(?P<p>{P}) \((?:(?P<t>{TITLE}),? (?:of |at )?)?(?P<c>{C})(?:['’]s? (?P<late>former )?(?P<t2>{TITLE}))?\)"),
)  # fmt: skip
_UNTITLED = frozenset(
    ("of", "bracket", "worked", "leads", "runs", "formerly", "where-led", "worked-before")
)
"""The rules that need no title."""
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _RULES)
_ALONE = (
    re.compile(
        rf"(?P<p>{P}){_AGE}, (?:(?:the|a|an) )?{_FORMER}(?P<t>{STRONG})(?=,|\.|\Z| said| told| and P)"
    ),
    re.compile(
        rf"(?P<p>{P}) (?P<former>was )?(?:is|serves as|remains) (?:now |also |still |currently )?(?:the |its )?(?P<t>{STRONG})(?=,|\.|;|\Z| and {P})"
    ),
    re.compile(
        rf"(?P<p>{P}), who (?:is|serves as) (?:the )?(?P<former>former )?(?P<t>{STRONG})(?=,)"
    ),
    re.compile(rf"(?<![{C}\w’'])(?:(?<=\s)|\A){_FORMER}(?P<t>{STRONG}),? (?P<p>{LIST[P]})"),
)
_THERE = re.compile(rf"(?P<p>{P}){_AGE}, (?:the |a |an )?{_FORMER}(?P<t>{TITLE}) there\b")
_HOLDS = re.compile(rf"{HEAD}\b")


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a sentence tells of, and where it does."""

    person: Entity
    company: Entity
    title: str | None
    former: bool
    rule: str
    confidence: float = 0.85


def positions(reading: Reading) -> Iterator[Position]:
    """The positions in a sentence."""
    if P not in reading.text:
        return
    told = list(_with_company(reading))
    yield from told or _alone(reading)


def _with_company(reading: Reading) -> Iterator[Position]:
    """Positions told beside the name of the company."""
    text = reading.text
    for name, pattern in _COMPILED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            title = _title(reading, match, groups)
            if title is None and name not in _UNTITLED:
                continue
            former = bool(groups.get("former") or groups.get("late")) or _is_former(
                text, match, groups
            )
            start, end = match.span("c")
            companies = reading.entities(start, end, C) + reading.entities(start, end, ITS)
            start, end = match.span("p")
            for person in reading.entities(start, end, P):
                for company in companies:
                    yield Position(person, company, title, former, f"affiliation-{name}")


def _alone(reading: Reading) -> Iterator[Position]:
    """Positions whose company is the one that the article speaks of."""
    text = reading.text
    if reading.focus.company is None:
        return
    for pattern in (*_ALONE, _THERE):
        for match in pattern.finditer(text):
            if text[: match.start()].endswith((f"{P}'s ", f"{P}’s ", "their ", "his ", "her ")):
                continue
            title = _title(reading, match, match.groupdict())
            if title and C not in text[max(0, match.start() - 12) : match.start()]:
                former = bool(match["former"])
                start, end = match.span("p")
                for person in reading.entities(start, end, P):
                    yield Position(
                        person, reading.focus.company, title, former, "affiliation-alone", 0.6
                    )


def add_affiliations(reading: Reading, draft: Draft) -> list[Position]:
    found = list(positions(reading))
    for position in found:
        draft.affiliation(
            position.person,
            position.company,
            reading.quote,
            rule=position.rule,
            title=position.title,
            former=position.former,
            confidence=position.confidence,
        )
    return found


def _title(reading: Reading, match: re.Match[str], groups: dict[str, str | None]) -> str | None:
    for group in ("t", "t2"):
        if groups.get(group):
            return tidy(reading.words(*match.span(group)))
    return None


def _is_former(text: str, match: re.Match[str], groups: dict[str, str | None]) -> bool:
    """Whether `former` stands within the title or right before the match."""
    start = match.start("t") if groups.get("t") else match.start()
    return FORMER.search(text[max(0, match.start() - 8) : match.start()]) is not None or (
        FORMER.match(text, start) is not None
    )
