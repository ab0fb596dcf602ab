"""Positions that are told behind a name: in brackets, in apposition, by 现任, by 曾在."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, MODEL, NUMBER, PERSON
from .frame import Frame
from .held import FORMER_TITLE, Held, add_position, past
from .story import Story
from .titles import TITLES
from .words import PLACES, TITLE_HEADS

P, C = PERSON, COMPANY
_HEAD = re.compile(f"(?:{TITLE_HEADS})$")
_ANOTHER = re.compile("的[^,。;]{0,8}(?:是|为)")
_LISTED = re.compile(f"^(?:[、和与及]{P})+(?=都|均|也|皆|[^{P}]*$)")
_CALLED = re.compile(rf"{P}的(?P<former>前|原)?(?:任)?(?P<company>{C})(?P<title>{TITLES})")
_PAREN = re.compile(rf"\((?P<former>前|原)?(?P<company>{C})(?P<title>[^(),。]{{1,24}})[),]")
_BIOGRAPHY = re.compile(
    rf"(?:\([^()]{{0,24}}\))?:(?:曾?任|现任)?(?P<former>前|原)?(?P<company>{C})(?P<title>(?:\([^()]{{0,20}}\)|[^,。;:()“”{P}{C}{MODEL}]){{0,20}}(?:{TITLE_HEADS}))(?=[,。;、]|$)"
)
_APPOSED = re.compile(
    rf"(?:\([^()]{{0,24}}\))?,(?:曾?任|现任)?(?P<former>前|原)?(?P<company>{C})(?P<title>{TITLES})(?=[,。;]|$)"
)
_HOLDS = re.compile(
    rf",?(?:他|她)?(?:[^,。;{P}{C}]{{0,6}}?)(?P<verb>现任|现为|现是|目前是|目前担任|是|系|为|担任|出任|曾任|曾是|曾为|曾担任|曾出任|此前担任|此前是|此前任|历任|先后担任|先后任|先后出任|原是|任|成为了?|也是|同时担任)(?:过|了)?(?:[^,。;{P}{C}]{{0,14}}?(?:公司|企业|机构|平台|商|研究院))?[“\"]?"
    rf"(?P<place>{C}[”\"]?(?:\([^()]{{0,20}}\))?(?P<unit>[^,。;{P}{C}]{{0,10}}?)的?)(?P<title>{TITLES})"
)
_HOLDS_HERE = re.compile(
    rf"(?:\([^()]{{0,24}}\))?(?P<when>曾)?(?:则|也|还|仍)?(?:现任|现为|继续担任|担任|出任|兼任)了?(?P<title>{TITLES})(?=[,。;、]|$)"
)
_HIRED = re.compile(
    "(?:聘请|邀请|任命|委任|聘任|招募|延揽|挖来|挖角|请来|找来|招来)[^,。;:]{0,40}$"
)
_FURTHER = re.compile(
    rf"(?:、|和|及|以及|,)(?P<company>{C})(?:[^,。;{P}{C}]{{0,14}}?的)?(?P<title>{TITLES})"
)
_RIVAL = re.compile(rf"的(?:竞争对手|老对手|子公司|母公司|关联公司)[“\"]?(?P<company>{C})")
_WORKED = re.compile(
    rf"(?P<when>曾|此前|之前|先后|历|现|目前|早年|过去)?[^,。;{P}{C}]{{0,6}}?(?:在(?:{'|'.join(sorted(PLACES))})?|任职于|就职于|供职于|效力于|服务于|工作于|(?:同样)?来自|出身于?|出自)"
    rf"(?P<places>{C}(?:(?:[、和与及]|以及){C}){{0,4}})(?P<what>(?:等[^,。]{{0,6}})?[^,。;{P}{C}]{{0,14}}?(?:工作|任职|任教|负责|从事|主导|带领|待|干|做(?:了)?[^,。;{P}{C}]{{0,5}}?(?P<title3>{TITLES})|担任(?P<title>{TITLES})|担?任要职|履职|供职|就职|效力|实习|任(?P<title2>{TITLES})))?"
)
_FOR_YEARS = re.compile(
    rf"[了过]|(?:近|超过|约|长达)?(?:{NUMBER}|[\d一二两三四五六七八九十多数]+(?:余|多)?年)"
)
_PAST = re.compile("曾|此前|之前|先后|历|原|早年|过去")


def read_behind(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """Add the positions named after a person at a place."""
    text = frame.text
    bracket = _PAREN.match(text, place + 1)
    if bracket and _HEAD.search(bracket["title"]):
        company = frame.entity(bracket.start("company"))
        former = bool(bracket["former"] or FORMER_TITLE.match(bracket["title"]))
        held = Held(company, *bracket.span("title"), former)
        add_position(story, frame, person, held, "title-in-brackets")
    for rule in (_CALLED, _BIOGRAPHY, _APPOSED):
        called = rule.match(text, place + (rule is not _CALLED))
        if called:
            company = frame.entity(called.start("company"))
            held = Held(company, *called.span("title"), bool(called["former"]))
            add_position(story, frame, person, held, "title-behind")
    _holds(story, frame, place, person)
    _works(story, frame, place, person)


def _holds(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """The posts that a person is, was or came to be in: 现任, 曾任, 担任."""
    text = frame.text
    start = place + 1
    for _ in range(3):
        holds = _HOLDS.search(text, start, min(len(text), place + 60))
        if holds is None or not _same_subject(text, place, holds.start()):
            break
        if _ANOTHER.match(text, place + 1):
            break
        at = holds.start("place")
        former = _PAST.search(holds[0][: at - holds.start()]) is not None or past(text, place)
        if not re.search(r"不|否", text[max(0, holds.start("verb") - 2) : holds.start("verb")]):
            add_position(
                story, frame, person, Held(frame.entity(at), *holds.span("title"), former), "holds"
            )
        start = holds.end()
        while further := _FURTHER.match(text, start):
            company = frame.entity(further.start("company"))
            held = Held(company, *further.span("title"), former)
            add_position(story, frame, person, held, "holds")
            start = further.end()
    here = _HOLDS_HERE.match(text, place + 1)
    if here and not _HIRED.search(text, max(0, place - 60), place):
        employer = story.company_around(frame, place, but=person)
        held = Held(employer, *here.span("title"), here["when"] is not None)
        add_position(story, frame, person, held, "holds-here")


def _works(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """Where a person works or worked, often without a post: 曾在, 任职于, 来自."""
    text = frame.text
    before = False
    for worked in _WORKED.finditer(text, place + 1, min(len(text), place + 80)):
        if not _same_subject(text, place, worked.start("places")):
            break
        opening, what = worked[0].split(C)[0], worked["what"] or ""
        since = re.search("来自|出身|出自", opening)
        if not (what or "于" in opening or since):
            continue
        former = bool(_PAST.search(opening) or re.search("了|过$", what)) or past(text, place)
        former = former or (since is not None and "来自" not in since[0])
        former = former or _FOR_YEARS.match(text, worked.end()) is not None
        former = before = former or (before and text.startswith("并", worked.start()))
        group = next((name for name in ("title", "title2", "title3") if worked[name]), "title")
        span = worked.span(group) if worked[group] else (0, 0)
        rival = _RIVAL.match(text, worked.end("places"))
        places = rival.span("company") if rival else worked.span("places")
        for company in frame.masked.values(*places, COMPANY):
            add_position(story, frame, person, Held(company, *span, former), "worked-at")


def _same_subject(text: str, place: int, start: int) -> bool:
    between = _LISTED.sub("", text[place + 1 : start].lstrip(PERSON), count=1)
    return not re.search(f"[{PERSON};]|的[也还]?(?:是|为)", between)
