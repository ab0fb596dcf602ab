"""Rounds of financing: who raised how much in which round, from whom, at what valuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Entity
from ..masking import COMPANY, DATE, MONEY, NUMBER, PERSON
from .backing import amount_in, backers_in, leads_in, valuation_in
from .frame import Frame
from .listings import is_exchange
from .rounds import ROUND, round_name_in
from .sought import is_sought
from .story import Story
from .subjects import SEVERAL, company_list

C, P, S = COMPANY, PERSON, MONEY
_ANY = f"{C}{P}"

_RAISE = re.compile(
    rf"宣布(?=了?{NUMBER}?{S})|完成|获得|获(?!利|奖|批|取|悉|评|得了?[^,]{{0,4}}(?:奖|认))|斩获|拿下|敲定|筹得|筹集|募得|募集|拿到|筹措|"
    r"融资(?!额|租|方|轮|计划|事宜|谈判|问题)|募资(?!额|总额)|集资|融得|收获|揽获|引入|寻求|洽谈|进行|接洽|筹划|谋求|开启|启动|推进|商讨|谈判|计划|拟"
)
_RAISER = re.compile(rf"{C}(?:\([^()]{{0,40}}\)|[”\"])*(?P<gap>[^;。{C}]{{0,40}})$")
_TELLING = 90
"""How far after its verb a round is told."""
_ELSE = re.compile(
    rf"[^,。;]{{0,16}}?(?:(?:向|对|给)[^,。;{C}]{{0,14}}|投资|收购|入股|领投|参与){C}|(?:计划|拟)[^,。;]{{0,12}}(?:投资|注资|投入|入股|参与)|[^,。;]{{0,24}}{S}的?[^,。;]{{0,12}}(?<!产业)(?<!投资)(?:基金|项目)(?:[,。;]|$)|(?:完成|获得?)[^,。;]{{0,12}}(?:收购|交付|上市|备案|认证|订单)"
)
"""What tells that a verb is of no round of its own."""

_CLOSED = re.compile(
    rf"(?P<company>{C})(?:的)?[^。;{C}{P}]{{0,16}}?(?:[A-H]\+?|天使|种子|[Pp][Rr][Ee]-?(?:[A-H]|IPO)|这一|本|新一|此)轮(?:融资)?[^,。;{C}]{{0,16}}?(?:融了|融到|引来|迎来|再收|收到|高达|(?:金额|规模)(?:是|为|达)|落定|到账|交割|敲定|收官|关闭|拿的|完成|融的|落地)"
)
_GOT = re.compile(
    rf"(?P<company>{C})[^,。;{C}{P}]{{0,14}}?(?:拿到|融到|筹到|筹得|募得|入账|进账|官宣|披露|宣布)(?:了)?(?:[^,。;{C}{P}]{{0,8}}?){S}(?:(?:的)?(?:[^,。;{C}]{{0,8}})融资|(?=,(?:投后)?估值))"
)
_WEAK = frozenset(
    "接洽 引入 寻求 洽谈 进行 获 获得 收获 筹划 谋求 开启 启动 推进 商讨 谈判 计划 拟".split()
)
"""Verbs of much else too: money or a round must stand with them."""

_OF_MONEY = frozenset("筹集 募集 筹得 募得 筹措 融得 募资 集资".split())
_PUBLIC_TOO = frozenset("募资 募集 筹集 募得 筹得 融资 集资 筹措 融得".split())
_WILL_RAISE = re.compile("募资|募集|集资|筹资|筹集")
_GOES_PUBLIC = re.compile(
    "上市|科创板|(?<![Pp]re-)(?<!PRE-)IPO|挂牌|申购|发行价|招股|聆讯|递表|发售|每股|首日|发行|敲钟|港交所|纳斯达克"
)
_OWN_ROUND = re.compile(rf"[^,{C}]{{0,6}}?{C}[^,]{{0,24}}?(?:完成|获|斩获|宣布)")
_NEXT_ROUND = re.compile(
    rf"(?:并|且|又|同时|随后|此后|之后|还|也|再|{DATE}){{0,3}}(?:正在?|已|再次|又)?[^,{C}]{{0,10}}?(?:完成|获得?|启动|开启|寻求|洽谈|接洽|筹划|有)[^,]{{0,14}}(?:轮|新一轮)"
)
_OWN_WORDS = re.compile("该公司|公司|这家|其")
_SUBJECTLESS = re.compile(
    rf"(?:{DATE}|,|又|再次|还|也|随后|此前|据报|传出|的){{1,5}}(?:完成|获得?|拿到)[^,。;{C}{P}]{{0,24}}融资"
)
_OTHER_DEED = re.compile(r"领投|跟投|参投|投资(?!者|人|方|机构)|收购|发布|显示|数据|统计|报告")
_MONEY_WORD = re.compile(rf"融资|投资|注资|增资|资金|募资|领投|入股|[A-H]\+?轮|天使轮|种子轮|{S}")
_RAISED = re.compile(
    r"融资|(?<=筹集)[^,。;]{0,8}资金|(?<=募集)[^,。;]{0,8}资金|注资|增资|募资|领投|轮|入股|(?:战略)?投资"
)
_NOT_ROUND = re.compile(
    r"累计[^,。;]{0,6}(?:融资|完成|获)|融资总额|融资总规模|轮总融资|总融资|历史融资|融资(?:总)?(?:累计|规模累计)|净利|营收|收入|贷款贴息|市值|订单|奖"
)
_INVEST = re.compile(
    rf"(?P<investor>{C})(?:\([^()]{{0,30}}\))?(?P<gap>[^,。;{C}]{{0,24}}?)(?P<verb>(?:战略|独家|联合|追加|继续)?(?:投资(?!方|者|人|机构|部)|注资|领投|增资|入股|参投|跟投|押注|主导|领导))(?:了)?(?P<mid>[^,。;、{_ANY}]{{0,14}}?)[“\"]?(?P<company>{C})"
)
_INVEST_IN = re.compile(
    rf"(?P<investor>{C})(?:\([^()]{{0,30}}\))?(?:(?:、|和|与|及|以及){C}){{0,4}}[^,。;{C}]{{0,24}}?(?:向|对|给|为)[^,。;{C}]{{0,10}}?(?P<company>{C})[^,。;{C}]{{0,24}}?(?P<verb>投资|注资|增资|投入|提供|入股|投了?(?={S}))"
)
_SUBSCRIBES = re.compile(
    rf"(?P<investor>{C})(?:\([^()]{{0,30}}\))?(?P<gap>[^。;{C}]{{0,48}}?)(?P<verb>认购|购入|购买|买入)(?:了)?(?P<mid>[^,。;、{_ANY}]{{0,10}}?)(?P<company>{C})(?:的)?[^,。;{C}]{{0,10}}?(?:普通股|新股|优先股|新发行)"
)
_TAKES_PART = re.compile(
    rf"(?P<investor>{C})(?:\([^()]{{0,30}}\))?(?P<gap>[^,。;{C}]{{0,24}}?)(?P<verb>参与|参投|加入|认购)(?:了|到)?(?P<mid>)[^,。;、{_ANY}]{{0,6}}?[“\"]?(?P<company>{C})[”\"]?(?:的)?[^,。;{_ANY}]{{0,20}}?(?:轮|融资|增资)"
)
_OF_ROUND = re.compile(
    rf"(?P<company>{C})(?:的)?(?P<what>[^,。;{_ANY}]{{0,16}}?轮[^,。;{_ANY}]{{0,4}}?融资)"
)
_FOLLOW = re.compile(
    r"本轮|此轮|该轮|此次融资|此融资|该融资|此次募资|本次募资|这笔资金|等[^,。;]{0,10}(?:投资方|投资机构|财务机构)|本次融资|该笔融资|这笔融资|这轮|这次融资|本次投资|领投|跟投|投后估值|投前估值|投资方(?:包括|为|有)|融资(?:后|完成后)"
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
            story.financed, story.financed_at = company, frame.sentence.start
    elif story.financed and _FOLLOW.search(frame.text) and not _NOT_ROUND.search(frame.text):
        financed = _own_company(story, frame)
        if financed:
            _round(story, frame, financed, 0, len(frame.text), [])


def _raised(story: Story, frame: Frame) -> Iterator[tuple[Entity, int, int]]:
    """Companies that complete, get or seek money: the company and the span that tells it."""
    text = frame.text
    last = -1
    for match in _RAISE.finditer(text):
        if match.start() < last:
            continue
        companies, place, gap = _raisers(story, frame, match.start())
        if not companies or is_exchange(companies[0]) or _is_backer(text, place):
            continue
        if not _tells_of_money(text, match, gap):
            continue
        raises = match[0] in _PUBLIC_TOO or _WILL_RAISE.match(text, match.end())
        if raises and _GOES_PUBLIC.search(text):
            continue
        start, last = max(place, last), _next_round(frame, match.start())
        for company in companies:
            yield company, start, last


def _raisers(story: Story, frame: Frame, place: int) -> tuple[list[Entity], int, str]:
    """The companies whose round a verb at a place tells of, where they stand, and what follows."""
    text = frame.text
    subject = _RAISER.search(text, max(0, place - _TELLING), place)
    if subject and "," not in subject["gap"]:
        several = SEVERAL.search(subject["gap"]) is not None
        at = subject.start()
        return (company_list(frame, at) if several else [frame.entity(at)]), at, subject["gap"]
    company = story.company_before(frame, place)
    if company is None and subject:
        company = frame.entity(subject.start())
    if company is None and C not in text[:place] and story.financed and _OWN_WORDS.match(text):
        company = story.financed
    if company is None or not (subject or C not in text[:place] or _added(text, place)):
        return [], 0, ""
    return [company], subject.start() if subject else 0, subject["gap"] if subject else ""


def _added(text: str, place: int) -> bool:
    """Whether a clause opens with its verb, so that it tells on of the company before."""
    return re.search(f"[{_ANY}][^,;:]*$", text[:place]) is None


def _tells_of_money(text: str, verb: re.Match[str], gap: str) -> bool:
    """Whether a verb with what stands around it tells of a round of the company before it."""
    end = min(len(text), verb.end() + _TELLING)
    for sign in ";。":
        found = text.find(sign, verb.end(), end)
        end = found if found >= 0 else end
    rest = text[verb.end() : end]
    if _NOT_ROUND.search(gap + verb[0] + rest[:14]) or _OTHER_DEED.search(gap):
        return False
    if verb[0] in _OF_MONEY and S in rest[:10]:
        return True
    if _ELSE.match(text, verb.start()) or (
        verb[0] not in ("融资", "募资", "集资") and not _RAISED.search(rest)
    ):
        return False
    if verb[0] in ("融资", "集资") and not (S in rest[:14] or ROUND.search(gap)):
        return False
    said = rest if verb[0] in _WEAK else gap + verb[0] + rest
    return S in said or ROUND.search(said) is not None or "融资" in said


def _settled(frame: Frame) -> Iterator[tuple[Entity, int, int]]:
    """Companies whose round is closed: X的B轮在12月落定, and those that simply got a sum."""
    for rule in (_CLOSED, _GOT):
        for match in rule.finditer(frame.text):
            if (_GOES_PUBLIC.search(frame.text) and rule is _GOT) or _NOT_ROUND.search(match[0]):
                continue
            stop = _next_round(frame, match.end())
            yield frame.entity(match.start("company")), match.start(), stop


def _is_backer(text: str, place: int) -> bool:
    return re.search(r"(?:由|据|向|来自)$", text[max(0, place - 2) : place]) is not None


def _next_round(frame: Frame, place: int) -> int:
    """Where another round begins, of the next company or of the same; or the sentence's end."""
    text = frame.text
    for first, last in frame.clauses:
        clause = text[first:last]
        raises = _RAISED.search(clause) and not re.search("领投|跟投|参投", clause)
        if first > place and raises and (_OWN_ROUND.match(clause) or _NEXT_ROUND.match(clause)):
            return first
    return len(text)


def _invested(frame: Frame) -> Iterator[tuple[Entity, int, int]]:
    """Companies in which another one invests."""
    text = frame.text
    for rule in (_INVEST_IN, _INVEST, _TAKES_PART, _SUBSCRIBES, _OF_ROUND):
        for match in rule.finditer(text):
            if rule is _OF_ROUND and re.search(
                "领投|跟投|参投|参与|出手|联合|共同|管理|加持", match["what"]
            ):
                continue
            told = S in match.groupdict().get("what", "") or re.search(
                "领投|跟投|参投|参与|投资", text
            )
            given = re.search(
                "(?:获得?|来自|由|得到|引入|拿到|接受)[^,。;]{0,4}$", text[: match.start()]
            )
            if rule is _OF_ROUND and (not told or given):
                continue
            if rule is not _OF_ROUND and not (
                S in text[match.start() : match.end() + 24]
                or ROUND.search(text[match.start() : match.end() + 24])
                or rule in (_TAKES_PART, _SUBSCRIBES)
                or match["verb"] in ("领投", "参投", "跟投")
                or re.match("[^,。;]{0,8}(?:融资|募资|轮)", text[match.end() :])
            ):
                continue
            if rule not in (_OF_ROUND, _SUBSCRIBES) and re.search(
                r"的|由", match.groupdict().get("gap") or ""
            ):
                continue
            start, stop = frame.clauses[frame.clause_at(match.start())]
            if re.match(
                r"(?:的)?(?:基金|股东|投资方|服务器|GPU|数据中心)", text[match.end("company") :][:8]
            ):
                continue
            if rule is _OF_ROUND and S in match["what"]:
                start, stop = match.span()
            if rule in (_SUBSCRIBES, _TAKES_PART):
                stop = _next_round(frame, match.end())
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
    others = {company, *(entity for entity, *_ in told)}
    leads = [entity for entity in leads_in(frame, clause, stop) if entity not in others]
    backers = [entity for entity in backers_in(frame, clause, stop) if entity not in others]
    for rule in (_INVEST, _INVEST_IN, _TAKES_PART, _SUBSCRIBES):
        for match in rule.finditer(text, clause, stop):
            if frame.entity(match.start("company")) is company:
                names = company_list(frame, match.start("investor"))
                names += frame.masked.values(match.start("investor"), match.start("verb"), C)
                if re.search("个人|本人|自己", match.groupdict().get("gap") or ""):
                    names = frame.masked.values(match.start("investor"), match.start("verb"), P)
                names = [entity for entity in names if entity is not company]
                (leads if match["verb"].endswith(("领投", "主导", "领导")) else backers).extend(
                    names
                )
    amount = amount_in(frame, clause, stop)
    deed = _RAISE.search(text, start, stop)
    done = deed is not None and deed[0] not in ("融资", "募资", "集资")
    round_name = (done and deed and round_name_in(text[deed.start() : stop])) or round_name_in(
        words
    )
    if not (leads or backers or amount or round_name or "融资" in words):
        return
    if certainty != "denied" and is_sought(text, clause, stop):
        certainty = "planned"
    day = frame.date(place)
    if not told:
        round_name, day = round_name or story.raised[0], day or story.raised[1]
        certainty = "planned" if story.raised[2] and certainty == "confirmed" else certainty
    story.raised = (round_name, day, certainty == "planned")
    story.draft.event(
        "funding",
        frame.quote,
        rule="zh.round",
        date=day,
        certainty=certainty,
        company=company,
        investors=[*leads, *backers],
        leads=leads,
        round=round_name,
        amount=amount,
        valuation=valuation_in(frame, clause, stop),
    )
