"""Persons in Chinese text: LAC's finds that look like names, and names beside titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import CJK
from .tagger import Token
from .vocabulary import is_word
from .words import (
    COMMON_SURNAMES,
    COMPOUND_SURNAMES,
    GENERIC,
    SURNAMES,
    TITLE_HEADS,
    TRANSLITERATION,
)

_HANZI = re.compile(f"[{CJK}]+")
_FOREIGN = re.compile(rf"[{CJK}]{{1,6}}(?:·[{CJK}A-Z.]{{1,8}}){{1,3}}")
_AFTER_TITLE = re.compile(
    rf"(?:{TITLE_HEADS})(?:的|:| )?(?P<name>[{CJK}]{{2,3}}?)"
    r"(?=[,、。;()]|表示|认为|指出|透露|坦言|直言|判断|预测|预计|强调|介绍|宣布|告诉|称|说|离|加入|加盟|在|将|已|也|曾|被|于|对|此前|"
    r"近日|日前|成为|投身|转投|由于|因|则|是|和|与|等|的|以及|及|出任|担任|接任|卸任|辞|汇报|报告|带领|领导|率领|主持|牵头|女士|先生|博士|教授|创立|创办|之[前后]|还|又|就|便|都|拟|计划|或)"
)
_AFTER_CHIEF = re.compile(
    rf"(?:首席[^,。、;]{{1,6}}[官家]|C[ETFO]O|创始人|总裁|董事长)(?P<name>[{CJK}]{{2}})(?=成为|表示|认为|指出|透露|离职|加入|宣布|出任|担任|投身|[称说])"
)
_NO_CHIEFS = GENERIC.union("方面 随后 周末 马上 方才".split())
_ENDS_IN_ZHI = re.compile(
    "之(?:[,。、;:()]|一起|一道|回|表示|认为|说|称|在|是|的|与|和|将|也|已|离|加|创|曾|担|出任)"
)
_TITLE_END = re.compile(f"(?:{TITLE_HEADS})$")
_CUT_WORDS = frozenset(
    "由于 辞任 辞去 辞职 离任 离职 离开 加入 加盟 接任 接替 卸任 出任 现在 正在 曾在 将在 也在 已在 均在 日前 目前 均表 也表 均为 现为 现任".split()
)
_ADDRESS = re.compile("先生|女士|博士|教授|院士|同志")
_LISTED = re.compile(rf"(?<=、)(?P<name>[{CJK}]{{2,3}})(?=[、,。;]|等)")
_FUNCTION_WORDS = "后能常从于和都过查还时向言步公可仍"
"""Surnames that are words of grammar far more often, where only a title tells the name."""

_NOT_NAMES = frozenset(
    "高达 高管 经理 先生 女士 小姐 博士 教授 老师 同学 时任 华人 华裔 成都 安全 平台 黄埔 姚班 季增 季减 年增 年减 月增 月减".split()
)


def looks_like_name(word: str) -> bool:
    """Whether a word has the build of a Chinese or a transliterated person's name."""
    if word in _NOT_NAMES or word in GENERIC or word[-1] in "某氏后前":
        return False
    if _FOREIGN.fullmatch(word):
        return True
    if not _HANZI.fullmatch(word):
        return False
    if word[:2] in COMPOUND_SURNAMES:
        return 3 <= len(word) <= 4
    if word[0] in SURNAMES and 2 <= len(word) <= 3:
        return True
    return len(word) >= 3 and all(sign in TRANSLITERATION for sign in word)


def tagged_people(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The spans that LAC takes for persons, where they look like names."""
    for number, token in enumerate(tokens):
        if token.tag != "PER":
            continue
        after = tokens[number + 1].word if number + 1 < len(tokens) else ""
        word = token.word
        if len(word) > 2 and word[-1] + after[:1] in _CUT_WORDS:
            word = word[:-1]
        if len(word) == 2 and _ENDS_IN_ZHI.match(after + _next(tokens, number + 2)):
            word += "之"
        titled = number > 0 and _TITLE_END.search(tokens[number - 1].word) is not None
        foreign = titled and all(sign in TRANSLITERATION for sign in word)
        if looks_like_name(word) or (foreign and len(word) > 1):
            yield token.start, token.start + len(word)


def addressed_people(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Names before 先生, 女士 and the like: 楚庆先生."""
    starts = {token.start for token in tokens}
    for token in tokens:
        match = _ADDRESS.match(folded, token.start)
        if match is None:
            continue
        for size in (3, 2):
            start = token.start - size
            if start < tokens[0].start:
                continue
            apart = start in starts or is_word(folded[max(0, start - 2) : start])
            if apart and _is_full_name(folded[start : token.start]):
                yield start, token.start
                break


def listed_people(folded: str, known: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What looks like a name between or beside persons in a list: 王明、邓江、李施政."""
    ends = {end for _, end in known}
    starts = {start for start, _ in known}
    for match in _LISTED.finditer(folded):
        start, end = match.span("name")
        beside = (start - 1 in ends) + (end + 1 in starts)
        if start in starts or not _is_full_name(match["name"]):
            continue
        if beside == 2 or (beside and len(match["name"]) == 3):
            ends.add(end)
            yield start, end


def _is_full_name(word: str) -> bool:
    """Whether a word that no dictionary has is built as a Chinese name."""
    return _HANZI.fullmatch(word) is not None and looks_like_name(word) and not is_word(word)


def _next(tokens: Sequence[Token], number: int) -> str:
    return tokens[number].word if number < len(tokens) else "。"


def foreign_people(folded: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Transliterated names with a middle dot: 萨姆·奥特曼."""
    starts = {token.start for token in tokens}
    if not tokens:
        return
    for match in _FOREIGN.finditer(folded, tokens[0].start, tokens[-1].end):
        start = match.start()
        dot = folded.index("·", start)
        while start < dot and not (
            start in starts and all(sign in TRANSLITERATION for sign in folded[start:dot])
        ):
            start += 1
        end = dot + 1
        if folded[end] in SURNAMES and folded[end + 1 : end + 2] in ("(", ""):
            end += 1
        while end < match.end() and (
            folded[end] in TRANSLITERATION or folded[end] in "·.ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        ):
            end += 1
        for token in tokens:
            if token.start < end < token.end and token.start > dot:
                end = token.start
        if start < dot and end > dot + 1:
            yield start, end


def titled_people(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names that stand right after a title and before a word that cannot continue a name."""
    for match in _AFTER_CHIEF.finditer(folded, start, end):
        if match["name"][0] in COMMON_SURNAMES and match["name"] not in _NO_CHIEFS:
            yield match.span("name")
    for match in _AFTER_TITLE.finditer(folded, start, end):
        name = match["name"]
        if (
            name[0] not in _FUNCTION_WORDS
            and _is_full_name(name)
            and name[1:] not in ("的", "也", "在")
        ):
            yield match.span("name")
