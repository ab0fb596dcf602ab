"""Sums of money, shares and counts as Chinese news words them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Money
from ..masking import MONEY, NUMBER, PERCENT, Slot

CURRENCIES = {
    "元人民币": "CNY", "人民币": "CNY", "元": "CNY", "块钱": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY",
    "美元": "USD", "美金": "USD", "美刀": "USD", "us$": "USD", "usd": "USD", "$": "USD",
    "港元": "HKD", "港币": "HKD", "港幣": "HKD", "hk$": "HKD", "hkd": "HKD",
    "欧元": "EUR", "€": "EUR", "eur": "EUR", "英镑": "GBP", "£": "GBP", "gbp": "GBP",
    "日元": "JPY", "日圆": "JPY", "日币": "JPY", "韩元": "KRW", "韩圆": "KRW",
    "新元": "SGD", "新加坡元": "SGD", "新币": "SGD", "新台币": "TWD", "台币": "TWD",
    "澳元": "AUD", "加元": "CAD", "加币": "CAD", "瑞士法郎": "CHF", "瑞郎": "CHF",
    "卢比": "INR", "卢布": "RUB", "雷亚尔": "BRL", "里亚尔": "SAR", "迪拉姆": "AED", "谢克尔": "ILS",
}  # fmt: skip
_POWERS = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12,
    "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

_BEFORE = (
    r"不超过|不足|不到|不高于|将近|接近|低于|少于|至多|最多|最高|近|"
    r"超过|超|逾|高于|多于|至少|不低于|不少于|突破|过|"
    r"大约|大概|约合|约|将近|左右"
)
_AFTER = r"左右|上下|以上|以下|以内|之多"
_UNDER = frozenset(
    "不超过 不足 不到 不高于 将近 接近 低于 少于 至多 最多 最高 近 以下 以内".split()
)
_OVER = frozenset("超过 超 逾 高于 多于 至少 不低于 不少于 突破 过 上 以上 之多 余 多".split())
_ABOUT = frozenset("大约 大概 约合 约 左右 上下 级".split())

_FIGURE = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,6})?"
_HANZI = r"[一二两三四五六七八九十百千零〇]{1,9}(?:点[一二三四五六七八九零〇]{1,4})?|半"
_SCALE = r"[十百千]?[多余几]?[万亿兆]{1,2}|[百千十]|(?:million|billion|trillion|mn|bn|[kmbtKMBT])(?![A-Za-z])"
_AMOUNT = (
    rf"(?:(?P<low>{_FIGURE})(?P<lowscale>[十百千]?[万亿]{{1,2}})?(?:元|美元)? ?[-~至到] ?(?=\d))?"
    rf"(?:(?P<figure>{_FIGURE}) ?(?P<scale>{_SCALE})?(?:(?P<figure2>\d{{1,4}})(?:(?P<scale2>[千]?万)|(?=[个人名家位元])))?"
    rf"|(?P<several>[数几上过]) ?(?P<sscale>[十百千]?[万亿]{{1,2}}|[十百千])"
    rf"|(?P<hanzi>{_HANZI}) ?(?P<hscale>[多余几]?[万亿]{{1,2}})?(?:(?P<hanzi2>[一二三四五六七八九]千?)(?P<hscale2>[百千]?万)?)?"
    rf"|(?P<bare>[十百千]?[万亿]{{1,2}}))(?P<more>[多余几])?"
)
_WORDS = sorted((word for word in CURRENCIES if not word.isascii()), key=len, reverse=True)
_UNIT = "|".join(word for word in _WORDS if word != "¥")
_PREFIX = r"US\$|HK\$|\$|¥|€|£|USD ?|RMB ?|CNY ?|EUR ?|人民币"
_MONEY = re.compile(
    rf"(?P<before>{_BEFORE})?(?:人民币)?(?P<prefix>{_PREFIX})? ?{_AMOUNT}(?P<level>级)?"
    rf"(?P<unit>{_UNIT}|USD|RMB|HKD)?(?P<level2>级)?(?P<after>{_AFTER})?"
)
_FUNDING_SUM = re.compile(
    rf"(?P<before>{_BEFORE})?{_AMOUNT}(?P<level>级别?)?(?P<unit>)(?P<after>{_AFTER})?"
    rf"(?=的?(?:[^,。\d]{{0,6}}轮|战略)?融资|天使|,占[^,。;]{{0,10}}(?:股|%))"
)
_PERCENT = re.compile(
    rf"(?P<before>{_BEFORE})?(?:(?:\d{{1,3}}(?:\.\d{{1,3}})?%?[-~至到])?(?P<figure>\d{{1,6}}(?:,\d{{3}})?(?:\.\d{{1,4}})?) ?%"
    r"|(?P<parts>[二两三四五六七八九十])分之(?P<part>[一二三四五六七八九])"
    r"|百分之(?P<hundredth>[一二三四五六七八九十零]{1,4}|\d{1,3}(?:\.\d+)?)"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?=[,。、的员以左股份用企受多]|$))"
    rf"(?P<after>{_AFTER})?"
)
_COUNTERS = (
    "家|笔|款|起|项|种|位|名|人次|人|个|台|件|篇|座|所|只|份|套|部|轮|倍|户|张|枚|支|条|颗|块|亿次|次|"
    "词元|token|tokens|员工"
)
_COUNT = re.compile(
    rf"(?P<before>{_BEFORE})?(?<![A-Za-z\d.])(?<![A-Z]\+){_AMOUNT}(?P<unit>{_COUNTERS}|(?=参数|员工|职位|岗位))(?!月|半|小时|工作日|交易日|季)"
    rf"(?P<after>{_AFTER})?"
)
_PARAMETERS = re.compile(
    r"(?<![\d.])(?P<figure>\d{1,5}(?:\.\d{1,3})?) ?(?P<scale>[BT]|[千百]?[万亿]{1,2}|billion|trillion)(?:级|规模|级别)?"
    r"(?=的?(?:总|激活)?参数|[, 的]{0,2}(?:版本|模型))"
    r"|参数(?:量|规模|数|总量|总数)?(?:高达|达到了?|可达|达|为|是|约为|约|超过|超|有|共|近|仅为|仅|只有|在){0,3}"
    r"(?P<figure2>\d{1,5}(?:\.\d{1,3})?) ?(?P<scale2>[BT](?![A-Za-z])|[千百]?[万亿]{1,2}|billion|trillion)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: 20家 is 20 of unit 家."""

    value: float
    unit: str
    qualifier: str = "exact"


def money_slots(folded: str, start: int, end: int) -> Iterator[Slot]:
    """The sums of money in a span."""
    for match in _MONEY.finditer(folded, start, end):
        groups = match.groupdict()
        currency = CURRENCIES.get((groups["unit"] or groups["prefix"] or "").strip().lower())
        value = _value(groups)
        if currency and value:
            qualifier = _qualifier(groups)
            yield Slot(
                MONEY,
                match.start(),
                match.end(),
                Money(value, currency, qualifier, folded[match.start() : match.end()]),
            )
    for match in _FUNDING_SUM.finditer(folded, start, end):
        value = _value(match.groupdict())
        if value and value >= 1e6:
            yield Slot(
                MONEY,
                match.start(),
                match.end(),
                Money(value, "CNY", _qualifier(match.groupdict()), match[0]),
            )


def percent_slots(folded: str, start: int, end: int) -> Iterator[Slot]:
    """The shares in a span, as fractions: 3% is 0.03."""
    for match in _PERCENT.finditer(folded, start, end):
        if match["figure"]:
            value = float(match["figure"].replace(",", "")) / 100
        elif match["parts"]:
            value = _number(match["part"]) / _number(match["parts"])
        elif match["hundredth"]:
            value = _number(match["hundredth"]) / 100
        else:
            value = _DIGITS[match["tenths"]] / 10 + (0.05 if match["half"] else 0)
        yield Slot(PERCENT, match.start(), match.end(), round(value, 6))


def count_slots(folded: str, start: int, end: int) -> Iterator[Slot]:
    """The counted things in a span."""
    for match in _COUNT.finditer(folded, start, end):
        groups = match.groupdict()
        value = _value(groups)
        one_round = match["unit"] == "轮" and value == 1
        if value and not one_round and not (match["bare"] and not match["before"]):
            yield Slot(
                NUMBER,
                match.start(),
                match.end(),
                Count(value, match["unit"] or "", _qualifier(groups)),
            )


def parameters_in(folded: str, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The parameter counts told in a span: 70亿参数, 参数量达1.8万亿, 13B参数."""
    for match in _PARAMETERS.finditer(folded, start, end):
        figure, scale = (
            (match["figure"], match["scale"])
            if match["figure"]
            else (match["figure2"], match["scale2"])
        )
        value = float(figure) * _power(scale)
        if value >= 1e6:
            yield match.start(), match.end(), value


def _value(groups: dict[str, str | None]) -> float | None:
    scale = groups["scale"] or groups["sscale"] or groups["hscale"] or groups["bare"]
    power = _power(scale)
    if groups["figure"]:
        figure = groups["low"] or groups["figure"]
        value = float(figure.replace(",", "")) * (
            _power(groups["lowscale"]) if groups["lowscale"] else power
        )
        if groups["figure2"] and not groups["low"]:
            value += float(groups["figure2"]) * _power(groups["scale2"])
        return round(value, 4)
    if groups["hanzi"]:
        value = _number(groups["hanzi"]) * power
        if groups["hanzi2"]:
            value += _number(groups["hanzi2"]) * (
                _power(groups["hscale2"]) if groups["hscale2"] else power / 10
            )
        return value
    return power if power > 1 else None


def _qualifier(groups: dict[str, str | None]) -> str:
    if groups["several"] and groups["several"] in "数几":
        return "several"
    for words, name in ((_UNDER, "under"), (_OVER, "over"), (_ABOUT, "about")):
        if {groups["before"], groups["after"], groups["several"], groups["more"]} & words:
            return name
    scale = (groups["scale"] or "") + (groups["hscale"] or "")
    if "几" in scale or groups["more"] == "几":
        return "several"
    if "多" in scale or "余" in scale:
        return "over"
    level = groups.get("level") or groups.get("level2")
    return "about" if level or groups["low"] else "exact"


def _power(scale: str | None) -> float:
    if not scale:
        return 1.0
    if scale.lower() in _POWERS:
        return _POWERS[scale.lower()]
    power = 1.0
    for sign in scale:
        power *= _POWERS.get(sign, 1.0)
    return power


def _number(words: str) -> float:
    """A number in figures or characters: 三百二十, 两千, 三点五, 半."""
    if words == "半":
        return 0.5
    if words.replace(".", "", 1).isdigit():
        return float(words)
    whole, _, fraction = words.partition("点")
    total, digit = 0.0, 0.0
    for sign in whole:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (digit or (1 if total == 0 else 0)) * _POWERS[sign]
            digit = 0
    total += digit
    if fraction:
        total += float("0." + "".join(str(_DIGITS[sign]) for sign in fraction))
    return total
