"""One article while it is read: its sentences, the names in it, and which names mean the same."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .facts import Quote
from .lexicon import Entry
from .text import CJK, Sentence, fold, sentences

_KEY = re.compile(r"[\W_]+")
_CHINESE = re.compile(f"[{CJK}]+")
_SUFFIX = re.compile(
    r"(?:半导体|微电子|生物|机器人|电子|信息|数据|医药|医疗|互动|控股|科技|技术|集团|控股|股份|公司|有限公司|有限责任公司|网络|智能|人工智能|资本|创投|投资|基金|汽车|"
    r"ai|inc|corp|corporation|co|ltd|llc|labs?|technologies|technology|group|holdings|company|"
    r"platforms|ventures|capital|partners|holding|plc|pbc|limited|gmbh)+"
)

_LEGAL = re.compile(r"(?:inc|corp|corporation|co|ltd|llc|plc|pbc|holdings?|group|limited|gmbh)+")
"""What a company is called in full only: whoever has the one name has the other."""
_PLACE = re.compile("北京|上海|深圳|广州|杭州|苏州|南京|成都|武汉|合肥|西安|天津|重庆|中国")


@dataclass(eq=False, slots=True)
class Entity:
    """A person, company or model of the article. `forms` are the ways the text writes it."""

    kind: str
    forms: list[str] = field(default_factory=list)
    entry: Entry | None = None

    @property
    def name(self) -> str:
        """The lexicon's name when the text uses it, else the longest in the first one's script."""
        if self.entry and any(fold(form) == fold(self.entry.name) for form in self.forms):
            return next(form for form in self.forms if fold(form) == fold(self.entry.name))
        latin = self.forms[0].isascii()
        return max((form for form in self.forms if form.isascii() == latin), key=len)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that a rule takes for a name. `same_as` is the span of the name it is short for."""

    kind: str
    start: int
    end: int
    entry: Entry | None = None
    same_as: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    start: int
    end: int
    entity: Entity


class Document:
    """The text, its folded copy for matching (same offsets), its sentences and its mentions."""

    def __init__(self, text: str, language: str, published: date | None = None) -> None:
        self.text = text
        self.folded = fold(text)
        self.language = language
        self.published = published
        self.sentences = sentences(self.folded, language)
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self._starts: list[int] = []

    def link(self, candidates: Iterable[Candidate]) -> None:
        """Make the candidates the mentions of this document, one entity for all forms of a name.

        Where candidates overlap, the one given first stays.
        """
        kept = _without_overlaps(candidates)
        self.entities, entities = _entities(self.text, kept)
        self.mentions = [
            Mention(candidate.start, candidate.end, entity)
            for candidate, entity in zip(kept, entities, strict=True)
        ]
        self._starts = [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int, kind: str | None = None) -> list[Mention]:
        """The mentions that lie within a span, in order."""
        first = bisect.bisect_left(self._starts, start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end and kind in (None, mention.entity.kind):
                found.append(mention)
        return found

    def quote(self, start: int, end: int) -> Quote:
        """The verbatim piece of the article at a span."""
        return Quote(self.text[start:end], start, end)

    def quote_of(self, sentence: Sentence) -> Quote:
        return self.quote(sentence.start, sentence.end)


def name_key(form: str) -> str:
    """What two spellings of one name share: folded, small letters, no spaces or signs."""
    return _KEY.sub("", fold(form).casefold())


def _without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    taken: set[int] = set()
    kept = []
    for candidate in candidates:
        span = range(candidate.start, candidate.end)
        if span and taken.isdisjoint(span):
            taken.update(span)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def _entities(text: str, candidates: Sequence[Candidate]) -> tuple[list[Entity], list[Entity]]:
    """The distinct entities in order of appearance, and the entity of each candidate."""
    groups = _Groups(len(candidates))
    by_key: dict[tuple[str, str], int] = {}
    by_entry: dict[Entry, int] = {}
    by_span = {(candidate.start, candidate.end): i for i, candidate in enumerate(candidates)}
    for i, candidate in enumerate(candidates):
        key = name_key(text[candidate.start : candidate.end])
        groups.join(i, by_key.setdefault((candidate.kind, key), i))
        if candidate.entry:
            groups.join(i, by_entry.setdefault(candidate.entry, i))
        if candidate.same_as in by_span:
            groups.join(i, by_span[candidate.same_as])
    known = {groups.root(i) for i, candidate in enumerate(candidates) if candidate.entry}
    for short, fuller in _fuller_names(by_key).items():
        if len(fuller) != 1:
            continue
        ((number, name),) = fuller.items()
        legal = short[0] == "company" and _LEGAL.fullmatch(name.removeprefix(short[1]))
        if legal or groups.root(by_key[short]) not in known:
            groups.join(by_key[short], number)

    entities: dict[int, Entity] = {}
    assigned = []
    for i, candidate in enumerate(candidates):
        root = groups.root(i)
        entity = entities.setdefault(root, Entity(candidate.kind))
        entity.entry = entity.entry or candidate.entry
        form = text[candidate.start : candidate.end]
        if form not in entity.forms:
            entity.forms.append(form)
        assigned.append(entity)
    return list(entities.values()), assigned


def _fuller_names(
    by_key: dict[tuple[str, str], int],
) -> dict[tuple[str, str], dict[int, str]]:
    """For each name the fuller names it may be short for, such as 集度科技 for 集度."""
    fuller: dict[tuple[str, str], dict[int, str]] = {}
    for (kind, name), i in by_key.items():
        for short in _short_forms(kind, name):
            if (kind, short) in by_key:
                fuller.setdefault((kind, short), {})[i] = name
    return fuller


def _short_forms(kind: str, name: str) -> Iterator[str]:
    """A company's name without its suffix; the surname at the end of a person's foreign name."""
    if kind == "company":
        for cut in range(2, len(name)):
            if _SUFFIX.fullmatch(name, cut):
                yield name[:cut]
        place = _PLACE.match(name)
        if place and len(name) - place.end() > 2:
            yield name[place.end() :]
    elif kind == "person":
        chinese = _CHINESE.fullmatch(name) is not None
        for cut in range(1, len(name) - (1 if chinese else 2)):
            if not chinese or len(name) >= 5:
                yield name[cut:]


class _Groups:
    """Union and find, the smallest number standing for each group."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, i: int) -> int:
        while self._parents[i] != i:
            self._parents[i] = self._parents[self._parents[i]]
            i = self._parents[i]
        return i

    def join(self, i: int, j: int) -> None:
        i, j = self.root(i), self.root(j)
        self._parents[max(i, j)] = min(i, j)
