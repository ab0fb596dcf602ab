"""Names of organisations told by what stands right before and right after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import CJK
from .coined import ADVERBS
from .latin import is_common_latin
from .organisations import is_name
from .tagger import Token
from .vocabulary import is_coined, is_word
from .words import GENERIC, ORGANISATION_SUFFIX, PLACES, ROLE_NOUNS

_CODE = re.compile(
    r"\((?:(?:股票|股份|证券)?(?:代码|代号|编号)?[:：]?)?"
    r"(?:\d{4,6}(?:\.[A-Z]{2,3})?|(?:NASDAQ|NYSE|Nasdaq|HKEX|HK|SZ|SH|纳斯达克|港股|美股)[:：. ]{1,2}[A-Z\d]{1,6}|[A-Z]{1,5}\.(?:US|O|N))\)"
)
_DESCRIBED = re.compile(
    rf"(?<=[{CJK}A-Za-z\d])(?<![该这那本各])(?:{ROLE_NOUNS})(?:(?P<actor>[{CJK}]{{2,6}}?)(?={ADVERBS}(?:宣布|官宣|公告|完成|获得?[^,。;]{{0,16}}(?:融资|投资)|拿下|斩获|被曝|递交|推出|发布|通过[^,。;]{{2,10}}聆讯|登陆|递表))"
    rf"|(?P<name>[{CJK}]{{2,6}}?)(?=[,。;、()]|$|的(?!是)|后|,(?:近日|日前|宣布|已|成立|也|还|在|于)))"
)
_SURE_END = re.compile(r"\(|,(?:近日|日前|宣布|已|成立|也|还)")
_FUNDED = re.compile(
    rf"(?:^|(?<=[\n。;,:“\"】])|(?<=\d\.))(?P<name>[{CJK}]{{2,10}}?)(?={ADVERBS}(?:完成|获得?|斩获|拿下|官宣)(?:了)?[^,。;]{{0,60}}?(?:轮|融资|战略投资))",
    re.MULTILINE,
)
_WITH = re.compile(
    rf"(?:与|和|同|跟|携手|联手|联合)(?P<name>[{CJK}]{{2,10}}?)(?:今天|今日|近日|日前|正式|共同|已|将|双方|宣布|,){{0,3}}"
    r"(?:签署|签订|签约|达成|缔结|结成|建立|展开|开展)[^,。;]{0,16}(?:合作|协议|备忘录|伙伴|联盟)"
)
_NAMED_SHORT = re.compile(
    rf"(?:(?<=[,。;:、与和及由是为])|(?<![{CJK}A-Za-z])|(?<=公司)|(?<=企业))(?P<name>[{CJK}]{{4,18}})\((?:以下简称|以下称|下称|简称):?[“\"]"
)
_INSTITUTE = re.compile(
    rf"(?:(?<![{CJK}])|(?<=[、和与及在为是由从任]))(?P<name>(?:{'|'.join(sorted(PLACES))}|国家)[{CJK}]{{2,10}}?(?:研究院|研究所))(?!所)"
)
_MADE = re.compile(
    rf"(?:创办|创立|创建|加入|加盟|入职|转投)(?:了)?[“\"]?(?P<name>(?![了的该其这那一])[{CJK}]{{2,6}}?)[”\"]?(?=的(?!是)|[,。;、]|$|\([A-Z])"
)
_SHARES_OF = re.compile(
    rf"(?:持有|所持|持|转让|出售|收购|受让)[^,。;的]{{0,6}}的(?P<name>[{CJK}]{{2,6}}?)(?:的)?(?:\d+(?:\.\d+)?%(?:的)?)?(?:全部)?(?:股权|股份|股票)"
    rf"|(?:收购|受让|增持|减持)(?:了)?(?P<target>[{CJK}]{{2,6}}?)(?:的)?\d+(?:\.\d+)?%(?:的)?(?:股权|股份)"
)
_BOUGHT = re.compile(
    rf"(?:完成|宣布)了?对(?P<name>[{CJK}]{{2,8}}?)(?:全部|剩余|\d+(?:\.\d+)?%)?(?:的)?(?:股权|股份)?的(?:全资)?(?:收购|并购)"
    rf"|(?:收购|入股|取得)[^,。;]{{0,8}}?(?:公司|企业|平台|厂商?|商)(?P<bought>[{CJK}]{{2,6}}?)(?:\d+(?:\.\d+)?%|全部股|的?(?:股权|股份|控制权))"
)
_MIXED = re.compile(
    rf"(?<![A-Za-z\d.])(?P<latin>[A-Z][A-Za-z\d]{{0,11}})(?P<middle>[{CJK}]{{2,4}})?(?:资本|创投|基金(?!经理|规模)|集团|半导体|科技(?!公司|企业|巨头)|研究院|控股(?!股东))"
)

_HANZI = re.compile(f"[{CJK}]+")
_FIRM = re.compile(f"(?:{ROLE_NOUNS})$")
_LONGEST = 8
_BREAKS = frozenset("w c p u d f r q TIME xc".split())
_NO_PART = frozenset("d p c u r f w xc ad TIME".split())
_NO_NOUN = frozenset("v vd d p c u r m ad TIME".split())


def coded_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The name before a stock code: 瑞浦兰钧(0666.HK)."""
    for number, token in enumerate(tokens):
        if number and token.word.startswith("(") and _CODE.match(folded, token.start):
            yield from _run_before(tokens, number)


def _run_before(tokens: Sequence[Token], number: int) -> Iterator[tuple[int, int]]:
    """The unbroken words before a token, as far as they can be one name."""
    first = number
    while first and tokens[number - 1].end - tokens[first - 1].start <= _LONGEST:
        token = tokens[first - 1]
        broken = token.tag in _BREAKS or _FIRM.search(token.word) or token.word in GENERIC
        if broken or not _HANZI.fullmatch(token.word):
            break
        first -= 1
    word = "".join(token.word for token in tokens[first:number])
    if len(word) > 1 and is_name(word):
        yield tokens[first].start, tokens[number - 1].end


def described_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Names between a word for a firm and what firms do, or the end: 芯片厂商瑞浦兰钧."""
    if not tokens:
        return
    by_start = {token.start: token for token in tokens}
    for match in _DESCRIBED.finditer(folded, tokens[0].start, tokens[-1].end):
        name = match["name"] or match["actor"]
        first, last = match.span("name" if match["name"] else "actor")
        if not is_name(name) or (
            match["name"] and len(name) < 3 and not _SURE_END.match(folded, last)
        ):
            continue
        words = [token for token in tokens if first <= token.start < last]
        if any(word.tag in _NO_PART for word in words) or _is_common(by_start.get(first), last):
            continue
        acting = match["actor"] and not any(
            word.tag == "v" and is_word(word.word) for word in words
        )
        if acting or is_coined(name):
            yield first, last


def _is_common(word: Token | None, end: int) -> bool:
    """Whether a word is one that everyone knows, at the head of what is said or all of it."""
    if word is None:
        return False
    acts = word.tag in _NO_NOUN and (is_word(word.word) or word.tag != "v")
    return acts or (word.end >= end and is_word(word.word))


def funded_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """What opens a clause that goes on to tell of a closed round: 加速进化科技完成A轮融资."""
    if not tokens:
        return
    by_start = {token.start: token for token in tokens}
    for match in _FUNDED.finditer(folded, tokens[0].start, tokens[-1].end):
        first, last = match.span("name")
        words = [token for token in tokens if first <= token.start < last]
        head = by_start.get(first)
        if head is None or not words or any(word.tag in _NO_PART for word in words):
            continue
        if head.word in GENERIC or (head.end >= last and is_word(head.word)):
            continue
        if is_name(match["name"]):
            yield first, last


def bounded_organisations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Partners, those whose shares are held, and names that a short form is given for."""
    for rule in (_WITH, _SHARES_OF, _BOUGHT):
        for match in rule.finditer(folded, start, end):
            group = match.lastgroup or "name"
            if is_name(match[group]):
                yield match.span(group)
    for match in _MADE.finditer(folded, start, end):
        name = match["name"]
        sure = folded.startswith("(", match.end())
        if is_name(name) and name not in GENERIC and (sure or is_coined(name)):
            yield match.span("name")
    for match in _INSTITUTE.finditer(folded, start, end):
        yield match.span("name")
    for match in _NAMED_SHORT.finditer(folded, start, end):
        if re.search(f"(?:{ORGANISATION_SUFFIX})$", match["name"]):
            yield match.span("name")


def mixed_organisations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Latin letters and an ending in Chinese: M31资本, GGV纪源资本."""
    for match in _MIXED.finditer(folded, start, end):
        coined = match["middle"] is None or is_coined(match["middle"])
        if coined and not is_common_latin(match["latin"]):
            yield match.span()
