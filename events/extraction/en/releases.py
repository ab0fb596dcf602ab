"""AI models that are released, opened or licensed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Entity
from ..masking import DATE, NUMBER
from .marks import C, M
from .reading import Reading
from .terms import Releases, commercial_use, is_opened, parameters_of

_DESC = r"(?:(?!by\b|for\b|with\b|on\b|through\b|using\b|that\b|which\b|than\b|from\b|into\b|to\b|powered\b)[\w.'’“\"\ue006\ue007\ue001$%&+-]+,? ){0,14}?"
_MODELS = rf"(?P<m>{M}(?: \({NUMBER}[^)]{{0,20}}\))?(?:[\"”’']?(?:, | and |, and | & |, along with | as well as |, plus | \(|, \w+ )[\"“]?(?:(?:the |a |(?:its|\ue007) )?(?:[\w-]+ ){{0,5}})?{M}(?: \({NUMBER}[^)]{{0,20}}\))?){{0,7}})"
_RELEASE = re.compile(
    rf"\b(?P<v>releas(?:ed|es|ing|e)|launch(?:ed|es|ing)?|unveil(?:ed|s|ing)?|introduc(?:ed|es|ing|e)|debut(?:ed|s|ing)?|roll(?:ed|s|ing) out|announc(?:ed|es|ing|e)|present(?:ed|s)|publish(?:ed|es|ing)|ship(?:ped|s|ping)|drop(?:ped|s)|open[ -]sourc(?:ed|es|ing|e)|unleash(?:ed|es)|"
    rf"ma(?:de|kes|ke)(?= [^.;]{{0,60}}(?:available|open[ -]source|public|free|download))|put out|came out with|comes out with|showed off|took the wraps off|revealed|reveals|previewed|brought out|upgraded|updated|started testing|(?:follow(?:ed|s)|surprised|stunned|delighted|struck back|hit back|answered|responded|came back|replied)(?: up)?(?: [a-z]+| \ue004){{0,3}} with|follows|issued|will release|open(?:ed|s|ing)(?: up)?(?: the)?(?: weights of| code of)?|put(?:s)? the weights of|made the weights of|gave away|gives away|uploaded|posted|came(?= \ue001['’])|brought(?: us)?|ships?|making(?= [^.;]{{0,60}}(?:available|open[ -]source|public|free))|show(?:ed|s)(?: off)?|demonstrated|demoed|can (?:now )?(?:download|use|try)|(?:entered|joined|enters|joins) the (?:race|fray|field|contest) with|added|adds|put(?=[^.;]{{0,80}}under (?:the |an? )?(?:Apache|MIT|open|permissive))|brought|unwrapped|lifted the (?:lid|veil) on|handed out|rolls? out|served up|trotted out|is back with|was back with|returned with|returns with|arrived with|came along with|pushed out|Out(?: this week| today| now|(?: on)? \ue004))"
    rf"[ :]+[\"“]?{_DESC}[\"“]?{_MODELS}"
)
_PASSIVE = re.compile(
    rf"{_MODELS}[\"”]?(?:,[^.;{M}]{{2,120}},)?,? (?:(?:was|were|is|are|has been|have been|will (?:also |now |soon )?be|being|had been|to be|would be) (?:also |officially |first |finally |now |publicly |recently |expected to be |set to be |due to be )*(?P<v>releas(?:ed)|launched|unveiled|introduced|open[ -]sourced|announced|rolled out|made (?:available|public|open[ -]source)|published|debuted|shipped|out|here|freely downloadable|(?:both |all |now |also )*under (?:the |an? )?(?:Apache|MIT|BSD|open|permissive)|available|open[ -]source|open(?= for)|coming)|"
    rf"(?P<v2>appeared|appears|has landed|landed|followed|emerged|surfaced|became available|launch(?:ed|es)|debut(?:ed|s)|arriv(?:ed|es)|came out|goes live|went live|drops|dropped|ships|will arrive|will launch))(?![\w-])(?! (?:by (?:millions|users)|of\b|in \d|for (?:(?:its|\ue007)|use)))"
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
_OTHER_OBJECT = re.compile(
    r"\b(?:support for|based on|built on|powered by|version for|apps?|plugins?|plug-ins?|feature|update to|tool|assistant|agent|chip|integration|partnership|deal|round|service|API|subscription|store|prices?|pricing|benchmark|study|paper|report|search|browser|lawsuit|course|competitor|rivals?|alternative|response|answer|analog(?:ue)?|equivalent|version like)\b[^,]{0,40}\Z"
)
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
_SINCE = re.compile(
    r"\b(?:after|since|following|before|ahead of|leading up to|prior to|upon|until)\b[^,;]{0,30}\Z"
)
_LATER = re.compile(
    r"\b(?:after|since|following|before|ahead of|upon|until|when|despite|compared with|like|than|rival(?:s|led)?) (?:the )?\Z",
    re.I,
)
_BY = re.compile(rf"\bby (?:the )?(?:[\w.-]+ ){{0,5}}?({C})")


@dataclass(frozen=True, slots=True)
class _Release:
    """A release as a clause tells it; `at` is the place of its verb."""

    rule: str
    models: Sequence[Entity]
    at: int
    company: Entity | None


def add_releases(reading: Reading, releases: Releases) -> None:
    """Add the releases that a sentence tells of."""
    releases.hear(reading)
    if M not in reading.text:
        return
    told: set[Entity] = set()
    for find in (_relicensed, _released, _in_relatives, _was_released, _nouns, _first_mention):
        if told and find is _first_mention:
            break
        for release in find(reading):
            models = [model for model in release.models if model not in told]
            _add(reading, releases, release, models)
            told.update(models)
        if told and find is _relicensed:
            break


def _relicensed(reading: Reading) -> Iterator[_Release]:
    text = reading.text
    for match in (*_LICENCE.finditer(text), *_RELICENSED.finditer(text)):
        company = _company(reading, match.start(), match)
        yield from _told(reading, "licence", match, match.start(), company)
    for match in _MOVED.finditer(text):
        nearest = text.rfind(C, 0, text.index(M, match.start()))
        company = reading.entity(nearest) if nearest in reading.masked.slots else None
        models = reading.entities(*match.span(), M)
        if reading.is_told(match.end() - 1):
            yield _Release("licence", models, match.end() - 1, company)


def _released(reading: Reading) -> Iterator[_Release]:
    """A released M."""
    text = reading.text
    for match in _RELEASE.finditer(text):
        if not _OTHER_OBJECT.search(text[match.end("v") : match.start("m")]):
            company = _company(reading, match.start(), match)
            yield from _told(reading, "released", match, match.start(), company)


def _in_relatives(reading: Reading) -> Iterator[_Release]:
    """M, which A released; M, released by A."""
    text = reading.text
    for match in _WHICH.finditer(text):
        n = "" if match["c"] else "2"
        maker = reading.entity(match.start("c" + n))
        models = reading.entities(*match.span("m" + n), M)
        if reading.is_told(match.start("v" + n)):
            yield _Release("which", models, match.start("v" + n), maker)
    for match in _REDUCED.finditer(text):
        if not _LATER.search(text[: match.start()]):
            yield from _told(reading, "reduced", match, match.start("v"), _by(reading, match))


def _was_released(reading: Reading) -> Iterator[_Release]:
    """M was released, M came out."""
    for match in _PASSIVE.finditer(reading.text):
        if not _LATER.search(reading.text[: match.start()]):
            verb = max(match.start("v"), match.start("v2"))
            yield from _told(reading, "was-released", match, verb, _by(reading, match))


def _nouns(reading: Reading) -> Iterator[_Release]:
    """The release of M."""
    for match in _NOUN.finditer(reading.text):
        if not _SINCE.search(reading.text[: match.start()]):
            company = _company(reading, match.start(), match)
            yield from _told(reading, "release-of", match, match.start(), company)


def _first_mention(reading: Reading) -> Iterator[_Release]:
    """A model's first mention with a date and its terms or size is news of its release."""
    text = reading.text
    first = _FIRST.search(text)
    if first is None or not _NEWS.search(text) or _OLD.search(text):
        return
    place = first.start("m")
    before = reading.document.mentions_in(0, reading.masked.origin(place), "model")
    known = any(mention.entity is reading.entity(place) for mention in before)
    if not known and (DATE in text or _NOW.search(text)):
        yield from _told(reading, "first", first, place, _company(reading, place, first))


def _told(
    reading: Reading, rule: str, match: re.Match[str], at: int, company: Entity | None
) -> Iterator[_Release]:
    if reading.is_told(at):
        yield _Release(rule, reading.entities(*match.span("m"), M), at, company)


def _by(reading: Reading, match: re.Match[str]) -> Entity | None:
    """Who the words after a passive or before the model say has made it."""
    maker = _BY.match(reading.text[match.end() :].lstrip())
    if maker:
        return reading.entity(reading.text.index(C, match.end()))
    return _maker(reading, match.start("m"))


def _company(reading: Reading, at: int, match: re.Match[str]) -> Entity | None:
    makers = [c for c in reading.subject(at, C) if not (c.entry and c.entry.detail == "media")]
    if makers:
        return makers[0]
    return _maker(reading, match.start("m"))


def _maker(reading: Reading, place: int) -> Entity | None:
    """The company named right before a model: OpenAI's GPT-4o."""
    match = re.search(rf"({C})(?:['’]s?)? (?:[\w-]+,? ){{0,4}}\Z", reading.text[:place])
    return reading.entity(match.start(1)) if match else None


def _add(reading: Reading, releases: Releases, release: _Release, models: Sequence[Entity]) -> None:
    """Add the release of each of the models."""
    if release.rule == "licence":
        change = "licence_changed"
    else:
        opened = is_opened(reading.text, max(0, release.at - 5)) or reading.text.startswith(
            ("open-sourc", "open sourc"), release.at
        )
        change = "open_sourced" if opened else "released"
    for model in models:
        releases.add(
            reading,
            {
                "rule": f"release-{release.rule}",
                "date": reading.date(release.at),
                "certainty": reading.certainty(release.at),
                "model": model,
                "change": change,
                "company": release.company or _developer(reading, model),
                "parameters": parameters_of(reading, model, alone=len(models) == 1),
                "commercial_use": commercial_use(reading.text),
            },
        )


def _developer(reading: Reading, model: Entity) -> Entity | None:
    """The known maker of a model, if the article names it, else the company that it speaks of."""
    if model.entry is None:
        named = model.name.casefold()
        for entity in reading.document.entities:
            if entity.kind == "company" and named.startswith(
                tuple(form.casefold() for form in entity.forms)
            ):
                return entity
        return reading.focus.company
    maker = model.entry.detail
    for entity in reading.document.entities:
        if entity.kind == "company" and maker in (entity.name, entity.entry and entity.entry.name):
            return entity
    return None
