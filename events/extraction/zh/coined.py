"""Names that no list has, told by being made of no common words and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import CJK
from .people import looks_like_name
from .tagger import Token
from .vocabulary import is_coined, is_word
from .words import COMMON_SURNAMES, GENERIC, LEADING_TITLES, PLACES, ROLE_NOUNS

_SURE_SUFFIX = (
    "数智|未来科技|科技|资本|创投|集团|控股|股份|智驾|数科|半导体|微电子|证券|医药|制药|机器人|智能|创新|智云|智联|智造|"
    "信息|数据|网络|软件|电子|互动|互娱|生物|医疗|能源|动力|航天|芯片|技术|教育|传媒|智慧|计算|无界|时空|"
    "实验室|研究院|基金|投资|汽车|通信|光电|视觉|感知|云|物流|材料|装备|仪器|影业|游戏|娱乐|健康|银行|保险|精工|重工|智控|智行|出行"
)
_WITH_SUFFIX = re.compile(
    rf"(?<=[{CJK}]{{2}})(?:{_SURE_SUFFIX})+(?![{CJK}]?(?:{_SURE_SUFFIX}))(?!(?<=智能)(?:音箱|手机|汽车|眼镜|家居|硬件|终端|驾驶|座舱|体|手表))"
)
_ENDINGS = re.compile(f"(?:{_SURE_SUFFIX})+$")
ADVERBS = (
    r"(?:则|也|亦|已经?|还|又|再次|再度|近日|日前|今日|昨日|今天|昨天|正式|随后|此前|方面|并|均|正|曾|将|官方|首次|突然|共同|联合|集体|"
    r"(?:于|在)?(?:(?:今年|去年)?\d{1,2}月(?:\d{1,2}日|底|初)?|\d{1,2}日|同日|当[天日]|近日|日前|本周|上周|[上本]月|周[一二三四五六日]|今[天日]|昨[天日])){0,3}"
)
_ACTS = (
    rf"挖来|挖走|领投|注资|入股|宣布|官宣|否认|公告称?|发布|推出|上线|开源|回应|(?:对外)?(?:确认|证实)|完成|获得?|拿下|斩获|递交|递表|裁员|启动|关停|被曝|创始人|联合创始人|旗下|成立于|"
    rf"与|和|联手|携手|牵手|发起|收购|并购|控股|拟|计划|申请|通过|登陆|挂牌|(?:的?(?:{LEADING_TITLES}))|的?(?:控制权|股权|股份|竞争对手|母公司|投资方|股东)|倒闭|破产|停止运营|解散"
)
_ACTING = re.compile(rf"{ADVERBS}(?:{_ACTS})")
_AFTER = re.compile(
    rf"{ADVERBS}(?:\d|[,。、;:!?()”\"》】]|$|{_ACTS}|的|在|从|向|对|把|将|会|因|为|是|由|于|以|以及|及|或|等|表示|称|认为|指出|预测|担任|出任|任职|工作|进行|参投|领投|跟投|共|原|最|今|目前|去年|今年|方面|工商|员工|内部|研发|团队|产品|告上|起诉|继续|被|遭|获|全资|已|已经|年内|目前|首席)"
)
_ROLE = re.compile(
    rf"(?:{ROLE_NOUNS}|东家|方案商|芯片商|供货商|制造商|控股股东|大股东|股东|保荐人|投资方|品牌|应用)$"
)
_DESCRIBED = re.compile(rf"(?<![该这那本各多数些全])[^\W该这那本各多数些全家](?:{ROLE_NOUNS})$")
_LED = re.compile(
    r"(?:受理|裁定|收购|并购|加入|加盟|离开|创立|创办|创建|成立|组建|任职于|供职于|就职于|入职|跳槽至|跳槽到|跳槽|转投|购买|买下|投资|入股|并入|被|由|与|和|从|来自|前|原|据|向|对|、|是|接手|接掌|执掌|掌管|携手|联手|联合|给|及|为|控股)(?:了)?$"
)
_OPENS = re.compile(
    r"(?:^|[\n,。;:!?“\"《【(、])(?:而|但|其中|此外|另外|同时|例如|比如|像|另一家公司|还有|包括|以及)?$"
)
_STOCK = re.compile(
    rf"^(?P<name>[{CJK}]{{2,8}})(?:\((?:[A-Z]+[:.])?\d{{4,6}}(?:\.[A-Z]{{2,3}})?\))?:"
)
_LISTED_TALK = re.compile(
    r"公司|董事|股东|股份|股权|营收|营业收入|净利|公告|收购|拟|融资|募资|裁员"
)
_NO_NAME = re.compile(
    rf"{LEADING_TITLES}|{ROLE_NOUNS}|股东|[兼任做用着]$|"
    r"人工智|公司$|企业$|平台$|机构$|团队$|[一二三四五六七八九十两几多]家|[亿万]美?元|^(?:第|全|各|该|多|首|今|昨|明|本|某)|记者|编辑|对话|附表|来源|数据|摘要|提要|快讯|声明"
)
_QUOTED = re.compile(
    rf"(?:公司|企业|商|平台|应用|品牌|初创|创企|独角兽|东家|(?:团队|项目)(?=名为|叫|——))(?:名为|叫做?|——)?[“\"](?P<name>[^“”\",。、:;!?\ue000-\ue006]{{2,12}})[”\"]"
    rf"|(?:名为|名叫|叫做?)[“\"](?P<titled>[^“”\",。、:;!?]{{2,12}})[”\"]的[^,。;]{{0,14}}?(?:公司|企业|机构|平台)"
    rf"|(?:名为|名叫|叫做?)(?P<called>[{CJK}]{{2,6}})的[^,。;]{{0,14}}?(?:公司|企业|机构|平台|工作室|团队|创企)"
    rf"|(?:公司|企业|新创|初创|机构|实验室|项目)(?:名|名字|名称)?(?:为|叫做?|是|取名|定名|命名为){{1,2}}[“\"](?P<named>[^“”\",。、:;!?]{{2,12}})[”\"]"
    rf"|[“\"](?P<known>[^“”\",。、:;!?]{{2,12}})[”\"](?:的?(?:母公司|联合创始人|创始人|CEO|创始团队)|{ADVERBS}(?:宣布|官宣|完成|获得?|递交|向[^,。]{{2,6}}递|被曝|发布公告|拟))"
)
_REGISTERED = re.compile(
    rf"(?:(?<![{CJK}])|(?<=[由与和为被向对给是的])|(?<=前身|公司|企业|旗下|股东|名为)|(?<=加盟|加入|入职|成立|设立|收购|投资|离开|创办|创立))(?P<name>(?![与和由被向对给及]|前身|[{CJK}]{{0,12}}(?:加盟|加入|入职|收购|职于))(?:[{CJK}]{{2,8}}\([{CJK}]{{2,4}}\)[{CJK}]{{0,10}}?|(?:(?!的)[{CJK}]){{4,16}}?)(?:股份)?有限(?:责任)?公司)"
)
_NO_OPENING = frozenset("v vd d m r p c u q TIME xc f ad".split())
_NAMES_SIDE = re.compile(
    r"(?:递交|提出|一道|一起|共同|联合|携手|现任|曾任|曾在|现在|此前|已经?|也|则|因|表示|认为|坦言|指出|判断|预测|透露|称|说|离开|离职|加入|加盟|出任|担任|接任|卸任|辞|创立|创办|等人|两人|,|、|。|\(|和|与|的|宣布|将|在|于|被|接替|接手|\)|:|;|$)"
)


def suffixed_coinages(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Coined words with an organisation's ending: 语桥科技, also inside 智能客服公司语桥科技."""
    if not tokens:
        return
    first, stop = tokens[0].start, tokens[-1].end
    starts = {token.start for token in tokens}
    for match in _WITH_SUFFIX.finditer(folded, first, stop):
        end = match.end()
        acts = _ACTING.match(folded, end, stop) is not None
        if not (acts or _AFTER.match(folded, end, stop)):
            continue
        for size in (2, 3, 4):
            start = match.start() - size
            if start < first or not re.fullmatch(f"[{CJK}]+", folded[start : match.start()]):
                break
            base = folded[start : match.start()]
            before = folded[max(first, start - 8) : start]
            word_before = is_word(folded[max(first, start - 2) : start])
            led = _ROLE.search(before) or _LED.search(before) or _OPENS.search(before)
            if not (led or word_before or start in starts):
                continue
            if is_coined(base) and base not in PLACES and not _NO_NAME.search(base):
                if led or acts or match[0] in ("科技", "资本", "创投", "集团", "股份"):
                    yield start, end
                break


def acting_coinages(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Coined words that open a clause or follow 公司 and act as an organisation: 智元旗下."""
    if not tokens:
        return
    first, stop = tokens[0].start, tokens[-1].end
    verbs = {token.start: token for token in tokens if token.tag in _NO_OPENING}
    for match in re.finditer(rf"[{CJK}]{{2,6}}?(?={ADVERBS}(?:{_ACTS}))", folded[first:stop]):
        end = first + match.end()
        for size in range(2, 7):
            start = end - size
            if start < first or not re.fullmatch(f"[{CJK}]+", folded[start:end]):
                break
            before = folded[max(first, start - 8) : start]
            if not (_OPENS.search(before) or _ROLE.search(before)):
                continue
            word = folded[start:end]
            verb = verbs.get(start)
            cut = verb and (
                is_word(verb.word) or verb.end >= end or size > 4 or not _DESCRIBED.search(before)
            )
            if cut and not _ENDINGS.search(word):
                continue
            if is_coined(word) and _can_be_company(word):
                yield start, end
                break


def headed_paragraphs(folded: str, start: int, end: int, rest: str) -> Iterator[tuple[int, int]]:
    """The company with whose name and a colon a paragraph of announcements opens."""
    match = _STOCK.match(folded[start:end])
    if match is None or not _LISTED_TALK.search(rest):
        return
    name = match["name"]
    told = "(" in match[0] or (_ENDINGS.search(name) and not is_word(name)) or is_coined(name)
    if told and _can_be_company(name):
        yield start, start + len(name)


def quoted_coinages(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names in quotation marks that are said to be a company's: 公司名为“小圆满”."""
    for match in _REGISTERED.finditer(folded, start, end):
        yield match.span("name")
    for match in _QUOTED.finditer(folded, start, end):
        group = match.lastgroup or "name"
        if match[group] not in GENERIC and not re.search(r"[的了是]|大模型", match[group]):
            yield match.span(group)


def coined_people(folded: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Words with a common surname that no dictionary has, whatever LAC takes them for."""
    for number, token in enumerate(tokens):
        word = token.word
        if token.tag in ("PER", "TIME", "m", "ORG") or word[0] not in COMMON_SURNAMES:
            continue
        if len(word) < 3 and number + 1 < len(tokens) and not is_word(word):
            after = tokens[number + 1].word
            if len(word + after) == 3 and not is_word(after) and token.tag not in ("v", "p"):
                word += after
        if not (2 <= len(word) <= 3 and looks_like_name(word)):
            continue
        if any(is_word(piece) for piece in (word, word[:2], word[1:])):
            continue
        end = token.start + len(word)
        if token.start and is_word(folded[token.start - 1 : token.start + 1]):
            continue
        if _ENDINGS.match(folded, end) or not _NAMES_SIDE.match(folded, end):
            continue
        if len(word) == 3 or re.search(
            r"[友师弟妹兄人家长官席事]$", folded[max(0, token.start - 1) : token.start]
        ):
            yield token.start, end


def _can_be_company(word: str) -> bool:
    if word in GENERIC or word in PLACES or _NO_NAME.search(word):
        return False
    if _ENDINGS.search(word):
        return True
    return not (word[0] in COMMON_SURNAMES or (looks_like_name(word) and len(word) <= 3))
