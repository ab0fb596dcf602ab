"""Names in Latin letters inside Chinese text: persons, organisations and models by context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..document import Candidate
from .words import LEADING_TITLES, ROLE_NOUNS, TITLE_HEADS

_RUN = re.compile(
    r"(?<![A-Za-z0-9.@/_-])[A-Za-z][A-Za-z0-9]*(?:[.&'+-][A-Za-z0-9]+|:ai)*"
    r"(?: (?:[A-Z][A-Za-z0-9]*|of|de|van|von|v\d{1,2}(?:\.\d{1,2})*|[0-9]{1,3}(?![0-9.%万亿年月日号人名家个款])|AI|\d\.\d)(?:[.&'+-][A-Za-z0-9]+)*\.?){0,4}"
)
_WORDS = re.compile(
    r"[A-Z][a-z'-]+(?: [A-Z]\.?)?(?: (?:[A-Z][a-z'-]+|van|von|de|di|el|bin|al)){1,3}"
)
_ORGANISATION_END = re.compile(
    r"(?:\.ai|\.AI|AI| Labs?| Inc\.?| Corp\.?| Capital| Ventures| Partners| Technologies| Technology| Robotics| Research| Institute| University|"
    r" Fund| Group| Holdings| Systems| Networks| Intelligence| Therapeutics| Studios?| Management| Foundation| Bank| Media| Energy| Health| Bio| Security| Cloud|"
    r" Motors| Global| Computing| Semiconductor| Club| Securities| Investments?| Equity)$"
)
_GENERIC = frozenset(
    "OCR ASR TTS AI AIGC AGI CEO CTO CFO COO CMO CIO VP APP App IT GPU CPU NPU TPU API IPO PC VR AR XR MR NLP LLM LLMs SaaS PaaS IaaS To ToB ToC B C A D E ICT IoT EV "
    "Agent Agents Demo PPT KPI OKR PE VC FA LP GP MoU NDA ESG ROI ARR GMV MAU DAU R&D HR PR IP OS UI UX CES Token Tokens Prompt Copilot Web SOTA RAG "
    "MoE Q OTA HBM ASIC FPGA RISC DRAM SDK SaaS Apache License MIT GPL Chatbot chatbot Bot ChatBot Scaling Law Post Blog PhD MBA EMBA NASDAQ NYSE WAIC GTC ICML "
    "Lab Labs Research Institute Studio Team Cloud Fund Capital NeurIPS CVPR ACL AAAI ICLR KDD I II III IV V X Pro Max Plus Mini BAT TMT TOP Top GDP CAGR G M K T WiFi USB PDF HTML URL AIPC MCP A2A RL SFT "
    "RLHF GPUs CUDA Vibe Coding Infra Robotaxi Series BU SBU BG ET AGI Playground NYSE SEHK HKEX VLA VLM AMI iOS Android Windows Linux Mac iPhone iPad".split()
)
_ROUND = re.compile(r"(?:[Pp][Rr][Ee]-?)?[A-H]\d?|[Pp]re-?IPO|SPAC|[A-Z]\d{1,2}")
_BEFORE_ORGANISATION = re.compile(
    rf"(?:{ROLE_NOUNS}|投资基金|[^\W\d_A-Za-z][商厂]|项目名为|项目名|名为|叫做?|收购了?|投资了?|创立了?|创办了?|创建了?|成立了?|加入了?|加盟了?|离开了?|入职|跳槽至|跳槽到|跳槽去了?|转投|任职于|就职于|供职于|"
    rf"领投方|领投的|(?:创立|创办|成立|创建)了?[^,。]{1, 16}的|并购了?|买下了?|入股了?|联手|携手|联合|由|创立的|创办的|成立的)[\"“《]?$"
)
_AFTER_ORGANISATION = re.compile(
    rf"[\"”》]?(?:\([^()]{{1,20}}\))?(?:的?(?:{LEADING_TITLES})|公司|(?:近日|日前|宣布|正式|已|又)?(?:完成|获得?|斩获)[^,。]{{0,24}}(?:融资|投资)|的?[^,。]{{0,6}}轮?融资|领投|跟投|被[^,。]{{0,12}}收购|裁员|"
    rf"上市|成立于|创立于|的?联合创始人|的(?:最新)?(?:统计|数据|报告|调查)|宣布(?:将|已|正式)?(?:收购|裁员|关闭|关停|停运|倒闭|解散|破产|与|完成|向)|估值|的估值|旗下|预测|预计|报告(?:显示|指出|称)|数据显示|研究显示)"
)
_AGREES = re.compile(r"[^,。]{0,8}?(?:达成|签署|签订|建立|展开|宣布|的收购)")
_BEFORE_PERSON = re.compile(
    rf"(?:{TITLE_HEADS}|作者|导师|工程师|研究员|校友|同事|搭档)[:：]?[\"“]?(?:[^\W\d_A-Za-z]{{1,4}}\()?$"
)
_AFTER_PERSON = re.compile(
    r"(?:\([^()]{1,20}\))?,?(?:(?:和|与) ?[A-Z][a-z]+ [A-Z][a-z]+ ?(?:[两二]位|[两二]人|等[^,。]{0,6}人|均|都|先后|双双)|(?:[两二]位|[两二]人|双双)|表示|认为|指出|透露|称|说|强调|写道|坦言|预测|(?:也|亦|都|均)(?:辞|离职|离开|加入|将)|(?:又|已|则|也)?(?:去了|去往|转投|跳槽)|则?(?:加入了?|离开了?) ?[A-Z]|离开|离职|加入|加盟|辞职|卸任|宣布(?:离|加|辞|将离)|曾在|曾任|曾是|担任|出任|接任|创立|创办|等人|博士|教授|先生|女士)"
)
_BEFORE_MODEL = re.compile(r"(?:大模型|模型|系列|版本|升级版|智能体模型)[\"“《]?(?:是|为|——|:)?$")
_IS_MODEL = re.compile(r"是(?:一|其|首)?[套款个种][^,。;]{0,16}模型(?!公司|厂商)")
_RELEASED = re.compile(r"(?:发布|推出|开源|上线|放出)(?:了|的|其|并开源){0,2}[\"“《]?$")
_AROUND_ORGANISATION = tuple(
    (re.compile(left), re.compile(right))
    for left, right in (
        ("据$", "的?(?:数据|统计|报告|报道|调查|发布|最新)"),
        ("[的为向给]$", "提供了?|投资|注资"),
        ("(?:^|[^以之空目])[前原]$", rf"[^\W\d_A-Za-z]{{0,8}}?(?:{TITLE_HEADS})"),
    )
)
"""What stands on both sides of an organisation's name."""

_NO_NAME = re.compile("团队|部门|实验室|小组|排行榜|榜单|测试|基准|协议")
_PAIR = re.compile(r"(?<![A-Za-z0-9.-])[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+(?![A-Za-z0-9])")
_LIST_BEFORE = re.compile(" ?(?:、|和|与|及|以及) ?$")
_LIST_AFTER = re.compile(" ?(?:、|和|与|及|以及) ?")
_LONE = re.compile(r"(?<![A-Za-z.-])[A-Z][a-z]{2,}(?![A-Za-z])")
_PRODUCTS = frozenset(("Deep Research", "Google AI", "AI Studio", "God AI", "god AI"))
_SHORT_VERSION = re.compile(r"[A-Z]\d(?:\.\d)?")
_OF_MODEL = re.compile(r"[^。]{0,60}?(?:参数|权重|模型|上下文窗口)")
_AFTER_MODEL = re.compile(
    r"[\"”》]?(?:系列)?(?:[^,。;、的和与及]{0,6})?(?:大模型|模型|大语言模型)(?!团队|部门|负责人)"
)


def is_common_latin(word: str) -> bool:
    """Whether Latin letters are a word of the trade, and no name of their own."""
    return word in _GENERIC


def latin_names(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each name in Latin letters whose surroundings tell its kind, as (kind, start, end)."""
    for match in _RUN.finditer(folded, start, end):
        first, last = match.span()
        word = folded[first:last].rstrip(".")
        last = first + len(word)
        after = folded[last : min(end, last + 60)].lstrip(" ")
        if (
            len(word) < 2
            or _NO_NAME.match(after)
            or (_ROUND.fullmatch(word) and not folded.endswith("模型", 0, first))
            or word in _PRODUCTS
            or not set(word.split()) - _GENERIC
        ):
            continue
        kind = _kind(word, folded[max(start, first - 14) : first].rstrip(" "), after)
        if kind:
            yield kind, first, last


def listed_latin(folded: str, people: Iterable[Candidate]) -> Iterator[Candidate]:
    """Pairs of Latin words in a list with persons: Nan Du、Zhao Meng和John Peebles."""
    known = {(c.start, c.end) for c in people if folded[c.start : c.end].isascii()}
    if not known:
        return
    starts, ends = {start for start, _ in known}, {end for _, end in known}
    runs = [match.span() for match in _PAIR.finditer(folded) if match.span() not in known]
    for ordered in (runs, runs[::-1]):
        for start, end in ordered:
            before = _LIST_BEFORE.search(folded, max(0, start - 5), start)
            after = _LIST_AFTER.match(folded, end)
            beside = (before and before.start() in ends) or (after and after.end() in starts)
            if beside and start not in starts and not _ORGANISATION_END.search(folded[start:end]):
                starts.add(start)
                ends.add(end)
                yield Candidate("person", start, end)


def surnames(folded: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Latin surnames that stand alone where the full name is told elsewhere: Wei for Jason Wei."""
    fuller: dict[str, set[Candidate]] = {}
    for candidate in candidates:
        form = folded[candidate.start : candidate.end]
        surname = form.rpartition(" ")[2]
        if candidate.kind == "person" and form.isascii() and len(surname) > 2:
            fuller.setdefault(surname, set()).add(candidate)
    for match in _LONE.finditer(folded):
        owners = fuller.get(match[0], set())
        if owners and len({folded[owner.start : owner.end] for owner in owners}) == 1:
            owner = min(owners, key=lambda owner: owner.start)
            yield Candidate("person", *match.span(), same_as=(owner.start, owner.end))


def _kind(word: str, before: str, after: str) -> str | None:
    if re.search('代号(?:为|是)?[“"]?$', before) and re.search("模型", after[:10]):
        return "model"
    if _IS_MODEL.match(after):
        return "model"
    if re.search("(?:与|和|同)$", before) and _AGREES.match(after):
        return "company"
    person = _WORDS.fullmatch(word) is not None and _ORGANISATION_END.search(word) is None
    if person and (_BEFORE_PERSON.search(before) or _AFTER_PERSON.match(after)):
        return "person"
    if _BEFORE_MODEL.search(before) and not re.match(r"公司|的", after):
        return "model"
    if _RELEASED.search(before) and (_SHORT_VERSION.fullmatch(word) or _OF_MODEL.match(after)):
        return "model"
    if not word[0].isupper() and not re.search("[A-Z.]", word):
        return None
    if _BEFORE_ORGANISATION.search(before) or _AFTER_ORGANISATION.match(after):
        return "company"
    if any(left.search(before) and right.match(after) for left, right in _AROUND_ORGANISATION):
        return "company"
    if _AFTER_MODEL.match(after) and word[0].isupper():
        return "model"
    if _ORGANISATION_END.search(word) and len(word) > 4:
        return "company"
    return None
