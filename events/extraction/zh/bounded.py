"""Names of organisations told by what stands right before and right after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import CJK
from .latin import is_common_latin
from .organisations import is_name
from .tagger import Token
from .vocabulary import is_coined, is_word
from .words import GENERIC, ORGANISATION_SUFFIX, ROLE_NOUNS

_CODE = re.compile(
    r"\((?:(?:股票|股份|证券)?(?:代码|代号|编号)?[:：]?)?"
    r"(?:\d{4,6}(?:\.[A-Z]{2,3})?|(?:NASDAQ|NYSE|Nasdaq|HKEX|HK|SZ|SH|纳斯达克|港股|美股)[:：. ]{1,2}[A-Z\d]{1,6}|[A-Z]{1,5}\.(?:US|O|N))\)"
)
_DESCRIBED = re.compile(
    rf"(?<=[{CJK}A-Za-z\d])(?:{ROLE_NOUNS})(?P<name>[{CJK}]{{3,6}}?)(?=[,。;、()]|$|的(?!是)|后)"
)
_WITH = re.compile(
    rf"(?:与|和|同|跟|携手|联手|联合)(?P<name>[{CJK}]{{2,10}}?)(?:今天|今日|近日|日前|正式|共同|已|将|双方|宣布|,){{0,3}}"
    r"(?:签署|签订|签约|达成|缔结|结成|建立|展开|开展)[^,。;]{0,16}(?:合作|协议|备忘录|伙伴|联盟)"
)
_NAMED_SHORT = re.compile(
    rf"(?:(?<=[,。;:、与和及由是为])|(?<![{CJK}A-Za-z])|(?<=公司)|(?<=企业))(?P<name>[{CJK}]{{4,18}})\((?:以下简称|以下称|下称|简称):?[“\"]"
)
_SHARES_OF = re.compile(
    rf"(?:持有|所持|持|转让|出售|收购|受让)[^,。;的]{{0,6}}的(?P<name>[{CJK}]{{2,6}}?)(?:的)?(?:\d+(?:\.\d+)?%(?:的)?)?(?:全部)?(?:股权|股份|股票)"
)
_MIXED = re.compile(
    rf"(?<![A-Za-z\d.])(?P<latin>[A-Z][A-Za-z\d]{{0,11}})(?P<middle>[{CJK}]{{2,4}})?(?:资本|创投|基金(?!经理|规模)|集团|半导体|科技(?!公司|企业|巨头)|控股(?!股东))"
)

_HANZI = re.compile(f"[{CJK}]+")
_FIRM = re.compile(f"(?:{ROLE_NOUNS})$")
_LONGEST = 8
_BREAKS = frozenset("w c p u d f r q TIME xc".split())
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
    """Coined names between a word for a firm and the end of what is said: 芯片厂商瑞浦兰钧."""
    acting = {t.start for t in tokens if t.tag in _NO_NOUN and (is_word(t.word) or t.tag != "v")}
    for match in _DESCRIBED.finditer(folded, tokens[0].start, tokens[-1].end) if tokens else ():
        coined = is_coined(match["name"]) and is_name(match["name"])
        if coined and match.start("name") not in acting:
            yield match.span("name")


def bounded_organisations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Partners, those whose shares are held, and names that a short form is given for."""
    for rule in (_WITH, _SHARES_OF):
        for match in rule.finditer(folded, start, end):
            if is_name(match["name"]):
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
