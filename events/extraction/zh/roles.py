"""Who holds or held which position where: titles before, behind and beside a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Entity
from ..masking import COMPANY, MODEL, PERSON
from .frame import Frame
from .story import Position, Story
from .subjects import companies_in
from .titles import TITLES, bare_title, title_in, words_in
from .words import LEADING_TITLES, TITLE_HEADS

P, C = PERSON, COMPANY
_HEAD = re.compile(f"(?:{TITLE_HEADS})$")
_LEADING = re.compile(
    f"^(?:前|原)?(?:{LEADING_TITLES}|C[A-Z]O|[^的]{{0,6}}?(?:首席[^的]{{1,8}}官|副?总裁|合伙人|副?总经理|副?董事长))"
)
_OWN = re.compile(r"^(?:该|这家)?公司|^其(?!他|中)")
_SEPARATOR = re.compile(r"、|/|兼任?|暨|以及|和(?!记)|及|与")
_TRAIL = re.compile(
    r"(?:\([^()]{0,14}\)|长达[^,]{1,8}的|(?<=[人员席监任官师家理长授裁O者])的|:|女士|先生|博士)+$"
)
_FORMER = re.compile(r"(?:前任?|原|曾任|曾经的|卸任的)$")
_FORMER_TITLE = re.compile(r"^的?(?:前任?(?!台|端|沿)|原(?!生|创|型))")
_UNIT = re.compile(r"[^,。;、()]{0,10}?\([^()]{0,20}\)的?|[^,。;、()的]{0,12}的(?!员)")
_LISTED = re.compile(f"^(?:[、和与及]{P})+(?=都|均|也|皆|[^{P}]*$)")
_SEVERAL = re.compile("[两三四五几多]位|双")
_CALLED = re.compile(rf"{P}的(?P<former>前|原)?(?:任)?(?P<company>{C})(?P<title>{TITLES})")
_PAREN = re.compile(rf"\((?P<former>前|原)?(?P<company>{C})(?P<title>[^(),。]{{1,24}})[),]")
_BIOGRAPHY = re.compile(
    rf"(?:\([^()]{{0,24}}\))?:(?:曾?任|现任)?(?P<former>前|原)?(?P<company>{C})(?P<title>(?:\([^()]{{0,20}}\)|[^,。;:()“”{P}{C}{MODEL}]){{0,20}}(?:{TITLE_HEADS}))(?=[,。;、]|$)"
)
_HOLDS = re.compile(
    rf",?(?:他|她)?(?:[^,。;{P}{C}]{{0,6}}?)(?P<verb>现任|现为|现是|目前是|目前担任|是|系|为|担任|出任|曾任|曾是|曾为|曾担任|曾出任|此前担任|此前是|此前任|历任|先后担任|先后任|先后出任|原是|任|成为了?|也是|同时担任)(?:过|了)?(?:[^,。;{P}{C}]{{0,14}}?(?:公司|企业|机构|平台|商|研究院))?[“\"]?"
    rf"(?P<place>{C}[”\"]?(?:\([^()]{{0,20}}\))?(?P<unit>[^,。;{P}{C}]{{0,10}}?)的?)(?P<title>{TITLES})"
)
_FURTHER = re.compile(
    rf"(?:、|和|及|以及|,)(?P<company>{C})(?:[^,。;{P}{C}]{{0,14}}?的)?(?P<title>{TITLES})"
)
_RIVAL = re.compile(rf"的(?:竞争对手|老对手|子公司|母公司|关联公司)[“\"]?(?P<company>{C})")
_WORKED = re.compile(
    rf"(?P<when>曾|此前|之前|先后|历|现|目前|早年|过去)?[^,。;{P}{C}]{{0,6}}?(?:在|任职于|就职于|供职于|效力于|服务于|工作于|(?:同样)?来自|出身于?|出自)"
    rf"(?P<places>{C}(?:(?:[、和与及]|以及){C}){{0,4}})(?P<what>(?:等[^,。]{{0,6}})?[^,。;{P}{C}]{{0,14}}?(?:工作|任职|任教|负责|从事|主导|带领|待|干|做(?:了)?[^,。;{P}{C}]{{0,5}}?(?P<title3>{TITLES})|担任(?P<title>{TITLES})|供职|就职|效力|实习|任(?P<title2>{TITLES})))?"
)
_SINCE_GONE = re.compile(r"(?:年|月|天|周)前,?$|(?:年|月|天|周)前,|彼时|当时|那时|曾经?,?$|此前")
_IS = re.compile(
    rf"(?:(?P<company>{C})(?:的)?|(?<![^,。;:]))(?P<title>{TITLES})(?:为|是|系|名叫|叫)(?P<between>[^,。;{P}]{{0,30}}?){P}(?!的)"
)
_DESCRIBED = re.compile(
    rf"(?P<when>曾经?|此前|早年|原)?(?:在|任职于|供职于|就职于|效力于|任|担任|来自|从)(?P<place>{C})(?P<what>[^,。;{P}{C}]{{0,20}}?)的(?P<own>[^,。;的{P}{C}]{{0,12}}?)$"
)
_PAST = re.compile("曾|此前|之前|先后|历|原|早年|过去")
_BARE_PLACE = re.compile(rf"{C}(?:[^,。;:()“”、的{P}{C}{MODEL}]{{0,10}})?的?$")
_LAST_NAMED = re.compile(
    "挖走|挖来|挖到|创立(?!于)|创办(?!于)|成立(?!于)|收购|并购|创办的|创立的|并入|出任|加入|加盟|担任"
)
_FORMER_EMPLOYER = re.compile(rf"(?:前东家|老东家|原东家|前雇主)(?P<company>{C})")
_NOT_PLACE = re.compile(r"创立|创办|收购|投资|前妻|起诉|指责|支持|批评|采访")


@dataclass(frozen=True, slots=True)
class _Held:
    """A position as written: its title is `text[start:end]` of the masked sentence."""

    company: Entity | None
    start: int
    end: int
    former: bool


def read_positions(story: Story, frame: Frame) -> None:
    """Add the affiliations of a sentence and remember where everyone works."""
    for place, slot in frame.slots(0, len(frame.text), PERSON):
        person: Entity = slot.value
        held = _before(story, frame, place)
        for position in held:
            _add(story, frame, person, position, "title-before")
        if not held or held[-1].company is None:
            _described(story, frame, place, person)
        if not held:
            _workplace(story, frame, place, person)
        _behind(story, frame, place, person)
    _named_after_title(story, frame)
    _employers(story, frame)
    for place, _ in frame.slots(0, len(frame.text), PERSON):
        _share_with_list(story, frame, place)


def _before(story: Story, frame: Frame, place: int) -> list[_Held]:
    """The positions named right before a person, in order."""
    text = frame.text
    floor = _floor(text, place)
    trail = _TRAIL.search(text[floor:place])
    close = place - len(trail[0]) if trail else place
    held: list[_Held] = []
    for start, end in reversed(_segments(text, floor, close)):
        if _HEAD.search(text[start:end]):
            held.append(_position(frame, start, end))
        elif held and held[-1].company is None and C in text[start:end]:
            held[-1] = _position(frame, start, held[-1].end)
            break
        else:
            break
    return _with_companies(story, frame, place, held)


def _position(frame: Frame, start: int, end: int) -> _Held:
    """The company and the title in words such as 前京东集团副总裁 or 百度IDG的首席架构师."""
    text = frame.text
    at = text.rfind(C, start, end)
    if at < 0:
        former = _FORMER_TITLE.match(text[start:end]) is not None
        return _Held(None, start, end, former)
    unit = _UNIT.match(text, at + 1, end)
    first = unit.end() if unit else at + 1
    former = bool(_FORMER.search(text[start:at]) or _FORMER_TITLE.match(text[first:end]))
    return _Held(frame.entity(at), first, end, former)


def _with_companies(story: Story, frame: Frame, place: int, held: list[_Held]) -> list[_Held]:
    """A title without a company belongs to that of the title before it, else to the topic."""
    resolved: list[_Held] = []
    for position in reversed(held):
        if position.company:
            resolved.append(position)
        elif resolved:
            last = resolved[-1]
            former = last.former or position.former
            resolved[-1] = _Held(last.company, last.start, position.end, former)
        elif _OWN.match(frame.text[position.start : position.end]) or _LEADING.match(
            bare_title(words_in(frame, position.start, position.end))
        ):
            company = _nearest_company(story, frame, place)
            resolved.append(_Held(company, position.start, position.end, position.former))
    return [position for position in resolved if position.company]


def _nearest_company(story: Story, frame: Frame, place: int) -> Entity | None:
    found = companies_in(frame, 0, place)
    if not found:
        return story.protagonist or story.topic
    return found[-1] if _LAST_NAMED.search(frame.text, 0, place) else found[0]


def _behind(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """Positions named after a person: in brackets, by 现任, by 曾在."""
    text = frame.text
    bracket = _PAREN.match(text, place + 1)
    if bracket and _HEAD.search(bracket["title"]):
        company = frame.entity(bracket.start("company"))
        former = bool(bracket["former"] or _FORMER_TITLE.match(bracket["title"]))
        held = _Held(company, *bracket.span("title"), former)
        _add(story, frame, person, held, "title-in-brackets")
    for rule in (_CALLED, _BIOGRAPHY):
        called = rule.match(text, place + (rule is _BIOGRAPHY))
        if called:
            company = frame.entity(called.start("company"))
            held = _Held(company, *called.span("title"), bool(called["former"]))
            _add(story, frame, person, held, "title-behind")
    start = place + 1
    for _ in range(3):
        holds = _HOLDS.search(text, start, min(len(text), place + 60))
        if holds is None or not _same_subject(text, place, holds.start()):
            break
        at = holds.start("place")
        former = _PAST.search(holds[0][: at - holds.start()]) is not None or _past(text, place)
        if not re.search(r"不|否", text[max(0, holds.start("verb") - 2) : holds.start("verb")]):
            _add(
                story, frame, person, _Held(frame.entity(at), *holds.span("title"), former), "holds"
            )
        start = holds.end()
        while further := _FURTHER.match(text, start):
            company = frame.entity(further.start("company"))
            held = _Held(company, *further.span("title"), former)
            _add(story, frame, person, held, "holds")
            start = further.end()
    for worked in _WORKED.finditer(text, place + 1, min(len(text), place + 80)):
        if not _same_subject(text, place, worked.start()):
            break
        opening, what = worked[0].split(C)[0], worked["what"] or ""
        since = re.search("来自|出身|出自", opening)
        if not (what or "于" in opening or since):
            continue
        former = bool(_PAST.search(opening) or re.search("了|过$", what))
        former = former or (since is not None and "来自" not in since[0])
        former = former or re.match("[了过]", text[worked.end() :]) is not None
        group = next((name for name in ("title", "title2", "title3") if worked[name]), "title")
        span = worked.span(group) if worked[group] else (0, 0)
        rival = _RIVAL.match(text, worked.end("places"))
        places = rival.span("company") if rival else worked.span("places")
        for company in frame.masked.values(*places, COMPANY):
            _add(story, frame, person, _Held(company, *span, former), "worked-at")


def _employers(story: Story, frame: Frame) -> None:
    """The former employer of whom a sentence tells: 被前东家衡石信息起诉."""
    for match in _FORMER_EMPLOYER.finditer(frame.text):
        for person in story.subjects(frame, match.start()):
            held = _Held(frame.entity(match.start("company")), 0, 0, True)
            _add(story, frame, person, held, "former-employer")


def _described(story: Story, frame: Frame, place: int, person: Entity) -> None:
    """The post of 曾在华为工作的王明, told in a clause before the name."""
    match = _DESCRIBED.search(frame.text, max(0, place - 50), place)
    if match is None:
        return
    former = bool(match["when"] or match[0].startswith("从") or re.search("[了过]", match["what"]))
    post = match["what"] if _HEAD.search(match["what"]) else ""
    at = match.start("what")
    held = _Held(frame.entity(match.start("place")), at, at + len(post), former)
    _add(story, frame, person, held, "described")


def _named_after_title(story: Story, frame: Frame) -> None:
    """The posts of 创始人为王明 and 公司CEO是前腾讯员工李华."""
    for match in _IS.finditer(frame.text):
        at = match.start("company")
        company = frame.entity(at) if at >= 0 else _nearest_company(story, frame, match.start())
        held = _Held(company, *match.span("title"), _past(frame.text, match.start("title")))
        _add(story, frame, frame.entity(match.end() - 1), held, "title-is")


def _past(text: str, place: int) -> bool:
    """Whether a clause is said to be of a time that is over: 半年前,他还是."""
    return _SINCE_GONE.search(text[max(0, place - 12) : place]) is not None


def _same_subject(text: str, place: int, start: int) -> bool:
    between = _LISTED.sub("", text[place + 1 : start], count=1)
    return PERSON not in between and ";" not in between


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
        if before and _SEVERAL.search(text, max(0, place - 20), place):
            story.draft.affiliation(
                person,
                before.company,
                frame.quote,
                rule="zh.several",
                title=before.title,
                former=before.former,
            )


def _add(story: Story, frame: Frame, person: Entity, held: _Held, rule: str) -> None:
    if held.company is None:
        return
    title = title_in(frame, held.start, held.end)
    story.positions_of(person).append(Position(held.company, title, held.former))
    story.draft.affiliation(
        person,
        held.company,
        frame.quote,
        rule=f"zh.{rule}",
        title=title,
        former=held.former,
        confidence=0.85 if title else 0.75,
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
