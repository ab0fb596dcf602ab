"""AI models that are released, opened or licensed anew."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ..assembly import Draft
from ..document import Entity
from ..masking import NUMBER
from .reading import C, M, Reading

_DESC = r"(?:(?!by\b|for\b|with\b|on\b|through\b|using\b|that\b|which\b|than\b|from\b|into\b|to\b|powered\b)[\w.'’“\"\ue006\ue007\ue001$%&+-]+,? ){0,14}?"
_MODELS = rf"(?P<m>{M}(?:[\"”’']?(?:, | and |, and | & |, along with | as well as |, plus | \(|, \w+ )[\"“]?(?:(?:the |a |(?:its|\ue007) )?(?:[\w-]+ ){{0,5}})?{M}){{0,7}})"
_RELEASE = re.compile(
    rf"\b(?P<v>releas(?:ed|es|ing|e)|launch(?:ed|es|ing)?|unveil(?:ed|s|ing)?|introduc(?:ed|es|ing|e)|debut(?:ed|s|ing)?|roll(?:ed|s|ing) out|announc(?:ed|es|ing|e)|present(?:ed|s)|publish(?:ed|es|ing)|ship(?:ped|s|ping)|drop(?:ped|s)|open[ -]sourc(?:ed|es|ing|e)|unleash(?:ed|es)|"
    rf"made (?=[^.;]{{0,60}}(?:available|open[ -]source|public|free))|makes (?=[^.;]{{0,60}}(?:available|open[ -]source|public))|put out|came out with|comes out with|showed off|took the wraps off|revealed|reveals|previewed|brought out|upgraded|updated|started testing|followed up with|follows|issued|will release|opened up)"
    rf"[ :]+[\"“]?{_DESC}[\"“]?{_MODELS}"
)
_PASSIVE = re.compile(
    rf"{_MODELS}[\"”]?(?:,[^.;{M}]{{2,120}},)?,? (?:(?:was|were|is|are|has been|have been|will be|being|had been|to be|would be) (?:also |officially |first |finally |now |publicly |recently |expected to be |set to be |due to be )*(?P<v>releas(?:ed)|launched|unveiled|introduced|open[ -]sourced|announced|rolled out|made (?:available|public|open[ -]source)|published|debuted|shipped|out|available|open[ -]source|coming)|"
    rf"(?P<v2>launch(?:ed|es)|debut(?:ed|s)|arriv(?:ed|es)|came out|goes live|went live|drops|dropped|ships|will arrive|will launch))(?![\w-])(?! (?:by (?:millions|users)|of|with|in \d|for (?:(?:its|\ue007)|use)))"
)
_NOUN = re.compile(
    rf"(?:[Tt]he )?(?:release|launch|debut|unveiling|introduction|rollout|open-sourcing|arrival) of (?:the |(?:its|\ue007) |a |{C}['’]s? )?{_DESC}{_MODELS}"
)
_LICENCE = re.compile(
    rf"\b(?:re-?licens(?:ed|es|ing)|chang(?:ed|es|ing) (?:the|(?:its|\ue007)) licen[cs]e|switch(?:ed|es|ing) (?:the|(?:its|\ue007))? ?licen[cs]e|loosen(?:ed|s)? (?:the|(?:its|\ue007)) licen[cs]e|tighten(?:ed|s)? (?:the|(?:its|\ue007)) licen[cs]e|allow(?:ed|s|ing)? (?:free )?commercial use|made (?=[^.;]{{0,40}}free for commercial)|licen[cs]e (?:change|terms)|new licen[cs]e)[^.;{M}]{{0,60}}{_MODELS}"
)
_RELICENSED = re.compile(
    rf"{_MODELS}[^.;{M}]{{0,30}}(?:under a new licen[cs]e|(?:is|are|was|were) (?:now )?(?:free for commercial|relicensed|re-licensed))"
)
_OPEN = re.compile(
    r"\b(?:open[ -]sourc(?:ed|es|ing)|made [^.;]{0,60}open[ -]source|(?:releas|publish|launch|unveil|introduc|announc)\w+ [^.;]{0,140}(?:as open[ -](?:source|weights?)|under (?:an? |the )?(?:[\w.-]+ ){0,3}(?:open[ -]source )?licen[cs]e|with open weights|the weights|weights (?:on|to|are|of|for)|open[ -]weights? (?:model|version)s?|open[ -]source (?:\S+ ){0,4}(?:model|version)s?)|"
    r"is open[ -]source|are open[ -]source|weights (?:are|were|have been) (?:now )?(?:available|released|published)|(?:the |(?:its|\ue007) )?weights? (?:on|under|available)|freely downloadable|on Hugging Face under|(?:free to|anyone (?:can|to)) download)",
    re.I,
)
_CLOSED = re.compile(
    r"\bnot (?:be )?open|closed|proprietary|plans to open|will open[ -]source|later open", re.I
)
_COMMERCIAL = re.compile(
    r"\b(?:(?:for|permits?|allow(?:s|ed|ing)?|permitt\w+|free|including) (?:\w+ ){0,3}commercial(?:ly)?(?: use| purposes| applications)?|commercial use (?:is |was )?(?:allowed|permitted|free|too)|commercially (?:usable|free|available under)|used commercially|commercial use)\b",
    re.I,
)
_NOT_COMMERCIAL = re.compile(
    r"\b(?:non-?commercial|(?:bars?|bans?|prohibit\w*|forbid\w*|no|not|without|exclud\w+|restrict\w*|rules? out)[^.;]{0,30}commercial)\b",
    re.I,
)
_OTHER_OBJECT = re.compile(
    r"\b(?:support for|based on|built on|powered by|version for|apps?|plugins?|plug-ins?|feature|update to|tool|assistant|agent|chip|integration|partnership|deal|round|service|API|subscription|store|prices?|pricing|benchmark|study|paper|report|search|browser|lawsuit|course|competitor|rivals?|alternative|response|answer)\b[^,]{0,40}\Z"
)
_LATER = re.compile(
    r"\b(?:after|since|following|before|ahead of|upon|until|when|despite|compared with|like|than|rival(?:s|led)?) (?:the )?\Z",
    re.I,
)
_BY = re.compile(rf"\bby (?:the )?(?:[\w.-]+ ){{0,5}}?({C})")


@dataclass(frozen=True, slots=True)
class _Release:
    """A release as a clause tells it; `match` has the models, `at` is the place of its verb."""

    rule: str
    match: re.Match[str]
    at: int
    company: Entity | None


def add_releases(reading: Reading, draft: Draft) -> None:
    """Add the releases that a sentence tells of."""
    text = reading.text
    if M not in text:
        return
    for match in [*_LICENCE.finditer(text), *_RELICENSED.finditer(text)]:
        if reading.is_told(match.start()):
            company = _company(reading, match.start(), match)
            _add(reading, draft, _Release("licence", match, match.start(), company))
            return
    told: set[Entity] = set()
    for match in _RELEASE.finditer(text):
        at, between = match.start(), text[match.end("v") : match.start("m")]
        if _OTHER_OBJECT.search(between) or not reading.is_told(at):
            continue
        company = _company(reading, at, match)
        if company is None and not re.search(
            r"\b(?:has|have|had|was|were|today|will|to)\b|\A", text[:at]
        ):
            continue
        told |= _add(reading, draft, _Release("released", match, at, company))
    for match in _PASSIVE.finditer(text):
        verb = match.start("v") if match["v"] else match.start("v2")
        if not reading.is_told(verb) or _LATER.search(text[: match.start()]):
            continue
        maker = _BY.match(text[match.end() :].lstrip())
        company = (
            reading.entity(match.end() + text[match.end() :].index(C))
            if maker
            else _maker(reading, match.start("m"))
        )
        told |= _add(reading, draft, _Release("was-released", match, verb, company), skip=told)
    for match in _NOUN.finditer(text):
        if reading.is_told(match.start()):
            if re.search(
                r"\b(?:after|since|following|before|ahead of|upon|until)\b[^,;]{0,30}\Z",
                text[: match.start()],
            ):
                continue
            company = _company(reading, match.start(), match)
            _add(reading, draft, _Release("release-of", match, match.start(), company), skip=told)


def _company(reading: Reading, at: int, match: re.Match[str]) -> Entity | None:
    makers = [c for c in reading.subject(at, C) if not (c.entry and c.entry.detail == "media")]
    if makers:
        return makers[0]
    return _maker(reading, match.start("m"))


def _maker(reading: Reading, place: int) -> Entity | None:
    """The company named right before a model: OpenAI's GPT-4o."""
    match = re.search(rf"({C})(?:['’]s?)? (?:[\w-]+,? ){{0,4}}\Z", reading.text[:place])
    return reading.entity(match.start(1)) if match else None


def _add(
    reading: Reading, draft: Draft, told: _Release, *, skip: AbstractSet[Entity] = frozenset()
) -> set[Entity]:
    """Add the release of each of its models but those told already; which they are."""
    text, match = reading.text, told.match
    if told.rule == "licence":
        change = "licence_changed"
    else:
        opened = _OPEN.search(text, max(0, match.start() - 5)) and not _CLOSED.search(text)
        change = "open_sourced" if opened else "released"
    commercial = None
    if _NOT_COMMERCIAL.search(text):
        commercial = False
    elif _COMMERCIAL.search(text):
        commercial = True
    models = [model for model in reading.entities(*match.span("m"), M) if model not in skip]
    for model in models:
        draft.event(
            "release",
            reading.quote,
            rule=f"release-{told.rule}",
            date=reading.date(told.at),
            certainty=reading.certainty(told.at),
            model=model,
            change=change,
            company=told.company,
            parameters=_parameters(reading, model) if len(models) == 1 else None,
            commercial_use=commercial,
        )
    return set(models)


def _parameters(reading: Reading, model: Entity) -> float | None:
    """The number of parameters that the sentence gives, or that the model's own name tells."""
    for place, sign in enumerate(reading.text):
        if sign == NUMBER and place in reading.masked.slots:
            count = reading.masked.slot(place).value
            if count.unit == "parameters":
                return float(count.value)
    size = re.search(r"(?<![\d.x])(\d+(?:\.\d+)?)([BT])\b(?!-?A\d)", model.name, re.I)
    return (
        round(float(size[1]) * (1e9 if size[2].upper() == "B" else 1e12))
        if size and "x" not in model.name
        else None
    )
