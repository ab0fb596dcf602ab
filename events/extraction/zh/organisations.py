"""Organisations that no lexicon knows, in Chinese letters: by suffix, by neighbour, by list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import CJK
from .tagger import Token
from .vocabulary import is_coined
from .words import (
    GENERIC,
    INDEPENDENT_SUFFIX,
    LEADING_TITLES,
    ORGANISATION_SUFFIX,
    PLACES,
    ROLE_NOUNS,
)

_SUFFIX = re.compile(f"(?:{ORGANISATION_SUFFIX})$")
_INDEPENDENT = re.compile(f"(?:{INDEPENDENT_SUFFIX})$")
_ROLE_NOUN = re.compile(f"(?:{ROLE_NOUNS})$")
_HANZI = re.compile(f"[{CJK}]+")
_LEADING_TITLE = re.compile(f"的?(?:{LEADING_TITLES})")
_HEAD_TITLE = re.compile("(?:联合|共同)?创始人|创办人|首席执行官|CEO|董事长|掌门人")
_NO_OPENING = frozenset("c d p u r m q w f v vd vn TIME xc ad".split())
_OPENED_ENDS = frozenset("科技 智能 资本 创投 集团 机器人 半导体 微电子".split())
_OPENED_END = re.compile(f"(?:{'|'.join(sorted(_OPENED_ENDS))})$")
_MAX_BASE = 4
_UNIT = re.compile(
    r"(?:委员会|事业部|事业群|事业群组|部门|部|组|团队|小组|办公室|办事处|分部|总部|平台|局|法院|厅|署|专委会|中心)$"
)
_DESCRIBED = re.compile(
    "(?:公司|企业|平台|厂商|机构)(?!$)|^(?:包括|第|同比|知名)|(?:全资|董事|会|计划|原定)$"
)
_NAME_TAGS = frozenset("nz nw ORG n vn a LOC PER an s m i j".split())
_STRONG_TAGS = frozenset("nz nw ORG".split())
_NOT_NAMED = re.compile(
    "[亿万]美?元|等|(?:行业|领域|产业|赛道|市场)$|^[三四五六七八九十][家位名个所]|[万千百]人$"
)
_OF_PLACE = re.compile("(?:产投|国投|科投|金控|城投|高新投)$")
_INSTITUTE = re.compile("(?:研究院|研究所|大学|学院)$")
_MAX_NAME = 10

_COMMON = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, GENERIC), key=len, reverse=True))
    + "|概念股?|大|小|[A-Za-z0-9])*"
)

_ADVERBS = (
    r"(?:宣布|正式|已经?|也|近日|日前|又|再|再度|成功|连续|独家|确认|今日|昨日|计划|拟|将|被曝|曝|官宣|率先|"
    r"于?(?:今年|去年|20\d\d年)?\d{1,2}月(?:\d{1,2}日)?){0,3}"
)
_SUBJECT_VERB = re.compile(
    rf"{_ADVERBS}(?:(?:完成|获得?|斩获|拿下|敲定)[^,。;]{{0,24}}(?:融资|投资|注资)|大?裁员|(?:向[^,。]{{2,10}})?(?:递交|提交|递表)[^,。]{{0,12}}(?:招股|上市|IPO|$)|"
    rf"(?:在|于|登陆)[^,。]{{0,14}}(?:挂牌|上市|敲钟)|通过[^,。]{{2,8}}聆讯|成立于|创立于|(?:倒闭|破产|停止运营|解散)[,。]|"
    rf"(?:与|和|携手|联合)[^,。]{{2,16}}(?:达成|签署|建立)[^,。]{{0,10}}(?:合作|协议|伙伴)|(?:全资|战略)?收购|领投)"
)
_OBJECT_VERB = re.compile(
    r"(?:创立|创办|创建|组建|收购|并购|加入|加盟|入职|跳槽至|跳槽到|入股|投资|领投|离开|联合创办|共同创立|联合创立)(?:了|的)?$"
)
_JOINED = re.compile(
    rf"(?:加入|加盟|重返|入职|跳槽至|跳槽到|转投|回归|任职于|就职于)(?:了)?(?P<name>[{CJK}]{{2,7}}?)(?:,?(?:并)?(?:担任|出任|任职|任(?!何|务)))"
)
_PUBLISHERS = re.compile(
    rf"(?:据|根据|援引)(?P<name>[{CJK}]{{2,8}}?(?:数据(?=统计|显示|监测|报告|研究院)|研究院)?)(?:的)?(?:发布的?|不完全统计|统计|数据|报告|调查|调研|监测|测算|披露的?|最新|《)"
    rf"|(?<![^,。;\s])(?P<name3>[{CJK}]{{2,8}}?)(?:最新|近日)?发布的?[^,。;《]{{0,8}}《[^》]{{2,30}}》"
    rf"|(?<![^,。;\s])(?P<name2>[{CJK}]{{2,6}}?)(?:最新|发布的|近日发布的)?(?:报告|数据|统计|调查)(?:显示|指出|称|表明)"
    rf"|(?<![^,。;\s])(?P<name4>[{CJK}]{{2,6}}?)(?:统计|测算|监测)(?=,)"
)
_NO_PUBLISHER = re.compile(
    "统计|数据|官方|公开|最新|媒体|报道|报告|知情|消息|公告|财报|研究|调查|显示|不完全|相关|上述|该|其|公司|企业|机构|市场|行业|多方|权威|第三方|历史|内部|这|此|资料|了解|悉|介绍|分析|专家|本|我们|记者|初步|年"
)
_COMPANY_ENDS = frozenset(
    "科技 智能 资本 创投 基金 研究院 大学 集团 机器人 技术 半导体 有限公司 投资 汽车 实验室 微电子 控股 网络 软件 生物 动力 传媒 证券".split()
)

_QUOTED = re.compile(
    rf"(?:{ROLE_NOUNS}|基金|资本)[\"“](?P<name>[^\"“”,。]{{2,14}})[\"”]"
    r"|[\"“](?P<name2>[^\"“”,。]{2,14})[\"”](?:近日|日前|正式|获得|完成|宣布|的?(?:联合)?创始人|的?CEO)"
)


def tagged_organisations(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Organisations that LAC takes for such, with the ending that stands behind them."""
    for number, token in enumerate(tokens):
        word = token.word
        if not _HANZI.fullmatch(word) or not is_name(word):
            continue
        if _figurative(tokens, number):
            continue
        known = token.tag == "ORG" and len(word) > 3 and not _UNIT.search(word)
        if _DESCRIBED.search(word):
            continue
        if known or (token.tag == "nz" and ends_as_company(word)):
            yield token.start, token.end
        elif token.tag in ("ORG", "nz", "PER", "nw") and number + 1 < len(tokens):
            after = tokens[number + 1]
            if after.word in _COMPANY_ENDS and is_name(word + after.word):
                yield token.start, after.end


def titled_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The name right before a title of the whole organisation: 极狐创始人, 深言科技创始人."""
    for number, token in enumerate(tokens):
        if number and _LEADING_TITLE.match(folded, token.start) and token.word != "的":
            at = number - 1 if tokens[number - 1].word == "的" else number
            alone = at == number and _HEAD_TITLE.match(folded, token.start) is not None
            yield from _name_before(tokens, at, lone_noun=alone)


def acting_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The subject of what only an organisation does: 云深处完成B轮融资."""
    for number, token in enumerate(tokens):
        if number and _SUBJECT_VERB.match(folded, token.start):
            yield from _name_before(tokens, number, lone_noun=True)


def object_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The object of what is done to organisations: 创立了深元智能."""
    for number, token in enumerate(tokens):
        if number and _OBJECT_VERB.search(folded, max(0, token.start - 8), token.start):
            yield from _name_after(tokens, number)


def opening_organisations(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Names with an organisation's ending that open a clause: 云从科技也没能幸免."""
    for number, token in enumerate(tokens):
        opens = number == 0 or tokens[number - 1].tag in ("w", "c")
        common = len(token.word) > 1 and token.word in GENERIC
        if not opens or common or token.tag in _NO_OPENING:
            continue
        if len(token.word) > 3 and _OPENED_END.search(token.word) and is_name(token.word):
            yield token.start, token.end
        for last in range(number + 1, min(number + 4, len(tokens))):
            length = tokens[last].start - token.start
            if length > _MAX_BASE or not _HANZI.fullmatch(tokens[last].word):
                break
            if length > 1 and tokens[last].word in _OPENED_ENDS:
                if is_name(folded[token.start : tokens[last].end]):
                    yield token.start, tokens[last].end
                break


def quoted_organisations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names in quotation marks beside a word that only an organisation has: 公司“X”."""
    for match in _QUOTED.finditer(folded, start, end):
        group = "name" if match["name"] else "name2"
        if is_name(match[group]) or not _HANZI.search(match[group]):
            yield match.span(group)


def joined_organisations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What one joins to hold a post, whatever it is called: 重返贝壳担任副总裁."""
    for match in _JOINED.finditer(folded, start, end):
        if is_name(match["name"]):
            yield match.span("name")


def publishers(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Whose figures are quoted: 据X统计, X报告显示."""
    for match in _PUBLISHERS.finditer(folded, start, end):
        group = next(group for group in ("name", "name2", "name3", "name4") if match[group])
        name = match[group]
        if (not _NO_PUBLISHER.search(name) or is_coined(name)) and is_name(name):
            yield match.span(group)


def independent_longer(word: str) -> bool:
    """Whether an organisation's ending makes it more than the known name it begins with."""
    return _INDEPENDENT.search(word) is not None


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
        if _ROLE_NOUN.search(token.word) or (first < number and token.word in PLACES):
            break
        if tokens[number - 1].end - token.start > _MAX_NAME:
            break
        first -= 1
    while first < number and _is_filler(tokens[first].word):
        first += 1
    name = tokens[first:number]
    if name and name[-1].word in ("原", "前"):
        name = name[:-1]
    if not name or (name[0].tag == "PER" and len(name) == 1):
        return
    word = "".join(token.word for token in name)
    lone = lone_noun and len(word) <= 5 and _stands_alone(tokens, first, name)
    if len(word) >= 2 and is_name(word) and (_is_strong(name) or lone):
        yield name[0].start, name[-1].end


def _name_after(tokens: Sequence[Token], number: int) -> Iterator[tuple[int, int]]:
    """The run of naming words that begins with a word and ends as an organisation does."""
    last = number
    while last < len(tokens) and last - number < 3:
        token = tokens[last]
        if not _HANZI.fullmatch(token.word) or token.tag in ("w", "u", "p", "c", "m", "r"):
            break
        last += 1
        if token.tag == "ORG" or token.word in _COMPANY_ENDS:
            break
    name = tokens[number:last]
    word = "".join(token.word for token in name)
    if name and len(word) <= _MAX_NAME and is_name(word) and ends_as_company(word):
        opens = len(name[0].word) > 1 and name[0].tag not in ("d", "f", "t", "TIME")
        if opens and (len(name) > 1 or name[0].tag in _STRONG_TAGS):
            yield name[0].start, name[-1].end


def _figurative(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word ends a longer saying in quotation marks: “互联网黄埔军校”."""
    ends = number + 1 < len(tokens) and tokens[number + 1].word == "”"
    return ends and number > 0 and tokens[number - 1].word != "“"


def _is_filler(word: str) -> bool:
    return word in GENERIC and not _SUFFIX.fullmatch(word)


def _is_strong(name: Sequence[Token]) -> bool:
    """Whether words make a name by themselves: a proper noun, or an organisation's ending."""
    proper = any(token.tag in _STRONG_TAGS and token.word not in GENERIC for token in name)
    return proper or (len(name) > 1 and ends_as_company("".join(token.word for token in name)))


def _stands_alone(tokens: Sequence[Token], first: int, name: Sequence[Token]) -> bool:
    """Whether nothing before the words can belong to them, and none of them is a common noun."""
    if any(token.word in GENERIC for token in name):
        return False
    before = tokens[first - 1] if first else None
    edges = ("w", "p", "c", "f", "xc", "u", "TIME", "a")
    return before is None or before.tag in edges or _ROLE_NOUN.search(before.word) is not None


def ends_as_company(word: str) -> bool:
    """Whether a word has the ending of an organisation's name."""
    return _SUFFIX.search(word) is not None


def _opens_name(tokens: Sequence[Token], first: int, number: int) -> bool:
    """Whether a word of another class begins a name with a suffix: 远望 in 而远望资本创始人."""
    suffixed = first < number and _SUFFIX.fullmatch(tokens[first].word) is not None
    edge = first == 1 or tokens[first - 2].tag in ("w", "c", "p", "u", "TIME", "d", "f")
    word = tokens[first - 1]
    return suffixed and edge and len(word.word) >= 2 and word.tag in ("v", "vn", "d", "t")


def is_name(word: str) -> bool:
    """Whether a word can be the name of an organisation, as far as its own characters tell."""
    if re.search("加入|加盟|入职|正式|宣布|负责人|研究员", word):
        return False
    if word.endswith(("公司", "企业")) and not word.endswith(("有限公司", "股份公司")):
        return False
    base = _SUFFIX.sub("", word)
    if (
        _COMMON.fullmatch(base)
        or _COMMON.fullmatch(word)
        or _ROLE_NOUN.search(base)
        or (base in PLACES and not _OF_PLACE.search(word))
    ):
        return False
    if word[-1] in "前原" or re.search("前|原(?=[^料生子创力])", base[1:]):
        return False
    if _NOT_NAMED.search(word):
        return False
    place = re.match("|".join(PLACES), base)
    if place and not _INSTITUTE.search(word) and _COMMON.fullmatch(base, place.end()):
        return False
    return base[-1] not in "的家个各某本该大小老" and base[0] not in "的某该各每本这那一两几数多第"
