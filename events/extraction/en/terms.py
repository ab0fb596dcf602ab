"""On what terms a model comes out, how large it is, and what later sentences add to that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..assembly import Draft
from ..document import Entity
from ..masking import NUMBER
from .marks import C, M
from .reading import Reading

_OPEN = re.compile(
    r"\b(?:open(?:ed|s|ing)(?: up)? (?:the )?(?:weights of |code of )?\ue002|put the weights|mak(?:e|es|ing) (?:the |its |\ue007 )?weights|opened the weights|under (?:the |an? )?(?:Apache|MIT|BSD|GPL|permissive|open)|open[ -]weights?|with the (?:data|code)|anyone (?:may|can) (?:use|download|run)|may be downloaded|free to download|open[ -]sourc(?:ed|es|ing)|made [^.;]{0,60}open[ -]source|(?:releas|publish|launch|unveil|introduc|announc)\w+ [^.;]{0,140}(?:as open[ -](?:source|weights?)|under (?:an? |the )?(?:[\w.-]+ ){0,3}(?:open[ -]source )?licen[cs]e|with open weights|the weights|weights (?:on|to|are|of|for)|open[ -]weights? (?:model|version)s?|open[ -]source (?:\S+ ){0,4}(?:model|version)s?)|"
    r"an? (?:Apache|MIT)(?: 2\.0| \ue006)?(?:[ -]licensed)? (?:[\w-]+ ){0,3}models?\b|is open[ -]source|are open[ -]source|weights (?:are|were|have been) (?:now )?(?:available|released|published)|(?:the |(?:its|\ue007) )?weights? (?:on|under|available)|freely downloadable|on Hugging Face under|(?:free to|anyone (?:can|to)) download)",
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
    r"\b(?:(?:for )?(?:academic )?research(?:ers)?(?: use| purposes)? only|only (?:for|by) (?:academic )?research(?:ers)?|non-?commercial|CC[- ]BY[- ]NC|commercial\w* (?:use |users |customers )?(?:needs?|requires?) a (?:separate|paid|commercial)|commercially need|(?:bars?|bans?|prohibit\w*|forbid\w*|no|not|without|exclud\w+|restrict\w*|rules? out)[^.;]{0,30}commercial)\b",
    re.I,
)
_TERMS = re.compile(
    r"\b(?:come[s]?|is|are|was|were|released|published|available|downloadable|licensed)\b[^.;]{0,30}\bunder (?:the |an? )?(?:[\w.-]+ |\ue006 ){0,3}(?:licen[cs]e|terms|Apache|MIT)|\b(?:the |its |their |\ue007 |whose )?weights (?:can|are|were|have|may|is)\b[^.;]{0,40}(?:download|public|available|free|published|open|Hugging|\ue001)|"
    r"\b(?:Apache|MIT)(?: 2\.0| \ue006)?[- ]licen[cs]ed?\b|\blicen[cs]e (?:is|permits|allows|lets)\b|\b(?:is|are) (?:fully )?open[ -](?:source|weights?)\b|\b(?:free(?:ly)?|may be|can be) (?:to )?(?:download|used commercially)|\byou (?:can|may) use (?:it|them)\b"
)
"""What a later sentence says of the terms of a model that has just been told of."""
_BESIDE = re.compile(rf"{M} \({NUMBER}")
_BARE_SIZE = re.compile(r"\ba (\d+(?:\.\d+)?)B (?:[\w-]+ ){0,3}model\b")
_RANGE = re.compile(rf"\b(?:from|between) [\d.]+ ?(?:billion|million|B)? (?:to|and) {NUMBER}")
_THE_MODEL = re.compile(r"\W*(?:The|These|Both|All|This) (?:[\w-]+ ){0,3}models?\b")
"""A later paragraph that goes on about them."""
_PATIENCE = 2
"""How many sentences later the terms of a release may be told."""
_SIZED = re.compile(
    rf"(?<!\w)(?:[Ii]t|{C}|model) (?:has|counts|comes with|weighs in at|uses) {NUMBER}|\A\W*The {NUMBER}[- ](?:parameter )?(?:[\w-]+ )?model\b"
)


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
        text = reading.text
        named = set(reading.entities(0, len(text), M))
        apart = reading.sentence.paragraph != self.paragraph
        if self.age > _PATIENCE or (apart and not named and not _THE_MODEL.match(text)):
            self.finish()
        if not self.pending or reading.is_question or named - {r["model"] for r in self.pending}:
            return
        terms = _TERMS.search(text)
        opened = terms and not _CLOSED.search(text) and reading.is_told(terms.start())
        for release in self.pending:
            if opened and release["change"] == "released":
                release["change"] = "open_sourced"
            allowed = commercial_use(text)
            if release["commercial_use"] is None and (terms or opened or allowed is False):
                release["commercial_use"] = allowed
        sizes = _SIZED.findall(text)
        if len(self.pending) == 1 and sizes and self.pending[0]["parameters"] is None:
            self.pending[0]["parameters"] = _counted(reading)

    def finish(self) -> None:
        for release in self.pending:
            self.draft.event("release", **release)
        self.pending.clear()
        self.age = 0


def is_opened(text: str, start: int) -> bool:
    """Whether the words of a release say that the weights can be had."""
    return _OPEN.search(text, start) is not None and _CLOSED.search(text) is None


def commercial_use(text: str) -> bool | None:
    """Whether business may use it, if the text speaks of that."""
    if _NOT_COMMERCIAL.search(text):
        return False
    return True if _COMMERCIAL.search(text) else None


def parameters_of(reading: Reading, model: Entity, *, alone: bool) -> float | None:
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
