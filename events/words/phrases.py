"""Stock words that articles of one language use and readers of the other know by another name."""

from __future__ import annotations

import re

from events.words import Language

ROUNDS: dict[str, tuple[str, str]] = {
    "pre-seed": ("a pre-seed round", "种子前轮融资"),
    "seed": ("a seed round", "种子轮融资"),
    "seed+": ("a seed+ round", "种子+轮融资"),
    "angel": ("an angel round", "天使轮融资"),
    "angel+": ("an angel+ round", "天使+轮融资"),
    "pre-ipo": ("a pre-IPO round", "Pre-IPO轮融资"),
    "strategic": ("a strategic round", "战略融资"),
    "grant": ("a grant", "资助"),
    "debt": ("debt financing", "债务融资"),
    "": ("new funding", "新一轮融资"),
}
_LETTERED = re.compile(r"(?P<pre>pre-)?(?P<letter>[a-z]\d?\+*)", re.IGNORECASE)

# A title that is not here is shown as its article words it.
TITLES = {
    "CEO": "首席执行官", "chief executive": "首席执行官", "chief executive officer": "首席执行官",
    "CTO": "首席技术官", "chief technology officer": "首席技术官",
    "COO": "首席运营官", "chief operating officer": "首席运营官",
    "CFO": "首席财务官", "chief financial officer": "首席财务官",
    "CPO": "首席产品官", "chief product officer": "首席产品官",
    "CMO": "首席营销官", "chief marketing officer": "首席营销官",
    "chief scientist": "首席科学家", "chief AI scientist": "首席AI科学家",
    "chief research officer": "首席研究官", "chief strategy officer": "首席战略官",
    "chief architect": "首席架构师", "chief AI officer": "首席人工智能官",
    "president": "总裁", "vice president": "副总裁", "VP": "副总裁",
    "senior vice president": "高级副总裁", "SVP": "高级副总裁",
    "executive vice president": "执行副总裁", "chairman": "董事长", "chair": "董事长",
    "executive chairman": "执行董事长", "director": "董事", "board member": "董事",
    "general manager": "总经理", "managing director": "董事总经理", "partner": "合伙人",
    "founder": "创始人", "co-founder": "联合创始人", "cofounder": "联合创始人",
    "founder and CEO": "创始人兼首席执行官", "founder and CTO": "创始人兼首席技术官",
    "co-founder and CEO": "联合创始人兼首席执行官", "co-founder and CTO": "联合创始人兼首席技术官",
    "researcher": "研究员", "research scientist": "研究科学家", "scientist": "科学家",
    "engineer": "工程师", "software engineer": "软件工程师", "professor": "教授",
    "associate professor": "副教授", "adviser": "顾问", "advisor": "顾问",
    "dean": "院长", "head of research": "研究主管", "research lead": "研究负责人",
    "technical lead": "技术负责人", "product manager": "产品经理", "interim CEO": "临时首席执行官",
}  # fmt: skip
_TO_ZH = {english.casefold(): chinese for english, chinese in TITLES.items()}
_TO_EN = {chinese: english for english, chinese in reversed(TITLES.items())} | {
    "CEO": "CEO", "CTO": "CTO", "COO": "COO", "CFO": "CFO", "高管": "executive",
    "负责人": "head", "技术总监": "technical director", "总监": "director",
    "董事会主席": "chairman", "主席": "chairman", "首席执行官兼创始人": "founder and CEO",
    "创始人兼CEO": "founder and CEO", "创始人兼CTO": "founder and CTO",
    "联合创始人兼CEO": "co-founder and CEO", "联合创始人兼CTO": "co-founder and CTO",
    "临时CEO": "interim CEO", "首席AI科学家": "chief AI scientist",
}  # fmt: skip

FOUNDER = re.compile(r"\b(?:co-?)?founder\b|创始人|发起人", re.IGNORECASE)
CO_FOUNDER = re.compile(r"\bco-?founder\b|联合创始人|共同创始人", re.IGNORECASE)

UNITS = {
    "家": "companies", "款": "models", "个": "", "人": "people", "笔": "deals", "起": "deals",
    "篇": "papers", "项": "items", "次": "times",
    "元": "yuan", "人民币": "yuan", "美元": "US dollars", "港元": "Hong Kong dollars",
    "欧元": "euros",
}  # fmt: skip
_UNITS_ZH = {"companies": "家", "models": "款", "people": "人", "deals": "笔", "papers": "篇",
             "startups": "家初创公司", "users": "名用户", "developers": "名开发者",
             "yuan": "元", "dollars": "美元", "usd": "美元", "us dollars": "美元", "$": "美元",
             "cny": "元", "euros": "欧元", "eur": "欧元"}  # fmt: skip


def round_words(name: str, language: Language) -> str:
    """A funding round as the object of a sentence: `a Series A round`, `A轮融资`."""
    english, chinese = ROUNDS.get(name.casefold(), ("", ""))
    if lettered := _LETTERED.fullmatch(name):
        letter = lettered["letter"].upper()
        pre = bool(lettered["pre"])
        english = f"a {'pre-' if pre else ''}Series {letter} round"
        chinese = f"{'Pre-' if pre else ''}{letter}轮融资"
    return (english or f"a {name} round") if language == "en" else (chinese or f"{name}轮融资")


def round_name(name: str, language: Language) -> str:
    """A funding round by itself, as a table names it: `Series A`, `A轮`; nothing where untold."""
    if not name:
        return ""
    words = round_words(name, language)
    if language == "zh":
        return words.removesuffix("融资") if words.endswith("轮融资") else words
    words = words.removeprefix("a ").removeprefix("an ").removesuffix(" round")
    return words[:1].upper() + words[1:]


def title_words(title: str, language: Language) -> str:
    """A post in the reader's language where it is a common one, else as it was told."""
    if language == "zh":
        return _TO_ZH.get(title.strip().casefold(), title)
    return _TO_EN.get(title.strip(), title)


def unit_words(unit: str, language: Language) -> str:
    if language == "zh":
        return _UNITS_ZH.get(unit.casefold(), unit)
    return UNITS.get(unit, unit)
