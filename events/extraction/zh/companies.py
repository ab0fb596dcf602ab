"""What happens to companies themselves: lay-offs, partnerships, foundings and closures."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, DATE, NUMBER, PERCENT, PERSON
from .frame import Frame
from .listings import is_exchange
from .quantities import Count
from .story import Story
from .subjects import SEVERAL, companies_in, company_list

P, C, D, N = PERSON, COMPANY, DATE, NUMBER
_LAYOFF = re.compile(
    rf"(?P<verb>裁员(?!潮|补偿|风波|名单|赔偿)|裁减|裁撤|裁掉|裁去|裁了(?=[^,。;]{{0,8}}(?:轮|人|一半|{N}|{PERCENT}))|解雇|辞退|削减(?=[^,。;]{{0,16}}(?:员工|岗位|职位|人手|人员|{N}))|精简(?=[^,。;]{{0,10}}(?:员工|人员|团队|{N}|{PERCENT}))|优化(?=(?:了|掉)?(?:近|约)?(?:{N}|{PERCENT}|员工|人员))|被裁|遣散|(?:人员|组织|团队|岗位)(?:优化|缩减|精简)(?!方案)|缩编|缩减(?=[^,。;]{{0,10}}(?:员工|岗位|人员|编制|{N}|{C}[^,。;]{{0,6}}{N}))|裁(?=(?:了|掉|减)?(?:近|约|逾)?{N})|减员|砍掉(?=[^,。;]{{0,14}}(?:员工|岗位|人员|{N}|{PERCENT}))|劝退|(?:员工|人手|团队|员工总)(?:人数|规模|数)?(?:降|减|缩)(?:少|减)?(?:到|至|了))"
)
_VAGUE = frozenset(
    "解雇 辞退 裁撤 优化 人员优化 组织优化 团队优化 岗位优化 人员精简 团队精简 团队缩减 组织精简 缩编 劝退 遣散 缩减".split()
)
_STAFF = frozenset("人 名 位 员工 个".split())
_PARTNER = re.compile(
    rf"(?P<first>{C})(?:\([^()]{{0,24}}\))?(?P<more>(?:、{C}){{0,4}})(?P<gap>[^,。;{C}{P}]{{0,12}}?)(?:与|和|同|跟|及|携手|联合|联手|牵手)(?P<second>[^,。;、{C}{P}]{{0,12}}?{C}(?:\([^()]{{0,24}}\))?(?:(?:、|和|与|及|以及)[^,。;、{C}{P}]{{0,10}}?{C}(?:\([^()]{{0,24}}\))?){{0,5}})(?P<tail>[^。;{C}]{{0,40}}?(?:在{C}[^。;{C}]{{0,12}}?)?)"
    r"(?P<verb>(?:达成|签署|签订|签约|建立|宣布|展开|开展|深化|结成|缔结|启动|结为|形成|加强|扩大|延长|续签|开启)[^,。;]{0,24}?(?:合作|协议|伙伴|联盟|备忘录)|(?:战略|深度|全面|独家|生态)(?:战略)?合作|合作(?=[,。;]|$)|(?:成立|设立|组建|共建)[^,。;{C}]{{0,16}}(?:联合实验室|实验室|合资公司|联合体|创新中心)|(?:合作|联合|共同|联名)(?:推出|开发|打造|研发|建设|成立|发布|训练|构建))"
)
_JOINED_HANDS = re.compile(
    rf"(?P<first>{C})[^,。;{C}{P}]{{0,10}}?(?P<verb>携手|牵手|联手|联合|选择与)(?P<second>{C}(?:(?:、|和|与|及){C}){{0,5}})"
)
_NOT_PARTNER = re.compile(
    r"买卖协议|转让|认购|收购|投资|领投|融资|诉讼|起诉|竞争|创始人|离职|合并|谈判破裂|终止|出资成立"
)
_FOUNDED = re.compile(
    rf"(?P<company>{C})(?:\([^()]{{0,30}}\)|[”\"])*(?P<gap>[^。;{C}{P}]{{0,20}}?)(?P<verb>成立|创立|创办|创建|诞生|注册(?:成立)?|揭牌|组建)(?P<after>(?:于)?{D}|于[^,。;{C}]{{1,14}}?的{D}|(?=[,。;]|$|不到|仅|至今|以来|时|后))"
    rf"|(?P<verb2>(?:成立|创立|创办|创建)于){D}的?(?:[^,。;{C}{P}]{{0,16}}?)(?P<company2>{C})"
    rf"|自{D}(?P<verb5>成立|创立)(?:以来|至今),?(?P<company5>{C})"
    rf"|{D}(?P<verb4>成立|创立)于[^,。;{C}{P}]{{1,8}},(?P<company4>{C})"
    rf"|{D}(?:,)?(?:正式)?(?P<verb3>成立|创立)的(?:[^,。;{C}{P}]{{0,14}}?)(?P<company3>{C})"
)
_SET_UP = re.compile(
    rf"(?P<parent>{C})[^,。;{C}{P}]{{0,20}}?(?P<verb>成立|组建|设立|新设|注册成立|创立)(?:了)?(?:[^,。;{C}{P}]{{0,14}}?(?:公司|企业|实验室|研究院|子公司|合资公司|机构|基金)[^,。;{C}{P}]{{0,4}}?)[“\"]?(?P<company>{C})"
)
_BANKRUPT = re.compile(
    rf"(?P<verb>受理|裁定)(?:了)?(?:对)?(?P<company>{C})(?:的)?(?:进入|启动)?破产"
)
_BOTH = re.compile(
    rf"(?:双方|两家公司)(?:将|还|已|共同|宣布|联合|拟|计划|会|基于[^。;]{{0,24}},|围绕[^。;]{{0,24}},|就[^。;]{{0,24}},){{0,4}}(?P<verb>(?:共同|联合|合作)(?:开发|打造|推出|研发|建设|探索)|(?:成立|共建|组建|设立)[^,。;{C}]{{0,20}}(?:实验室|合资公司|中心)|(?:达成|签署|签订|展开|开展|建立)[^,。;{C}]{{0,14}}(?:合作|协议|备忘录|伙伴))"
)
_AGREED = re.compile("宣布|达成|签署|签订|签约")
_CLOSED = re.compile(
    rf"(?P<company>{C})(?:\([^()]{{0,30}}\)|[”\"])*(?P<gap>[^。;{C}{P}]{{0,24}}?)(?P<verb>倒闭|破产|停止运营|停止营业|停止经营|解散|关停(?!服务|业务|旗下|了?其|该)|停止(?:了)?(?:所有|全部|一切|主要)?(?:业务|运营|营业|经营)(?=[,。;]|$)|停运|关门|关张|注销|停业|歇业|清算|结业|停摆|(?:宣布|正式|已|将|即将|永久|被迫|彻底|随后|最终|于是|悄然){{1,2}}关闭(?=[,。;]|$|运营|公司|了?所有))"
    r"(?!保护的|边缘|风险|潮|传闻不实|重整)"
)


def read_layoffs(story: Story, frame: Frame) -> None:
    """Add the lay-offs that a sentence tells."""
    for match in _LAYOFF.finditer(frame.text):
        start, _ = frame.clauses[frame.clause_at(match.start())]
        companies = _employers(story, frame, match)
        certainty = frame.certainty(match.start(), match.end())
        if not companies or certainty is None or P in frame.text[match.end() : match.end() + 3]:
            continue
        until = _until(frame, match.end())
        headcount, share = _size(frame, start, until)
        if match["verb"] in _VAGUE and headcount is None and share is None:
            continue
        for company in companies:
            story.draft.event(
                "layoff",
                frame.quote,
                rule="zh.layoff",
                date=frame.date(match.start()),
                certainty=certainty,
                company=company,
                headcount=headcount,
                share=share,
            )


def _employers(story: Story, frame: Frame, match: re.Match[str]) -> list[Entity]:
    """The company that a verb tells of, all those in a list, or whose head speaks before it."""
    company = story.company_before(frame, match.start())
    if company is None:
        people = frame.slots(0, match.start(), P)
        position = story.position(people[-1][1].value) if people else None
        return [position.company] if position and not position.former else []
    start, _ = frame.clauses[frame.clause_at(match.start())]
    places = [at for at, slot in frame.slots(start, match.start(), C) if slot.value is company]
    if places and SEVERAL.search(frame.text, places[-1], match.start()):
        return company_list(frame, places[-1])
    return [company]


def _until(frame: Frame, place: int) -> int:
    """Where the next company's own clause begins."""
    for first, last in frame.clauses:
        if first > place and re.match(rf"[^,]{{0,6}}?{C}", frame.text[first:last]):
            return first
    return len(frame.text)


def _size(frame: Frame, start: int, stop: int) -> tuple[int | None, float | None]:
    headcount = next(
        (
            int(slot.value.value)
            for place, slot in frame.slots(start, stop, NUMBER)
            if isinstance(slot.value, Count)
            and (slot.value.unit in _STAFF and slot.value.value >= 2)
            and not re.search(
                r"(?:员工总数|总员工|共有|拥有|现有|保留|仍有|还有|留下|目前有|团队(?:约)?有|原有|从|到|仅剩|剩余|剩下|总人数|规模|至)[^,。;]{0,6}$",
                frame.text[max(0, place - 10) : place],
            )
        ),
        None,
    )
    share = next(
        (slot.value for _, slot in frame.slots(start, stop, PERCENT) if slot.value < 1), None
    )
    return headcount, share


def read_partnerships(story: Story, frame: Frame) -> None:
    """Add the partnerships that a sentence tells."""
    text = frame.text
    for match in _BOTH.finditer(text):
        parties = list(dict.fromkeys(companies_in(frame, 0, match.start())))[:2]
        certainty = frame.certainty(*match.span("verb"))
        agreed = _AGREED.search(text, 0, match.start())
        if match["verb"].startswith(("共同", "联合", "合作")):
            certainty = frame.certainty(*agreed.span()) if agreed else None
        if certainty and len(parties) > 1 and not _NOT_PARTNER.search(text):
            story.draft.event(
                "partnership",
                frame.quote,
                rule="zh.both",
                date=frame.date(match.start()),
                certainty=certainty,
                confidence=0.75,
                companies=parties,
            )
    for rule in (_PARTNER, _JOINED_HANDS):
        for match in rule.finditer(text):
            start, stop = frame.clauses[frame.clause_at(match.start())]
            if _NOT_PARTNER.search(text, start, max(stop, match.end())):
                continue
            if rule is _JOINED_HANDS and not re.search(
                "合作|打造|推出|开发|发布|伙伴|推动|布局|建设|生态",
                text[match.end() : match.end() + 40],
            ):
                continue
            certainty = frame.certainty(match.start("verb"), match.end("verb"))
            if certainty is None or re.search(
                r"(?:由|据)$", text[max(0, match.start() - 1) : match.start()]
            ):
                continue
            story.draft.event(
                "partnership",
                frame.quote,
                rule="zh.partnership",
                date=frame.date(match.start("verb")),
                certainty=certainty,
                confidence=0.75,
                companies=frame.masked.values(match.start("first"), match.end("second"), C),
            )


def read_foundings(story: Story, frame: Frame) -> None:
    """Add the foundings of companies in sentences that name no founder."""
    text = frame.text
    for match in _FOUNDED.finditer(text):
        number = next(number for number in ("", *"2345") if match[f"company{number}"])
        group, verb = f"company{number}", f"verb{number}"
        if re.search("团队|團隊", frame.entity(match.start(group)).name):
            continue
        if _has_founder(text, match) or re.search("由|基金会的|被|与|收购", match["gap"] or ""):
            continue
        company = frame.entity(match.start(group))
        _founding(
            story, frame, company, match.start(verb), match.end(verb), _date_near(frame, match)
        )
    for match in _SET_UP.finditer(text):
        if not _has_founder(text, match):
            company = frame.entity(match.start("company"))
            start, end = match.span("verb")
            _founding(story, frame, company, start, end, frame.date(start))


def _founding(
    story: Story, frame: Frame, company: Entity, start: int, end: int, date: str | None
) -> None:
    certainty = frame.certainty(start, end)
    if certainty:
        story.draft.event(
            "founding",
            frame.quote,
            rule="zh.founding",
            date=date,
            certainty=certainty,
            company=company,
        )


def _has_founder(text: str, match: re.Match[str]) -> bool:
    return (
        re.search(
            rf"由[^,。;]{{0,40}}{P}|{P}[^,。;]{{0,20}}(?:创立|创办|创建|成立)|{P}(?:等人)?(?:联合|共同)",
            text,
        )
        is not None
    )


def _date_near(frame: Frame, match: re.Match[str]) -> str | None:
    dates = frame.slots(match.start(), match.end() + 1, DATE)
    if dates:
        return str(dates[-1][1].value) if dates[-1][1].value else None
    return frame.date(match.start())


def read_closures(story: Story, frame: Frame) -> None:
    """Add the closures of companies that a sentence tells."""
    for match in _BANKRUPT.finditer(frame.text):
        certainty = frame.certainty(match.start("verb"), match.end("verb"))
        if certainty:
            story.draft.event(
                "closure",
                frame.quote,
                rule="zh.bankruptcy",
                date=frame.date(match.start("verb")),
                certainty=certainty,
                company=frame.entity(match.start("company")),
            )
    for match in _CLOSED.finditer(frame.text):
        if re.search("旗下|收购|业务|部门|的|发布|推出|服务|账号|账户|工厂|门店", match["gap"]):
            continue
        certainty = frame.certainty(match.start("verb"), match.end("verb"))
        company: Entity | None = frame.entity(match.start("company"))
        if re.search("[被经由向]$", frame.text[: match.start()]):
            company = story.company_before(frame, match.start())
        if certainty and company and not is_exchange(company):
            story.draft.event(
                "closure",
                frame.quote,
                rule="zh.closure",
                date=frame.date(match.start("verb")),
                certainty=certainty,
                company=company,
            )
