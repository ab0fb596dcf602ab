"""Titles as Chinese news writes them."""

from __future__ import annotations

import re

from ..masking import COMPANY, MODEL, PERSON
from .frame import Frame
from .words import TITLE_HEADS

P, C = PERSON, COMPANY
TITLE = rf"[^,。;:()“”\"、{P}{C}{MODEL}]{{0,16}}?(?:{TITLE_HEADS})"
"""A title, from the first word of its field to its head."""

TITLES = rf"{TITLE}(?:(?:[、/和及兼]|兼任?|暨|以及){TITLE}){{0,3}}"

_PLAIN_PREFIX = re.compile(
    r"^(?:已有|.*(?:该公司|另一位|另一名|一位|一名|公司(?=[^高])|[该本](?:中心|部门|团队|机构|公司|实验室)|作为|例如|只剩下|只剩|剩下|还有|自(?!动|然|研|主|由|驾)|此外|随后|而|其中|包括|来自|由|据|对|向|与|在|是|被|了|为)|时任|现任|新任|候任|原|前任?|的|[两二三四五六七八九十几多\d]+(?:位|名)|.*(?:引入|挖来|请来|收到)|[^\w])+"
)


def title_in(frame: Frame, start: int, end: int) -> str | None:
    """The title between two places of the masked sentence, in the article's own writing."""
    folded = words_in(frame, start, end)
    title = bare_title(folded)
    first = folded.rfind(title)
    return frame.verbatim(start, end)[first : first + len(title)] or None


def words_in(frame: Frame, start: int, end: int) -> str:
    """The folded words between two places of the masked sentence."""
    return frame.folded[frame.masked.origin(start) : frame.masked.origin(end)]


def bare_title(title: str) -> str:
    """A title without what introduces it: 公司新任总裁 is 总裁."""
    title = _PLAIN_PREFIX.sub("", title)
    if "的" in title:
        title = title.rpartition("的")[2] or title
    return title.strip(" ,、的·")
