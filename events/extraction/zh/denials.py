"""Sentences that deny what the one before told."""

from __future__ import annotations

import re

from ..masking import COMPANY, PERSON
from .frame import Frame
from .story import Story

_DENIAL = re.compile(
    r"(?:回应|表示|称|辟谣|否认|澄清|声明)[^。]{0,30}?(?:不实|不属实|谣言|假消息|并非事实|纯属|子虚乌有|没有此事|无此计划|没有[^,。]{0,6}(?:计划|打算)|暂无[^,。]{0,8}(?:计划|打算)|暂未考虑)"
    r"|终止(?:筹划|了)?(?:前述|上述|本次|此次|该)(?:事项|交易|收购|重组|合作)|否认了?(?:这|该|上述|此|相关|传闻|收购|离职|裁员)|予以否认|(?:消息|传闻|传言|报道)(?:并)?(?:不实|不属实|为假|系谣言)"
)

_HEARD = re.compile("传闻|传言|网传|市传|流传|有消息|消息称|报道称")


def read_denials(story: Story, frame: Frame) -> None:
    """Deny what the sentence before told as less than fact, when this one says it is not so."""
    denial = _DENIAL.search(frame.text)
    if denial:
        named = set(frame.masked.values(0, len(frame.text), COMPANY))
        named |= set(frame.masked.values(0, len(frame.text), PERSON))
        named = named or {firm for firm in (story.topic, story.protagonist) if firm}
        here = _HEARD.search(frame.text, 0, denial.start()) is not None
        story.draft.deny_latest(before=frame.sentence.start + here, of=named)
