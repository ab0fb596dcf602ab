"""Persons who found companies."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, DATE, MODEL, PERSON
from .frame import Frame
from .move import Move
from .story import Position, Story
from .titles import title_in

P, C = PERSON, COMPANY
_NAMES = f"{P}{C}{MODEL}"

_FOUNDED = re.compile(
    rf"(?P<verb>(?:联合|共同|联手|携手|一起|合伙|参与|牵头|亲手|独立|先后|又|再次|正式|自己)?(?:创立|创办|创建|组建|成立|开创|发起成立|创业成立|联创|办起|做起|拉起|搭起|创设))(?!不到|以来|之初|初期|时|于)(?:了|的是)?(?:[^,。;:{_NAMES}]{{0,24}}?)[“\"《]?(?P<company>{C})(?:[、和与及]{C}){{0,2}}"
)
_FOUNDED_BY = re.compile(
    rf"(?P<company>{C})(?:\([^()]{{0,30}}\))?[^,。;{P}{C}]{{0,14}}?(?:,|是)?(?:[^,。;{P}{C}]{{0,10}}?)由(?P<founders>[^;。]{{0,90}}?)(?P<verb>(?:在|于)?{DATE}?(?:联合|共同|联手|携手|一起|等人)?(?:创立|创办|创建|组建|成立|发起|创业))"
)
_BECAME = re.compile(
    rf"(?P<verb>(?:成为|担任|出任|现为|现任)(?:了)?)(?P<company>{C})(?:的)?(?P<title>[^,。;{_NAMES}]{{0,6}}?(?:联合创始人|共同创始人|创始人|联合创办人)[^,。;{_NAMES}]{{0,8}}?)(?=[,。;、]|$)"
)
_PROJECT = re.compile(
    rf"(?P<verb>(?:创业|新|(?<![^,。;])(?=公司名?叫))(?:项目|公司|企业|团队)(?:的)?(?:名字|名称|名)?(?:叫做?|是|为|定名为|命名为|取名){{1,2}})[“\"]?(?P<company>{C})"
)
_TOGETHER = re.compile(
    r"(?:携手|一同|共同|联合|一起|搭档|合伙|并肩)(?:创业|创办|创立|创建)的,?(?:还有|是|正是|包括)"
)
_FOUNDER_BEHIND = re.compile(rf"(?:\([^()]{{0,20}}\))?的[^,。;的{P}{C}]{{0,14}}{P}(?!的)")
_UNIT = re.compile("(?:实验室|實驗室|研究院|部门|部門|团队|團隊|小组|中心|委员会| Labs?)$")
_CHRISTENED = re.compile("名为|名叫|取名|命名为|定名")
_FOUNDED_MODIFIER = re.compile(r"^(?:\([^()]{0,20}\))?(?:的|,(?:完成|获))")


def read_founders(story: Story, frame: Frame) -> None:
    """Add who founded what, and those who founded it with them."""
    text = frame.text
    founded: Entity | None = None
    passive = [match.span() for match in _FOUNDED_BY.finditer(text)]
    for match in _FOUNDED_BY.finditer(text):
        for place, slot in frame.slots(*match.span("founders"), P):
            if not re.match("的|旗下", text[place + 1 : place + 3]):
                founded = _found(story, frame, match, slot.value)
    for rule in (_FOUNDED, _PROJECT, _BECAME):
        for match in rule.finditer(text):
            if any(start <= match.start() < end for start, end in passive):
                continue
            if rule is _FOUNDED and text[match.start() - 1 : match.start()] == C:
                continue
            for person in _founders(story, frame, match):
                if _sets_up_unit(story, frame, match, person):
                    continue
                if rule is _FOUNDED and _in_passing(frame, match):
                    _founder(story, frame, match, person)
                else:
                    founded = _found(story, frame, match, person)
    _cofounders(story, frame, founded)


def _founders(story: Story, frame: Frame, match: re.Match[str]) -> list[Entity]:
    """Those who found: the subject, or whom the founding describes, as in 创建X的王明."""
    described = _FOUNDER_BEHIND.match(frame.text, match.end())
    if described and not frame.text.startswith("的", match.end("verb")):
        return [frame.entity(described.end() - 1)]
    return story.subjects(frame, match.start())


def _sets_up_unit(story: Story, frame: Frame, match: re.Match[str], person: Entity) -> bool:
    """Whether what somebody sets up is a unit of the company that they work for."""
    company = frame.entity(match.start("company"))
    if not any(_UNIT.search(form) for form in company.forms):
        return False
    here = frame.masked.values(0, match.start(), C)
    return any(
        held.company in here and not held.former and held.company is not company
        for held in story.positions_of(person)
    )


def _in_passing(frame: Frame, match: re.Match[str]) -> bool:
    """Whether 某某创办的X only says whose company X is, with no word on when it was founded."""
    after = frame.text[match.end("verb") :]
    if _CHRISTENED.search(match[0]):
        return False
    if after.startswith("的"):  # a date before the founder belongs to what the sentence tells
        founder = max(0, frame.text.rfind(P, 0, match.start()))
        then = re.match(f"[也便就]?于{DATE}", frame.text[match.end() :])
        return DATE not in frame.text[founder : match.start()] and then is None
    if frame.date(match.start(), founding=True):
        return False
    return after.startswith("的") or _FOUNDED_MODIFIER.match(frame.text[match.end() :]) is not None


def _founder(story: Story, frame: Frame, match: re.Match[str], person: Entity) -> None:
    if frame.certainty(*match.span("verb")) == "confirmed":
        story.draft.affiliation(
            person,
            frame.entity(match.start("company")),
            frame.quote,
            rule="zh.founder",
            title="创始人",
        )


def _found(story: Story, frame: Frame, match: re.Match[str], person: Entity) -> Entity:
    company = frame.entity(match.start("company"))
    title = None
    if match.re is _BECAME:
        title = title_in(frame, *match.span("title"))
    told = frame.masked.values(*match.span(), DATE) if match.re is _FOUNDED_BY else []
    when = told[0] if told else None
    if story.add_move(frame, Move("founded", person, company, title, *match.span("verb"), when)):
        story.positions_of(person).append(Position(company, title))
        story.founded = company
    return company


def _cofounders(story: Story, frame: Frame, founded: Entity | None) -> None:
    """Those named after 与其携手创业的是 founded the same company."""
    match = _TOGETHER.search(frame.text)
    if match is None or founded is None:
        return
    for place, slot in frame.slots(match.end(), len(frame.text), P):
        if not re.match("的|旗下|之", frame.text[place + 1 : place + 2]):
            story.add_move(frame, Move("founded", slot.value, founded, None, *match.span()))
