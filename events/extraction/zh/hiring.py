"""Whom companies hire, and from whom they lure them away."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, MODEL, PERSON
from .career import FROM, join, title_of
from .frame import Frame
from .move import Move
from .story import Story
from .titles import TITLES

P, C = PERSON, COMPANY
_NAMES = f"{P}{C}{MODEL}"

_VAGUE = frozenset(("聘请", "邀请", "迎来", "引入", "引进"))
_OTHERS = rf"(?P<others>(?:(?:(?:、|和|与|及|以及)[^,。;:{P}]{{0,20}}|,(?={C})[^。;:{P}]{{0,34}}){P}(?=[、和与及,。;等担出为加]|$)){{0,4}})"
"""Those who are listed behind the first one, with the posts that they had: A、百度总监B."""

_HIRED = re.compile(
    rf"(?P<company>{C})(?:[^,。;{_NAMES}]{{0,10}}?)(?:从(?P<source>{C}))?(?:[^,。;{_NAMES}]{{0,4}}?)(?P<verb>挖来|挖角|挖走|延揽|网罗|聘请|聘用|招募|迎来|引入|引进|邀请|请来|招揽|吸纳)(?:了)?(?P<from>[^,。;{P}]{{0,40}}?)(?P<person>{P}){_OTHERS}"
    rf"(?:[^,。;{_NAMES}]{{0,6}}?(?:担任|出任|任|为|成为)(?:其|公司)?(?P<title>{TITLES})|(?:的)?加盟|(?:的)?加入)?"
)
_HIRED_HERE = re.compile(
    rf"(?<!{C})(?P<verb>挖来|挖角|挖走|延揽|网罗|聘请|请来|招来|找来|引进|邀请)(?:了)?(?:(?!{C}[^,。;{P}]{{0,12}}?(?:担任|出任))[^,。;{P}]){{0,24}}?(?P<person>{P})(?:担任|出任|任|做|为)(?:其|公司)?(?P<title>{TITLES})"
)
_POACHED = re.compile(
    rf"(?:(?<!{C})|(?<=[从自]{C}))(?P<verb>挖走|挖到|挖角|挖来|带走|招揽|招入|招募|吸纳)(?:了)?[^,。;{P}{C}]{{0,24}}?(?:,(?:分别(?:是|为)|(?:其中)?包括|即)[^,。;{P}]{{0,20}}?)?(?P<person>{P}){_OTHERS}"
    rf"|(?<=[把将])(?:[^,。;{P}]{{0,30}}?)(?P<person2>{P})(?:(?:、|和|与|及)[^,。;{P}{C}]{{0,14}}{P}){{0,4}}(?P<verb2>收入麾下|招致麾下|招入麾下|揽入麾下|纳入麾下|收归麾下|挖走|挖来|挖了过来|招了进来)"
)
_TAKEN = re.compile(
    rf"(?:被|遭|获)(?P<company>{C})(?:[^,。;{P}{C}]{{0,16}}?)(?P<verb>挖走|挖角|挖去|挖了过去|招入|收编|招揽|聘请|招募)(?:为(?P<title>{TITLES}))?"
)


def read_hirings(story: Story, frame: Frame) -> None:
    """Add those whom a company hires."""
    text = frame.text
    for match in _HIRED_HERE.finditer(text):
        company = story.company_around(frame, match.start())
        for person in frame.masked.values(match.start("person"), match.end(), P):
            title = title_of(frame, match, "title")
            story.add_move(frame, Move("appointed", person, company, title, *match.span("verb")))
    for match in _POACHED.finditer(text):
        group = "" if match["person"] else "2"
        company = story.company_before(frame, match.start())
        until = match.start("person2") if group else match.start()
        source = FROM.search(text, max(0, until - 24), until)
        for person in frame.masked.values(match.start(f"person{group}"), match.end(), P):
            place = match.span(f"verb{group}")
            if story.add_move(frame, Move("joined", person, company, None, *place)):
                _lured_away(story, frame, person, source, place)
                _leaves_behind(story, frame, person, company)
    for match in _TAKEN.finditer(text):
        for person in story.subjects(frame, match.start()):
            join(story, frame, match, person)
    for match in _HIRED.finditer(text):
        sure = match["title"] or match[0].endswith(("加盟", "加入"))
        if match["verb"] in _VAGUE and not sure:
            continue
        formers = [
            former
            for group in ("source", "from")
            if match[group]
            for former in frame.masked.values(*match.span(group), C)
        ]
        first = frame.entity(match.start("person"))
        for person in frame.masked.values(match.start("person"), match.end("others"), P):
            join(story, frame, match, person)
            _leaves_behind(story, frame, person, frame.entity(match.start("company")))
            for former in formers if person is first else []:
                story.draft.affiliation(
                    person, former, frame.quote, rule="zh.hired-from", former=True
                )


def _leaves_behind(story: Story, frame: Frame, person: Entity, company: Entity | None) -> None:
    """The posts elsewhere of whom a company hires are over."""
    for held in list(story.positions_of(person)):
        if company and held.company is not company and not held.former:
            held.former = True
            story.draft.affiliation(
                person, held.company, frame.quote, rule="zh.left-for", title=held.title, former=True
            )


def _lured_away(
    story: Story,
    frame: Frame,
    person: Entity,
    source: re.Match[str] | None,
    place: tuple[int, int],
) -> None:
    """Whom a company hires from another has left that one: 从谷歌挖走王明."""
    if source is None:
        return
    company = frame.entity(source.start("company"))
    story.add_move(frame, Move("left", person, company, None, *place))
    story.draft.affiliation(person, company, frame.quote, rule="zh.lured-away", former=True)
