"""What persons of the industry publicly think of it."""

from __future__ import annotations

import re

from ..document import Entity
from ..masking import COMPANY, PERSON
from .frame import Frame
from .story import Position, Story

P = PERSON
_VERB = re.compile(
    rf"(?P<person>{P})(?:\([^()]{{0,30}}\))?(?P<between>[^。;{P}]{{0,30}}?)(?P<verb>认为|判断|预测|预计|断言|直言|坦言|指出|强调|警告|呼吁|表示|称(?!为|作|号|赞|职|霸|之)|说(?!明|法|服)|透露|谈到|提到|写道|感叹|相信|建议|估计|看好|看来|预言|主张|放话|表态|提醒|抛出|给出|观点是|看法是|分析|回应|重申|补充)"
    r"(?P<said>[^。]{2,})"
)
_INDUSTRY = re.compile(
    r"大模型|人工智能|AI|AGI|模型|算力|芯片|机器人|智能体|Agent|行业|产业|市场|创业|竞争|技术|未来|时代|泡沫|开源|闭源|应用|社会|工作|岗位|人类|安全|监管|具身|自动驾驶|数据|泛化|Scaling|轮子|拐点|变革|革命|风口|赛道|投资|预训练|大厂|推理|GPU|编程|创业公司|企业|硬件|软件|机器|领域|互联网|语言|红利"
)
_STANCE = re.compile(
    r"会|将|要|应|必须|没必要|不可能|可能|能|才|不是|而是|最|正在|已经|还|更|需要|值得|远|很|太|过于|不会|难|取决于|关键|本质|机会|并非|有望|至少|超过|未来|年内|年后"
)
_OWN_BUSINESS = re.compile(
    r"^(?:,|:|“|\"|自己|他|她|我|其|本人|公司|团队|该公司|此次|本次|本轮|这次|这笔|与|双方|新公司|新|接下来|希望|目前|我们|将|也|已|会|正|计划|未来){0,5}"
    r"(?:离职|离开|加入|辞职|创业(?!公司|者|机会)|融资|完成|发布|推出|上线|收购|裁员|上市|任命|感谢|很高兴|感到|遗憾|祝|歉|面向|整合|重构|继续|投入|推进|前往|调整|成立|担任|负责|带领|率领|组建|招募|亲自|专注|聚焦|延续|辞任|卸任|不予置评|不回应|没有回应|资金|合作|用于)"
)
_STRONG = frozenset(
    "认为 判断 预测 预计 断言 警告 预言 看来 呼吁 主张 相信 估计 直言 坦言 指出".split()
)
_NOT_SPEAKER = re.compile(r"的(?!确)|被|对|向|接替|任命|采访|据")


_HE = re.compile(
    r"(?<![^,。;”])(?:他|她)(?:还|也|同时|进一步|并|直言|,)?(?P<verb>认为|判断|预测|预计|断言|直言|坦言|指出|强调|警告|呼吁|相信|预言|主张)(?P<said>[^。]{4,})"
)
_SAYS = re.compile(
    rf"^[^,。;:“{P}]{{0,30}}(?P<person>{P})(?:\([^()]{{0,30}}\))?[^,。;:“{P}]{{0,14}}?(?P<verb>认为|判断|预测|断言|直言|坦言|指出|强调|警告|呼吁|表示|说|称|感叹|总结|回应|告诉(?:我们|记者|[^,。;{P}]{{0,8}}))(?:道)?(?:[。,]|$)"
)
_LONGEST_QUOTATION = 200
_LABEL = re.compile(f"^{P}:")
_OPINION = re.compile(
    "(?P<verb>我(?:们)?(?:一直|始终|个人|还是|的)?(?:认为|相信|判断|预测|预计|觉得|看法是|感觉|猜|主张))"
)
_FUTURE = re.compile(
    "(?P<verb>(?:未来|今后|接下来|明年|后年|(?:[一二两三五十\\d]+|几)年(?:之?内|后)|终将|迟早)[^。]{0,40}(?:会|将|要))"
)
_OURSELVES = re.compile("我们|公司|自己")
_SAYING = re.compile(rf"^(?P<person>{P}):(?P<said>[^。]{{6,}})$")


def read_statements(story: Story, frame: Frame) -> None:
    """Add the opinions and forecasts about the industry that a sentence quotes."""
    if _attributed(story, frame) or _answered(story, frame):
        return
    saying = _SAYING.match(frame.text)
    if saying and _INDUSTRY.search(saying["said"]) and not _OWN_BUSINESS.match(saying["said"]):
        _add(story, frame, saying, "confirmed")
        return
    pronoun = _HE.search(frame.text)
    if pronoun and story.person and _INDUSTRY.search(pronoun["said"]):
        if not _OWN_BUSINESS.match(pronoun["said"]):
            _add(story, frame, pronoun, "confirmed", speaker=story.person)
        return
    for match in _VERB.finditer(frame.text):
        between, said = match["between"], match["said"]
        if (len(between) > 12 and not between.startswith(("(", ","))) or _NOT_SPEAKER.match(
            between
        ):
            continue
        if re.search(r"爆料|消息|报道|报导|曝|被|没有|未|拒绝|不", between[-3:]) or re.match(
            r"(?:者|家|师|认)", said
        ):
            continue
        if re.search(f"{COMPANY}(?:方面)?$|当时$", between):
            continue
        if _OWN_BUSINESS.match(said) or not _INDUSTRY.search(
            said + _rest_of_quotation(frame, said)
        ):
            continue
        if match["verb"] not in _STRONG and not _STANCE.search(said):
            continue
        certainty = "reported" if re.search("据[^,。]{0,16}报道|被曝", frame.text) else "confirmed"
        _add(story, frame, match, certainty)
        return


def _rest_of_quotation(frame: Frame, said: str) -> str:
    """What of a quotation stands in the sentences after the one that opens it."""
    if said.count("“") <= said.count("”"):
        return ""
    after = frame.folded[frame.sentence.end : frame.sentence.end + _LONGEST_QUOTATION]
    return after.partition("”")[0]


def _attributed(story: Story, frame: Frame) -> bool:
    """Add the quotation that the sentence before holds, when this one tells who says it."""
    said, match = story.quotation, _SAYS.match(frame.text)
    story.quotation = frame.folded[frame.sentence.start : frame.sentence.end]
    if match is None or not said.endswith("”") or said.startswith("?"):
        return False
    if _INDUSTRY.search(said) and _STANCE.search(said):
        _add(story, frame, match, "confirmed")
    return True


def _answered(story: Story, frame: Frame) -> bool:
    """Add the opinion in a sentence of an answer, in an interview that is printed as one."""
    label = _LABEL.match(frame.text)
    if label:
        story.answering = (frame.sentence.paragraph, frame.entity(0))
    paragraph, speaker = story.answering
    if paragraph != frame.sentence.paragraph or speaker is None:
        return False
    said, start = frame.text, 2 if label else 0
    opinion = _OPINION.search(said, start)
    if opinion is None and not _OURSELVES.search(said, start):
        opinion = _FUTURE.search(said, start)
    if opinion and _INDUSTRY.search(said, start) and not said.endswith("?"):
        _add(story, frame, opinion, "confirmed", speaker=speaker)
    return bool(label)


def _chief(positions: list[Position]) -> Entity | None:
    """The company for which somebody speaks: rather a firm than the university beside it."""
    companies = [held.company for held in positions]
    firms = [company for company in companies if not company.name.endswith("大学")]
    return next(iter(firms or companies), None)


def _add(
    story: Story,
    frame: Frame,
    match: re.Match[str],
    certainty: str,
    *,
    speaker: Entity | None = None,
) -> None:
    speaker = speaker or frame.entity(match.start("person"))
    positions = story.positions_of(speaker)
    current = [held for held in positions if not held.former] or positions
    story.draft.event(
        "statement",
        frame.quote,
        rule="zh.statement",
        date=frame.date(
            match.end("person") if "verb" not in match.groupdict() else match.start("verb")
        ),
        certainty=certainty,
        confidence=0.75,
        speaker=speaker,
        company=_chief(current),
    )
