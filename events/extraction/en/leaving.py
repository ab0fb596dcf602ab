"""People who leave, of themselves or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Entity
from .marks import ITS, LIST, PEOPLE, C, P
from .posts import AS_FIRST, NAMED, ROLE, Career, Held, company_of, left_post, post_of, title_of
from .pronouns import is_school
from .reading import Reading
from .titles import TITLE

_LEFT = re.compile(
    rf"\b(?:left|leaves|leaving|leave|quits?|quitting|depart(?:ed|s|ing)?|resign(?:ed|s|ing)?|exit(?:ed|s|ing)?|parted ways with|parting ways with|step(?:ped|s|ping)? down|step(?:ped|s|ping)? aside|retir(?:ed|es|ing)|walked (?:out|away)|moved on|"
    rf"(?:been |was |were )(?:fired|ousted|dismissed|sacked|pushed out|removed|terminated|let go)|(?<=\ue000, )(?:fired|ousted|dismissed|sacked|pushed out)|bid farewell to|said goodbye to|sa(?:id|ys) (?:he|she|\ue000) (?:is|was) leaving|is out(?= (?:at|as|of)\b)|(?:was|were|is|are) out(?=,|\.| as well|\Z)|walk(?:ed|s) out of|turned (?:his|her|their) back on|gave up|gives up|has gone from|called it quits at)(?!\w)"
    rf"(?: \ue004)?"
    rf"(?: {ROLE} (?:[\w-]+ )?(?:role|post|position|job|roles|posts))?"
    rf"(?:{AS_FIRST}?(?: (?:from|at|of|by))?(?: {ROLE} (?:role|post|position|job) (?:as|at|of) (?P<t2>{TITLE})?(?: ?(?:of|at))?)?)"
    rf"(?: ?{NAMED})?(?P<poss>['’]s? (?P<t3>{TITLE}))?"
)
_DEPARTURE = re.compile(
    rf"(?P<p>{LIST[P]})(?:['’]s?)? (?:own |abrupt |sudden |surprise |recent |planned )?(?:departure|exit|resignation|ouster|dismissal|defection|firing|sacking|retirement)(?: as (?:{ROLE} )?(?P<t>{TITLE}))?(?: (?:from|of|at) {NAMED})?|"
    rf"(?:departure|exit|resignation|ouster|dismissal|firing|sacking|defection|loss|retirement) (?:of|by) (?:[\w'’ {C}-]{{0,50}}?)(?P<p2>{LIST[P]})(?: from (?P<c2>{C}))?"
)
_ALONG = re.compile(
    rf"(?:['’]s [\w -]{{2,30}})?(?: \ue004)?,? (?:(?:along|together) with|on the same day as|at the same time as|as did) (?:[\w'’\ue007-]+,? ){{0,6}}?(?P<p>{PEOPLE})|(?: \ue004)?,? alongside (?:[\w'’\ue007-]+ ){{0,6}}?(?P<p2>{PEOPLE})"
)
"""Those who leave with somebody."""
_CALLS_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)? for|demand(?:s|ed|ing)?|urg(?:es|ed|ing)|rumou?rs of|speculation about|possible|potential) (?:the |his |her )?\Z"
)
_DEPARTURES = re.compile(
    rf"\b(?:departures|exits|losses|resignations)(?: (?:from|at) (?P<c>{C}))?(?:,? (?:of|by|including|such as|like|are|were|include[sd]?))(?: those of)? (?:(?![{P}])[\w'’,-]+ ){{0,6}}?(?P<p>{PEOPLE})"
)
"""Recent departures including those of Ann and Ben."""
_AMONG_GONE = re.compile(
    rf"\b(?:[Aa]mong|[Tt]hey|[Tt]hose|[Oo]thers)(?: (?:those|them|the))?(?: (?:[\w-]+ ){{0,3}}?(?:researchers|employees|executives|staff|people|recruits|engineers|scientists))?(?: who| to)? (?:have |had |has )?(?:recently |already )?(?:left|leave|leaving|departed|departing|depart|quit|resigned|exited|gone)(?: (?P<c>{C}))?(?:,)? (?:are|is|were|was|includ(?:e|ed|es)) (?P<p>{PEOPLE})"
)
"""Those of many who left that are named: among those who have left are Ann and Ben."""
_SHORT_STAY = re.compile(
    rf"(?P<p>{LIST[P]}) (?:each |both )?(?:had )?(?:spent|lasted|stayed|was|were|worked) (?:less than|just|only|barely|a mere|a few|under)[^.;,{P}{C}]{{1,30}} (?:at|with) (?P<c>{C}) before (?:\w+ing)\b"
)
"""Whoever stayed for weeks before heading elsewhere has left."""
_WHO_FOUNDED = re.compile(rf"(?P<p>{P}), who (?:had |has )?(?:co-?)?founded (?P<c>{C})")
_FOLLOWED_BY = re.compile(rf",? followed (?:\ue004 )?by (?:[\w-]+ ){{0,4}}?(?P<p>{PEOPLE})")
_FOLLOWED = re.compile(
    r"\bfollow(?:ed|s)(?= (?:suit|(?:in |on )?\ue004|soon|shortly|a (?:day|week|month)|weeks|months|days|last|this)|\.|,|\Z)"
)
_FIRED = re.compile(
    rf"(?P<c>{C}|{ITS})(?:['’]s?)?(?: (?:board|directors|owners?|investors|parent|shareholders))?(?: has| have| had| on \ue004| \ue004)?(?: also| recently| just)? (?:fired|ousted|dismissed|sacked|removed|pushed out|forced out|parted ways with|parted company with|let go of|lost|has lost)(?: {ROLE})? (?:[\w' -]{{0,40}}?)(?P<p>{LIST[P]})"
)
_FIRED_BY = re.compile(
    rf"(?P<b>{P})(?:, \d\d,)? (?:has |had |then |abruptly )*(?:fired|dismissed|ousted|sacked) (?P<p>{LIST[P]})"
)
_OUT = re.compile(
    rf"\A\W*Out (?:at|of) (?P<c>{C})[:,-]? [^.;{P}]{{0,60}}?(?P<p>{LIST[P]})(?:, (?P<t>{TITLE}))?"
)
_FOR = re.compile(
    rf"[^.;:{P}{C}]{{0,60}}?,? (?:for|to join|to work (?:at|for)|and (?:has )?(?:joined|went to)|to (?:take|accept|become) [^.;{C}]{{2,50}}? (?:at|of)) {NAMED}(?P<each>,? respectively)?"
)
"""Where those who leave go: left A for B, left A for B and C respectively."""
_TO_RUN = re.compile(
    rf"[^.;]{{0,120}}?,? to (?:run|lead|head|join|oversee|build|take charge of|work (?:at|for|on)|become [\w ]{{3,40}} (?:at|of)) (?:the |a )?(?:[\w-]+ ){{0,4}}?(?:at |of |for )?(?P<c>{C})"
)
_OWN = re.compile(
    r"\b(?:to (?:found|start|launch|set up|build|create)|and (?:founded|started|co-founded)) (?:his|her|their|a|an) (?:own )?(?:[\w-]+ ){0,4}(?:start-?up|company|firm|venture|lab|business)\b"
)
_NOT_LEFT = re.compile(
    rf"\b(?:left|leave|leaves|leaving) (?:open|behind|out|room|many|some|investors|users|employees|no |it |them|him|her|us |with|little|much|in place|unanswered|the door|questions|\ue006|\ue003)|\bleft (?:over|to)\b(?! (?:start|found|join|launch|build|lead|create|set))|exit(?:ed|ing|s)? (?:from )?(?:stealth|strategy|via|through|(?:the|its|\ue007|an?|their|his|her) (?:[\w-]+ )?(?:investment|position|stake|deal|market|business|partnership|agreement|holding)|{C} (?:shares|position|stake))|leave of absence|on leave"
)
_NOT_A_POST = re.compile(
    r" (?:the |a |an |his |her |their )?(?:room|house|hotel|country|city|stage|building|meeting|court|hospital|army|party|for (?:good|lunch)|Twitter|X|China|America|Europe)\b"
)
_ITS_START = re.compile(
    rf"\b(?:set up|start(?:ed)?|found(?:ed)?|launch(?:ed)?|build|built) {ITS} (?:own )?(?:company|firm|start-?up|business|lab)\b"
)
"""Whoever leaves to found the company that is spoken of does not leave it."""
_ABSENT = re.compile(
    r"(?:['’]s(?: \w+)?|\b(?:took|taken|takes?|taking|on|of|an?|his|her|their|successful|\ue006|two|several|previous|prior|lucrative|parental|sick|annual|medical|extended|indefinite|temporary|long)) \Z"
)
_STAYS = re.compile(
    r"\b(?:remain|remains|stay|stays|staying|continue)\b[^.;]{0,40}\b(?:at|with|on|as|board|the company)\b|will move (?:in)?to|transition(?:s|ing)? to|to become (?:chair|executive chair|an? advis)"
)


def lefts(reading: Reading, held: Held) -> Iterator[Career]:
    yield from _verbs(reading, held)
    yield from _nouns(reading, held)
    yield from _followers(reading, held)
    yield from _among_many(reading)
    yield from _fired_by_people(reading, held)


def _verbs(reading: Reading, held: Held) -> Iterator[Career]:
    """P leaves, alone or with others, and goes to B."""
    text = reading.text
    for match in _LEFT.finditer(text):
        if _is_no_departure(text, match):
            continue
        company = company_of(reading, match)
        people = reading.subject(match.start(), P)
        if company is not None or not _NOT_A_POST.match(text, match.end()):
            yield from _leaving(reading, held, match, people, company)
        going = _FOR.match(text, match.end()) or _TO_RUN.match(text, match.end())
        if going and match[0].startswith(("le", "qui", "depart", "resign", "exit", "step")):
            yield from _going(reading, going, people, match.start(), company)


def _is_no_departure(text: str, match: re.Match[str]) -> bool:
    """Whether the words mean something else: left open, on leave, steps down but stays."""
    return bool(
        _NOT_LEFT.match(text, match.start())
        or _NOT_LEFT.search(text[match.start() : match.end() + 20])
        or _ABSENT.search(text[: match.start()])
        or (match[0].startswith(("step", "retir")) and _STAYS.search(text, match.end()))
    )


def _is_destination(reading: Reading, match: re.Match[str], company: Entity | None) -> bool:
    """Whether a sentence names a company only after the verb: are leaving for Acme."""
    after = reading.entities(match.end(), len(reading.text), C)
    return company in after and company not in reading.entities(0, match.end(), C)


def _own_company(held: Held, person: Entity, company: Entity) -> Entity:
    """The company where somebody has his only posts, if he has none at this one."""
    mine = post_of(held, person, None)
    elsewhere = post_of(held, person, company) is None
    return mine.company if mine and not mine.former and elsewhere else company


def _is_definite(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the company after a verb is only called the company: whose it is, his post tells best."""
    return reading.words(*match.span("c")).lower() == "the company"


def _leaving(
    reading: Reading,
    held: Held,
    match: re.Match[str],
    people: list[Entity],
    company: Entity | None,
) -> Iterator[Career]:
    """Those whom a verb of leaving is about, and those whom they take along."""
    text = reading.text
    title = title_of(reading, match, "t", "t2", "t3")
    for person in people:
        where, post = left_post(reading, held, person, company or _founded(reading, person))
        if person not in held and match[0].startswith(("left to", "leave to")):
            where = None
        elif company is None and post is None and _is_destination(reading, match, where):
            where = reading.focus.earlier
        if where is not None and where is company and _is_definite(reading, match):
            where = _own_company(held, person, where)
        student = where is not None and not (post or title) and is_school(where)
        own = _OWN.search(text, match.start())
        if student or (company is None and _ITS_START.search(text, match.end())):
            continue
        if where is not None or own:
            yield "left", person, where, title or post, match.start(), "left"
    partners = _ALONG.match(text, match.end())
    if partners and people:
        for person in reading.entities(*partners.span("p" if partners["p"] else "p2"), P):
            where, post = left_post(reading, held, person, company)
            yield "left", person, where, post, match.start(), "left-along"


def _going(
    reading: Reading, match: re.Match[str], people: list[Entity], at: int, old: Entity | None
) -> Iterator[Career]:
    """The new companies of those who leave: one for all, or one for each."""
    new = [c for c in reading.entities(*match.span("c"), C) if c is not old]
    if not new:
        return
    one_each = match.groupdict().get("each") and len(new) == len(people)
    for number, person in enumerate(people):
        yield "joined", person, new[number] if one_each else new[0], None, at, "left-for"


def _founded(reading: Reading, person: Entity) -> Entity | None:
    """The company that a relative clause says this person founded: Ann, who co-founded A, left."""
    match = _WHO_FOUNDED.search(reading.text)
    if match and reading.entity(match.start("p")) is person:
        return reading.entity(match.start("c"))
    return None


def _followers(reading: Reading, held: Held) -> Iterator[Career]:
    """Those who left as well: followed by Ann and Ben; Ann followed in May."""
    text = reading.text
    if held.latest is None or held.latest[0] != "left":
        return
    company = held.latest[2]
    for match in _FOLLOWED_BY.finditer(text):
        for person in reading.entities(*match.span("p"), P):
            yield "left", person, company, None, match.start("p"), "followed-by"
    for match in _FOLLOWED.finditer(text):
        for person in reading.subject(match.start(), P):
            if person is not held.latest[1]:
                yield "left", person, company, None, match.start(), "followed"


def _among_many(reading: Reading) -> Iterator[Career]:
    """Those named of many who left, and those who stayed for weeks only."""
    text = reading.text
    for match in (*_AMONG_GONE.finditer(text), *_SHORT_STAY.finditer(text)):
        where = reading.entity(match.start("c")) if match["c"] else reading.focus.company
        for person in reading.entities(*match.span("p"), P):
            yield "left", person, where, None, match.start("p"), "among-gone"


def _fired_by_people(reading: Reading, held: Held) -> Iterator[Career]:
    """Those whom the head of their company dismisses."""
    for match in _FIRED_BY.finditer(reading.text):
        boss = post_of(held, reading.entity(match.start("b")), None)
        where = boss.company if boss and not boss.former else reading.focus.company
        for person in reading.entities(*match.span("p"), P):
            yield "left", person, where, None, match.start("p"), "fired-by"


def _nouns(reading: Reading, held: Held) -> Iterator[Career]:
    text = reading.text
    out = _OUT.match(text)
    if out:
        for person in reading.entities(*out.span("p"), P):
            title = title_of(reading, out, "t")
            yield "left", person, reading.entity(out.start("c")), title, out.start("p"), "out"
    for match in _DEPARTURE.finditer(text):
        if _CALLS_FOR.search(text[: match.start()]):
            continue
        start, end = match.span("p") if match["p"] else match.span("p2")
        place = match.start("c") if match["c"] else match.start("c2")
        for person in reading.entities(start, end, P):
            named = reading.entity(place) if place >= 0 else None
            company, title = left_post(reading, held, person, named)
            title = title_of(reading, match, "t") or title
            if company:
                yield "left", person, company, title, match.start(), "departure"
                going = _FOR.match(text, match.end())
                if going:
                    yield from _going(reading, going, [person], match.start(), company)
    for match in _DEPARTURES.finditer(text):
        place = match.start("c") if match["c"] else text.rfind(C, 0, match.start())
        company = reading.entity(place) if place in reading.masked.slots else reading.focus.company
        for person in reading.entities(*match.span("p"), P):
            yield "left", person, company, None, match.start(), "departures"
    for match in _FIRED.finditer(text):
        company = reading.entity(match.start("c"))
        for person in reading.entities(*match.span("p"), P):
            _, title = left_post(reading, held, person, company)
            yield "left", person, company, title, match.end("c") + 1, "fired"
