"""Whether two names may be one organisation's: places, trades, short forms, initials, sounds."""

from __future__ import annotations

import functools
import re

from pypinyin import lazy_pinyin
from rapidfuzz.distance import DamerauLevenshtein

from people.likeness.reasons import Reason
from people.names import fold, has_han, undotted

PLACES = (
    "中国 北京 上海 深圳 广州 杭州 南京 苏州 成都 武汉 西安 天津 重庆 合肥 厦门 青岛 长沙 香港 "
    "台湾 新加坡 浙江 江苏 广东 安徽 四川 湖北"
).split()
TRADES_ZH = (
    "科技 智能科技 信息科技 信息技术 人工智能科技 人工智能 智能 网络科技 网络 技术 软件 创新 "
    "集团 控股 股份 公司 有限 责任 大学 株式会社"
).split()
FORMS_ZH = "集团 控股 大学".split()
"""Trades of which no two are one organisation's: 联想集团 is not 联想控股."""

TRADES_EN = frozenset(
    "ai labs lab technologies technology tech systems group holding holdings the co "
    "corp corporation company inc ltd limited llc plc pbc gmbh ag se sa sas sarl srl spa nv bv ab "
    "oy kk pte pty com and platforms solutions software university".split()
)
APART = frozenset(
    (
        "ventures venture capital fund funds partners research cloud china japan korea india "
        "europe uk us asia africa robotics health bio medical studios foundation college "
        "institute academy deepmind brain music games pictures energy automotive "
        "semiconductor"
    ).split()
)
"""Words that make another organisation of the one whose name stands before them."""

APART_ZH = (
    "资本 创投 基金 投资 研究院 研究所 实验室 学院 云 汽车 机器人 医疗 健康 游戏 音乐 影业 "
    "能源 半导体 中国 日本 欧洲 金服 物流 文娱 证券 银行 教育 传媒"
).split()
SHORT_FORMS_ZH = (
    ("中国科学院", "中科院"),
    ("社会科学院", "社科院"),
    ("人工智能", "ai"),
    ("交通大学", "交大"),
    ("理工大学", "理工大"),
    ("研究所", "所"),
)
_WRITTEN_OUT = (
    (re.compile(r"\bUC\b(?=,? \w)"), "University of California"),
    (re.compile(r"\bUniv\b\.?", re.IGNORECASE), "University"),
    (re.compile(r"\bInst\b\.?", re.IGNORECASE), "Institute"),
    (re.compile(r"\bTech\b\.?(?= (?:Co|Inc|Ltd))", re.IGNORECASE), "Technology"),
)
_BREAKS = re.compile(r"[\s.,&/()（）·-]+")
_CAPITAL = re.compile(r"[A-Z]")
_LEGAL = re.compile(r"\b(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC|PBC)\b")
_PLACE_ASIDE = re.compile(rf"[(（](?:{'|'.join(PLACES)})市?[)）]")
_BODY = re.compile(r"大学|学院|研究院|研究所|研究中心|实验室|医院|银行|政府|委员会|国资|基金")
"""Bodies that are named for their place: 北京交通大学 is not 上海交通大学."""

_UNIVERSITY = re.compile(r"(.).*大学?")

SHORTEST_SOUND = 5
RARE_INITIALS = 4
"""Shorter initials are those of many."""

LEAST_FOR_SPELLING = 8
LONG = 12
"""From here on a slip is likelier than two organisations."""


def compare(one: str, other: str) -> Reason:
    one, other = undotted(one), undotted(other)
    a, b = fold(one), fold(other)
    if a == b:
        return Reason("same name", 8.5)
    if usual(one) == usual(other):
        return Reason("same name but for short forms", 6.5)
    if _digits(a) != _digits(b):
        return Reason("other number", -6)
    if _part_of(one, other) or _part_of(other, one):
        return Reason("a part or a relative of the other", -3)
    if core(one) == core(other) and len(core(one)) >= 2 and _may_share_place(one, other):
        if _differ_in_form(a, b):
            return Reason("same name, other form", 2.0)
        return Reason("same name but for place and trade", 6.5)
    if has_han(one) != has_han(other) and any(map(_is_telling, keys(one) & keys(other))):
        return Reason("same sound", 6.5)
    if b in _initials(one) or a in _initials(other):
        is_rare = min(len(a), len(b)) >= RARE_INITIALS
        return Reason("initials of the other", 6.5 if is_rare else 5.0)
    if has_han(one) and has_han(other) and (short := _short_for(one, other)):
        return short
    if _is_slip(a, b):
        return Reason("one letter apart", 6.5 if min(len(a), len(b)) >= LONG else 4.5)
    return Reason("other name", -6)


@functools.lru_cache(maxsize=20_000)
def core(name: str) -> str:
    """What is left of a name without its place and its trade: 北京智谱华章科技 -> 智谱华章."""
    folded = fold(_PLACE_ASIDE.sub("", name)) or fold(name)
    if not has_han(folded):
        words = [fold(word) for word in _BREAKS.split(name) if fold(word)]
        kept = [word for word in words if word not in TRADES_EN]
        return "".join(kept or words)
    shorter = folded
    if not _BODY.search(folded):
        shorter = folded.removeprefix(_place(folded)).removeprefix("市")
    changed = True
    while changed:
        changed = False
        for trade in (*TRADES_ZH, "ai"):
            if shorter.endswith(trade) and len(shorter) >= len(trade) + 2:
                shorter, changed = shorter.removesuffix(trade), True
    return shorter


@functools.lru_cache(maxsize=20_000)
def usual(name: str) -> str:
    """One form for 中国科学院自动化研究所 and 中科院自动化所, or for Univ. and University."""
    if has_han(name):
        folded = fold(name)
        for full, short in SHORT_FORMS_ZH:
            folded = folded.replace(full, short)
        return folded
    for short_form, full in _WRITTEN_OUT:
        name = short_form.sub(full, name)
    return fold(name)


def _place(folded: str) -> str:
    """The place with which a Chinese name begins, where something is left without it."""
    found = (place for place in PLACES if folded.startswith(place))
    return next((place for place in found if len(folded) > len(place) + 1), "")


def _may_share_place(one: str, other: str) -> bool:
    """Whether not both name a place, and different ones."""
    places = {_place(fold(one)), _place(fold(other))} - {""}
    return len(places) < 2


def _is_telling(sound: str) -> bool:
    """Whether few names sound so: ali is a name in many languages."""
    return len(sound) >= SHORTEST_SOUND


def keys(name: str) -> frozenset[str]:
    """Forms by which a name is found across scripts: its core, in pinyin where it is Chinese."""
    forms = {core(undotted(name)), core(usual(undotted(name)))}
    if has_han(name) and (university := _UNIVERSITY.fullmatch(fold(name))):
        forms.add(f"{university[1]}大")
    return frozenset("".join(lazy_pinyin(form)) if has_han(form) else form for form in forms)


def _is_slip(one: str, other: str) -> bool:
    long_enough = min(len(one), len(other)) >= LEAST_FOR_SPELLING and not has_han(one + other)
    close = DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
    return long_enough and one[0] == other[0] and close


def _digits(folded: str) -> str:
    return re.sub(r"\D", "", folded)


def _part_of(whole: str, part: str) -> bool:
    """Whether `part` is `whole` and a word that makes another organisation of it."""
    if has_han(whole) and has_han(part):
        rest = fold(part).removeprefix(fold(whole))
        return rest != fold(part) and any(rest.startswith(word) for word in APART_ZH)
    mine, theirs = (
        [fold(word) for word in _BREAKS.split(name) if fold(word)] for name in (whole, part)
    )
    return theirs[: len(mine)] == mine and any(word in APART for word in theirs[len(mine) :])


def _differ_in_form(one: str, other: str) -> bool:
    """Whether both names tell the form of the organisation, and other ones."""
    mine, theirs = ({form for form in FORMS_ZH if form in folded} for folded in (one, other))
    return bool(mine and theirs and not mine & theirs)


def _initials(name: str) -> set[str]:
    """Those of all its words, and those without the legal form at its end: SMIC, AMD."""
    letters = "".join(word[0] for word in _BREAKS.split(name) if _CAPITAL.match(word)).casefold()
    legal = len(_LEGAL.findall(name))
    return {found for found in (letters, letters[: len(letters) - legal]) if len(found) >= 3}


def _short_for(one: str, other: str) -> Reason | None:
    a, b = fold(one), fold(other)
    if _is_university(a, b) or _is_university(b, a):
        return Reason("short for the university", 6.5)
    if _is_short_for(core(one), core(other)):
        return Reason("short for the other", 4.0)
    return None


def _is_university(short: str, full: str) -> bool:
    """浙大 for 浙江大学; of longer names three signs at least, in order: 中科大, 哈工大."""
    if not (full.endswith("大学") and short.endswith("大") and short[0] == full[0]):
        return False
    if len(short) == 2:
        return len(full) == 4
    rest = iter(full)
    return all(sign in rest for sign in short)


def _is_short_for(one: str, other: str) -> bool:
    """字节 for 字节跳动: its beginning or, as 讯飞 for 科大讯飞, its end; or as 北大 does."""
    short, full = sorted((one, other), key=len)
    if len(short) < 2 or len(short) == len(full):
        return False
    return (
        full.startswith(short)
        or full.endswith(short)
        or (len(short) == 2 and len(full) == 4 and full[0] + full[2] == short)
    )
