"""Organisations that no lexicon knows, in Chinese letters: by suffix, by neighbour, by list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import CJK
from .tagger import Token
from .words import (
    GENERIC,
    INDEPENDENT_SUFFIX,
    LEADING_TITLES,
    ORGANISATION_SUFFIX,
    ROLE_NOUNS,
)

_SUFFIX = re.compile(f"(?:{ORGANISATION_SUFFIX})$")
_INDEPENDENT = re.compile(f"(?:{INDEPENDENT_SUFFIX})$")
_ROLE_NOUN = re.compile(f"(?:{ROLE_NOUNS})$")
_HANZI = re.compile(f"[{CJK}]+")
_LEADING_TITLE = re.compile(f"的?(?:{LEADING_TITLES})")
_PLACES = frozenset(
    "中国 美国 英国 法国 德国 日本 韩国 印度 欧洲 北京 上海 深圳 杭州 广州 香港".split()
)
_NAME_TAGS = frozenset("nz nw ORG n vn a LOC PER an s m i j".split())
_STRONG_TAGS = frozenset("nz nw ORG".split())
_MAX_NAME = 10

_COMMON = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, GENERIC), key=len, reverse=True))
    + "|概念股?|大|小|[A-Za-z0-9])*"
)

_SUBJECT_VERB = re.compile(
    r"(?:宣布|正式|已经?|也|近日|日前|又|再|再度|成功|连续|独家|确认|今日|昨日|于?(?:今年|去年)?\d{1,2}月(?:\d{1,2}日)?){0,3}"
    r"(?:完成|获得?|斩获|拿下|敲定)[^,。;]{0,24}(?:融资|投资|注资)"
)
_QUOTED = re.compile(
    rf"(?:{ROLE_NOUNS}|基金|资本)[\"“](?P<name>[^\"“”,。]{{2,14}})[\"”]"
    r"|[\"“](?P<name2>[^\"“”,。]{2,14})[\"”](?:近日|日前|正式|获得|完成|宣布|的?(?:联合)?创始人|的?CEO)"
)
_INVESTORS = re.compile(
    r"(?:由|,|获得?|来自|,其中|包括)(?P<names>[^,。;由]{2,80}?)(?:等(?:[^,。;]{0,10}?(?:机构|资本|基金|股东|投资方|企业))?|两家[^,。;]{0,6}|三家[^,。;]{0,6})?"
    r"(?:联合|共同|独家|战略|继续|持续|追加|超额|均|也|跟投、)?(?:领投|跟投|参投|独投|投资$|投资[,。;]|加码|注资|战略投资)"
)
_SPLIT = re.compile(r"[、/]|以及|和(?!记)|及|与|跟投方|领投方")
_LIST_PREFIX = re.compile(
    r"^(?:本轮融资|此轮融资|该轮融资|本轮|由|其中|包括|老股东|新股东|现有股东|新老股东|原有股东|股东|产业方|战投方|产业投资方|知名投资机构|投资机构|跟投方为?|领投方为?|"
    r"国际知名|知名|美国|国内|投资方为?|还有|新增|引入|来自|获得?|得到|联合|继续|、)+"
)
_NOT_INVESTORS = re.compile(
    r"多家|数家|机构$|股东|投资人|投资方|若干|一家|两家|三家|各方|独家|领投|跟投|担任|财务顾问|[\d%]|本轮|融资|未披露|其他|其余|^等|资金"
)


def tagged_organisations(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Organisations by their ending, with the words before that belong to them."""
    for number, token in enumerate(tokens):
        if token.tag in ("ORG", "nz") and len(token.word) > 3 and _SUFFIX.search(token.word):
            if _is_name(token.word):
                yield token.start, token.end
        elif token.word in GENERIC and _SUFFIX.fullmatch(token.word) and number:
            before = tokens[number - 1]
            if not _is_name(before.word + token.word):
                continue
            strong = before.tag in ("ORG", "nz", "PER", "nw")
            if (
                strong
                and before.word not in GENERIC
                and _HANZI.fullmatch(before.word)
                and before.word not in _PLACES
            ):
                if token.word in (
                    "科技",
                    "智能",
                    "资本",
                    "创投",
                    "基金",
                    "研究院",
                    "大学",
                    "集团",
                    "机器人",
                    "技术",
                    "半导体",
                    "公司",
                    "投资",
                    "汽车",
                    "实验室",
                ):
                    yield before.start, token.end


def titled_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The name right before a title of the whole organisation: 极狐创始人, 深言科技创始人."""
    for number, token in enumerate(tokens):
        if number and _LEADING_TITLE.match(folded, token.start) and token.word != "的":
            at = number - 1 if tokens[number - 1].word == "的" else number
            yield from _name_before(tokens, at, lone_noun=at == number)


def financed_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The subject of a financing: 云深处完成B轮融资."""
    for number, token in enumerate(tokens):
        if number and _SUBJECT_VERB.match(folded, token.start):
            yield from _name_before(tokens, number, lone_noun=True)


def quoted_organisations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names in quotation marks beside a word that only an organisation has: 公司“X”."""
    for match in _QUOTED.finditer(folded, start, end):
        group = "name" if match["name"] else "name2"
        if _is_name(match[group]) or not _HANZI.search(match[group]):
            yield match.span(group)


def investors(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in lists of investors: 由A领投, B、C跟投."""
    for match in _INVESTORS.finditer(folded, start, end):
        place = match.start("names")
        for piece in _pieces(match["names"]):
            text = piece[1]
            prefix = _LIST_PREFIX.match(text)
            cut = prefix.end() if prefix else 0
            name = text[cut:].rstrip("等 ")
            if _is_investor(name):
                yield place + piece[0] + cut, place + piece[0] + cut + len(name)


def independent_longer(word: str) -> bool:
    """Whether an organisation's ending makes it more than the known name it begins with."""
    return _INDEPENDENT.search(word) is not None


def _pieces(names: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SPLIT.finditer(names):
        yield start, names[start : match.start()]
        start = match.end()
    yield start, names[start:]


def _is_investor(name: str) -> bool:
    if not 2 <= len(name) <= 24 or _NOT_INVESTORS.search(name) or name in GENERIC:
        return False
    if re.search(r"[“”\"()《》::的]", name) or re.fullmatch(r"[A-Za-z]轮|天使轮", name):
        return False
    chinese = _HANZI.fullmatch(name) is not None
    return not chinese or len(name) <= 6 or _SUFFIX.search(name) is not None


def _name_before(
    tokens: Sequence[Token], number: int, *, lone_noun: bool
) -> Iterator[tuple[int, int]]:
    """The run of naming words that ends right before a word."""
    first = number
    while first and number - first < 3:
        token = tokens[first - 1]
        if not _HANZI.fullmatch(token.word):
            break
        if token.tag not in _NAME_TAGS and not _opens_name(tokens, first, number):
            break
        if _ROLE_NOUN.search(token.word) or (first < number and token.word in _PLACES):
            break
        if tokens[number - 1].end - token.start > _MAX_NAME:
            break
        first -= 1
    while (
        first < number
        and tokens[first].word in GENERIC
        and not _SUFFIX.fullmatch(tokens[first].word)
    ):
        first += 1
    name = tokens[first:number]
    if not name:
        return
    word = "".join(token.word for token in name)
    if len(word) < 2 or not _is_name(word):
        return
    strong = any(token.tag in _STRONG_TAGS and token.word not in GENERIC for token in name)
    suffixed = len(name) > 1 and _SUFFIX.search(word) is not None
    lone = (
        lone_noun
        and len(word) <= 5
        and all(token.word not in GENERIC for token in name)
        and (
            first == 0
            or tokens[first - 1].tag in ("w", "p", "c", "f", "xc", "u", "TIME", "a")
            or _ROLE_NOUN.search(tokens[first - 1].word) is not None
        )
    )
    if name[0].tag == "PER" and len(name) == 1:
        return
    if strong or suffixed or lone:
        yield name[0].start, name[-1].end


def _opens_name(tokens: Sequence[Token], first: int, number: int) -> bool:
    """Whether a word of another class begins a name with a suffix: 远望 in 而远望资本创始人."""
    suffixed = first < number and _SUFFIX.fullmatch(tokens[first].word) is not None
    edge = first == 1 or tokens[first - 2].tag in ("w", "c", "p", "u", "TIME", "d", "f")
    return (
        suffixed
        and edge
        and len(tokens[first - 1].word) >= 2
        and tokens[first - 1].tag in ("v", "vn", "d", "t")
    )


def _is_name(word: str) -> bool:
    if word in GENERIC:
        return False
    base = _SUFFIX.sub("", word)
    return (
        not _COMMON.fullmatch(base)
        and base not in _PLACES
        and base[-1] not in "的家个各某本该大小老"
    )
