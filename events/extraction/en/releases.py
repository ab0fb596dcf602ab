"""AI models that are released, opened or licensed anew."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from ..assembly import Draft
from ..document import Entity
from ..masking import DATE, NUMBER
from .marks import C, M
from .reading import Reading

_DESC = r"(?:(?!by\b|for\b|with\b|on\b|through\b|using\b|that\b|which\b|than\b|from\b|into\b|to\b|powered\b)[\w.'’“\"\ue006\ue007\ue001$%&+-]+,? ){0,14}?"
_MODELS = rf"(?P<m>{M}(?: \({NUMBER}[^)]{{0,20}}\))?(?:[\"”’']?(?:, | and |, and | & |, along with | as well as |, plus | \(|, \w+ )[\"“]?(?:(?:the |a |(?:its|\ue007) )?(?:[\w-]+ ){{0,5}})?{M}(?: \({NUMBER}[^)]{{0,20}}\))?){{0,7}})"
_RELEASE = re.compile(
    rf"\b(?P<v>releas(?:ed|es|ing|e)|launch(?:ed|es|ing)?|unveil(?:ed|s|ing)?|introduc(?:ed|es|ing|e)|debut(?:ed|s|ing)?|roll(?:ed|s|ing) out|announc(?:ed|es|ing|e)|present(?:ed|s)|publish(?:ed|es|ing)|ship(?:ped|s|ping)|drop(?:ped|s)|open[ -]sourc(?:ed|es|ing|e)|unleash(?:ed|es)|"
    rf"ma(?:de|kes|ke)(?= [^.;]{{0,60}}(?:available|open[ -]source|public|free|download))|put out|came out with|comes out with|showed off|took the wraps off|revealed|reveals|previewed|brought out|upgraded|updated|started testing|(?:follow(?:ed|s)|surprised|stunned|delighted|struck back|hit back|answered|responded|came back|replied)(?: up)?(?: [a-z]+| \ue004){{0,3}} with|follows|issued|will release|open(?:ed|s|ing)(?: up)?(?: the)?(?: weights of| code of)?|put(?:s)? the weights of|made the weights of|gave away|gives away|uploaded|posted|came(?= \ue001['’])|brought(?: us)?|ships?|making(?= [^.;]{{0,60}}(?:available|open[ -]source|public|free))|show(?:ed|s)(?: off)?|demonstrated|demoed|can (?:now )?(?:download|use|try)|(?:entered|joined|enters|joins) the (?:race|fray|field|contest) with|added|adds|put(?=[^.;]{{0,80}}under (?:the |an? )?(?:Apache|MIT|open|permissive))|brought|unwrapped|lifted the (?:lid|veil) on|handed out|rolls? out|served up|trotted out|is back with|was back with|returned with|returns with|arrived with|came along with|pushed out|Out (?:this week|today|now))"
    rf"[ :]+[\"“]?{_DESC}[\"“]?{_MODELS}"
)
_PASSIVE = re.compile(
    rf"{_MODELS}[\"”]?(?:,[^.;{M}]{{2,120}},)?,? (?:(?:was|were|is|are|has been|have been|will be|being|had been|to be|would be) (?:also |officially |first |finally |now |publicly |recently |expected to be |set to be |due to be )*(?P<v>releas(?:ed)|launched|unveiled|introduced|open[ -]sourced|announced|rolled out|made (?:available|public|open[ -]source)|published|debuted|shipped|out|here|freely downloadable|(?:both |all |now |also )*under (?:the |an? )?(?:Apache|MIT|BSD|open|permissive)|available|open[ -]source|open(?= for)|coming)|"
    rf"(?P<v2>appeared|appears|has landed|landed|followed|emerged|surfaced|became available|launch(?:ed|es)|debut(?:ed|s)|arriv(?:ed|es)|came out|goes live|went live|drops|dropped|ships|will arrive|will launch))(?![\w-])(?! (?:by (?:millions|users)|of|with|in \d|for (?:(?:its|\ue007)|use)))"
)
_REDUCED = re.compile(
    rf"{_MODELS},? (?:which (?:was|were) |first |just )?(?P<v>released|launched|introduced|unveiled|published|opened|announced|open[ -]sourced|presented)(?= (?:by|in|on|at|under|last|this|today|yesterday|earlier|only|just|with|as|free)\b|,| \ue004)"
)
_WHICH = re.compile(
    rf"{_MODELS},? (?:[^.;,{M}]{{2,60}}, )?(?:which|that) (?:the )?(?:[\w-]+ ){{0,3}}?(?P<c>{C}) (?:has |had |also |first |only |just |\ue004 )*(?P<v>released|launched|introduced|unveiled|published|opened|announced|open[ -]sourced|put out|presented|showed|made (?:public|available|free))\b|"
    rf"{_MODELS.replace('?P<m>', '?P<m2>')}, (?:from|by) (?:the )?(?:[\w-]+ ){{0,4}}?(?P<c2>{C}),? (?P<v2>released|launched|introduced|unveiled|published|opened|announced|appeared|arrived|came out|followed)\b"
)
_NOUN = re.compile(
    rf"(?:[Tt]he )?(?:release|(?:general )?availability|launch|debut|unveiling|introduction|rollout|open-sourcing|arrival) of (?:the |(?:its|\ue007) |a |{C}['’]s? )?{_DESC}{_MODELS}"
)
_LICENCE = re.compile(
    rf"\b(?:re-?licens(?:ed|es|ing)|chang(?:ed|es|ing) (?:the|(?:its|\ue007)) licen[cs]e|switch(?:ed|es|ing) (?:the|(?:its|\ue007))? ?licen[cs]e|loosen(?:ed|s)? (?:the|(?:its|\ue007)) licen[cs]e|tighten(?:ed|s)? (?:the|(?:its|\ue007)) licen[cs]e|allow(?:ed|s|ing)? (?:free )?commercial use|made (?=[^.;]{{0,40}}free for commercial)|licen[cs]e (?:change|terms)|new licen[cs]e)[^.;{M}]{{0,60}}{_MODELS}"
)
_RELICENSED = re.compile(
    rf"{_MODELS}[^.;{M}]{{0,30}}(?:under a new licen[cs]e|(?:comes?|came|is|are|was|were|appears?) (?:now )?(?:with|under) (?:a |an )?(?:new|different|looser|stricter|tighter|more [a-z]+|less [a-z]+) licen[cs]e|(?:is|are|was|were) (?:now )?(?:free for commercial|relicensed|re-licensed))"
)
_MOVED = re.compile(
    rf"{M}[^.;]{{0,120}}\b(?:moved|switched|shifted|transferred|put) (?:it|them|the models?|{M}) (?:from [^.;]{{2,40}} )?(?:to|under) (?:a |an |the )?(?:[\w-]+ ){{0,3}}licen[cs]e\b|"
    rf"(?P<m>{M}(?:(?:, {M})*,? and {M})?) (?:may|can) (?:now )?be used (?:commercially|by businesses|in products)"
)
_OPEN = re.compile(
    r"\b(?:open(?:ed|s|ing)(?: up)? (?:the )?(?:weights of |code of )?\ue002|put the weights|opened the weights|under (?:the |an? )?(?:Apache|MIT|BSD|GPL|permissive|open)|open[ -]weights?|with the (?:data|code)|anyone (?:may|can) (?:use|download|run)|may be downloaded|free to download|open[ -]sourc(?:ed|es|ing)|made [^.;]{0,60}open[ -]source|(?:releas|publish|launch|unveil|introduc|announc)\w+ [^.;]{0,140}(?:as open[ -](?:source|weights?)|under (?:an? |the )?(?:[\w.-]+ ){0,3}(?:open[ -]source )?licen[cs]e|with open weights|the weights|weights (?:on|to|are|of|for)|open[ -]weights? (?:model|version)s?|open[ -]source (?:\S+ ){0,4}(?:model|version)s?)|"
    r"is open[ -]source|are open[ -]source|weights (?:are|were|have been) (?:now )?(?:available|released|published)|(?:the |(?:its|\ue007) )?weights? (?:on|under|available)|freely downloadable|on Hugging Face under|(?:free to|anyone (?:can|to)) download)",
    re.I,
)
_CLOSED = re.compile(
    r"\bnot (?:be )?open|closed|proprietary|plans to open|will open[ -]source|later open", re.I
)
_COMMERCIAL = re.compile(
    r"\b(?:(?:business(?:es)?|companies|firms|anyone|everyone|competitors) (?:may|can) (?:use|build on|sell)|used in business|for business use|business use|use (?:it|them|the model) commercially|(?:for|permits?|allow(?:s|ed|ing)?|permitt\w+|free|including) (?:\w+ ){0,3}commercial(?:ly)?(?: use| purposes| applications)?|commercial use (?:is |was )?(?:allowed|permitted|free|too)|commercially (?:usable|free|available under)|used commercially|commercial use)\b",
    re.I,
)
_NOT_COMMERCIAL = re.compile(
    r"\b(?:(?:for )?(?:academic )?research(?:ers)?(?: use| purposes)? only|only (?:for|by) (?:academic )?research(?:ers)?|non-?commercial|(?:bars?|bans?|prohibit\w*|forbid\w*|no|not|without|exclud\w+|restrict\w*|rules? out)[^.;]{0,30}commercial)\b",
    re.I,
)
_OTHER_OBJECT = re.compile(
    r"\b(?:support for|based on|built on|powered by|version for|apps?|plugins?|plug-ins?|feature|update to|tool|assistant|agent|chip|integration|partnership|deal|round|service|API|subscription|store|prices?|pricing|benchmark|study|paper|report|search|browser|lawsuit|course|competitor|rivals?|alternative|response|answer)\b[^,]{0,40}\Z"
)
_TERMS = re.compile(
    r"\b(?:come[s]?|is|are|was|were|released|published|available|downloadable|licensed)\b[^.;]{0,30}\bunder (?:the |an? )?(?:[\w.-]+ |\ue006 ){0,3}(?:licen[cs]e|terms|Apache|MIT)|\b(?:the |its |their |\ue007 |whose )?weights (?:can|are|were|have|may|is)\b[^.;]{0,40}(?:download|public|available|free|published|open|Hugging|\ue001)|"
    r"\b(?:Apache|MIT)(?: 2\.0| \ue006)?[- ]licen[cs]ed?\b|\blicen[cs]e (?:is|permits|allows|lets)\b|\b(?:is|are) (?:fully )?open[ -](?:source|weights?)\b|\b(?:free(?:ly)?|may be|can be) (?:to )?(?:download|used commercially)|\byou (?:can|may) use (?:it|them)\b"
)
"""What a later sentence says of the terms of a model that has just been told of."""
_BESIDE = re.compile(rf"{M} \({NUMBER}")
_BARE_SIZE = re.compile(r"\ba (\d+(?:\.\d+)?)B (?:[\w-]+ ){0,3}model\b")
_RANGE = re.compile(rf"\b(?:from|between) [\d.]+ ?(?:billion|million|B)? (?:to|and) {NUMBER}")
_FIRST = re.compile(
    rf"(?P<m>{M})(?=,| \(| (?:is|has|comes|came|was|runs|can|reads|speaks|handles|matches|beats)\b)"
)
_NEWS = re.compile(
    r"\b(?:new|newest|latest|weights|licen[cs]e|download\w*|available|open|public|free|first model|its first)\b"
)
_NOW = re.compile(r"\b(?:this week|today|now|yesterday|new|latest|newest)\b")
_OLD = re.compile(
    r"\b(?:based on|built on|built with|powered by|runs on|trained on|fine-tun\w+|compared|than|rival|investors?|raised|round|users|customers|unlike|like|such as|plans?|will|would|expected|may|might|could)\b"
)
_PATIENCE = 2
"""How many sentences later the terms of a release may be told."""
_SIZED = re.compile(rf"\b(?:[Ii]t|{C}|model) (?:has|counts|comes with|weighs in at|uses) {NUMBER}")
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


@dataclass(slots=True)
class Releases:
    """The releases told last, which the next sentences may say more of, before they are added."""

    draft: Draft
    pending: list[dict[str, Any]] = field(default_factory=list)
    paragraph: int = -1
    age: int = 0

    def add(self, reading: Reading, roles: dict[str, Any]) -> None:
        if self.age:
            self.finish()
        self.paragraph = reading.sentence.paragraph
        self.pending.append({"quote": reading.quote, **roles})

    def hear(self, reading: Reading) -> None:
        """Take from the next sentence the terms and the size of what was released."""
        self.age += 1
        if self.age > _PATIENCE or reading.sentence.paragraph != self.paragraph:
            self.finish()
        text = reading.text
        named = {entity for entity in reading.entities(0, len(text), M)}
        if not self.pending or reading.is_question or named - {r["model"] for r in self.pending}:
            return
        terms = _TERMS.search(text)
        opened = terms and not _CLOSED.search(text) and reading.is_told(terms.start())
        for release in self.pending:
            if opened and release["change"] == "released":
                release["change"] = "open_sourced"
            if release["commercial_use"] is None and (terms or opened):
                release["commercial_use"] = _commercial(text)
        sizes = _SIZED.findall(text)
        if len(self.pending) == 1 and sizes and self.pending[0]["parameters"] is None:
            self.pending[0]["parameters"] = _counted(reading)

    def told_in(self, reading: Reading) -> bool:
        return any(release["quote"] == reading.quote for release in self.pending)

    def finish(self) -> None:
        for release in self.pending:
            self.draft.event("release", **release)
        self.pending.clear()
        self.age = 0


def add_releases(reading: Reading, draft: Releases) -> None:
    """Add the releases that a sentence tells of."""
    text = reading.text
    draft.hear(reading)
    if M not in text:
        return
    for match in [*_LICENCE.finditer(text), *_RELICENSED.finditer(text)]:
        if reading.is_told(match.start()):
            company = _company(reading, match.start(), match)
            _add(reading, draft, _Release("licence", match, match.start(), company))
            return
    for match in _MOVED.finditer(text):
        if reading.is_told(match.end() - 1):
            models = reading.entities(match.start(), match.end(), M)
            nearest = text.rfind(C, 0, text.index(M, match.start()))
            company = reading.entity(nearest) if nearest in reading.masked.slots else None
            _add_models(reading, draft, models, company)
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
        told |= _add(reading, draft, _Release("released", match, at, company), skip=told)
    for match in _WHICH.finditer(text):
        group, verb = ("c", "v") if match["c"] else ("c2", "v2")
        if reading.is_told(match.start(verb)):
            maker = reading.entity(match.start(group))
            told |= _add(
                reading, draft, _Release("which", match, match.start(verb), maker), skip=told
            )
    for match in _REDUCED.finditer(text):
        if reading.is_told(match.start("v")) and not _LATER.search(text[: match.start()]):
            maker = _BY.match(text[match.end() :].lstrip())
            company = (
                reading.entity(match.end() + text[match.end() :].index(C))
                if maker
                else _maker(reading, match.start("m"))
            )
            told |= _add(
                reading, draft, _Release("reduced", match, match.start("v"), company), skip=told
            )
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
    if not told and not draft.told_in(reading):
        _add_first(reading, draft)


def _add_first(reading: Reading, draft: Releases) -> None:
    """A model's first mention with a date and its terms or size is news of its release."""
    text = reading.text
    first = _FIRST.search(text)
    if first is None or not _NEWS.search(text) or _OLD.search(text):
        return
    model = reading.entity(first.start("m"))
    origin = reading.masked.origin(first.start("m"))
    before = reading.document.mentions_in(0, origin, "model")
    if any(mention.entity is model for mention in before) or not reading.is_told(first.start("m")):
        return
    if DATE not in text and not _NOW.search(text):
        return
    company = _company(reading, first.start("m"), first)
    _add(reading, draft, _Release("first", first, first.start("m"), company))


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
    reading: Reading, draft: Releases, told: _Release, *, skip: AbstractSet[Entity] = frozenset()
) -> set[Entity]:
    """Add the release of each of its models but those told already; which they are."""
    text, match = reading.text, told.match
    if told.rule == "licence":
        change = "licence_changed"
    else:
        opened = _OPEN.search(text, max(0, match.start() - 5)) and not _CLOSED.search(text)
        change = "open_sourced" if opened else "released"
    span = match.span("m") if match["m"] else match.span("m2")
    models = [model for model in reading.entities(*span, M) if model not in skip]
    for model in models:
        draft.add(
            reading,
            {
                "rule": f"release-{told.rule}",
                "date": reading.date(told.at),
                "certainty": reading.certainty(told.at),
                "model": model,
                "change": change,
                "company": told.company or _developer(reading, model),
                "parameters": _parameters(reading, model, alone=len(models) == 1),
                "commercial_use": _commercial(text),
            },
        )
    return set(models)


def _add_models(
    reading: Reading, draft: Releases, models: list[Entity], company: Entity | None
) -> None:
    """Add that models came under another licence."""
    for model in models:
        draft.add(
            reading,
            {
                "rule": "release-licence",
                "date": reading.date(0),
                "certainty": reading.certainty(len(reading.text) - 1),
                "model": model,
                "change": "licence_changed",
                "company": company or _developer(reading, model),
                "commercial_use": _commercial(reading.text),
                "parameters": None,
            },
        )


def _commercial(text: str) -> bool | None:
    """Whether business may use it, if the text speaks of that."""
    if _NOT_COMMERCIAL.search(text):
        return False
    return True if _COMMERCIAL.search(text) else None


def _developer(reading: Reading, model: Entity) -> Entity | None:
    """The known maker of a model, if the article names it, else the company that it speaks of."""
    if model.entry is None:
        return reading.focus.company
    maker = model.entry.detail
    for entity in reading.document.entities:
        if entity.kind == "company" and maker in (entity.name, entity.entry and entity.entry.name):
            return entity
    return None


def _parameters(reading: Reading, model: Entity, *, alone: bool) -> float | None:
    """The number of parameters that the sentence or the model's own name tells."""
    for place in sorted(reading.masked.slots):
        beside = _BESIDE.match(reading.text, place)
        if beside and reading.value(place) is model:
            return float(reading.counts(beside.end() - 1, beside.end())[0].value)
    if alone and (count := _counted(reading)):
        return count
    size = re.search(r"(?<![\d.x])(\d+(?:\.\d+)?)([BT])\b(?!-?A\d)", model.name, re.I)
    if size and "x" not in model.name:
        return round(float(size[1]) * (1e9 if size[2].upper() == "B" else 1e12))
    bare = _BARE_SIZE.search(reading.text) if alone else None
    return round(float(bare[1]) * 1e9) if bare else None


def _counted(reading: Reading) -> float | None:
    """The first number of parameters in a sentence."""
    if _RANGE.search(reading.text):
        return None
    counts = reading.counts(0, len(reading.text), NUMBER)
    return next((float(count.value) for count in counts if count.unit == "parameters"), None)
