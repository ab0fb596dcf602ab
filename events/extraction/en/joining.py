"""People who join a company, and those whom companies hire."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Entity
from .marks import ITS, LIST, PEOPLE, C, P
from .posts import AS, NAMED, ROLE, Career, Held, company_of, post_of, title_of
from .reading import Reading
from .titles import TITLE, is_founder, is_side

_JOINED = re.compile(
    rf"\b(?:joined|joins|joining|join|rejoined|rejoins|rejoining|(?:moved|moves|moving|defected|jumped|decamped|heading|heads|headed|returned|returns|returning|going|switched) (?:over |back )?to|hired by|poached by|recruited by|signed on (?:with|at)|landed (?:a (?:job|role|post) )?at|started at|start(?:s|ing) (?:work )?at|lured (?:away )?(?:by|to)|went (?:over )?to(?= [\w ]{{0,30}}\ue001)|c(?:omes|ame)(?: over)? to(?= (?:[\w-]+ ){{0,3}}\ue001 (?:from|as)\b)|(?:making|makes|made) (?:the |a )(?:move|switch|transition|jump|return)(?: back| over)? to|transition(?:s|ed|ing)?(?: back| over)? to|beg(?:an|ins|un) (?:his|her|their) (?:tenure|work|stint|job) at|turn(?:ed|s) up at|re-?surfaced at|ended up at|ends up at|on (?:his|her|their) way to|on the way to|off to|bound for|(?:been|was|were|being) (?:recruited|hired|poached|snapped up|snagged|taken on) by|(?:accepted|accepts|accepting|taken|took|takes|taking|found|starts|started|gets|got) (?:up )?(?:a |an |the )(?:[\w-]+ ){{0,3}}?(?:chair|post|job|position|(?<!hands-on )(?<!active )(?<!leading )(?<!larger )(?<!bigger )(?<!central )role|professorship|fellowship)(?: as (?:an? )?[\w ]{{2,30}})? (?:at|with)|came (?:over )?from [^.;,]{{2,40}} to|now works? (?:at|for)|(?:has |have |had )?gone (?:over |back |across )?to|(?:re)?surfaced at|(?:is|are) now (?:at|with)|moved across to|crossed over to|cross(?:es|ed|ing) to|enlisted by)"
    rf" {NAMED}(?:['’]s? (?:[\w-]+ ){{1,4}}?(?:team|lab|unit|division|group|arm|board))?(?: \ue004)?(?:,? from (?P<old>{C}))?{AS}"
)
_AS_POST = re.compile(
    rf"\b(?:join(?:ed|s|ing)|start(?:ed|s|ing)|sign(?:ed|s) on|c(?:ame|omes) (?:in|on board)) (?:in \ue004 |\ue004 |on \ue004 )?as {ROLE}? ?(?:new |first )?(?P<t>{TITLE})"
)
_WHOM = re.compile(
    rf"(?P<p>{LIST[P]})(?:, [^,;.{P}]{{2,80}})??,? who(?:m (?P<by>[{C}{P}{ITS}]|it|they)?|(?: (?P<by2>[{C}{ITS}]))) ?(?:had |has |have )?(?:recently |just )?(?:poached|hired|recruited|lured|tempted|brought|enticed)(?: away)?(?: over)?(?: from (?P<old>{C}))?"
)
_JOINS_FROM = re.compile(
    rf"\b(?:joins|joined|joining|arrives|arrived|comes|came|has come|moves over|moved over|is joining|hired|poached) from (?P<old>{C})(?:,? where (?:he|she|{P}) (?:was|has been|had been|served as|worked as|spent)|,|\.| as\b| and\b|\Z|,? after| \ue004)"
)
_HIRED = re.compile(
    rf"\b(?:hired|hires|has hired|hiring|poached|poaches|poaching|recruited|recruits|lured|lures|tapped|taps|brought (?:in|on)|brings (?:in|on)|snagged|rop(?:ed|es|ing) in|snapped up|added|welcomed|re-hired|rehired|t(?:ook|akes|aken) on|pick(?:ed|s) up|pinched|pinches|wooed|enlisted|attracted|land(?:ed|s)|sign(?:ed|s)(?: up)?|is hiring|are hiring) (?:away )?(?:(?![{P}])[\w,'’ \ue001\ue006-]){{0,70}}?(?P<p>{PEOPLE})"
    rf"(?:,[^,.;]{{2,90}},)?(?:,? (?:away )?from (?:the )?(?P<old>{C}))?(?:,? (?:as|to (?:be|become|serve as)) (?:{ROLE} )?(?:new |first |next )?(?P<t>{TITLE}))?(?:,? (?:away )?from (?P<old2>{C}))?"
)
_FROM_AMONG = re.compile(rf"\bfrom (?:rivals? )?(?P<old>{C}),? (?:including|such as|among them) ")
"""Where several come from of whom some are named: seven researchers from A, including Ann."""
_OTHERS = re.compile(r"\b(?:by|who|whose|than|(?:co-)?founded|led)\b")
"""Words by which the person after a verb of hiring is not the one who is hired."""
_IS = re.compile(
    r"(?:\b(?:is|are|will|has|have)|['’]s)(?: (?:also|now|then|reportedly|set|due))* \Z"
)
"""The tense of news, not of somebody's life: is joining, has joined."""
_EARLIER = re.compile(r"\b(?:[Ff]ormer|[Ff]ormerly|[Pp]reviously|once|earlier|ex-)")
_TOLD_AS_PAST = frozenset(("affiliation-worked", "affiliation-leads", "affiliation-who-did"))
"""Rules by which somebody's last job, too, is told in the past: who led research at A for years."""
_INVESTS = re.compile(r"[^.;]{0,40}\b(?:round|as (?:an? )?investors?)\b")
_ROUND = re.compile(
    r"\bjoin(?:ed|ing|s)? (?:[\w -]{0,30})(?:round|investors|forces|list|ranks|race|fray|call|board of)\b|\bjoined (?:by|in the round|the round|hands)"
)


def joins(reading: Reading, held: Held) -> Iterator[Career]:
    text = reading.text
    for match in _JOINED.finditer(text):
        if _ROUND.match(text, match.start()) or re.match(
            r"['’]s? (?:board|round|seed)", text[match.end("c") :]
        ):
            continue
        if text[: match.start()].endswith(" about "):
            continue
        company = company_of(reading, match)
        people = reading.subject(match.start(), P)
        if company is None or reading.entities(match.start(), match.start("c"), P):
            continue
        if text[: match.end()].endswith(" round") or (
            _INVESTS.match(text, match.start()) and not _is_fund(company)
        ):
            continue
        for person in people:
            yield "joined", person, company, title_of(reading, match, "t"), match.start(), "joined"
            old = (
                reading.entity(match.start("old"))
                if match["old"]
                else _employer(reading, held, match, person, company)
            )
            if old is not None:
                yield "left", person, old, None, match.start(), "joined-from"


def _is_fund(company: Entity) -> bool:
    """Whether those who join as investors join its staff."""
    return company.entry is not None and company.entry.detail == "fund"


def _employer(
    reading: Reading, held: Held, match: re.Match[str], person: Entity, company: Entity
) -> Entity | None:
    """Whom somebody leaves who is joining another: Ann, who leads research at A, is joining B."""
    is_now = match[0].startswith(("joins", "moves", "heads", "returns")) or _IS.search(
        reading.text[: match.start()]
    )
    at = reading.sentence.start
    return next(
        (
            post.company
            for post in held.get(person, ())
            if is_now
            and post.at == at
            and post.company is not company
            and not (is_side(post.title) or is_founder(post.title))
            and (not post.former or post.rule in _TOLD_AS_PAST)
            and not _EARLIER.search(reading.text[: match.start()])
        ),
        None,
    )


def transfers(reading: Reading, held: Held) -> Iterator[Career]:
    """Those of whom a clause tells only whence they came: whom it had poached from A, joins from A."""
    text = reading.text
    for match in _WHOM.finditer(text):
        by = max(match.start("by"), match.start("by2"))
        new = reading.value(by) if by >= 0 and text[by] in (C, ITS) else reading.focus.company
        people = reading.entities(*match.span("p"), P)
        for person in people:
            yield "joined", person, new, None, match.end("p"), "whom"  # type: ignore[misc]
            if match["old"]:
                yield (
                    "left",
                    person,
                    reading.entity(match.start("old")),
                    None,
                    match.end("p"),
                    "whom",
                )
    for match in _AS_POST.finditer(text):
        company = reading.focus.company
        for person in reading.subject(match.start(), P) if company else ():
            yield (
                "joined",
                person,
                company,
                title_of(reading, match, "t"),
                match.start(),
                "joined-as",
            )
    for match in _JOINS_FROM.finditer(text):
        old = reading.entity(match.start("old"))
        for person in reading.subject(match.start(), P):
            yield "left", person, old, None, match.start(), "joins-from"
            if reading.focus.company not in (None, old):
                yield "joined", person, reading.focus.company, None, match.start(), "joins-from"


def _theirs(reading: Reading, held: Held, at: int) -> list[Entity]:
    """The company of the people who hire somebody."""
    posts = [post_of(held, person, None) for person in reading.subject(at, P)]
    return [post.company for post in posts if post and not post.former]


def hires(reading: Reading, held: Held) -> Iterator[Career]:
    text = reading.text
    for match in _HIRED.finditer(text):
        companies = reading.subject(match.start(), C) or _theirs(reading, held, match.start())
        if not companies or text[: match.start()].rstrip().endswith(
            (" was", " were", " been", " be")
        ):
            continue
        if _OTHERS.search(text[match.start() : match.start("p")]):
            continue
        title = title_of(reading, match, "t")
        among = _FROM_AMONG.search(text[: match.start("p")], match.start())
        old = max(match.start("old"), match.start("old2"), among.start("old") if among else -1)
        for person in reading.entities(*match.span("p"), P):
            yield "joined", person, companies[0], title, match.start(), "hired"
            if old >= 0:
                yield "left", person, reading.entity(old), None, match.start(), "hired-from"
