"""Companies that agree to work together."""

from __future__ import annotations

import re

from ..assembly import Draft
from ..document import Entity
from .marks import ITS, LIST, C, P
from .reading import Reading

_WHAT = r"(?:partnership|alliance|collaboration|tie-?up|joint venture|agreement|memorandum of understanding|MoU|MOU|pact|deal|cooperation|contract|licensing deal|framework)"
_KIND = r"(?:(?:a|an|the|(?:its|\ue007)|their|new|strategic|multi-?year|multiyear|exclusive|global|long-term|broad|broader|technical|technology|commercial|research|licensing|content|cloud|supply|computing|compute|research|non-binding|binding|major|landmark|\w+-year|\ue003,?|\ue006|[\w-]+,?) ){0,7}"
_PARTNERS = rf"{C}+(?:(?:, (?:(?!who\b|which\b|that\b|to\b)[\w-]+ ){{0,4}}{C}){{0,6}},? and (?:(?!who\b|which\b|that\b|to\b)[\w-]+ ){{0,4}}{C})?"
"""Companies in a list, each with a word or two on what it is."""
_OTHER = rf"(?:the |(?:its|\ue007) |rival |fellow |French |Chinese |US |American |German |British |Israeli |Canadian |Indian |Japanese |Korean )*(?:(?!which\b|that\b|and\b|to\b)[\w.$%&'’-]+ ){{0,6}}?(?P<c>{_PARTNERS})"
_WITH = re.compile(
    rf"\b(?:partner(?:ed|s|ing)?(?: up)?|team(?:ed|s|ing)? up|collaborat(?:ed|es|ing|e)|join(?:ed|s|ing)? forces|cooperat(?:ed|es|ing|e)|work(?:ed|s|ing)? (?:closely )?together|link(?:ed|s|ing)? (?:up|arms)|tied up|"
    rf"(?:sign(?:ed|s|ing)?|announc(?:ed|es|ing)|struck|strik(?:es|ing)|form(?:ed|s|ing)?|enter(?:ed|s|ing)?(?: into)?|confirm(?:ed|s)|reach(?:ed|es|ing)?|ink(?:ed|s|ing)?|agree(?:d|s) (?:to|on)|expand(?:ed|s|ing)?|deepen(?:ed|s|ing)?|extend(?:ed|s|ing)?|unveil(?:ed|s)|set up|launch(?:ed|es)|create[ds]?|clinch(?:ed|es)|seal(?:ed|s)|secur(?:ed|es)|has|have|close to|near(?:s|ing)|finali[sz](?:es|ed|ing)|negotiat(?:es|ing)) {_KIND}{_WHAT}[^.;{C}]{{0,60}}?)"
    rf" (?:with|alongside) {_OTHER}"
)
_BOTH = re.compile(
    rf"(?P<c>{LIST[C]})(?: have| are| will| had| today| on \S+|,| also| jointly| plan to| agreed to| decided to| \ue004| announced| said| it| they)* (?:partner(?:ed|ing)?|team up|teamed up|teaming up|collaborate|collaborated|collaborating|cooperate|joined forces|joining forces|agreed to (?:partner|collaborate|work together|cooperate|jointly)|formed|signed|struck|announced|entered(?: into)?|reached|inked|set up|created|launched|expanded|extended|deepened|expanding|extending|deepening|signing|forming|renewed|renewing|announcing|working on) ?{_KIND}{_WHAT}?(?=\b|[ ,.])"
)
_TOGETHER = re.compile(
    rf"(?P<c>{LIST[C]})(?:,[^.;{C}{P}]{{2,60}},)?(?: have| had| are| will| today| said| also| on \S+| \ue004| they| both)* (?:agreed to |plan to |going to |to |will |set to )?(?:jointly (?:develop|build|train|sell|make|offer|create|launch|design)|(?:develop|build|train|sell|make|offer|create|design|work)\b[^.;]{{0,80}}? together\b)"
)
_TWO = re.compile(
    rf"(?P<a>{C})[^.;]{{1,140}}?(?P<c>{C})[^.;{C}]{{0,120}}(?:[;:] )?[^.;{C}]{{0,20}}\b(?:the (?:two|pair)(?: (?:firms|companies|sides|groups|partners))?|both (?:firms|companies|sides)|the (?:firms|companies)) (?:have |had |today |\ue004 )?(?:signed|agreed|announced|struck|sealed|will (?:\w+ ){{1,8}}together)|"
    rf"(?P<a2>{C}) (?:will|is to|are to|would) (?:use|help|supply|provide|build|sell|offer|integrate|run|train)\b[^.;{C}]{{0,60}}?(?P<c2>{C})[^.;{C}]{{0,100}}\b(?:under|as part of) (?:a|an|the) (?:[\w-]+ ){{0,4}}?(?:agreement|deal|partnership|alliance|contract|pact|collaboration)|"
    rf"(?P<a3>{C}) (?:has |have )?licensed (?:{ITS}|some of {ITS}) (?:[\w-]+ ){{1,5}}to (?P<c3>{C})"
)
_NAMED = re.compile(
    rf"\b(?:named|names|chose|chosen|picked|selected|appointed|made) {_OTHER} (?:as )?(?:a |an |{ITS} |the )?(?:preferred|exclusive|strategic|official|launch|lead|cloud|main|primary|first|technology)[\w -]{{0,30}} (?:partner|supplier|provider)\b"
)
_BETWEEN = re.compile(
    rf"{_WHAT}[^.;{C}]{{0,20}} between (?P<a>{C})(?:,? [^.;{C}]{{0,40}})? and (?:the )?{_OTHER}"
)
_POSSESSED = re.compile(
    rf"(?P<a>{C})['’]s? {_KIND}(?:partnership|alliance|collaboration|tie-?up|joint venture) with {_OTHER}"
)
_SUPPLY = re.compile(
    rf"\b(?:will|agreed to|to) (?:source|buy|purchase|rent|lease) [^.;{C}]{{0,60}}? from (?P<c2>{C}) (?:under|as part of|in) (?:a|an|the) {_KIND}{_WHAT}|\b(?:will|agreed to|to) (?:supply|provide|license|sell) [^.;{C}]{{0,60}}? (?:to|for) {_OTHER} (?:under|as part of|in) (?:a|an|the) {_KIND}{_WHAT}"
)
_FOR_OTHER = re.compile(
    rf"\b(?:announc(?:ed|es)|struck|signed|reached|inked|agreed(?: to| on)?) (?:a|an) {_KIND}(?:deal|agreement|pact|contract) (?:for|in which|under which|whereby|that (?:lets|allows|gives)) {_OTHER} (?:agreed|will|would|can|to)\b"
)
"""A deal by which the other company does something."""
_FUND = re.compile(
    r"\b(?:deal|agreement) to (?:acquire|buy|sell|purchase|be acquired)|acquisition|merger|funding|round|rais(?:e|ed|ing)|invest(?:ed|ment)"
)
_JOINT = re.compile(rf"partner|team|collab|join|cooper|together|{_WHAT}", re.I)


def add_partnerships(reading: Reading, draft: Draft) -> None:
    """Add the partnerships of a sentence."""
    text = reading.text
    if text.count(C) + text.count(ITS) < 2:
        return
    for match in [*_WITH.finditer(text), *_FOR_OTHER.finditer(text)]:
        others = reading.entities(*match.span("c"), C)
        _add(reading, draft, [*reading.subject(match.start(), C), *others], match, "with")
    for match in _SUPPLY.finditer(text):
        others = reading.entities(*match.span("c" if match["c"] else "c2"), C)
        _add(reading, draft, [*reading.subject(match.start(), C), *others], match, "supply")
    for match in _BOTH.finditer(text):
        companies = reading.entities(*match.span("c"), C)
        if len(companies) > 1 and _JOINT.search(match[0][match.end("c") - match.start() :]):
            _add(reading, draft, companies, match, "both")
    for match in _TOGETHER.finditer(text):
        companies = reading.entities(*match.span("c"), C)
        if len(companies) > 1:
            _add(reading, draft, companies, match, "together")
    for match in _NAMED.finditer(text):
        others = reading.entities(*match.span("c"), C)
        _add(reading, draft, [*reading.subject(match.start(), C)[:1], *others], match, "named")
    for match in _TWO.finditer(text):
        one, other = next(
            pair for pair in (("a", "c"), ("a2", "c2"), ("a3", "c3")) if match[pair[0]]
        )
        companies = [reading.entity(match.start(one)), reading.entity(match.start(other))]
        _add(reading, draft, companies, match, "two")
    for pattern in (_BETWEEN, _POSSESSED):
        for match in pattern.finditer(text):
            companies = [reading.entity(match.start("a")), *reading.entities(*match.span("c"), C)]
            _add(reading, draft, companies, match, "between")


def _add(
    reading: Reading, draft: Draft, companies: list[Entity], match: re.Match[str], rule: str
) -> None:
    partners = [
        c
        for c in dict.fromkeys(companies)
        if not (c.entry and c.entry.detail in ("media", "exchange"))
    ]
    if len(partners) < 2 or not reading.is_told(match.start()) or _FUND.search(match[0]):
        return
    draft.event(
        "partnership", reading.quote, rule=f"partnership-{rule}", date=reading.date(match.start()),
        certainty=reading.certainty(max(match.start("c"), match.start())), companies=partners,
    )  # fmt: skip
