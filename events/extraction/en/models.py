"""Names of AI models by their form: a known family with a version or size, or a new name in context."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import Hit

_PART = (
    r"v?\d+(?:\.\d+){0,2}[a-z]?|[VRMKT]\d+(?:\.\d+)*|\d+(?:\.\d+)?[BMT]|A\d+B|\d+x\d+B|Pro|Max|Ultra|Mini|Nano|Flash(?:-Lite| Lite)?|Lite|Turbo|Large|Small|Medium|Plus|"
    r"Instruct|Chat|Base|Coder|Vision|Thinking|Air|Opus|Sonnet|Haiku|Instant|mini|nano|turbo|pro|flash|lite|exp|Exp|Omni|VL|Math|Heavy|Fast|Scout|Maverick|Behemoth|"
    r"Next|Image|Audio|Codex|Deep Think|Speciale|Reasoner|Zero|Distill|Embedding|Guard|preview|XL"
)
_NOT_VERSION = r"(?!\d[\d.]*(?:[ -](?:million|billion|trillion|percent|per|%|years?|months?|weeks?|days?|times|other|new|more|models?|people|companies|hours?|minutes?|employees)|%|,\d|x\b|th\b|st\b|nd\b))"
_GLUED_TAIL = re.compile(
    rf"(?:(?<=\d)\.\d{{1,2}}(?![\w]))?(?:(?<=[a-zA-Z])\d(?:\.\d)?(?![\w]))?(?:[- ]{_NOT_VERSION}(?:{_PART})(?![\w]|\.\d))*"
)
_MAKERS = frozenset(
    "DeepSeek|MiniMax|Baichuan|Inflection AI|StepFun|Mistral AI|Reka AI|Sarvam AI|Cohere|Stability AI".split(
        "|"
    )
)
_MAKER_TAIL = re.compile(
    r"[- ](?:(?:[VRM]\d+(?:\.\d+)*|Text-\d+|\d+(?:\.\d+)?B|(?:Large|Medium|Small|Nemo|Saba)(?: \d(?:\.\d)?)?|OCR|Coder|Prover|Math)(?:[- ](?:Base|Instruct|Chat|Exp|Speciale|Zero|Lite|Distill|\d+B|V\d|\d{4}))*)(?!\w)"
)
_NEW = re.compile(
    r"(?<![\w.-])(?P<base>[A-Z][A-Za-z]{1,14}(?: [A-Z][a-z]{2,12})?)(?P<version>(?:[- ]?v?\d{1,2}(?:\.\d{1,2})?(?:[- ](?:Pro|Max|Ultra|Mini|Nano|Flash|Turbo|Large|Small|Lite|Instruct|Chat|Preview|Base))?)?(?:[- ]\d{1,4}(?:\.\d)?[BT](?:-(?:Instruct|Chat|Base|A\d+B))*)?)(?![\w%])(?!\.\d)"
)
_O_SERIES = re.compile(r"(?<![\w-])o[134](?:-(?:mini|pro|preview|high))?(?: mini| pro)?(?![\w-])")
_LETTERED = re.compile(
    r"(?:\bwhose|[Ii]ts|[a-z]['’]s|said nothing about|release of|launch of|successor,) (?P<name>[RVMK]\d(?:\.\d)?)(?![\w-])(?! (?:chip|processor|Mac|phone))"
)
"""A version that stands for the name of a maker's model: DeepSeek, whose R1."""
_SIZE = re.compile(r"\d[BT](?:-|\Z)")
_MODEL_NEAR = re.compile(
    r"\b(?:models?|LLMs?|open-weights?|open-source|parameters?|multimodal|chatbot|benchmarks?|tokens?|weights|open-sourced)\b",
    re.I,
)
_BEFORE_NEW = re.compile(
    r"\b(?:model(?:s|,)?(?: (?:called|named|dubbed|known as|like|such as))?|releas(?:e|es|ed|ing)|launch(?:es|ed|ing)?|unveil(?:s|ed|ing)?|open-sourc(?:e|es|ed|ing)|introduc(?:es|ed|ing)|debuted|"
    r"train(?:ed|s|ing)?|built|develop(?:ed|s|ing)?|dubbed|called|versions?(?: of|,)|upgraded|updated|successor to|trails?|beats?|rivals?|matches|outperform(?:s|ed|ing)?|than|including|whose|under) (?:the |its |a |new |updated |upgraded |open-source |flagship ){0,3}\Z",
    re.I,
)
_AFTER_NEW = re.compile(
    r"(?:,? (?:a|an|its|the|our|their) (?:[\w'’.-]+ ){0,6}?(?:model|LLM)\b|,? (?:language |foundation |reasoning |multimodal |AI |base |open |video |image )?(?:model|LLM|series of models|family)s?\b|, (?:named|called) after\b)",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:chip|GPU|TPU|processor|accelerator|robot|phone|rocket|car|sedan|SUV|Boeing|Airbus|Windows|iOS|Android|Chapter|Section|Article|Phase|Series|Part|Level|Top|Class|Room|Gate|Flight|Type|Tier|Step|Day|Week|Year|Version|Grade|"
    r"Apache|GPL|BSD|Formula|Covid|Web|Model|Fortune|Global|CSI|S&P|STOXX|FTSE|Nikkei|CAC|DAX|Nasdaq|Ascend|Kirin|Snapdragon|iPhone|iPad|Galaxy|Mate|Pixel|Dimensity|Xeon|Ryzen|Epyc|Core|Radeon|GeForce|RTX|Jetson|Hopper|Blackwell|Rubin|Gaudi|Instinct|Trainium|Inferentia|Maia|Dojo|Optimus|"
    r"Atlas|Digit|Apollo|Boost|Starship|Falcon|Round|Stage|Page|Figure|Table|Exhibit|Form|Rule|Title|Proposition|Measure|Q|H|In|On|At|By|Of|The|And|From|To|Since|About|Over|Under|Some|Around|Nearly|Almost|Just|Than|Until|Through|For|With|After|Before|During|Up|Only|Plus|Than|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Age|Aged|No|Its|All|An?|USD|EUR|RMB|CNY|HKD|US|UK|EU|AI|CES|GTC|NeurIPS|ICML|CVPR|ICLR|WAIC|Expo|Agenda|Vision|Horizon|Industry|Fund|Tesla Model)\Z"
)  # fmt: skip


def extended(folded: str, hit: Hit) -> int:
    """The end of a known model's name with the version and size that follow: Qwen3 Max, Llama 3.1 405B."""
    match = _GLUED_TAIL.match(folded, hit.end)
    return match.end() if match else hit.end


def of_maker(folded: str, hit: Hit) -> int | None:
    """The end of a model that is called by its maker's name and a version: DeepSeek-V3, MiniMax M2."""
    entry = hit.entry("company")
    match = _MAKER_TAIL.match(folded, hit.end) if entry and entry.name in _MAKERS else None
    return match.end() if match else None


def new_models(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Unknown names with a version or size that the words around them call a model."""
    near = _MODEL_NEAR.search(folded, start, end) is not None
    for match in _NEW.finditer(folded, start, end):
        version, base = match["version"], match["base"]
        if not version or _OTHER.search(base) or _OTHER.search(base.split()[0]):
            continue
        before = folded[max(start, match.start() - 60) : match.start()]
        sized = _SIZE.search(version) is not None
        told = _BEFORE_NEW.search(before) is not None
        if _AFTER_NEW.match(folded, match.end()) or (sized and told) or (near and (sized or told)):
            yield match.span()
    for match in _LETTERED.finditer(folded, start, end):
        yield match.span("name")
    for match in _O_SERIES.finditer(folded, start, end):
        if near or "-" in match[0] or "OpenAI" in folded[start:end]:
            yield match.span()
