"""Who left, joined, founded or was appointed."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, DATE, MODEL, PERSON
from .roles import TITLES
from .story import Frame, Story

P, C = PERSON, COMPANY
_NAMES = f"{P}{C}{MODEL}"

_LEFT = re.compile(
    rf"(?P<verb>离职|离开(?:了)?(?!的(?!消息))|辞职|辞任|辞去(?:了)?|卸任(?:了)?|告别(?:了)?|出走|去职|离任|离队|离巢|请辞|(?:被|遭)(?:[^,]{{0,8}}?)(?:解雇|解职|免职|罢免|开除|解聘|炒鱿鱼)|"
    rf"不再担任|不再出任|退出(?={C}(?:,|。|$|董事会|管理层))|跳槽(?!至|到|去)|退休|挂印而去|被裁|离场)"
    rf"(?!率|潮|创业频|员工|补偿|证明|手续|高管|人员)"
    rf"(?P<object>(?:了)?(?:已?效力|服务|工作|任职|供职)?(?:[^,。{_NAMES}]{{0,10}}?的)?(?P<company>{C})(?P<title>[^,。;:{_NAMES}]{{0,24}}?(?:职务|一职|职位)|{TITLES})?|(?P<own>公司)|(?P<post>[^,。;:{_NAMES}]{{0,24}}?(?:职务|一职|职位)|{TITLES}))?"
)
_FROM = re.compile(
    rf"(?:从|自)(?:[^,。{_NAMES}]{{0,8}}?)(?P<company>{C})[^,。{_NAMES}]{{0,8}}?(?:离|辞|跳|出|退|卸)?$"
)
_STAYS = re.compile(
    r"(?:转任|改任|转而担任|转为|改为担任|调任|将继续|仍(?:将|然)?|继续|留任|升任|专注于|并?出任公司|转岗|休假|休长假|暂时离开|将?转型)"
)
_JOINED = re.compile(
    rf"(?P<verb>加入|加盟|入职|跳槽(?:至|到|去)|转投|转会(?:至|到)?|投奔|重返|重回|回归|进入|空降|加入到|履新|奔赴|效力)(?:了)?"
    rf"(?:[^,。;:{_NAMES}]{{0,14}}?)(?P<company>{C})"
    rf"(?P<after>[^,。;{_NAMES}]{{0,24}}?)?(?:,?(?:并|将)?(?:担任|出任|任职|任|成为|负责)(?:其|该公司|公司)?(?P<title>{TITLES}))?"
)
_NOT_JOINED = re.compile(
    r"^(?:的)?(?:阵营|生态|行列|竞赛|赛道|大战|联盟|计划|项目|合作|供应链|朋友圈|战局|名单|平台|阵列|会议|融资|旗下(?:的)?(?:创业)?公司|投资的|系统|社区)"
)
_HIRED = re.compile(
    rf"(?P<company>{C})(?:[^,。;{_NAMES}]{{0,10}}?)(?P<verb>挖来|挖角|挖走|聘请|聘任|聘用|招募|迎来|引入|引进|邀请|请来|招揽|吸纳)(?:了)?(?P<from>(?:来自|前|原)?{C}?[^,。;{P}{C}]{{0,24}}?)?(?P<person>{P})(?:(?:、|和|与|及){P}){{0,4}}"
    rf"(?:[^,。;{_NAMES}]{{0,6}}?(?:担任|出任|任|为|成为)(?:其|公司)?(?P<title>{TITLES})|(?:的)?加盟|(?:的)?加入)?"
)
_NAMED = re.compile(
    rf"(?P<verb>任命|委任|聘任|提拔|晋升|擢升|推选|选举|聘请|提名|指派|调任)(?:了)?(?P<from>(?:来自|前|原)?{C}?[^,。;{P}]{{0,24}}?)?(?P<person>{P})(?:(?:、|和|与|及){P}){{0,4}}(?:博士|先生|女士|教授)?(?:担任|出任|为|任|成为|接任|兼任)(?:新任|新|其|公司|该公司|集团)?(?:的)?(?P<company>{C})?(?:的)?(?P<title>{TITLES})"
)
_APPOINTED = re.compile(
    rf"(?P<verb>(?:被|获)(?:[^,。;{P}]{{0,8}}?)(?:任命|委任|聘任|聘|提拔|晋升|推选|推举|选举|选|提名|擢升)(?:为|担任)?|升任|晋升(?:为)?|升为|升至|接任|接替[^,。;]{{0,16}}?(?:担任|出任|成为)|接替[^,。;]{{0,16}}?(?={TITLES})|出任|履新|转任|改任|就任|接棒|接掌|执掌(?={C})|调任|当选(?:为)?|"
    rf"(?:将|起|正式|重新|再次|兼|新|临时|暂时|回归并|宣布|并|同时){{1,2}}(?:担任|兼任|就任)|{DATE}起?,?(?:担任|任))(?:为|了)?(?:新任|新|其|公司|该公司|集团|临时|代理)?(?P<place>(?P<company>{C})(?:[^,。;、{_NAMES}]{{0,8}}?的)?)?(?P<title>{TITLES})"
)
_TAKEN_OVER = re.compile(
    rf"由(?P<from>[^,。;{P}]{{0,30}}?)(?P<person>{P})(?:(?:、|和|与|及){P}){{0,3}}(?:正式|将|来|临时|暂时|暂|接棒)?(?:接任|接替|出任|担任|继任|接手|接管|代理|兼任|执掌|接掌|暂代)(?P<title>(?:其|该)?[^,。;{_NAMES}]{{0,16}})"
)
_FOUNDED = re.compile(
    rf"(?P<verb>(?:联合|共同|联手|携手|一起|合伙|参与|牵头|亲手|独立|先后|又|再次|正式|自己)?(?:创立|创办|创建|组建|成立|开创|发起成立|创业成立|联创))(?:了|的是)?(?:[^,。;:{_NAMES}]{{0,24}}?)[“\"《]?(?P<company>{C})(?:[、和与及]{C}){{0,2}}"
)
_FOUNDED_BY = re.compile(
    rf"(?P<company>{C})(?:\([^()]{{0,30}}\))?[^,。;{P}{C}]{{0,14}}?(?:,|是)?(?:[^,。;{P}{C}]{{0,10}}?)由(?P<founders>[^;。]{{0,90}}?)(?P<verb>(?:在|于)?{DATE}?(?:联合|共同|联手|携手|一起|等人)?(?:创立|创办|创建|组建|成立|发起|创业))"
)
_BECAME = re.compile(
    rf"(?P<verb>(?:成为|担任|出任|现为|现任)(?:了)?)(?P<company>{C})(?:的)?(?P<title>[^,。;{_NAMES}]{{0,6}}?(?:联合创始人|共同创始人|创始人|联合创办人)[^,。;{_NAMES}]{{0,8}}?)(?=[,。;、]|$)"
)
_PROJECT = re.compile(
    rf"(?:创业|新)(?:项目|公司|企业|团队)(?:的)?(?:名字|名称|名)?(?:叫做?|是|为|定名为|命名为|取名){{1,2}}[“\"]?(?P<company>{C})"
)
_TOGETHER = re.compile(
    r"(?:携手|一同|共同|联合|一起|搭档|合伙|并肩)(?:创业|创办|创立|创建)的,?(?:还有|是|正是|包括)"
)
_FOUNDED_MODIFIER = re.compile(r"^(?:\([^()]{0,20}\))?(?:的|,(?:完成|获))")


def read_career(story: Story, frame: Frame) -> None:
    """Add the career moves that a sentence tells."""
    founded = _foundings(story, frame)
    _departures(story, frame)
    _arrivals(story, frame)
    _appointments(story, frame)
    _cofounders(story, frame, founded)


def _departures(story: Story, frame: Frame) -> None:
    text = frame.text
    for match in _LEFT.finditer(text):
        if _STAYS.search(text, max(0, match.start() - 20), min(len(text), match.end() + 24)):
            continue
        people = story.subjects(frame, match.start())
        before = _FROM.search(text, max(0, match.start() - 24), match.start())
        if before and before.end() != match.start():
            before = None
        company = None
        if match["company"]:
            company = frame.entity(match.start("company"))
        elif before:
            company = frame.entity(before.start("company"))
        for person in people:
            _leave(story, frame, match, person, company)


def _leave(
    story: Story, frame: Frame, match: re.Match[str], person: Entity, company: Entity | None
) -> None:
    positions = story.positions_of(person)
    position = next(
        (held for held in reversed(positions) if company in (None, held.company)),
        None,
    )
    company = company or (position.company if position else None)
    if company is None:
        company = story.company_before(frame, match.start(), topic=True)
    written = match["title"] or match["post"]
    title = _post(written) if written else (position.title if position else None)
    if _event(
        story,
        frame,
        match.start("verb"),
        match.end("verb"),
        change="left",
        person=person,
        company=company,
        title=title,
    ):
        for held in positions:
            held.former = held.former or held.company is company
        if position and company and position.title:
            story.draft.affiliation(
                person,
                company,
                frame.quote,
                rule="zh.left",
                title=title,
                former=True,
            )


def _arrivals(story: Story, frame: Frame) -> None:
    text = frame.text
    for match in _JOINED.finditer(text):
        if _NOT_JOINED.match(match["after"] or "") or _NOT_JOINED.match(
            text[match.end("company") :]
        ):
            continue
        if match["verb"] in ("进入", "回归", "履新", "效力") and not (
            match["title"] or re.search("任职|任教|工作|担任", match["after"] or "")
        ):
            continue
        company = frame.entity(match.start("company"))
        for person in story.subjects(frame, match.start()):
            _join(story, frame, match, person, company)
    for match in _HIRED.finditer(text):
        company = frame.entity(match.start("company"))
        if match["verb"] in ("聘请", "聘任", "邀请", "迎来", "引入", "引进") and not (
            match["title"] or match[0].endswith(("加盟", "加入"))
        ):
            continue
        for person in frame.masked.values(match.start("person"), match.end("person") + 8, P)[:1]:
            _join(story, frame, match, person, company)


def _join(
    story: Story, frame: Frame, match: re.Match[str], person: Entity, company: Entity
) -> None:
    title = match["title"]
    told = _event(
        story,
        frame,
        match.start("verb"),
        match.end("verb"),
        change="joined",
        person=person,
        company=company,
        title=title,
    )
    if told and title:
        story.draft.affiliation(
            person, company, frame.quote, rule="zh.joined", title=title, confidence=0.7
        )


def _appointments(story: Story, frame: Frame) -> None:
    text = frame.text
    joined = [match.span() for match in _JOINED.finditer(text) if match["title"]]
    for match in _APPOINTED.finditer(text):
        if any(start <= match.start() < end for start, end in joined):
            continue
        if re.match(r"创始人|联合创始人", match["title"]):
            continue
        for person in story.subjects(frame, match.start()):
            company = frame.entity(match.start("company")) if match["company"] else None
            if company is None:
                position = story.position(person)
                company = position.company if position else None
            company = company or story.company_before(frame, match.start()) or story.topic
            _appoint(story, frame, match, person, company, match["title"])
    for match in _NAMED.finditer(text):
        company = (
            frame.entity(match.start("company"))
            if match["company"]
            else story.company_before(frame, match.start()) or story.topic
        )
        for person in frame.masked.values(match.start("person"), match.end(), P):
            _appoint(story, frame, match, person, company, match["title"])
    for match in _TAKEN_OVER.finditer(text):
        company = story.company_before(frame, match.start()) or story.topic
        title = match["title"].strip("的") or None
        for person in frame.masked.values(match.start("person"), match.end(), P):
            position = story.position(person)
            if not company and position:
                company = position.company
            _appoint(story, frame, match, person, company, title)


def _appoint(
    story: Story,
    frame: Frame,
    match: re.Match[str],
    person: Entity,
    company: Entity | None,
    title: str | None,
) -> None:
    if company is None:
        return
    start = match.start("verb") if "verb" in match.groupdict() else match.start()
    if _event(
        story,
        frame,
        start,
        match.end(),
        change="appointed",
        person=person,
        company=company,
        title=_post(title),
    ):
        story.draft.affiliation(
            person, company, frame.quote, rule="zh.appointed", title=_post(title), confidence=0.75
        )


def _foundings(story: Story, frame: Frame) -> Entity | None:
    """Add who founded what; answer the company founded, for those who joined in."""
    text = frame.text
    founded: Entity | None = None
    passive = []
    for match in _FOUNDED_BY.finditer(text):
        founders = [
            slot.value
            for place, slot in frame.slots(*match.span("founders"), P)
            if not re.match("的|旗下", text[place + 1 : place + 3])
        ]
        company = frame.entity(match.start("company"))
        passive.append(match.span())
        for person in founders:
            founded = company
            _found(story, frame, match, person, company)
    for rule in (_FOUNDED, _PROJECT, _BECAME):
        for match in rule.finditer(text):
            if any(start <= match.start() < end for start, end in passive):
                continue
            company = frame.entity(match.start("company"))
            if (
                rule is _FOUNDED
                and _FOUNDED_MODIFIER.match(text[match.end() :])
                and not frame.date(match.start())
            ):
                continue
            people = story.subjects(frame, match.start())
            if rule is _FOUNDED and text[match.start() - 1 : match.start()] == C:
                continue
            for person in people:
                founded = company
                _found(story, frame, match, person, company)
    return founded


def _found(
    story: Story, frame: Frame, match: re.Match[str], person: Entity, company: Entity
) -> None:
    title = match["title"] if "title" in match.groupdict() else None
    start = match.start("verb") if "verb" in match.groupdict() else match.start()
    _event(
        story,
        frame,
        start,
        match.end(),
        change="founded",
        person=person,
        company=company,
        title=title,
    )


def _cofounders(story: Story, frame: Frame, founded: Entity | None) -> None:
    """Those named after 与其携手创业的是 founded the same company."""
    match = _TOGETHER.search(frame.text)
    if match is None or founded is None:
        return
    for place, slot in frame.slots(match.end(), len(frame.text), P):
        if not re.match("的|旗下|之", frame.text[place + 1 : place + 2]):
            _event(
                story,
                frame,
                match.start(),
                match.end(),
                change="founded",
                person=slot.value,
                company=founded,
                title=None,
            )


def _event(
    story: Story,
    frame: Frame,
    start: int,
    end: int,
    *,
    change: str,
    person: Entity,
    company: Entity | None,
    title: str | None,
) -> bool:
    """Add a career move, unless it is negated or has no company; whether it has taken place."""
    certainty = frame.certainty(start, end)
    if certainty is None or company is None:
        return False
    story.draft.event(
        "career",
        frame.quote,
        rule=f"zh.{change}",
        date=frame.date(start),
        certainty=certainty,
        confidence=0.85 if certainty == "confirmed" else 0.75,
        change=change,
        person=person,
        company=company,
        title=title,
    )
    return certainty in ("confirmed", "reported")


def _post(words: str | None) -> str | None:
    """The title in 公司总裁一职."""
    if words is None:
        return None
    bare = re.sub(
        r"(?:的)?(?:职务|一职|职位)$|^(?:其|所任|公司|的|该公司|在公司的|担任的){1,2}", "", words
    )
    return bare.strip("的、 ") or None
