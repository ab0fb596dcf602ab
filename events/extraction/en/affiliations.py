"""Who holds or held which position where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..assembly import Draft
from ..document import Entity
from .marks import ITS, LIST, LISTED, C, P
from .reading import Reading
from .titles import FORMER, STRONG, TITLE, is_bound, is_past, is_plural, tidy

_POSS = rf"(?P<c>{LIST[C]}|{ITS})(?:['’]s?)?"
_DESC = rf"(?:{P}['’]s? )?(?:(?!who\b)[\w.$%&'’\ue003\ue004-]+,? ){{0,8}}?"
_AT = rf" (?:of|at|for|with|in|from) {_DESC}(?P<c>{C}(?= and {C}['’]s)|{LIST[C]}|{ITS})"
_FORMER = r"(?P<former>[Ff]ormer |ex-|[Ff]ormerly |then-|[Oo]ne-time |previously |once |most recently |an? former |the former )?"
_LATE = r"(?P<late>former |ex-|then-|one-time )?"
_AGE = r"(?:,? \d{2})?(?: \([^)]{1,40}\))?"
_ARTICLE = r"(?:\d\d-year-old |\w+-year |the |a |an |another |also |its |their |one of (?:[\w\ue006-]+ ){0,2}|our |now |currently |also |longtime |long-time |who is |who was |who serves as |who served as |as )*"
_WHO = r",? (?:who )?"

_RULES = (
    # Sam Altman, the chief executive of OpenAI
    ("after-of", rf"(?P<p>{LIST[P]}){_AGE}(?:(?:,|(?<=\))| -| —| –) |[—–]){_ARTICLE}{_FORMER}(?:the |an? )?(?P<t>{TITLE}){_AT}"),
    # Sam Altman, OpenAI's chief executive; Sam Altman, a former OpenAI researcher
    ("after", rf"(?P<p>{LIST[P]}){_AGE},? {_ARTICLE}{_FORMER}(?P<c>{LIST[C]})(?:['’]s?)? {_LATE}(?!and )(?P<t>{TITLE})"),
    ("after-its", rf"(?P<p>{LIST[P]}){_AGE},? (?:one of )?{_LATE}(?P<c>{ITS}) {_FORMER}(?P<t>{TITLE})"),
    # OpenAI's former chief scientist, Ilya Sutskever
    ("before", rf"{_FORMER}{_POSS} {_LATE}(?!and )(?P<t>{TITLE})(?:,| include[sd]?| are| were| including| such as| like)? (?P<p>{LIST[P]})"),
    # The OpenAI chief executive, of whom the words before spoke
    ("definite", rf"\b[Tt]he (?P<c>{C})(?:['’]s?)? (?P<p>{P})"),
    # the chief executive of OpenAI, Sam Altman
    ("before-of", rf"{_FORMER}(?P<t>{TITLE}){_AT},? (?:is )?(?P<p>{LIST[P]})"),
    # Jane Roe is head of research at Acme
    ("is", rf"(?P<p>{LIST[P]})(?:, \d\d)?{_WHO}(?:is|are|serves|remains|became|works|currently serves|continues|has been (?:working|serving))(?: now| currently| also)? (?:as )?(?:the |a |an |one of (?:the |its )?)?(?P<t>{TITLE}){_AT}"),
    ("was", rf"(?P<p>{LIST[P]}){_WHO}(?:had |has |also )*(?:previously |formerly |earlier |once )?(?P<former>was|were|served|worked|been)(?: previously| formerly| once| earlier| also)? (?:as )?(?:the |a |an )?(?P<t>{TITLE}){_AT}"),
    ("is-poss", rf"(?P<p>{LIST[P]}){_WHO}(?:is|serves as|remains|(?P<former>was|served as|had been))(?: also| now| previously| once)? (?:an? |the )?{_POSS} {_LATE}(?P<t>{TITLE})"),
    ("where", rf"(?P<c>{C}),? where (?P<p>{P}) (?:had |has |most recently |previously )*(?P<former>was|served|worked|been|spent|headed|led|ran)(?: [\w ]{{1,20}})?? (?:as )?(?:an? |the )?(?P<t>{TITLE})"),
    ("there", rf"\bAt (?P<c>{C}), (?P<p>{P}) (?P<former>was|served as|worked as) (?:an? |the )?(?P<t>{TITLE})(?=[,.]|\Z)"),
    ("before-at", rf"{_FORMER}(?P<t>{TITLE}) (?P<p>{LIST[P]}) (?:of|from|at|with) (?P<c>{C})(?=[ ,.]|\Z)"),
    # Jane Roe (Acme)
    ("bracket", rf"(?P<p>{P}) \({_FORMER}(?:(?P<t>{TITLE}),? (?:of |at )?)?(?P<c>{C})(?:(?:['’]s?)? (?P<late>former )?(?P<t2>{TITLE}))?\)"),
)  # fmt: skip
_UNTITLED = (
    # who worked at Google
    ("worked", rf"(?P<p>{LIST[P]})[^.;{P}]{{0,90}}?\b(?P<former>(?:previously |formerly |once |had |earlier |both )*(?:worked (?:\w+ ){{0,4}}?(?:at|for|with|on \w+ at)|spent (?:[\w-]+ ){{1,6}}?(?:at|with)|years at|stint at|alum of|formerly of|formerly at|previously at|veteran of|interned at|stints at|led (?:\w+ ){{1,5}}at|headed (?:\w+ ){{1,5}}at|(?:ran|run|built|managed|directed) (?:[\w-]+ ){{1,11}}?(?:at|for))) {_DESC}(?P<c>{LISTED})"),
    ("leads", rf"(?P<p>{P}),? who (?:now |currently |also )?(?P<former>led|headed|oversaw|ran)?(?:leads|heads|runs|oversees|directs|manages|works)? (?:(?![{C}{P}])[^,.;]){{0,60}}?\b(?:at|for|of|with) (?:the )?(?P<c>{C})"),
    ("runs", rf"(?P<p>{P}), who (?:now |currently |also )?(?P<former>led|headed|oversaw|ran|built|managed)?(?:leads|heads|runs|oversees|directs|manages)? (?P<c>{C}|{ITS})(?:['’]s?)? [a-z]"),
    ("now", rf"(?P<p>{P}), (?:now|currently|who (?:now|currently) (?:leads|heads|runs)) (?:(?:leading|heading|running|working|at|with|of) )?(?:at |for |on )?(?:the |his |her |their )?(?:(?!who\b)[a-z][\w-]* ){{0,4}}?(?P<c>{C})(?=,|\.|\Z| after)"),
    ("who-did", rf"(?P<p>{P})(?:, [^,;.{P}{C}]{{2,60}})?, who (?:had |has |had been |previously |once |most recently |until recently )*(?P<former>was|were|built|held|spent|[a-z]+ed)(?<!joined)(?<!resigned)(?<!departed)(?<!founded)(?<!exited)(?<!hired)(?<!quit) (?:[^.;,{C}{P}]{{0,60}} )?(?:at|for) (?:the )?(?P<c>{C})"),
    ("heads", rf"(?P<p>{P}),? (?:who )?(?:now |currently )?(?:heads|leads|runs|chairs) {_DESC}(?P<c>{C})(?!['’])"),
    ("led", rf"(?P<p>{P}) (?:had |also )*(?P<former>(?:previously |formerly )?(?:led|headed|ran|oversaw|managed|directed)) (?P<c>{C}|{ITS})['’]?s? [a-z]"),
    ("has-been", rf"(?P<p>{P}) (?:has been|is) (?:at|with) (?P<c>{C})(?:,? as (?:the |an? |{ITS} )?(?:[\w-]+['’]s )?(?P<t>{TITLE}))?(?=[,.]| for| since|\Z)"),
    ("formerly", rf"(?P<p>{LIST[P]}),? (?:both |all )?(?P<former>formerly|previously|until recently|once|late|lately) (?:of|at|with) (?P<c>{LISTED})"),
    ("where-led", rf"(?P<c>{C}),? where (?P<p>{P}) (?:had |has |most recently |previously )*(?P<former>worked|spent|headed|led|ran|built|oversaw|ran)\b"),
    ("worked-before", rf"\b(?:[Bb]efore|[Aa]fter|[Pp]rior to) (?:[^.;{P}]{{0,60}} )?(?P<p>{P}) (?:had )?(?P<former>worked (?:\w+ ){{0,3}}?(?:at|for)|spent (?:[\w-]+ ){{1,5}}?(?:at|with)) (?:the )?(?P<c>{LIST[C]})"),
    # Jane Roe of Wedbush; Acme's Jane Roe
    ("of", rf"(?P<p>{P}) (?:of|from|at) (?P<c>{C})(?=[ ,.]|\Z)(?!['’])"),
    ("possessor", rf"(?P<c>{C})['’]s? (?P<late>former )?(?P<p>{LIST[P]})(?!['’])"),
)  # fmt: skip
"""Rules that need no title."""
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in (*_RULES, *_UNTITLED))
_TITLED = frozenset(name for name, _ in _RULES if name not in ("bracket", "definite"))
_AND_POST = re.compile(
    rf",? and (?:(?:the |an? |as (?:an? |the )?)?{_FORMER}(?P<t>{TITLE}){_AT}|(?P<c2>{C})['’]s? {_LATE}(?P<t2>{TITLE}))"
)
_AND_WORK = re.compile(
    rf",? and (?:also |later |then |had |did |held |spent )*(?:an? )?(?:[\w-]+ ){{0,3}}?(?:stints?|roles?|jobs?|years|positions?|spells?|worked) (?:at|with|for) (?P<c>{LISTED})"
)
_PAST_VERBS = ("was", "were", "served", "worked", "been")
_AND_HOLDER = re.compile(rf",? and (?:its |the )?{_FORMER}(?P<t>{TITLE}) (?P<p>{LIST[P]})")
_AFTER_WORK = re.compile(
    rf"\b(?:[Aa]fter|[Ff]ollowing|[Hh]aving) (?:previously )?(?:(?:(?:nearly|almost|over|more than|about|some) )?[\w-]+ (?:years|months|decades?) )?(?P<former>serv(?:ing|ed)|leading|led|working|worked|running|heading|spending|spent|being|overseeing|managing|stints?|(?:years|decades?|roles|jobs|positions|time)(?= (?:at|as|with)))"
    rf"(?: (?!as\b)[^.;,{C}{P}{ITS}]{{1,50}}?)??(?: as (?:an? |the )?(?:(?P<i>{ITS}) )?(?P<t>{TITLE}))?(?: (?:at|for|with|of) {_DESC}(?P<c>{LISTED})|(?=,|\.| to\b|\Z| for))"
)
"""What somebody did before, in a participle: after serving as its finance chief, after stints at A and B."""
_BARE = (
    re.compile(
        rf"(?P<p>{P}){_AGE}, (?:(?:the|a|an|another|the other|newly appointed|newly named|\ue006) )?{_FORMER}(?P<t>{STRONG}s?)(?=,|\.|\Z| said| told| and P)"
    ),
    re.compile(
        rf"(?P<p>{P}) (?P<former>was )?(?:is|serves as|remains) (?:now |also |still |currently )?(?:the |its )?(?P<t>{STRONG})(?=,|\.|;|\Z| and {P})"
    ),
    re.compile(
        rf"(?P<p>{P}), who (?:is|serves as) (?:the )?(?P<former>former )?(?P<t>{STRONG})(?=,)"
    ),
    re.compile(rf"(?P<p>{P}) \({_FORMER}(?P<t>{TITLE})\)"),
    re.compile(rf"(?<![{C}\w’'])(?:(?<=\s)|\A){_FORMER}(?P<t>{TITLE}),? (?P<p>{LIST[P]})"),
    re.compile(
        rf"(?<![{C}\w’'])(?:(?<=\s)|\A){_FORMER}(?P<t>{STRONG}) and {C}(?:['’]s?)? {TITLE} (?P<p>{P})"
    ),
)
_THERE = re.compile(rf"(?P<p>{P}){_AGE}, (?:the |a |an )?{_FORMER}(?P<t>{TITLE}) there\b")
_BESIDE = re.compile(rf"{C}(?:['’]s?)? (?:(?!after|when|following|as|where|whose)\w+ )?\Z")
_AFTER_OWNER = re.compile(
    rf"({C})(?:['’]s)? (?:[^;,.{C}]{{0,40}} )?(?:after|when|following|as|where|whose) (?:its |then-)?\Z"
)
"""The company before a clause on its people: chair of Twitter after chief executive Ann left."""
_OWNER = re.compile(rf"({C})['’]s? [^.;{C}]{{0,60}}\Z")


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a sentence tells of, and where it does."""

    person: Entity
    company: Entity
    title: str | None
    former: bool
    rule: str
    confidence: float = 0.85
    at: int = -1
    """Where the sentence begins that tells it."""


def positions(reading: Reading) -> Iterator[Position]:
    """The positions in a sentence."""
    if P not in reading.text:
        return
    told = [*_with_company(reading), *_earlier(reading)]
    yield from told
    yield from _bare(reading, {position.person for position in told})


def _with_company(reading: Reading) -> Iterator[Position]:
    """Positions told beside the name of the company."""
    text = reading.text
    for name, pattern in _COMPILED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            title = _title(reading, groups, match)
            if name == "definite":
                title = tidy(reading.words(*match.span("p")))
                if title is None:
                    continue
            if title is None and name in _TITLED:
                continue
            former = (
                bool(groups.get("former") or groups.get("late"))
                or _is_former(text, match, groups)
                or is_past(title)
            )
            start, end = match.span("c")
            companies = reading.entities(start, end, C) + reading.entities(start, end, ITS)
            people = _holders(reading, match, title)
            for person in people:
                for company in companies:
                    yield Position(person, company, title, former, f"affiliation-{name}")
            yield from _joined_on(reading, match, people, companies, former=former)


def _joined_on(
    reading: Reading,
    match: re.Match[str],
    people: list[Entity],
    companies: list[Entity],
    *,
    former: bool,
) -> Iterator[Position]:
    """A second post of the same people, or the same company's next holder of a post."""
    text = reading.text
    post = _AND_POST.match(text, match.end())
    if post:
        title = _title(reading, post.groupdict(), post)
        told = match.groupdict().get("former") or ""
        was = bool(post["former"] or post["late"]) or (former and told in _PAST_VERBS)
        for company in reading.entities(*post.span("c" if post["c"] else "c2"), C):
            for person in people:
                yield Position(person, company, title, was, "affiliation-and")
    work = _AND_WORK.match(text, match.end()) if former else None
    for company in reading.entities(*work.span("c"), C) if work else ():
        for person in people:
            yield Position(person, company, None, True, "affiliation-and-work", 0.75)
    holder = _AND_HOLDER.match(text, match.end())
    if holder and match["t"] and match.start("t") < match.start("p"):
        title = _title(reading, holder.groupdict(), holder)
        for person in _holders(reading, holder, title):
            for company in companies:
                yield Position(person, company, title, bool(holder["former"]), "affiliation-and")


def _holders(reading: Reading, match: re.Match[str], title: str | None) -> list[Entity]:
    """Those of a list to whom a title belongs: of two names a singular is the nearer one's."""
    people = reading.entities(*match.span("p"), P)
    if title is None or is_plural(title) or len(people) < 2:
        return people
    return people[:1] if match.start("t") < match.start("p") else people[-1:]


def _earlier(reading: Reading) -> Iterator[Position]:
    """What people did before, where a participle tells it."""
    text = reading.text
    for match in _AFTER_WORK.finditer(text):
        people = reading.subject(match.start(), P)
        start, end = match.span("c") if match["c"] else match.span("i")
        title = _title(reading, match.groupdict(), match)
        for company in reading.entities(start, end, C) + reading.entities(start, end, ITS):
            for person in people[-1:]:
                yield Position(person, company, title, True, "affiliation-earlier", 0.75)


def _bare(reading: Reading, told: set[Entity]) -> Iterator[Position]:
    """Positions whose company is the one that the sentence or the article speaks of."""
    text = reading.text
    for pattern in (*_BARE, _THERE):
        for match in pattern.finditer(text):
            if text[: match.start()].endswith((f"{P}'s ", f"{P}’s ", "their ", "his ", "her ")):
                continue
            title = _title(reading, match.groupdict(), match)
            if not (is_bound(title) or pattern is _THERE) or _BESIDE.search(text[: match.start()]):
                continue
            before = text[: match.start()]
            owner = _OWNER.search(before) or _AFTER_OWNER.search(before)
            company = reading.entity(owner.start(1)) if owner else reading.focus.company
            former = bool(match["former"])
            for person in _holders(reading, match, title):
                if company is not None and person not in told:
                    yield Position(person, company, title, former, "affiliation-alone", 0.6)


def add_affiliations(reading: Reading, draft: Draft) -> list[Position]:
    at = reading.sentence.start
    found = [replace(position, at=at) for position in positions(reading)]
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


def _title(reading: Reading, groups: dict[str, str | None], match: re.Match[str]) -> str | None:
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
