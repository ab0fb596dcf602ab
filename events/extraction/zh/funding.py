"""Rounds of financing: who raised how much in which round, from whom, at what valuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..document import Entity
from ..facts import Money
from ..masking import COMPANY, DATE, MONEY, PERSON
from .frame import Frame
from .listings import is_exchange
from .rounds import ROUND, round_name_in
from .story import Story

C, P, S = COMPANY, PERSON, MONEY
_ANY = f"{C}{P}"

_RAISE = re.compile(
    rf"(?P<company>{C})(?:\([^()]{{0,40}}\)|[”\"])*(?P<gap>[^;。{C}]{{0,40}}?)(?P<verb>完成|获得|获(?!利|奖|批|取|悉|评|得了?[^,]{{0,4}}(?:奖|认))|斩获|拿下|敲定|筹得|筹集|募得|募集|拿到|筹措|融资(?!额|租|方|轮|计划)|募资|宣布完成|收获|揽获|引入|寻求|洽谈|进行)"
    rf"(?P<rest>[^;。]{{0,90}})"
)
_CLOSED = re.compile(
    rf"(?P<company>{C})(?:的)?[^。;{C}{P}]{{0,16}}?(?:[A-H]\+?|天使|种子|[Pp][Rr][Ee]-?(?:[A-H]|IPO)|这一|本|新一|此)轮(?:融资)?[^,。;{C}]{{0,16}}?(?:融了|融到|引来|迎来|再收|收到|高达|(?:金额|规模)(?:是|为|达)|落定|到账|交割|敲定|收官|关闭|拿的|完成|融的|落地)"
)
_GOT = re.compile(
    rf"(?P<company>{C})[^,。;{C}{P}]{{0,14}}?(?:拿到|融到|筹到|筹得|募得|入账|进账|官宣|披露|宣布)(?:了)?(?:[^,。;{C}{P}]{{0,8}}?){S}(?:(?:的)?(?:[^,。;{C}]{{0,8}})融资|(?=,(?:投后)?估值))"
)
_PUBLIC_TOO = frozenset("募资 募集 筹集 募得 筹得 融资".split())
_GOES_PUBLIC = re.compile(
    "上市|科创板|(?<![Pp]re-)(?<!PRE-)IPO|挂牌|申购|发行价|招股|敲钟|港交所|纳斯达克"
)
_OWN_ROUND = re.compile(rf"[^,{C}]{{0,6}}?{C}[^,]{{0,24}}?(?:完成|获|斩获|宣布)")
_SUBJECTLESS = re.compile(
    rf"(?:{DATE}|,|又|再次|还|也|随后|此前|据报|传出|的){{1,5}}(?:完成|获得?|拿到)[^,。;{C}{P}]{{0,24}}融资"
)
_MONEY_WORD = re.compile(rf"融资|投资|注资|增资|资金|募资|领投|入股|[A-H]\+?轮|天使轮|种子轮|{S}")
_RAISED = re.compile(r"融资|注资|增资|募资|领投|轮|入股|(?:战略)?投资")
_NOT_ROUND = re.compile(
    r"累计[^,。;]{0,6}(?:融资|完成|获)|融资总额|总融资|历史融资|融资(?:总)?(?:累计|规模累计)|净利|营收|收入|贷款贴息|市值|订单|奖"
)
_INVEST = re.compile(
    rf"(?P<investor>{C})(?:\([^()]{{0,30}}\))?(?P<gap>[^,。;{C}]{{0,24}}?)(?P<verb>(?:战略|独家|联合|追加|继续)?(?:投资|注资|领投|增资|入股|参投|跟投|押注))(?:了)?(?P<mid>[^,。;、{_ANY}]{{0,14}}?)[“\"]?(?P<company>{C})"
)
_INVEST_IN = re.compile(
    rf"(?P<investor>{C})(?:\([^()]{{0,30}}\))?(?:(?:、|和|与|及|以及){C}){{0,4}}[^,。;{C}]{{0,24}}?(?:向|对|给|为)[^,。;{C}]{{0,10}}?(?P<company>{C})[^,。;{C}]{{0,24}}?(?P<verb>投资|注资|增资|投入|提供|入股)"
)
_OF_ROUND = re.compile(
    rf"(?P<company>{C})(?:的)?(?P<what>[^,。;{_ANY}]{{0,16}}?轮[^,。;{_ANY}]{{0,4}}?融资)"
)
_FOLLOW = re.compile(
    r"本轮|此轮|该轮|此次融资|本次融资|该笔融资|这笔融资|这轮|这次融资|本次投资|领投|跟投|投后估值|投前估值|投资方(?:包括|为|有)|融资(?:后|完成后)"
)
_LEAD = re.compile(
    rf"(?P<names>{C}[^。;,]{{0,120}}?)(?:等)?[^,。;、{C}]{{0,10}}?(?:联合|共同|独家)?(?:领投|领衔)"
)
_LED_BY = re.compile(
    rf"(?:领投方|领投机构|领投的)(?:为|是|有|包括|系)?:?(?P<names>{C}[^。;,]{{0,80}})"
)
_JOIN = re.compile(
    rf"(?P<names>{C}[^。;]{{0,160}}?)(?:等)?[^,。;、{C}]{{0,16}}?(?:跟投|参投|参与(?:了)?(?:本轮|此轮|投资|跟投|其中)?|独家投资|独投|共同投资|联合投资|继续加码|加码|加入(?=[,。;]|$)|追加投资|超额认购|持续加注|(?:战略)?(?:投资|注资|入股)(?=[,。;]|$))"
)
_BACKERS = re.compile(
    rf"(?:投资方|投资者|参投方|跟投方|跟投的|参投的|投资机构|股东|参投机构|投资人|资方)(?:还|则|主要)?(?:包括|为|有|阵容包括|囊括)(?:了)?:?(?P<names>[^。;]{{0,20}}?{C}[^。;]{{0,120}})"
)
_FROM = re.compile(
    rf"(?:获得?|获得了|得到|来自|引入|拿到(?:了)?|接受)(?:了)?(?P<names>(?:[^,。;{C}]{{0,8}}?{C}){{1,8}})(?:等[^,。;{C}]{{0,10}})?(?:的)?(?:[^,。;{C}]{{0,16}}?)(?:{S}|投资|注资|融资|领投|入股|青睐|加持)"
)
_VALUATION = re.compile(
    rf"(?P<pre>投前)?(?:投后)?估值(?!方法|体系|模型)[^,。;{S}{C}]{{0,14}}?(?P<sum>{S})|(?P<sum2>{S})(?:的)?(?P<pre2>投前)?(?:投后)?估值"
)


def read_funding(story: Story, frame: Frame) -> None:
    """Add the rounds that a sentence tells, and what it adds to one told before."""
    if not _MONEY_WORD.search(frame.text):
        return
    told = [*_raised(story, frame), *_invested(frame)] or list(_settled(frame))
    if not told and story.topic and _SUBJECTLESS.match(frame.text):
        told = [(story.topic, 0, len(frame.text))]
    if told:
        for company, start, end in told:
            _round(story, frame, company, start, end, told)
            story.financed = company
    elif story.financed and _FOLLOW.search(frame.text) and not _NOT_ROUND.search(frame.text):
        financed = _own_company(story, frame)
        if financed:
            _round(story, frame, financed, 0, len(frame.text), [])


def _raised(story: Story, frame: Frame) -> Iterator[tuple[Entity, int, int]]:
    """Companies that complete, get or seek money: the company and the span that tells it."""
    text = frame.text
    last = -1
    for match in _RAISE.finditer(text):
        company_place = match.start("company")
        if match["verb"] in _PUBLIC_TOO and _GOES_PUBLIC.search(text):
            continue
        if company_place < last or is_exchange(frame.entity(company_place)):
            continue
        words = match["verb"] + match["rest"]
        told = (
            _RAISED.search(match["rest"])
            if match["verb"] != "融资" and match["verb"] != "募资"
            else True
        )
        if not told or _NOT_ROUND.search(match["gap"] + words[:16]):
            continue
        if re.search(
            r"领投|跟投|参投|投资|收购|发布|显示|数据|统计|报告", match["gap"]
        ) or _is_backer(text, company_place):
            continue
        if match["verb"] in ("引入", "寻求", "洽谈", "进行", "获", "获得", "收获") and not (
            ROUND.search(match["rest"]) or S in match["rest"] or "融资" in match["rest"]
        ):
            continue
        if match["verb"] == "融资" and not (S in match["rest"][:14] or ROUND.search(match["gap"])):
            continue
        if not (S in match[0] or ROUND.search(match[0]) or "融资" in match[0]):
            continue
        if re.match(r"(?:完成|获得?)[^,。;]{0,12}(?:收购|交付|上市|备案|认证|订单)", words):
            continue
        stop = _next_company_clause(frame, match.start("verb"), match.end())
        last = stop
        yield frame.entity(company_place), company_place, stop


def _settled(frame: Frame) -> Iterator[tuple[Entity, int, int]]:
    """Companies whose round is closed: X的B轮在12月落定, and those that simply got a sum."""
    for rule in (_CLOSED, _GOT):
        for match in rule.finditer(frame.text):
            if _GOES_PUBLIC.search(frame.text) and rule is _GOT:
                continue
            stop = _next_company_clause(frame, match.end(), len(frame.text))
            yield frame.entity(match.start("company")), match.start(), stop


def _is_backer(text: str, place: int) -> bool:
    return re.search(r"(?:由|据|向|来自)$", text[max(0, place - 2) : place]) is not None


def _next_company_clause(frame: Frame, place: int, stop: int) -> int:
    """Where the next company's own round begins, or the end of the sentence."""
    text = frame.text
    for first, last in frame.clauses:
        clause = text[first:last]
        raises = _RAISED.search(clause) and not re.search("领投|跟投|参投", clause)
        if first > place and raises and _OWN_ROUND.match(clause):
            return first
    return len(text)


def _invested(frame: Frame) -> Iterator[tuple[Entity, int, int]]:
    """Companies in which another one invests."""
    text = frame.text
    for rule in (_INVEST_IN, _INVEST, _OF_ROUND):
        for match in rule.finditer(text):
            if rule is _OF_ROUND and re.search("领投|跟投|参投", match["what"]):
                continue
            if rule is _OF_ROUND and not re.search("领投|跟投|参投|参与|投资", text):
                continue
            if rule is not _OF_ROUND and not (
                S in text[match.start() : match.end() + 24]
                or ROUND.search(text[match.start() : match.end() + 24])
                or match["verb"] in ("领投", "参投", "跟投")
                or re.match("[^,。;]{0,8}(?:融资|募资|轮)", text[match.end() :])
            ):
                continue
            if rule is not _OF_ROUND and re.search(r"的|由", match.groupdict().get("gap") or ""):
                continue
            start, stop = frame.clauses[frame.clause_at(match.start())]
            if re.match(
                r"(?:的)?(?:基金|股东|投资方|服务器|GPU|数据中心)", text[match.end("company") :][:8]
            ):
                continue
            yield frame.entity(match.start("company")), start, stop


def _own_company(story: Story, frame: Frame) -> Entity | None:
    """The company of a follow-up sentence: the one financed before, unless another stands first."""
    opening = frame.text[:4]
    if opening.startswith(C) and not re.search(
        "领投|跟投|参投|投资", frame.text[: frame.clauses[0][1]]
    ):
        return frame.entity(0) if frame.entity(0) is story.financed else None
    return story.financed


def _round(
    story: Story,
    frame: Frame,
    company: Entity,
    start: int,
    stop: int,
    told: list[tuple[Entity, int, int]],
) -> None:
    text = frame.text
    clause = frame.clauses[frame.clause_at(start)][0] if start else 0
    words = text[clause:stop]
    verb = _RAISED.search(text, start, stop)
    place = verb.start() if verb else start
    certainty = frame.certainty(place, place + 2)
    if certainty is None:
        return
    others = {entity for entity, *_ in told}
    leads = [
        entity
        for entity in _names(frame, clause, stop, _LEAD, _LED_BY)
        if entity not in others | {company}
    ]
    backers = [
        entity
        for entity in _names(frame, clause, stop, _JOIN, _BACKERS, _FROM)
        if entity not in others | {company}
    ]
    for rule in (_INVEST, _INVEST_IN):
        for match in rule.finditer(text, clause, stop):
            if frame.entity(match.start("company")) is company:
                names = [*frame.masked.values(match.start("investor"), match.start("verb"), C)]
                names = [entity for entity in names if entity is not company]
                (leads if match["verb"].endswith("领投") else backers).extend(names)
    amounts = _amount(frame, clause, stop)
    round_name = round_name_in(words)
    if not (leads or backers or amounts or round_name or "融资" in words):
        return
    story.draft.event(
        "funding",
        frame.quote,
        rule="zh.round",
        date=frame.date(place),
        certainty=certainty,
        company=company,
        investors=[*leads, *backers],
        leads=leads,
        round=round_name,
        amount=amounts,
        valuation=_valuation(frame, clause, stop),
    )


def _names(frame: Frame, start: int, stop: int, *rules: re.Pattern[str]) -> list[Entity]:
    """The organisations (and persons) in the lists that the rules find."""
    found: list[Entity] = []
    for rule in rules:
        for match in rule.finditer(frame.text, start, stop):
            first, last = _list_span(frame.text, *match.span("names"), start)
            found += [
                slot.value
                for place in range(first, last)
                if frame.text[place] in (C, P)
                and (slot := frame.masked.slots.get(place))
                and not _bracketed(frame.text, first, place)
            ]
    return list(dict.fromkeys(found))


def _list_span(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """The last list within a span: what a comma or a verb parts from it is no member."""
    names = text[start:end]
    cut = 0
    for match in re.finditer(
        r"领投|跟投|融资|完成|获得|估值|宣布|由|包括|为|来自|表示|[,:](?=[^,:]*(?:领投|跟投|由|股东|老|新))",
        names,
    ):
        cut = match.end()
    return start + cut, end


def _bracketed(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _amount(frame: Frame, start: int, stop: int) -> Money | None:
    """The sum raised: the first that is no valuation, total or revenue."""
    for place, slot in frame.slots(start, stop, S):
        before, after = frame.text[max(0, place - 14) : place], frame.text[place + 1 : place + 8]
        if re.search(
            r"(?:估值|市值|营收|收入|累计|总额|总计|利润|亏损|订单|达成|共计)(?:(?!融资|筹|募)[^,。;]){0,10}$",
            before,
        ) or re.match(r"(?:的)?(?:投[前后])?(?:估值|市值|营收)", after):
            continue
        value: Any = slot.value
        return value if isinstance(value, Money) else None
    return None


def _valuation(frame: Frame, start: int, stop: int) -> Money | None:
    found: list[tuple[bool, Money]] = []
    for match in _VALUATION.finditer(frame.text, start, stop):
        group = "sum" if match["sum"] else "sum2"
        pre = bool(match["pre"] or match["pre2"])
        found.append((pre, frame.masked.slots[match.start(group)].value))
    return min(found, key=lambda item: item[0])[1] if found else None
