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
    r"(?<![A-Za-z0-9.-])(?P<stem>[A-Z][A-Za-z]{1,14})(?:-[A-Z][A-Za-z]{1,12})?-[A-Za-z]{0,3}\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?(?:-[A-Za-z0-9.]{1,12}){0,2}(?![A-Za-z0-9%])"
)
_NO_MODELS = frozenset(
    "COVID RTX GTX Model Web Top TOP Pre PRE Round Series Class Level Tier Section Phase Type Covid MI SM CN EP NO No WAIC AI CES GTC".split()
)
_SUFFIX = re.compile(
    r"(?:[- ]?[vV]?\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?|[- ][vV]?\d{1,2}[a-z]?|-?[vVoRKMSk]\d{1,2}(?:\.\d{1,2})?|\d[a-z]?)?"
    r"(?:[- ](?:Code|Image|Reasoning|Deep|Research|R1|V3|Pro|Max|Turbo|Plus|Ultra|Mini|mini|Flash|Lite|Omni|Nano|Preview|Thinking|Instruct|Coder|Chat|Vision|VL|Opus|Sonnet|Haiku|Air|Base|Large|Small|Medium|Next|Instant|Codex|Math|Audio|Heavy|Fast|\d{1,3}(?:\.\d)?[BM])){0,3}(?: \d(?:\.\d)?)?"
    r"(?![A-Za-z0-9])(?!\.\d)(?! ?[%万亿千百个款家年月日次倍号名位])"
)
_MINOR = re.compile(r"\.\d{1,2}(?![\d万亿%])")
_CHINESE_SUFFIX = re.compile(
    r"(?: ?(?:Pro|Ultra|Lite|Max))?(?: ?MoE)? ?\d{1,4}B(?![A-Za-z])|(?:大模型|大语言模型)? ?[vVXx]?\d{1,2}\.\d{1,2}(?![\d万亿%])(?:[- ]?(?:Turbo|Pro|Max|Plus|Ultra|Lite|Flash))?(?! ?[%万亿千百个款家年月日次倍])"
)
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
    rf"|(?<![{CJK}])(?P<sized>[{CJK}]{{2,4}}[- ]?\d{{1,4}}(?:\.\d)?B)(?![A-Za-z0-9])"
)


def built_models(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names whose build alone tells a model: Baichuan-13B, GLM-4.5."""
    for match in _SIZED.finditer(folded, start, end):
        yield match.span()
    for match in _VERSIONED.finditer(folded, start, end):
        if match["stem"] not in _NO_MODELS and match["stem"].lower() not in ("q", "h"):
            yield match.span()


def versions(folded: str, hits: Iterable[Hit]) -> Iterator[tuple[int, int, Hit]]:
    """Known model families, and companies that name models after themselves, with a version."""
    for hit in hits:
        if not (hit.entry("model") or hit.entry("company")):
            continue
        latin = folded[hit.end - 1].isascii()
        if folded[hit.end - 1].isdigit():
            minor = _MINOR.match(folded, hit.end)
            if minor and hit.entry("model"):
                yield hit.start, minor.end(), hit
                continue
        match = (_SUFFIX if latin else _CHINESE_SUFFIX).match(folded, hit.end)
        if match and match.end() > hit.end:
            versioned = re.search(r"\d", match[0]) is not None
            if hit.entry("model") or (
                versioned
                and re.match(r"[- ]?[A-Za-z]?\d", match[0])
                and "model" in _near(folded, match.end())
            ):
                yield hit.start, match.end(), hit


def named_models(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names in Chinese letters that the word 大模型 makes models."""
    for match in _NAMED.finditer(folded, start, end):
        group = next(name for name in ("name", "version", "quoted") if match[name])
        if not re.search(_QUALITY, match[group]) or (group != "name" and len(match[group]) > 3):
            yield match.span(group)
    for match in _AFTER.finditer(folded, start, end):
        yield match.span(match.lastgroup or 0)


def _near(folded: str, end: int) -> str:
    return (
        "model"
        if re.match(r"[^,。;]{0,8}(?:模型|系列|版本|开源|发布|上线)", folded[end : end + 12])
        else ""
    )
