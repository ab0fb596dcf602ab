"""Figures about the industry as a whole."""

from __future__ import annotations

import re

from ..document import Entity
from ..facts import Money
from ..masking import COMPANY, DATE, MONEY, NUMBER, PERCENT, PERSON
from .frame import Frame
from .quantities import Count
from .story import Story

C, S, N, X = COMPANY, MONEY, NUMBER, PERCENT
_PUBLISHER = re.compile(
    rf"(?:据|根据)(?P<publisher6>{C})(?=,)|"
    rf"(?:据|根据|按照?|参考|援引|来自)(?:[^,。;{C}]{{0,8}}?)(?P<publisher>{C})[^,。;]{{0,24}}?(?:统计|数据|显示|报告|调查|预测|测算|披露|发布|报道|估计|估算|监测|研究|预计|梳理|计算|公布|白皮书)"
    rf"|(?P<publisher2>{C})(?:[^,。;{C}{PERSON}]{{0,34}}?)(?:报告|数据|统计|调查|调研|研究|白皮书)[^,。;{C}]{{0,10}}?(?:显示|指出|称|预测|预计|认为|表明|印证|佐证|给出|披露|公布|揭示|统计)"
    rf"|(?P<publisher3>{C})(?:预测|预计|统计|估算|测算|估计|预估)"
    rf"|(?P<publisher5>{C})(?:[^,。;{C}{PERSON}]{{0,12}}?)(?:调查|调研|访问|追踪|盘点|统计|梳理)了"
    rf"|(?:研调机构|研究机构|市场机构|调研机构|咨询公司|咨询机构|分析机构|数据机构|智库|市场研究公司)(?P<publisher4>{C})[^,。;{C}]{{0,6}}(?:指出|称|表示|认为|预测|预计|统计)"
)
_COUNTED = re.compile(
    r"不完全统计|该?报告(?:还|也|同时)?(?:显示|统计|指出|称|提到|提及|写道|披露|预计|预测|认为)|据统计|统计显示|数据显示|报告显示|调查显示|数据表明|据测算|统计数据|据估算|据悉,?(?:全球|国内|我国)"
)
_INDUSTRY = re.compile(
    r"全球|国内|行业|市场规模|市场份额|我国|中国|美国|A股|全国|岗位|融资(?:总额|金额|事件|数量|笔数|总)|大模型|人工智能(?:企业|公司|产业|市场|领域|行业)|AI(?:企业|公司|产业|市场|领域|行业|岗位|初创|芯片市场)|企业数量|从业者|用户规模|普及率|"
    r"渗透率|产业规模|核心产业|领域|融资额|赛道|投融资|备案|已有|占比|出货量|算力规模|需求量|人才|招聘|薪资|年薪|月薪|相关企业|初创公司|初创企业|风险投资|创投|受访|厂商|用户|规模|企业|独角兽"
)
_UNSOURCED = re.compile(
    r"(?:国内|全球|我国|全国|中国|行业|A股|美国|整个)[^,。;\ue000-\ue002]{0,16}?(?:共(?:发生|计|有|完成)?|累计|总额|总量|总数|规模|数量|金额|占比|已有|超过|达到?|增长|下降|[\ue003\ue005\ue006])"
)
_REPORT = re.compile(
    rf"(?P<publisher>{C})[^,。;{C}]{{0,16}}?发布[^。;{C}]{{0,30}}?(?:报告|白皮书|指数|数据)"
)
_SAME_SOURCE = re.compile(r"报告|该机构|其中|白皮书|该数据|数据显示")
_OWN = re.compile(
    rf"(?:{C}|该公司|公司|其)(?:的)?[^,。;{C}]{{0,10}}?(?:营收|收入|净利|用户|月活|日活|员工|市值|估值|股价|毛利|订单|下载量|活跃|订阅|研发投入|资本开支|份额|亏损|利润|销量|客户|总融资)"
)
_RATES = re.compile("同比|环比")
_COMPARED = re.compile("年?同期|年?相比")
_NO_FIGURE = re.compile(r"第$|[A-Z]$|每$|这$|那$|某$|另$|任何$|哪$|[这那就也都不]是$|其中$|前$")
_NO_UNIT = frozenset("次 轮 倍 位 种 员工 条 支 枚 部 颗 块 页".split())


def read_statistics(story: Story, frame: Frame) -> None:
    """Add every figure about the industry that a sentence gives."""
    text = frame.text
    if not re.search(f"[{S}{N}{X}]", text):
        return
    match = _PUBLISHER.search(text)
    publisher = _publisher(frame, match) if match else None
    sourced = match is not None or _COUNTED.search(text) or _UNSOURCED.search(text)
    paragraph = frame.sentence.paragraph
    follows = (
        story.publisher[0] == paragraph
        and (_INDUSTRY.search(text[:30]) or _RATES.search(text)) is not None
    )
    period = _period(frame)
    if sourced or follows:
        own = _company_subject(frame, match)
        if (
            not own
            and (_INDUSTRY.search(text) or follows)
            and not re.search(f"{PERSON}[^,。]{{0,10}}(?:认为|判断|预测|表示|称|说)", text)
        ):
            near = paragraph == story.publisher[0] or (
                paragraph == story.publisher[0] + 1 and _SAME_SOURCE.search(text)
            )
            if publisher is None and near:
                publisher = story.publisher[1]
            if period is None and story.period[0] == paragraph:
                period = story.period[1]
            _figures(story, frame, publisher, period)
            story.publisher = (paragraph, publisher)
    report = _REPORT.search(text)
    if report:
        story.publisher = (paragraph, frame.entity(report.start("publisher")))
    if period:
        story.period = (paragraph, period)


def _publisher(frame: Frame, match: re.Match[str]) -> Entity:
    group = next(
        name
        for name in (
            "publisher",
            "publisher2",
            "publisher3",
            "publisher4",
            "publisher5",
            "publisher6",
        )
        if match[name]
    )
    return frame.entity(match.start(group))


def _company_subject(frame: Frame, match: re.Match[str] | None) -> bool:
    """Whether the figures are of one company: its revenue, its users, its round."""
    rest = frame.text[match.end() :] if match else frame.text
    first = re.search(f"[{S}{N}{X}]", rest)
    if _OWN.search(rest, 0, first.end() if first else len(rest)):
        return True
    opening = re.match(rf"[^{C}]{{0,20}}{C}", rest)
    return (
        opening is not None
        and not _INDUSTRY.search(opening[0])
        and not re.search(rf"{C}(?:、|和|与|等)", rest)
    )


def _figures(story: Story, frame: Frame, publisher: Entity | None, period: str | None) -> None:
    text = frame.text
    for mark in (X, S, N):
        for place, slot in frame.slots(0, len(text), mark):
            figure = _figure(frame, place, slot.value, mark)
            if figure is None:
                continue
            value, unit = figure
            story.draft.event(
                "statistic",
                frame.quote,
                rule="zh.statistic",
                date=None,
                certainty="confirmed",
                confidence=0.7,
                value=value,
                unit=unit,
                publisher=publisher,
                period=_period_of(frame, place) or period,
            )


def _figure(frame: Frame, place: int, value: object, mark: str) -> tuple[float, str] | None:
    before = frame.text[max(0, place - 6) : place]
    after = frame.text[place + 1 : place + 8]
    if _NO_FIGURE.search(before):
        return None
    if mark == X and isinstance(value, float):
        return value, "%"
    if isinstance(value, Money):
        return value.value, _money_unit(value)
    if isinstance(value, Count):
        if value.unit in _NO_UNIT or (value.value < 2) or re.match("月|小时|百分点", after):
            return None
        return value.value, value.unit or "个"
    return None


def _money_unit(money: Money) -> str:
    """The text's own word for the currency."""
    match = re.search(r"(?:人民币|美元|美金|港元|港币|欧元|英镑|日元|韩元|元)", money.words)
    return match[0] if match else money.currency


def _period(frame: Frame) -> str | None:
    """The period that a sentence tells before its first figure: no publication day."""
    first = re.search(f"[{S}{N}{X}]", frame.text)
    dates = _periods(frame, 0, first.start() if first else len(frame.text))
    return dates[0] if dates else None


def _period_of(frame: Frame, place: int) -> str | None:
    """The period of one figure: the last that its own clause tells before it."""
    start, _ = frame.clauses[frame.clause_at(place)]
    dates = _periods(frame, start, place)
    return dates[-1] if dates else None


def _periods(frame: Frame, start: int, stop: int) -> list[str]:
    return [
        slot.value
        for place, slot in frame.slots(start, stop, DATE)
        if slot.value
        and len(slot.value) < len("2024-01-01")
        and not _COMPARED.match(frame.text, place + 1)
    ]
