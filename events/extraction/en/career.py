"""People who leave, join, found and are given posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..assembly import Draft
from ..document import Entity
from .affiliations import Position
from .reading import ITS, LIST, C, P, Reading
from .titles import TITLE, tidy

_ROLE = r"(?:his|her|their|the|its|a|an)"
_NAMED = rf"(?:the |its |rival |AI |artificial intelligence |fellow )?(?:(?!and\b|to\b|who\b|that\b)[\w.$&'’-]+ ){{0,7}}?(?P<c>{LIST[C]}|{ITS})(?![-])(?!['’]s? (?:rival|competitor|board|office))"
_AS = rf"(?:,? (?:as|to (?:be|become|serve as|lead as)|in the role of) (?:{_ROLE} |{C}['’]s? )?(?:new |first |next )?(?P<t>{TITLE}))?"
_AS_FIRST = rf"(?: as (?:{_ROLE} |{C}['’]s? )?(?P<t>{TITLE})(?: (?:of|at|from) )?)"

_LEFT = re.compile(
    rf"\b(?:left|leaves|leaving|leave|quits?|quitting|departed|departs|departing|resign(?:ed|s|ing)?|exit(?:ed|s|ing)?|parted ways with|parting ways with|step(?:ped|s|ping)? down|step(?:ped|s|ping)? aside|retir(?:ed|es|ing)|walked (?:out|away)|moved on|"
    rf"(?:been |was |were )(?:fired|ousted|dismissed|sacked|pushed out|removed|terminated)|bid farewell to|said goodbye to)"
    rf"(?: {_ROLE} (?:[\w-]+ )?(?:role|post|position|job|roles|posts))?"
    rf"(?:{_AS_FIRST}?(?: (?:from|at|of|by))?(?: {_ROLE} (?:role|post|position|job) (?:as|at|of) (?P<t2>{TITLE})?(?: ?(?:of|at))?)?)"
    rf"(?: ?{_NAMED})?(?P<poss>['’]s? (?P<t3>{TITLE}))?"
)
_DEPARTURE = re.compile(
    rf"(?P<p>{LIST[P]})['’]s? (?:abrupt |sudden |surprise |recent |planned )?(?:departure|exit|resignation|ouster)(?: from {_NAMED})?|"
    rf"(?:departure|exit|resignation|ouster) (?:of|by) (?:[\w'’ -]{{0,50}}?)(?P<p2>{LIST[P]})(?: from (?P<c2>{C}))?"
)
_FIRED = re.compile(
    rf"(?P<c>{C})(?:['’]s board)?(?: has| had)? (?:fired|ousted|dismissed|sacked|removed|parted ways with)(?: {_ROLE})? (?:[\w' -]{{0,40}}?)(?P<p>{LIST[P]})"
)
_JOINED = re.compile(
    rf"\b(?:joined|joins|joining|join|rejoined|rejoins|rejoining|(?:moved|moves|moving|defected|jumped|decamped|heading|heads|headed|returned|returns|returning|going|switched) (?:over |back )?to|hired by|poached by|recruited by|signed on (?:with|at)|landed at|started at|lured (?:away )?(?:by|to))"
    rf" {_NAMED}(?:['’]s? (?:[\w-]+ ){{1,4}}?(?:team|lab|unit|division|group|arm|board))?(?: \ue004)?(?:,? from (?P<old>{C}))?{_AS}"
)
_HIRED = re.compile(
    rf"\b(?:hired|hires|has hired|hiring|poached|poaches|poaching|recruited|recruits|lured|lures|tapped|taps|brought (?:in|on)|brings (?:in|on)|snagged|snapped up|added|welcomed|re-hired|rehired) (?:away )?(?:(?![{P}])[\w,'’ \ue001-]){{0,70}}?(?P<p>{LIST[P]})"
    rf"(?:,[^,.;]{{2,90}},)?(?: (?:away )?from (?:the )?(?P<old>{C}))?(?:,? (?:as|to (?:be|become|serve as)) (?:{_ROLE} )?(?:new |first |next )?(?P<t>{TITLE}))?(?:,? (?:away )?from (?P<old2>{C}))?"
)
_APPOINTED = re.compile(
    rf"\b(?:appoint(?:ed|s|ing)?|nam(?:ed|es|ing)|promot(?:ed|es|ing)|elect(?:ed|s)?|elevat(?:ed|es)|picked|picks|selected) (?:(?![{P}])[\w'’ \ue001-]){{0,60}}?(?P<p>{LIST[P]}),?"
    rf"(?:[^,.;]{{2,70}}, )?(?: (?:as|to (?:be|become|serve as|the (?:role|post|position) of)))?(?: {_ROLE})?(?: new| first| next)? (?P<t>{TITLE})"
)
_APPOINTMENT = re.compile(
    rf"\b(?:appointment|hiring|promotion|election) of (?:(?![{P}])[\w.,'’ \ue001-]){{0,60}}?(?P<p>{LIST[P]}),?(?:[^,.;]{{2,70}}, )?(?: (?:as|to)) (?:{_ROLE} )?(?:new |first |next )?(?P<t>{TITLE})"
)
_BECAME = re.compile(
    rf"\b(?:(?:was|were|been|be|being) (?:appointed|named|promoted|elected|elevated|chosen|picked|installed|made)(?: (?:as|to(?: be)?|to become))?|becom(?:es|ing)|became|become|takes? over|took over|taking over|assum(?:ed|es|e) the role|succeed(?:s|ed)? (?:{P})|replac(?:es|ed) (?:{P})|serv(?:e|ing) as|promoted to|appointed|named)"
    rf"(?: (?:from|of) {P})?(?:,? as)? (?:{_ROLE} )?(?:(?P<c0>{C})(?:['’]s?) |(?P<i0>{ITS}) )?(?:new |first |next |interim |acting )*(?P<t>{TITLE})(?: (?:of|at|for|in) {_NAMED})?"
)
_FOUNDED = re.compile(
    rf"\b(?:co-?found(?:ed|s|ing)?|found(?:ed|s|ing)|found|started|start|starting|starts|launched|launch|launching|set up|setting up|sets up|created|establish(?:ed|ing)?|built|spun out|incorporated|form(?:ed|ing)?)"
    rf"(?: (?:a|an|the|his|her|their|his own|her own|their own|another))?(?: [\w.$&'’-]+){{0,8}}?(?:,? (?:called|named|dubbed|known as|:))?,? (?P<c>{LIST[C]})(?!['’-])"
)
_FOUNDED_BY = re.compile(
    rf"(?P<c>{C})?(?P<gap>[^.;{C}]{{0,80}}?)\b(?:[Cc]o-?founded|[Ff]ounded|[Ss]tarted|set up|established|launched|created|created|formed)(?: [^.;{C}{P}]{{0,40}}?)? by (?:(?![{P}])[\w,:'’ \ue001\ue004\ue006-]){{0,70}}?(?P<p>{LIST[P]}(?:,? and (?:[\w-]+ ){{0,5}}{P})?)"
)
_BRAND = re.compile(
    r"(?:called|named|dubbed|start-?up|company|firm|lab|business|venture|outfit),? \Z", re.I
)
_OWN = re.compile(
    r"\b(?:to (?:found|start|launch|set up|build|create)|and (?:founded|started|co-founded)) (?:his|her|their|a|an) (?:own )?(?:[\w-]+ ){0,4}(?:start-?up|company|firm|venture|lab|business)\b"
)
_WITH = re.compile(
    rf"(?: \ue004)? (?:with|alongside|together with) (?:(?![{P}])[\w,'’ \ue001-]){{0,60}}{LIST[P]}"
)
_NOT_LEFT = re.compile(
    r"\b(?:left|leave|leaves|leaving) (?:open|behind|out|room|many|some|investors|users|employees|no |it |them|him|her|us |with|little|much|in place|unanswered|the door|questions|\ue006|\ue003)|\bleft (?:over|to)\b(?! (?:start|found|join|launch|build|lead|create|set))|exit (?:strategy|via|through)|leave of absence|on leave"
)
_ROUND = re.compile(
    r"\bjoin(?:ed|ing|s)? (?:[\w -]{0,30})(?:round|investors|forces|list|ranks|race|fray|call|board of)\b|\bjoined (?:by|in the round|the round|hands)"
)
_STAYS = re.compile(
    r"\b(?:remain|remains|stay|stays|staying|continue)\b[^.;]{0,40}\b(?:at|with|on|as|board|the company)\b|will move (?:in)?to|transition(?:s|ing)? to|to become (?:chair|executive chair|an? advis)"
)


def add_careers(reading: Reading, draft: Draft, held: dict[Entity, list[Position]]) -> None:
    """Add the career events of a sentence; `held` is what earlier words say people held."""
    if P not in reading.text:
        return
    for found in (_lefts, _joins, _hires, _appointments, _foundings):
        for change, person, company, title, at, rule in found(reading, held):
            if not reading.is_told(at):
                continue
            certainty = reading.certainty(at)
            draft.event(
                "career",
                reading.quote,
                rule=rule,
                date=reading.date(at),
                certainty=certainty,
                change=change,
                person=person,
                company=company,
                title=title,
            )
            if company is not None and certainty in ("confirmed", "reported"):
                _hold(draft, reading, change, person, company, title)


Career = tuple[str, Entity, Entity | None, str | None, int, str]


def _hold(
    draft: Draft, reading: Reading, change: str, person: Entity, company: Entity, title: str | None
) -> None:
    """The position that an event gives or takes."""
    if change == "founded":
        title = title or "founder"
    draft.affiliation(
        person,
        company,
        reading.quote,
        rule=f"career-{change}",
        title=title,
        former=change == "left",
        confidence=0.7,
    )


def _lefts(reading: Reading, held: dict[Entity, list[Position]]) -> Iterator[Career]:
    text = reading.text
    for match in _LEFT.finditer(text):
        if _NOT_LEFT.match(text, match.start()) or _NOT_LEFT.search(
            text[match.start() : match.end() + 20]
        ):
            continue
        steps = match[0].startswith(("step", "retir"))
        people = reading.subject(match.start(), P)
        company = _company(reading, match)
        title = _title(reading, match, "t", "t2", "t3")
        for person in people:
            position = _position(held, person, company)
            where = company or (position.company if position else None) or _focus(reading, match)
            if where is None and not _OWN.search(text[match.start() :]):
                continue
            if steps and _STAYS.search(text, match.end()):
                continue
            what = title or (position.title if position and position.company is where else None)
            yield "left", person, where, what, match.start(), "left"
    for match in _DEPARTURE.finditer(text):
        start, end = match.span("p") if match["p"] else match.span("p2")
        place = match.start("c") if match["c"] else match.start("c2")
        for person in reading.entities(start, end, P):
            position = _position(held, person, None)
            company = (
                reading.entity(place) if place >= 0 else position.company if position else None
            )
            if company:
                title = position.title if position and position.company is company else None
                yield "left", person, company, title, match.start(), "departure"
    for match in _FIRED.finditer(text):
        company = reading.entity(match.start("c"))
        for person in reading.entities(*match.span("p"), P):
            position = _position(held, person, company)
            yield (
                "left",
                person,
                company,
                position.title if position else None,
                match.end("c") + 1,
                "fired",
            )


def _joins(reading: Reading, held: dict[Entity, list[Position]]) -> Iterator[Career]:
    text = reading.text
    for match in _JOINED.finditer(text):
        if _ROUND.match(text, match.start()) or re.match(
            r"['’]s? (?:board|round|seed)", text[match.end("c") :]
        ):
            continue
        company = _company(reading, match)
        people = reading.subject(match.start(), P)
        if company is None or reading.entities(match.start(), match.start("c"), P):
            continue
        for person in people:
            yield "joined", person, company, _title(reading, match, "t"), match.start(), "joined"
            if match["old"]:
                yield (
                    "left",
                    person,
                    reading.entity(match.start("old")),
                    None,
                    match.start(),
                    "joined-from",
                )


def _hires(reading: Reading, held: dict[Entity, list[Position]]) -> Iterator[Career]:
    text = reading.text
    for match in _HIRED.finditer(text):
        companies = reading.subject(match.start(), C)
        if not companies or text[: match.start()].rstrip().endswith(
            (" was", " were", " been", " be")
        ):
            continue
        title = _title(reading, match, "t")
        old = match.start("old") if match["old"] else match.start("old2")
        for person in reading.entities(*match.span("p"), P):
            yield "joined", person, companies[0], title, match.start(), "hired"
            if old >= 0:
                yield "left", person, reading.entity(old), None, match.start(), "hired-from"


def _appointments(reading: Reading, held: dict[Entity, list[Position]]) -> Iterator[Career]:
    text = reading.text
    for match in [*_APPOINTED.finditer(text), *_APPOINTMENT.finditer(text)]:
        if re.search(r"\b(?:was|were|been|be|being)(?: \w+)? \Z", text[: match.start()]):
            continue
        companies = reading.subject(match.start(), C)
        where = companies[0] if companies else reading.focus.company
        title = _title(reading, match, "t")
        if where is None or title is None:
            continue
        for person in reading.entities(*match.span("p"), P):
            yield "appointed", person, where, title, match.start(), "appointed"
    for match in _BECAME.finditer(text):
        title = _title(reading, match, "t")
        place = next((match.start(g) for g in ("c0", "i0", "c") if match.groupdict().get(g)), -1)
        where = reading.entity(place) if place >= 0 else reading.focus.company
        if title is None or where is None:
            continue
        if match[0].startswith(("appointed", "named")) and not re.search(
            r"(?:,|\bwho) \Z|\ue000 \Z", text[: match.start()]
        ):
            continue
        for person in reading.subject(match.start(), P):
            yield "appointed", person, where, title, match.start(), "became"


def _foundings(reading: Reading, held: dict[Entity, list[Position]]) -> Iterator[Career]:
    text = reading.text
    for match in _FOUNDED_BY.finditer(text):
        company = reading.entity(match.start("c")) if match["c"] else reading.focus.company
        verb = re.search(
            r"[Ff]ounded|[Ss]tarted|set up|established|launched|created|formed", match[0]
        )
        if company is None or verb is None:
            continue
        before = text[: match.start() + verb.start()]
        if match["c"] is None:
            ahead = re.match(rf"[^.;]{{0,60}}?, (?:[\w-]+ ){{0,3}}({C})", text[match.end() :])
            following = re.search(r"(?:start-?up|company|firm|lab),? \Z", before)
            if ahead and not following and before.strip() in ("", "Co-", "co-"):
                company = reading.entity(match.end() + ahead.start(1))
        for person in reading.entities(*match.span("p"), P):
            yield "founded", person, company, None, match.start() + verb.start(), "founded-by"
    for match in _FOUNDED.finditer(text):
        weak = not re.match(r"co-?found|found", match[0])
        gap = text[match.start() : match.start("c")]
        if (
            weak
            and not _BRAND.search(gap)
            and not re.search(r"\bown |\bstart-?up\b|\bcompany\b|\blab\b", gap)
        ):
            own = re.match(r"(?:start(?:ed|ing|s)?|set up|setting up|launch(?:ed|ing)?) \Z", gap)
            people = reading.subject(match.start(), P)
            if not (
                own
                and people
                and text[: match.start()]
                .rstrip()
                .endswith(
                    (P, "to", "and", "who", "before", "later", "then", P + " has", "had", "has")
                )
            ):
                continue
        if re.search(
            r"\b(?:products?|models?|service|app|unit|division|tool|programme|program|partnership|with)\b",
            gap,
        ):
            continue
        partners = _WITH.match(text, match.end())
        people = reading.subject(match.start(), P)
        people += reading.entities(*partners.span(), P) if partners else []
        for person in people:
            for company in reading.entities(*match.span("c"), C):
                yield "founded", person, company, None, match.start(), "founded"


def _company(reading: Reading, match: re.Match[str]) -> Entity | None:
    place = match.start("c")
    return reading.entity(place) if place >= 0 else None


def _title(reading: Reading, match: re.Match[str], *groups: str) -> str | None:
    for group in groups:
        if match[group]:
            return tidy(reading.words(*match.span(group)))
    return None


def _position(
    held: dict[Entity, list[Position]], person: Entity, company: Entity | None
) -> Position | None:
    """The position that the article gives a person, at this company if one is named."""
    known = [p for p in held.get(person, ()) if company is None or p.company is company]
    current = [p for p in known if not p.former]
    return next(iter(current or known), None)


def _focus(reading: Reading, match: re.Match[str]) -> Entity | None:
    """The company in focus, where someone leaves without the article saying what."""
    return None if match[0].startswith(("left to", "leave to")) else reading.focus.company
