"""Who holds or held which position where: titles before, behind and beside a person's name."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, MODEL, PERSON
from .behind import read_behind
from .frame import Frame
from .held import FORMER_TITLE, Held, add_position, past
from .story import Position, Story
from .subjects import companies_in
from .titles import TITLES, bare_title, words_in
from .words import LEADING_TITLES, TITLE_HEADS

P, C = PERSON, COMPANY
_HEAD = re.compile(f"(?:{TITLE_HEADS})$")
_LEADING = re.compile(
    f"^(?:前|原)?(?:{LEADING_TITLES}|C[A-Z]O|[^的]{{0,10}}?(?:首席[^的]{{1,8}}[官师家]|副?总裁|合伙人|负责人|总监|主管|副?总经理|副?董事长))"
)
_OWN = re.compile(r"^(?:该|这家)?公司|^其(?!他|中)")
_SEPARATOR = re.compile(r"、|/|兼任?|暨|以及|和(?!记)|及|与")
_TRAIL = re.compile(
    r"(?:\([^()]{0,14}\)|长达[^,]{1,8}的|(?<=[人员席监任官师家理长授裁O者])的|:|女士|先生|博士)+$"
)
_FORMER = re.compile(r"(?:前任?|前[^,。;、的]{2,10}(?:公司|企业|机构|平台)|原|曾任|曾经的|卸任的)$")
_ONCE_HELD = re.compile("[^,。;]{0,4}曾经?(?:担任|出任|任)")
_UNIT = re.compile(r"[^,。;、()]{0,10}?\([^()]{0,20}\)的?|[^,。;、()的]{0,12}的(?!员)")
_TOGETHER = re.compile(f"(?:(?:、|和|与|及){PERSON}){{0,3}}(?:将|也|已)?(?:分别|均|都|双双|皆)")
_SEVERAL = re.compile("[两三四五几多]位|双")
_IS = re.compile(
    rf"(?:(?P<company>{C})(?:的)?|(?<![^,。;:]))(?P<title>{TITLES})(?:为|是|系|名叫|叫|包括|有)(?P<between>[^,。;{P}]{{0,30}}?){P}(?!的)"
)
_ONCE_THERE = re.compile(rf"(?P<place>{C})(?:系)?(?:出身|背景)的$")
_ALSO = re.compile(f"(?:(?:、|和|与|及|以及){P})*")
_DESCRIBED = re.compile(
    rf"(?P<when>曾经?|此前|早年|原)?(?:在|任职于|供职于|就职于|效力于|任|担任|来自|从)(?P<place>{C}(?:(?:[、和与及]|以及){C}){{0,4}})(?P<what>[^,。;{P}{C}]{{0,20}}?)的(?P<own>[^,。;的{P}{C}]{{0,12}}?)$"
)
_FOUNDS = re.compile(
    rf"(?:博士|教授)?(?:共同|联合|一起|携手)(?:创立|创办|创建|成立)了?[^,。;{P}{C}]{{0,20}}{C}"
)
_TURNS_TO = re.compile("[对向与和同让由把将给]")
_DURING = re.compile(
    rf"在(?P<place>{C})[^,。;{P}{C}]{{0,6}}?(?:担任|任职|任)?(?P<title>{TITLES})?(?:期间|时),[^,。;{P}{C}]{{0,6}}(?P<person>{P})(?!的)"
)
_SCHOOL = re.compile("(?:大学|大學|学院|學院)$")
_BARE_PLACE = re.compile(rf"{C}(?:[^,。;:()“”、的{P}{C}{MODEL}]{{0,10}})?的?$")
_LAST_NAMED = re.compile(
    "挖走|挖来|挖到|创立(?!于)|创办(?!于)|成立(?!于)|收购|并购|创办的|创立的|并入|出任|加入|加盟|担任"
)
_FORMER_EMPLOYER = re.compile(rf"(?:前东家|老东家|原东家|前雇主)(?P<company>{C})")
_NOT_PLACE = re.compile(r"创立|创办|收购|投资|前妻|起诉|指责|支持|批评|采访")


def read_positions(story: Story, frame: Frame) -> None:
    """Add the affiliations of a sentence and remember where everyone works."""
    for place, slot in frame.slots(0, len(frame.text), PERSON):
        person: Entity = slot.value
        held = _before(story, frame, place)
        for position in reversed(held):  # the post that is named first is the one last in mind
            add_position(story, frame, person, position, "title-before")
        if not held or held[-1].company is None:
            _described(story, frame, place, person)
        if not held:
            _workplace(story, frame, place, person)
        read_behind(story, frame, place, person)
    _named_after_title(story, frame)
    _employers(story, frame)
    _periods(story, frame)
    for place, _ in frame.slots(0, len(frame.text), PERSON):
        _share_with_list(story, frame, place)


def _before(story: Story, frame: Frame, place: int) -> list[Held]:
    """The positions named right before a person, in order."""
    text = frame.text
    floor = _floor(text, place)
    trail = _TRAIL.search(text[floor:place])
    close = place - len(trail[0]) if trail else place
    held: list[Held] = []
    for start, end in reversed(_segments(text, floor, close)):
        if _HEAD.search(text[start:end]):
            held.append(_position(frame, start, end))
        elif held and held[-1].company is None and C in text[start:end]:
            held[-1] = _position(frame, start, held[-1].end)
            break
        else:
            break
    return _with_companies(story, frame, place, held)


def _position(frame: Frame, start: int, end: int) -> Held:
    """The company and the title in words such as 前京东集团副总裁 or 百度IDG的首席架构师."""
    text = frame.text
    at = text.rfind(C, start, end)
    if at < 0:
        former = bool(FORMER_TITLE.match(text[start:end]) or _ONCE_HELD.match(text[start:end]))
        return Held(None, start, end, former)
    unit = _UNIT.match(text, at + 1, end)
    first = unit.end() if unit else at + 1
    former = bool(_FORMER.search(text[start:at]) or FORMER_TITLE.match(text[first:end]))
    return Held(frame.entity(at), first, end, former)


def _with_companies(story: Story, frame: Frame, place: int, held: list[Held]) -> list[Held]:
    """A title without a company belongs to that of the title before it, else to the topic."""
    resolved: list[Held] = []
    for position in reversed(held):
        if position.company:
            resolved.append(position)
        elif resolved:
            last = resolved[-1]
            former = last.former or position.former
            resolved[-1] = Held(last.company, last.start, position.end, former)
        elif frame.text[position.start - 1 : position.start] == PERSON and not _TURNS_TO.match(
            frame.text, position.start
        ):
            continue
        elif _OWN.match(frame.text[position.start : position.end]) or _LEADING.match(
            bare_title(words_in(frame, position.start, position.end))
        ):
            company = _nearest_company(story, frame, place)
            resolved.append(Held(company, position.start, position.end, position.former))
    return [position for position in resolved if position.company]


def _nearest_company(story: Story, frame: Frame, place: int) -> Entity | None:
    founds = _FOUNDS.match(frame.text, place + 1)
    if founds:
        return frame.entity(founds.end() - 1)
    found = companies_in(frame, 0, place)
    if not found:
        return story.protagonist or story.topic
    return found[-1] if _LAST_NAMED.search(frame.text, 0, place) else found[0]


def _employers(story: Story, frame: Frame) -> None:
    """The former employer of whom a sentence tells: 被前东家衡石信息起诉."""
    for match in _FORMER_EMPLOYER.finditer(frame.text):
        for person in story.subjects(frame, match.start()):
            held = Held(frame.entity(match.start("company")), 0, 0, True)
            add_position(story, frame, person, held, "former-employer")


def _periods(story: Story, frame: Frame) -> None:
    """The post held in a time that is over: 在百度担任总监期间,王明..."""
    for match in _DURING.finditer(frame.text):
        company = frame.entity(match.start("place"))
        span = match.span("title") if match["title"] else (0, 0)
        person = frame.entity(match.start("person"))
        add_position(story, frame, person, Held(company, *span, True), "period")


def _described(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """The post of 曾在华为工作的王明, told in a clause before the name."""
    once = _ONCE_THERE.search(frame.text, max(0, place - 12), place)
    if once:
        held = Held(frame.entity(once.start("place")), 0, 0, True)
        add_position(story, frame, person, held, "once-there")
    match = _DESCRIBED.search(frame.text, max(0, place - 50), place)
    if match is None:
        return
    if match[0].startswith("从") and _SCHOOL.search(frame.entity(match.start("place")).name):
        return
    former = bool(match["when"] or match[0].startswith("从") or re.search("[了过]", match["what"]))
    former = former or "经历" in match["own"]
    post = match["what"] if _HEAD.search(match["what"]) else ""
    at = match.start("what")
    for company in frame.masked.values(*match.span("place"), C):
        held = Held(company, at, at + len(post), former)
        add_position(story, frame, person, held, "described")


def _named_after_title(story: Story, frame: Frame) -> None:
    """The posts of 创始人为王明 and 公司CEO是前腾讯员工李华."""
    for match in _IS.finditer(frame.text):
        at = match.start("company")
        company = frame.entity(at) if at >= 0 else _nearest_company(story, frame, match.start())
        held = Held(company, *match.span("title"), past(frame.text, match.start("title")))
        listed = _ALSO.match(frame.text, match.end())
        for person in frame.masked.values(match.end() - 1, listed.end() if listed else 0, P):
            add_position(story, frame, person, held, "title-is")


def _workplace(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """Remember the company of 阿里巴巴淘系技术部的贾荣飞, which names no position."""
    left = frame.text[max(0, place - 16) : place]
    match = _BARE_PLACE.search(left)
    if match and not _NOT_PLACE.search(match[0]):
        company = frame.entity(place - len(left) + match.start())
        story.positions_of(person).append(Position(company, None))


def _share_with_list(story: Story, frame: Frame, place: int) -> None:
    """A和B after one title and company: both hold positions there only if each has a title;
    here a person without any takes the company of the person named right before.
    """
    person = frame.entity(place)
    text = frame.text
    if story.positions.get(id(person)) or place < 2 or text[place - 1] not in "、和与及":
        return
    if text[place - 2] == PERSON:
        before = story.position(frame.entity(place - 2))
        if before:
            story.positions_of(person).append(Position(before.company, before.title, before.former))
        together = _TOGETHER.match(text, place + 1) is not None
        if before and (together or _SEVERAL.search(text, max(0, place - 20), place)):
            story.draft.affiliation(
                person,
                before.company,
                frame.quote,
                rule="zh.several",
                title=before.title,
                former=before.former,
            )


def _floor(text: str, place: int) -> int:
    """Where the words that can belong to a person's title begin."""
    floor = max(0, place - 70)
    for sign in ",。;:“《(":
        at = text.rfind(sign, floor, place)
        if sign == "(" and ")" in text[at:place]:
            continue
        if sign == ":" and at == place - 1:
            at = text.rfind(sign, floor, at)
        floor = max(floor, at + 1)
    return max(floor, text.rfind(PERSON, floor, place) + 1)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in _SEPARATOR.finditer(text, start, end):
        if not _bracketed(text, start, match.start()):
            pieces.append((start, match.start()))
            start = match.end()
    pieces.append((start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _bracketed(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)
