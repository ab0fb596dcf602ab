"""Who backs a round of financing, with how much, and at what valuation."""

from __future__ import annotations

import re
from typing import Any

from ..document import Entity
from ..facts import Money
from ..masking import COMPANY, MONEY, PERSON
from .frame import Frame

C, P, S = COMPANY, PERSON, MONEY
_TALKS_WITH = re.compile(
    rf"(?:与|同|和|向)(?P<names>{C}[^。;,]{{0,40}}?)(?:就[^,。;]{{0,12}})?(?:进行|展开|开展)?(?:了)?(?:初步|深入)?(?:洽谈|谈判|商谈|磋商|接触|讨论)"
)
_LEAD = re.compile(
    rf"(?P<names>{C}[^。;,]{{0,120}}?)(?:等)?[^,。;、{C}]{{0,10}}?(?:联合|共同|独家)?(?:领投|领衔)"
)
_LED_BY = re.compile(
    rf"(?:领投方|领投机构|领投者|领投的)(?:分别)?(?:为|是|有|包括|系)?(?:[两二三四五六\d]家)?:?(?P<names>[^。;,:{C}]{{0,24}}{C}[^。;,]{{0,80}})"
)
_JOIN = re.compile(
    rf"(?P<names>{C}[^。;]{{0,160}}?)(?:等)?[^,。;、{C}]{{0,16}}?(?:跟投|参投|参与(?:了|到)?(?:本轮|此轮|该轮|这一轮|此次|本次|投资|跟投|其中)?|增持|加持|继续支持|(?:悉数|纷纷|均|也)?(?:入场|入局|入列|在列|出手)|共同参与|持续加码|加注|独家投资|独投|共同投资|联合投资|继续加码|加码|加入(?=[,。;]|$)|追加投资|超额认购|持续加注|(?:战略)?(?:投资|注资|入股)(?=[,。;]|$))"
)
_NAMED = re.compile(
    rf"(?P<names>{C}[^。;]{{0,120}}?)等[^,。;{C}]{{0,14}}(?:投资方|机构|资方|股东|投资人|资本|基金)(?!$)?(?:[,。;]|$|均|也|都|联合|共同|参与|的)"
)
_INCLUDING = re.compile(
    rf"(?:跟投|参投|参与|支持|加持|投资|——|元|币)[^。;,{C}]{{0,8}},?(?:其中)?包括(?:了)?(?P<names>{C}[^。;]{{0,120}})"
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


def leads_in(frame: Frame, start: int, stop: int) -> list[Entity]:
    """Who leads the round that a span tells of."""
    return _names(frame, start, stop, _LEAD, _LED_BY)


def backers_in(frame: Frame, start: int, stop: int) -> list[Entity]:
    """Who else takes part in it, or talks of it."""
    return _names(frame, start, stop, _JOIN, _BACKERS, _NAMED, _INCLUDING, _FROM, _TALKS_WITH)


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
                and not frame.text.startswith(("旗下", "集团旗下", "管理的"), place + 1)
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


def amount_in(frame: Frame, start: int, stop: int) -> Money | None:
    """The sum raised: the first that is no valuation, total or revenue."""
    for place, slot in frame.slots(start, stop, S):
        before, after = frame.text[max(0, place - 14) : place], frame.text[place + 1 : place + 8]
        if re.search(
            r"(?:每股|估值|市值|营收|收入|累计|总额|总计|利润|亏损|订单|达成|共计)(?:(?!融资|筹|募)[^,。;]){0,10}$",
            before,
        ) or re.match(r"(?:的)?(?:投[前后])?(?:估值|市值|营收)", after):
            continue
        value: Any = slot.value
        return value if isinstance(value, Money) else None
    return None


def valuation_in(frame: Frame, start: int, stop: int) -> Money | None:
    """The valuation that a span gives, after the money where both are told."""
    found: list[tuple[bool, Money]] = []
    for match in _VALUATION.finditer(frame.text, start, stop):
        group = "sum" if match["sum"] else "sum2"
        pre = bool(match["pre"] or match["pre2"])
        found.append((pre, frame.masked.slots[match.start(group)].value))
    return min(found, key=lambda item: item[0])[1] if found else None
