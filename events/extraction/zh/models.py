"""AI models by the build of their names, and the names that come with the word 大模型."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..lexicon import Hit
from ..text import CJK

_SIZED = re.compile(
    r"(?<![A-Za-z0-9.-])[A-Za-z][A-Za-z0-9.]{0,20}(?:-[A-Za-z0-9.]{1,12}){0,3}?-\d{1,4}(?:\.\d{1,2})?[BMT](?:-[A-Za-z0-9.]{1,12}){0,3}(?![A-Za-z0-9])"
)
_VERSIONED = re.compile(
    r"(?<![A-Za-z0-9.-])(?P<stem>[A-Z][A-Za-z]{1,14})(?:-[A-Z][A-Za-z]{1,12})?-[A-Za-z]{0,3}\d{1,2}(?:\.\d{1,2}){0,2}[a-zV]?(?:-[A-Za-z0-9.]{1,12}){0,2}(?![A-Za-z0-9%])"
)
_NO_MODELS = frozenset(
    "CEO CFO CTO COVID RTX GTX Model Web Top TOP Pre PRE Round Series Class Level Tier Section Phase Type Covid MI SM CN EP NO No WAIC AI CES GTC".split()
)
_OPENAI = re.compile(r"(?<![A-Za-z0-9.-])o[134](?:-(?:mini|pro|preview|high))*(?![A-Za-z0-9.])")
"""OpenAI's reasoning models, whose names are too short for a list."""

_VARIANTS = (
    "Code|Image|Reasoning|Deep|Research|Pro|Max|Turbo|Plus|Ultra|Mini|mini|nano|Flash|Lite|Omni|Nano|Preview|preview|Thinking|Instruct|Coder|Chat|"
    "Vision|VL|Opus|Sonnet|Haiku|Fable|Air|Base|Large|Small|Medium|Next|Instant|Codex|Math|Audio|Heavy|Fast|Live|Maverick|Scout|Terminus|Speciale|Distill|Exp|"
    "High|Spark|Video|Realtime|Agent|Edge|Prover|Experimental|MoE|VLo|TTS"
)
_UNIT = r"(?!\.?\d)(?! ?[%万亿千百个款家年月日次倍号名位种项])"
_STEPS = re.compile(
    rf"(?:(?:\.\d{{1,2}}[a-z]?|[ -]?[vVkKrRmMsS]?\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[a-zV]?|[ -]\d{{1,3}}(?:\.\d)?[BM]|[ -]?\d{{1,2}}x\d{{1,3}}B|-\d{{4}}){_UNIT}"
    rf"|[ -]?(?:{_VARIANTS})|-(?!based|like|style|powered|driven|[a-z]+ )[A-Za-z][A-Za-z0-9]{{0,11}}(?:\.\d{{1,2}})?)(?=(?:{_VARIANTS})(?![a-z])|(?![A-Za-z0-9]))"
)
_MOST_STEPS = 5
_LISTED = re.compile(
    r"(?<![A-Za-z0-9.-])[A-Z][A-Za-z]{0,12}[- ]?\d{1,2}(?:\.\d{1,2})?(?![A-Za-z0-9%万亿])"
)
_LIST_SIGNS = ("、", "系列、", "和", " 和 ", " 与 ", "与", "以及", "、以及")
_MODEL_NEAR = re.compile(r"[^,。;]{0,8}(?:模型|系列|版本|开源|发布|上线)")
_RELEASED = re.compile("(?:发布|推出|开源|上线|更新)了? ?$")
_CHINESE_SUFFIX = re.compile(
    r"(?: ?(?:Pro|Ultra|Lite|Max))?(?: ?MoE)? ?\d{1,4}B(?![A-Za-z])|(?:大模型|大语言模型)? ?[vVXx]?\d{1,2}\.\d{1,2}(?![\d万亿%])(?:[- ]?(?:Turbo|Pro|Max|Plus|Ultra|Lite|Flash))?(?! ?[%万亿千百个款家年月日次倍])"
    r"|\d(?![\d.%万亿千百个款家年月日次倍号名位种项代大步点条B])"
)
_NO_NAME = re.compile("[与和及在于]$|[小大四五六八]?(?:[虎龙强豹]|小龙)$|时代|大战|元年|之|革命")
"""What ends words that name no model: 六小虎, 百模大战."""

_QUALITY = (
    "通用|开源|国产|多模态|行业|垂直|垂类|基础|语言|视觉|视频|推理|首个|首款|新|自研|医疗|法律|金融|教育|端侧|中文|文本|图像|生成|最|更|大|小|"
    "该|此|这|其|国内|国外|世界|盘|的|了|款|个|亿|千|百|万|级|类|型|家|各|多|AI|能源|气象|科学|数学|代码|语音|音乐|具身|闭源|商用|免费|超|轻|旗舰|稀疏|稠密|预训练"
)
_NAMED = re.compile(
    rf"(?:发布|推出|开源|上线|旗下|自研|研发|打造|公布|升级)(?:了|的|其|首个|首款|自研){{0,2}}[\"“《]?(?P<name>[{CJK}]{{2,4}})[\"”》]?(?:系列)?(?:通用|语言|多模态|推理|基础|视频|视觉|AI){{0,2}}大模型"
    rf"|(?:发布|推出|开源|上线|公布|升级)(?:了|的|其|全新)*[\"“《]?(?P<version>[{CJK}]{{2,6}}[ -]?[VvXx]?\d{{1,2}}\.\d{{1,2}})(?=[\"”》,。系正]|大模型|模型)"
    rf"|[\"“《](?P<quoted>[{CJK}A-Za-z0-9 .-]{{2,12}})[\"”》](?:系列|通用|语言|多模态|推理|基础|视频|视觉|医疗|行业|AI|的){{0,3}}(?:大模型|大语言模型)"
    rf""
)
_AFTER = re.compile(
    rf"模型(?:产品|系列|家族)?(?:名为|叫做?|——|-)?[\"“《](?P<after>[{CJK}A-Za-z0-9 .-]{{2,14}})[\"”》]"
    rf"|(?:叫做?|名为|代号|一代是|发布了?|推出了?|上线了?|开源了?)[\"“《](?P<version>[{CJK}]{{2,6}}[ -]?[VvXx]?\d{{1,2}}\.\d{{1,2}})[\"”》]"
    rf"|(?<![{CJK}])(?P<sized>(?!凭借|仅以|拥有|超过|达到|只有|约为|以下|参数|高达|小于|大于|仅有|共有|规模)[{CJK}]{{2,4}}[- ]?\d{{1,4}}(?:\.\d)?B)(?![A-Za-z0-9])"
)


def built_models(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names whose build alone tells a model: Baichuan-13B, GLM-4.5, o3-mini."""
    for match in _SIZED.finditer(folded, start, end):
        yield match.start(), _name_end(folded, match.end())
    for match in _VERSIONED.finditer(folded, start, end):
        if match["stem"] not in _NO_MODELS and match["stem"].lower() not in ("q", "h"):
            yield match.start(), _name_end(folded, match.end())
    for match in _OPENAI.finditer(folded, start, end):
        yield match.span()


def is_short_model(name: str) -> bool:
    """Whether a whole name is one of OpenAI's such as o3-mini."""
    return _OPENAI.fullmatch(name) is not None


def versions(folded: str, hits: Iterable[Hit]) -> Iterator[tuple[int, int, Hit]]:
    """Known model families, and companies that name models after themselves, with a version."""
    for hit in hits:
        model = hit.entry("model") is not None
        if not (model or hit.entry("company")):
            continue
        if folded[hit.end - 1].isascii():
            end = _name_end(folded, hit.end)
        else:
            match = _CHINESE_SUFFIX.match(folded, hit.end)
            end = match.end() if match else hit.end
        suffix = folded[hit.end : end]
        versioned = re.match(r"[- ]?[A-Za-z]?\d", suffix) and (
            _MODEL_NEAR.match(folded, end)
            or _RELEASED.search(folded, max(0, hit.start - 6), hit.start)
        )
        if suffix and (model or versioned):
            yield hit.start, end, hit


def _name_end(folded: str, end: int) -> int:
    """Where a model's name ends that is read up to `end`: its version, size and variant belong to it."""
    for _ in range(_MOST_STEPS):
        step = _STEPS.match(folded, end)
        if step is None:
            break
        end = step.end()
    return end


def listed_models(folded: str, known: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Latin names with a number that stand in a list beside a model: K2、Qwen3、Step3.5 Flash."""
    spans = list(known)
    starts, ends = {first for first, _ in spans}, {last for _, last in spans}
    runs = [(run.start(), _name_end(folded, run.end())) for run in _LISTED.finditer(folded)]
    for ordered, beside in ((runs, _after_one), (runs[::-1], _before_one)):
        for run in ordered:
            if beside(folded, run, starts, ends):
                starts.add(run[0])
                ends.add(run[1])
                yield run


def _after_one(folded: str, run: tuple[int, int], starts: set[int], ends: set[int]) -> bool:
    return run[0] not in starts and any(
        run[0] - len(sign) in ends for sign in _LIST_SIGNS if folded.endswith(sign, 0, run[0])
    )


def _before_one(folded: str, run: tuple[int, int], starts: set[int], ends: set[int]) -> bool:
    return run[0] not in starts and any(
        run[1] + len(sign) in starts for sign in _LIST_SIGNS if folded.startswith(sign, run[1])
    )


def named_models(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names in Chinese letters that the word 大模型 makes models."""
    for match in _NAMED.finditer(folded, start, end):
        group = next(name for name in ("name", "version", "quoted") if match[name])
        if _NO_NAME.search(match[group]):
            continue
        if not re.search(_QUALITY, match[group]) or (group != "name" and len(match[group]) > 3):
            yield match.span(group)
    for match in _AFTER.finditer(folded, start, end):
        group = match.lastgroup or ""
        told = re.search("[A-Za-z0-9]", match[group]) or len(match[group]) < 7
        if told and not _NO_NAME.search(match[group]):
            yield match.span(group)
