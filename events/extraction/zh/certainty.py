"""How sure a telling is: the hedges, negations and questions around a Chinese verb."""

from __future__ import annotations

import re

from ..assembly import strongest

_DENIED = re.compile(r"否认|辟谣|不实|不属实|纯属谣言|子虚乌有")
_OFF = re.compile(
    r"终止|取消|告吹|流产|叫停|搁浅|谈崩|破裂|撤回|撤销|放弃(?![^,。]{0,20}(?:职位|职务|工作|教职|学业|薪|机会|保研|编制|期权))|拒绝了?|作罢|没有[^,]{0,4}(?:计划|打算)|无意"
)
_NEXT = 16
"""How far into the next clause it can be told that something was called off."""

_PLANNED = re.compile(
    r"(?<![”\"])计划(?!则|署)|拟|即将|准备|打算|有意|考虑|洽谈|谈判|商谈|磋商|寻求|预计|有望|筹备|酝酿|筹划|意向|有可能|或将|恐将|目标是|希望|或于|争取|预期|商讨|讨论|接触|正(?:就|在与|与)[^,]{1,24}谈"
    r"|(?<![即行宿大老名干猛悍健战爱主])将(?![\ue000-\ue002其该全旗军领来所持原这此]|近\ue005|会议)"
)
_RUMOURED = re.compile(
    r"(?<!宣)传(?:出|闻|言|将|要|其)|被传|据传|盛传|网传|风传|传[\ue000-\ue002]|有消息|(?<!发布)消息称|消息指|疑似|疑|(?<![”\"])或(?!者|许多|[“\"])|可能|坊间|市场消息|恐(?:将|会)"
)
_REPORTED = re.compile(
    r"被曝|独家(?:获悉|了解到)|曝出|曝光|曝[\ue000-\ue002,]|爆料|据[^,。]{0,24}?(?:报道|报导|援引|消息人士|知情人士|人士)|知情人士|消息人士|内部人士|外媒|媒体报道|报道称|援引|据报|"
    r"据[^,。]{1,30}?透露|^[^,。;]{1,10}(?:报道|报导|引述|援引)[^,。;]{0,10}[,:]|人士(?:透露|称|表示|向)|接近[^,]{0,12}人士|被指|被爆"
)
_RUMOUR_AFTER = re.compile(
    r"^[^,]{0,4}的?(?:消息(?!在|一出|让|引|刷)|传闻|传言|流言)(?!人士|[^,]{0,8}(?:证实|确认))"
)
_NEGATED = re.compile(
    r"(?:(?:曾|一度|多次)?(?:尝试|试图|企图|欲|想要?)(?:通过)?|未(?!来)|没有?|并未|尚未|不会|从未|无须|并非|而非|不是|不能|不得|不想|不愿|不必|无法|不)[^,]{0,2}$"
)
_QUESTION = re.compile(
    r"\?[”\"')]*$|是否|能否|会不会|有没有|为何|为什么|如何(?!看)|假如|如果|倘若|若(?=[\ue000-\ue002])|一旦|要是|难道"
)


def certainty_of(sentence: str, clause: int, start: int, end: int, stop: int) -> str | None:
    """The certainty of what the verb at `start:end` of a masked sentence tells.

    `clause` and `stop` bound its clause. None where the verb is negated or asked about: then
    nothing happened.
    """
    before, inside = sentence[clause:start], sentence[clause:stop]
    if (
        _NEGATED.search(before)
        or _QUESTION.search(inside)
        or sentence.rstrip("”\"')").endswith("?")
    ):
        return None
    found = set()
    if _DENIED.search(sentence, max(0, clause - 30)) or _OFF.search(
        sentence, max(0, clause - 30), stop + _NEXT
    ):
        found.add("denied")
    if _PLANNED.search(before):
        found.add("planned")
    if _RUMOURED.search(sentence, 0, start) or _RUMOUR_AFTER.search(sentence[end:stop]):
        found.add("rumoured")
    if _REPORTED.search(sentence, 0, end):
        found.add("reported")
    return strongest(found)
