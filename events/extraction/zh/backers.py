"""The names in lists of investors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..text import CJK
from .organisations import is_name
from .words import GENERIC, ORGANISATION_SUFFIX, PLACES

_HANZI = re.compile(f"[{CJK}]+")
_SUFFIX = re.compile(f"(?:{ORGANISATION_SUFFIX})$")
_INVESTORS = re.compile(
    r"(?:由|,|获得?|来自|,其中|包括|股东)(?P<names>[^,。;由]{2,80}?)(?:等(?:[^,。;]{0,10}?(?:机构|资本|基金|股东|投资方|企业))?|两家[^,。;]{0,6}|三家[^,。;]{0,6})?"
    r"(?:联合|共同|独家|战略|继续|持续|追加|超额|均|也|跟投、|进一步|再次|继续超额){0,2}(?:领投|跟投|参投|独投|共同参与|参与(?:的|了)?(?=[^,。;]{0,10}(?:轮|融资))|投资$|投资[,。;的]|加码|加注|增持|注资|加持|战略投资)"
)
_INVESTORS_AFTER = re.compile(
    r"(?:领投|跟投|参投|投资)(?:的|方|机构){0,2}(?:有|为|是|包括|还有)(?P<names>[^,。;由]{2,80}?)(?:等[^,。;]{0,8})?(?=[,。;]|$)"
)
_SPLIT = re.compile(r"[、/]|以及|和(?!记)|及|与|跟投方|领投方")
_LIST_PREFIX = re.compile(
    r"^(?:[^的、]{2,8}(?:旗下的?|管理的)|[^的]{2,6}的(?=[A-Z])|本轮融资|此轮融资|该轮融资|本轮|由|其中|包括|[^,、]{0,4}轮(?:的)?(?:老|新)?股东|老股东|新增股东|新股东|现有股东|新老股东|原有股东|股东|产业方|战投方|产业投资方|知名投资机构|投资机构|跟投方为?|领投方为?|"
    r"国际知名|知名|美国|国内|投资方为?|还有|新增|引入|来自|获得?|得到|联合|继续|、)+"
)
_PUBLIC_FUND = re.compile(rf"(?:{'|'.join(sorted(PLACES))})[{CJK}]{{2,10}}基金$")
_NOT_INVESTORS = re.compile(
    r"多家|数家|机构$|股东|投资人|投资方|负责|主要|若干|一家|两家|三家|各方|独家|领投|跟投|担任|财务顾问|[\d%]|本轮|融资|今年|去年|[它他她]|未披露|其他|其余|^等|资金"
)


def investors(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in lists of investors: 由A领投, B、C跟投."""
    lists = (_INVESTORS.finditer(folded, start, end), _INVESTORS_AFTER.finditer(folded, start, end))
    for match in chain(*lists):
        place = match.start("names")
        for piece in _pieces(match["names"]):
            text = piece[1]
            prefix = _LIST_PREFIX.match(text)
            cut = prefix.end() if prefix else 0
            name = text[cut:].rstrip("等 ")
            if _is_investor(name):
                yield place + piece[0] + cut, place + piece[0] + cut + len(name)


def _pieces(names: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SPLIT.finditer(names):
        yield start, names[start : match.start()]
        start = match.end()
    yield start, names[start:]


def _is_investor(name: str) -> bool:
    if not (is_name(name) or _PUBLIC_FUND.match(name)) or re.search(
        "^[亦也了均并已再]|[是做将]", name
    ):
        return False
    if not 2 <= len(name) <= 24 or _NOT_INVESTORS.search(name) or name in GENERIC:
        return False
    if re.search(r"[“”\"()《》::的]", name) or re.fullmatch(r"[A-Za-z]轮|天使轮", name):
        return False
    chinese = _HANZI.fullmatch(name) is not None
    return not chinese or len(name) <= 6 or _SUFFIX.search(name) is not None
