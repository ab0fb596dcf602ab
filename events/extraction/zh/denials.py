"""Sentences that deny what the one before told."""

from __future__ import annotations

import re

from ..masking import COMPANY, PERSON
from .frame import Frame
from .story import Story

_DENIAL = re.compile(
    r"(?:回应|表示|称|辟谣|否认|澄清|声明)[^。]{0,30}?(?:不实|不属实|谣言|假消息|并非事实|纯属|子虚乌有|没有此事|无此计划|没有[^,。]{0,6}计划)"
    r"|否认了?(?:这|该|上述|此|相关|传闻|收购|离职|裁员)|予以否认|(?:消息|传闻|传言|报道)(?:并)?(?:不实|不属实|为假|系谣言)"
)


def read_denials(story: Story, frame: Frame) -> None:
    """Deny what the sentence before told as less than fact, when this one says it is not so."""
    if _DENIAL.search(frame.text):
        named = set(frame.masked.values(0, len(frame.text), COMPANY))
        named |= set(frame.masked.values(0, len(frame.text), PERSON))
        story.draft.deny_latest(before=frame.sentence.start, of=named)
