"""Who left, joined or was appointed."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, DATE, MODEL, PERSON
from .frame import Frame
from .move import Move
from .story import Position, Story
from .titles import TITLES, title_in

P, C = PERSON, COMPANY
_NAMES = f"{P}{C}{MODEL}"

_LEFT = re.compile(
    rf"(?P<verb>离职(?!时|前)|(?<!溜)走了(?=[,。;]|$)|放弃(?:了)?(?={C}[^,。;]{{0,20}}(?:职位|职务|教职))|递交(?:了)?(?:辞呈|辞职信|辞职报告)|提出(?:了)?(?:辞职|离职|辞呈)|申请辞去(?:了)?|离岗|走人|出局|淡出(?=公司|管理层|{C}|[,。]|$)|被免去(?:了)?|离开(?:了)?(?!的(?!消息))|辞职|辞任|辞去(?:了)?|卸任(?:了)?|告别(?:了)?|出走|去职|离任|离队|离巢|请辞|呈辞|予以(?:辞退|开除|解聘)|(?:被|遭)(?P<dismisser>{C})?(?:[^,]{{0,8}}?)(?:解雇|解职|免职|罢免|开除|解聘|炒鱿鱼|辞退|劝退|扫地出门)|"
    rf"不再担任|不再出任|卸下(?:了)?|交出(?:了)?(?=[^,。;]{0, 12}(?:职|帅印|权杖))|退出(?={C}(?:,|。|$|董事会|管理层))|跳槽(?!至|到|去|{C})|退休|挂印而去|被裁|离场|另谋高就|分道扬镳|自立门户|挥别|道别)"
    rf"(?!率|潮|创业频|员工|补偿|证明|手续|高管|人员|信|原因|事件|风波|申请(?!辞)|邮件|声明|后(?:表示|透露|称)|面谈|名单|动态|补偿|当天|当日|之际)"
    rf"(?P<object>(?:了)?(?:已?效力|服务|工作|任职|供职)?(?:[^,。{_NAMES}]{{0,10}}?的)?(?P<company>{C})(?P<title>(?!任何)[^,。;:{_NAMES}]{{0,24}}?(?:职务|一职|职位)|{TITLES})?|(?P<post>(?!(?:公司)?任何)[^,。;:{_NAMES}]{{0,24}}?(?:职务|一职|职位)|{TITLES})|公司)?"
)
_DISMISSED = re.compile(
    rf"(?P<verb>解除|免去|罢免|撤销|免除)(?:了)?(?P<person>{P})(?:的)?(?:劳动(?:合同|关系)|(?P<post>[^,。;:{_NAMES}]{{0,24}}?(?:职务|一职|职位)))(?P<title>)"
)
_LOST = re.compile(
    rf"(?P<company>{C})[^,。;:{_NAMES}]{{0,8}}?(?P<verb>损失|流失|失去|痛失|折损)(?:了)?[^,。;:{_NAMES}]{{0,20}}?(?:[,:](?:分别(?:是|为)|(?:其中)?包括|即|他们是):?)(?P<people>[^。;]{{1,120}})(?P<title>)(?P<post>)"
)
_STAFF = re.compile("员工|人员|部门|高管们|团队成员")
FROM = re.compile(
    rf"(?:从|自)(?:[^,。{_NAMES}]{{0,8}}?)(?P<company>{C})(?![^,。]{{0,10}}毕业)[^,。{_NAMES}]{{0,8}}?(?:离|辞|跳|出|退|卸)?$"
)
_STAYS = re.compile(
    r"(?:转任|改任|转而担任|转为|改为担任|调任|将继续|仍(?:将|然)?|继续|留任|升任|专注于|并?出任公司|转岗|休假|休长假|暂时离开|将?转型)"
)
_JOINED = re.compile(
    rf"(?P<verb>(?:下一站|新东家|去处|归宿)(?:则)?(?:是|为)(?={C})|去(?={C}(?:的消息|任职|工作|担任|做|了|,|。|$))|加入|加盟|入职|跳槽(?:至|到|去)?(?={C})|跳槽(?:至|到|去)|回到(?:了)?(?={C})|返回(?={C})|转战|上任|走马上任|转入|跳去|奔向|投向|就职于|就任于|入伙|坐镇|落脚|转投|转会(?:至|到)?|投奔|重返|重回|回归|进入|空降|加入到|履新|奔赴|效力|前往|去了|投身|转赴)(?:了)?"
    rf"(?P<between>[^,。;:{_NAMES}]{{0,20}}?)(?:{C}(?:(?:旗下|所属|的|系)[^,。;:{_NAMES}]{{0,14}}?|的?(?:竞争对手|老?对手|劲敌|死对头)[“\"]?))?(?P<company>{C})"
    rf"(?:(?P<after>[^,。;{_NAMES}]{{0,24}}?)(?:,?(?:并|将)?(?:担任|出任|任职|任|成为|负责)|,(?:岗位|职位|职务)为{C}?)(?:其|该公司|公司)?(?P<title>{TITLES})|公司)?"
)
_OTHERS_JOINED = re.compile(
    rf"(?:从|自){C}(?P<verb>加入|跳槽至|跳槽到|转投|加盟)(?:了)?(?P<company>{C})的,?(?:还有|包括|有|是)(?P<people>[^。;]{{1,120}})(?P<title>)"
)
_NOT_JOINED = re.compile(
    r"^(?:的)?(?:最高|决策|核心|管理层|阵营|生态|行列|竞赛|赛道|大战|联盟|计划|项目|合作|供应链|朋友圈|战局|名单|平台|阵列|会议|融资|旗下(?:的)?(?:创业)?公司|投资的|系统|社区|[^,。;]{0,6}?(?:读博|读研|读书|攻读|学习|深造|求学|就读)|供应|市场|官网|总部)"
)
_LOOSE_ARRIVALS = frozenset(("进入", "回归"))
"""Words that tell of an arrival if the company follows at once."""

_WORKS = re.compile("[^,。;]{0,10}?(?:任职|任教|工作|担任|出任|就职)|,(?:担任|出任)")
_VAGUE_ARRIVALS = frozenset(("履新", "效力", "前往", "奔赴", "奔向", "转战", "上任", "就职于"))
_HIRED_FOR = re.compile(
    f"(?:聘请|邀请|任命|委任|聘任|招募|延揽|挖来|挖角|请来)[^,。;:]{{0,40}}{P},?$"
)
_STEPS_IN = re.compile(
    rf"(?P<person>{P})(?:[^,。;{_NAMES}]{{0,6}}?)(?P<verb>接棒|暂代其职务?|代理其职务?|接任其职务?|接替其职务?|补位|继任|临时接管)(?=[,。;]|$)"
    rf"|接替(?:{P}|其)的(?P<verb2>正?是|人是)(?:[^,。;{P}]{{0,24}}?)(?P<person2>{P})"
)
_REPLACED = re.compile(
    rf"(?P<company>{C})[^,。;{P}{C}]{{0,16}}?(?P<title>{TITLES})(?:一职|之位|的位置|职位)?(?P<verb>换成|换为|变更为|改由|交给|易主为)(?:了)?[^,。;{P}]{{0,24}}?(?P<person>{P})(?!的)"
)
_NAMED = re.compile(
    rf"(?P<verb>任命|委任|聘任|委派|选定|指定|选聘|增选|改聘|提拔|晋升|擢升|推选|选举|提名|指派|调任)(?:了)?(?P<from>(?:来自|前|原)?{C}?[^,。;{P}]{{0,24}}?)?(?P<person>{P})(?:(?:、|和|与|及){P}){{0,4}}(?:博士|先生|女士|教授|同志)?(?:\([^()]{{0,20}}\))?,?(?:担任|出任|为|任|成为|接任|兼任|代理)(?:新任|新|其|公司|该公司|集团)?(?:的)?(?P<company>{C})?(?:的)?(?P<title>{TITLES})"
)
_APPOINTED = re.compile(
    rf"(?P<verb>(?:被|获)(?:[^,。;{P}]{{0,8}}?)(?:任命|委任|聘任|聘|提拔|晋升|推选|推举|选举|选|提名|擢升)(?:为|担任)?|获任|升任|晋升(?:为)?|升为|升至|接任|接替[^,。;]{{0,16}}?(?:担任|出任|成为)|接替[^,。;的是]{{0,16}}?(?={TITLES})|出任|履新|转任|改任|就任|接棒|接[下过](?={TITLES})|接掌|执掌(?={C})|调任|当选(?:为)?|"
    rf"(?<!仍)(?<!继续)(?:(?<!仍)将|起|正式|重新|再次|兼|新|临时|暂时|回归并|宣布|并|同时|开始|后来|随后|此后|之后|转而|改为|{P}自{DATE}){{1,2}}(?:担任|兼任|就任)|(?<!先后)(?<!曾)担任(?=了)|{DATE}起?,?(?:担任|任))(?:为|了)?(?:新任|新|其|公司|该公司|集团|临时|代理)?(?P<place>(?P<company>{C})(?:[^,。;、{_NAMES}]{{0,8}}?的)?)?(?:“[^”]{{1,14}}”)?(?P<title>{TITLES})"
)
_TAKEN_OVER = re.compile(
    rf"由(?P<from>[^,。;{P}]{{0,30}}?)(?P<person>{P})(?:(?:、|和|与|及){P}){{0,3}}(?:正式|将|来|临时|暂时|暂|接棒)?(?P<verb>接任|接替|出任|担任|继任|接手|接管|代理|兼任|执掌|接掌|暂代|接过|接下|轮值|代管|兼管|分管|接班|接棒|补位|补上|顶上|掌舵)(?P<company>{C})?(?P<title>(?:其|该)?[^,。;{_NAMES}]{{0,16}})"
)


_ANNOUNCER = re.compile(
    rf"[^,。;:{C}{P}]{{0,16}}(?P<company>{C})[^,。;:{C}{P}]{{0,16}}(?:任命|宣布|公告|人事|消息|变动|调整)[^,。;:{C}{P}]{{0,8}}[:,]"
)
_HANDED_OVER = re.compile("卸任|辞任|辞去|不再担任|不再出任")
_TITLE_AFFIXES = re.compile(
    r"(?:的)?(?:职务|一职|职位|職務|一職|職位)$|^(?:其|所任|该?公司|的|在公司的|担任的){1,2}"
)


def read_career(story: Story, frame: Frame) -> None:
    """Add the departures, arrivals and appointments that a sentence tells."""
    _departures(story, frame)
    _dismissals(story, frame)
    _losses(story, frame)
    _arrivals(story, frame)
    _appointments(story, frame)


def settle_handovers(story: Story) -> None:
    """Of those who gave up a post, those left who got no other at the same company."""
    for frame, move in story.handed_over:
        if (id(move.person), id(move.company)) not in story.appointed:
            happens = story.add_move(frame, move)
            if happens and move.title and move.company:
                story.draft.affiliation(
                    move.person,
                    move.company,
                    frame.quote,
                    rule="zh.left",
                    title=move.title,
                    former=True,
                )


def _departures(story: Story, frame: Frame) -> None:
    text = frame.text
    for match in _LEFT.finditer(text):
        opening = max(0, match.start() - 20, text.rfind(P, 0, match.start()))
        if _STAYS.search(text, opening, min(len(text), match.end() + 24)):
            continue
        since = max(text.rfind(P, 0, match.start()), text.rfind(",", 0, match.start()))
        if _STAFF.search(text, since + 1, match.start()):
            continue
        before = FROM.search(text, max(0, match.start() - 24), match.start())
        company = None
        if match["company"]:
            company = frame.entity(match.start("company"))
        elif before:
            company = frame.entity(before.start("company"))
        elif match["dismisser"]:
            company = frame.entity(match.start("dismisser"))
        for person in story.subjects(frame, match.start(), relative=match.end("verb")):
            _leave(story, frame, match, person, company)


def _dismissals(story: Story, frame: Frame) -> None:
    """Those whom a company removes from a post, as in 解除王明的总裁职务."""
    for match in _DISMISSED.finditer(frame.text):
        person = frame.entity(match.start("person"))
        _leave(story, frame, match, person, story.company_before(frame, match.start()))


def _losses(story: Story, frame: Frame) -> None:
    """Those whom a company loses, told one by one: 苹果又流失三人,分别是王明、李华和..."""
    for match in _LOST.finditer(frame.text):
        company = frame.entity(match.start("company"))
        for person in frame.masked.values(match.start("people"), match.end(), P):
            _leave(story, frame, match, person, company)


def _leave(
    story: Story, frame: Frame, match: re.Match[str], person: Entity, company: Entity | None
) -> None:
    company = company or _employer(story, frame, person, match.start())
    company = company or story.company_around(frame, match.start())
    held = [position for position in story.positions_of(person) if position.company is company]
    title = title_of(frame, match, "title" if match["title"] else "post")
    if title is None and match["post"] and match.re is _LEFT:  # 辞去高级副总裁的职务
        title = title_in(frame, match.start("object"), match.start("post"))
    title = title or (held[-1].title if held else None)
    move = Move("left", person, company, title, *match.span("verb"))
    if company and _HANDED_OVER.match(match["verb"]):
        story.handed_over.append((frame, move))
        return
    if not story.add_move(frame, move) or company is None:
        return
    story.left[id(person)] = company
    for position in held:
        position.former = True
    if title:
        story.draft.affiliation(
            person, company, frame.quote, rule="zh.left", title=title, former=True
        )


def _current(positions: list[Position]) -> list[Position]:
    return [held for held in reversed(positions) if not held.former]


def _employer(story: Story, frame: Frame, person: Entity, place: int) -> Entity | None:
    """Whom a person leaves when no company is told: one of the sentence, else the current one."""
    here = frame.masked.values(0, place, C)
    described = person not in frame.masked.values(0, place, P)
    later = [] if described else frame.masked.values(place, len(frame.text), C)
    positions = [
        held
        for held in story.positions_of(person)
        if held.company in here or held.company not in later
    ]
    for position in [*_current(positions), *positions[::-1]]:
        if position.company in here:
            return position.company
    if id(person) in story.left:
        return story.left[id(person)]
    for position in _current(positions):
        return position.company
    return positions[-1].company if positions else None


def _arrivals(story: Story, frame: Frame) -> None:
    text = frame.text
    for match in _OTHERS_JOINED.finditer(text):
        for person in frame.masked.values(match.start("people"), match.end(), P):
            join(story, frame, match, person)
    for match in _JOINED.finditer(text):
        after = match["after"] or text[match.end("company") :]
        if _NOT_JOINED.match(after):
            continue
        works = match["title"] or _WORKS.match(text, match.end("company"))
        if match["verb"] in _VAGUE_ARRIVALS and not works:
            continue
        if match["verb"] in _LOOSE_ARRIVALS and match["between"] and not works:
            continue
        for person in story.subjects(frame, match.start(), relative=match.end("company")):
            join(story, frame, match, person)


def join(story: Story, frame: Frame, match: re.Match[str], person: Entity) -> None:
    company = frame.entity(match.start("company"))
    title = title_of(frame, match, "title")
    move = Move("joined", person, company, title, *match.span("verb"))
    if not story.add_move(frame, move):
        return
    if title:
        story.draft.affiliation(person, company, frame.quote, rule="zh.joined", title=title)
    source = FROM.search(frame.text, max(0, match.start() - 24), match.start())
    former = frame.entity(source.start("company")) if source else None
    if former and former is not company and company is not None:
        story.draft.affiliation(person, former, frame.quote, rule="zh.joined-from", former=True)
    _succeeds(story, frame, person, Position(company, title, since=frame.date(move.start)))
    story.left.pop(id(person), None)


def _succeeds(story: Story, frame: Frame, person: Entity, position: Position) -> None:
    """Remember a new position; one that was taken up elsewhere before is over."""
    for held in story.positions_of(person):
        earlier = held.since and position.since and held.since < position.since
        if earlier and held.company is not position.company and not held.former:
            held.former = True
            if held.title:
                story.draft.affiliation(
                    person,
                    held.company,
                    frame.quote,
                    rule="zh.before",
                    title=held.title,
                    former=True,
                )
    story.positions_of(person).append(position)


def _appointments(story: Story, frame: Frame) -> None:
    text = frame.text
    joined = [match.span() for match in _JOINED.finditer(text) if match["title"]]
    for match in _APPOINTED.finditer(text):
        within = any(start <= match.start() < end for start, end in joined)
        hired = _HIRED_FOR.search(text, max(0, match.start() - 60), match.start())
        if not (within or hired) and not re.match(r"创始人|联合创始人", match["title"]):
            for person in story.subjects(frame, match.start()):
                _appoint(story, frame, match, person)
    for match in _STEPS_IN.finditer(text):
        group = "" if match["person"] else "2"
        person = frame.entity(match.start(f"person{group}"))
        company = story.company_around(frame, match.start(), but=person)
        move = Move("appointed", person, company, None, *match.span(f"verb{group}"))
        story.add_move(frame, move)
    for rule in (_NAMED, _TAKEN_OVER, _REPLACED):
        for match in rule.finditer(text):
            for person in frame.masked.values(match.start("person"), match.end(), P):
                _appoint(story, frame, match, person)


def _appoint(story: Story, frame: Frame, match: re.Match[str], person: Entity) -> None:
    if match["company"]:
        company: Entity | None = frame.entity(match.start("company"))
    else:
        position = story.position(person) if match.re is _APPOINTED else None
        announcer = _ANNOUNCER.match(text := frame.text)
        if announcer and announcer.end() < text.find(P):
            position = Position(frame.entity(announcer.start("company")), None)
        company = position.company if position and not position.former else None
        company = company or story.company_around(frame, match.start(), but=person)
    title = title_of(frame, match, "title")
    when = next(iter(frame.masked.values(*match.span("verb"), DATE)), None)
    move = Move("appointed", person, company, title, *match.span("verb"), when)
    happened = story.add_move(frame, move)
    if company is None:
        return
    if happened:
        story.positions_of(person).append(Position(company, title))
    if frame.certainty(*match.span("verb")):
        story.appointed.add((id(person), id(company)))
    if happened and title:
        story.draft.affiliation(person, company, frame.quote, rule="zh.appointed", title=title)


def title_of(frame: Frame, match: re.Match[str], group: str) -> str | None:
    """The title that a rule found, without 一职 and the like."""
    if not match[group]:
        return None
    words = title_in(frame, *match.span(group)) or ""
    return _TITLE_AFFIXES.sub("", words).strip("的、 ") or None
