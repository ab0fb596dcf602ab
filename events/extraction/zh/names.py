"""All the names in a Chinese article: known ones, built ones, and those the context tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Candidate, Document
from ..lexicon import Entry, Hit, Lexicon
from ..text import CJK
from .backers import investors
from .bounded import (
    bounded_organisations,
    coded_organisations,
    described_organisations,
    funded_organisations,
    mixed_organisations,
)
from .coined import (
    acting_coinages,
    coined_people,
    headed_paragraphs,
    quoted_coinages,
    suffixed_coinages,
)
from .forms import foreign_surnames, fuller_people, shorter_forms
from .hits import sound_hits
from .latin import latin_names, listed_latin, surnames
from .listed import listed_organisations
from .models import built_models, listed_models, named_models, versions
from .organisations import (
    acting_organisations,
    independent_longer,
    joined_organisations,
    object_organisations,
    opening_organisations,
    publishers,
    quoted_organisations,
    tagged_organisations,
    titled_organisations,
)
from .people import (
    addressed_people,
    foreign_people,
    listed_people,
    tagged_people,
    titled_people,
)
from .tagger import Token, tag
from .trimming import trimmed
from .words import EXCHANGES, GENERIC, PLACES

_ALIAS = re.compile(
    rf"[\"”》]?\((?:[A-Za-z][A-Za-z .&]{{1,24}}[,;]?(?=(?:以下)?简称|下称))?(?:以下简称|下称|简称|英文名|又名|人称|花名|绰号|昵称|外号|网名|即|[也亦又]称|原名)? ?:?[\"“]?"
    rf"(?P<form>[A-Z][A-Za-z0-9 .&'-]{{1,30}}|[{CJK}]{{2,6}})[\"”]?[,)]"
)
_EXCHANGE = re.compile(EXCHANGES)
_NO_ALIAS = re.compile(
    r"\d|CEO|CTO|COO|CFO|创始人|总裁|前|原|现|公司|集团|月|年|美股|港股|左|右|图|女|男|已|未|部|暂|非|上市|退市|系|学|见|音译|校友|毕业|出身|岁|届|本科|硕士|化名|以下|博士|教授|记者|编辑|主编|作者|^AI$|IPO|事业|来源|数据|万|亿"
)
_PLACE = re.compile(f"(?:{'|'.join(sorted(PLACES))})[市省]?")
_ARM = re.compile(
    "战略投资部|战投|哈勃|产投|产业基金|创业投资|风险投资|投资部| (?:Ventures|Capital|Investments|Partners)(?![A-Za-z])"
)
"""What makes the investing arm of a known company."""


def find_names(document: Document, lexicon: Lexicon) -> list[list[Token]]:
    """Link every name of the document; answer the words of each sentence."""
    folded = document.folded
    tokens = [tag(folded[s.start : s.end], s.start) for s in document.sentences]
    hits = sound_hits(folded, lexicon, tokens)
    models = list(_models(document, hits))
    entries = {hit.end: hit.entry("company") for hit in hits}
    exchanges = [
        Candidate("company", *match.span(), entries.get(match.end()))
        for match in _EXCHANGE.finditer(folded)
    ]
    known = [candidate for hit in hits for candidate in _known(hit)]
    learned = trimmed(folded, _learned(document, tokens))
    learned = [*listed_organisations(document, learned, known), *learned]
    named = [(c.start, c.end) for c in models] + [
        (h.start, h.end) for h in hits if h.entry("model")
    ]
    learned += [Candidate("model", *span) for span in listed_models(folded, named)]
    longer = [*_arms(folded, hits), *_longer(folded, learned, hits)]
    everywhere = _everywhere(folded, learned, lexicon)
    mixed = [
        Candidate("company", first, last, entries.get(last))
        for sentence in document.sentences
        for first, last in mixed_organisations(folded, sentence.start, sentence.end)
    ]
    people = [c for c in (*known, *everywhere) if c.kind == "person"]
    everywhere += listed_latin(folded, people)
    everywhere = [*fuller_people(folded, people), *everywhere]
    alone = [c for c in everywhere if c.kind == "person" and "·" in folded[c.start : c.end]]
    everywhere = [*alone, *foreign_surnames(folded, people), *everywhere]
    companies = [c for c in (*known, *everywhere) if c.kind == "company"]
    everywhere += shorter_forms(folded, companies)
    first = [*models, *exchanges, *mixed, *longer, *known, *everywhere]
    first = [*_aliases(folded, first), *first]
    document.link([*first, *surnames(folded, first)])
    return tokens


def _known(hit: Hit) -> Iterator[Candidate]:
    """A form that several kinds share is a company, unless only a model or person has it."""
    for kind in ("company", "model", "person"):
        entry = hit.entry(kind)
        if entry:
            yield Candidate(kind, hit.start, hit.end, entry)
            return


def _models(document: Document, hits: list[Hit]) -> Iterator[Candidate]:
    folded = document.folded
    by_start = {hit.start: hit for hit in hits}
    for start, end, _hit in versions(folded, hits):
        yield Candidate("model", start, end)
    for sentence in document.sentences:
        for start, end in built_models(folded, sentence.start, sentence.end):
            hit = by_start.get(start)
            entry = hit.entry("model") if hit and hit.end == end else None
            yield Candidate("model", start, end, entry)
        for start, end in named_models(folded, sentence.start, sentence.end):
            hit = by_start.get(start)
            if not (hit and hit.end == end):
                yield Candidate("model", start, end)


def _learned(document: Document, sentences: list[list[Token]]) -> Iterator[Candidate]:
    """The names that the context tells, the surest rules first."""
    folded = document.folded
    backers: list[Candidate] = []
    coined = list(_headed(document))
    people: list[Candidate] = []
    companies: list[Candidate] = []
    latin: list[Candidate] = []
    for sentence, tokens in zip(document.sentences, sentences, strict=True):
        start, end = sentence.start, sentence.end
        tagged = set(tagged_people(tokens))
        backers += [
            Candidate("company", first, last)
            for first, last in investors(folded, start, end)
            if (first, last) not in tagged or last - first == 2
        ]
        people += [Candidate("person", *span) for span in foreign_people(folded, tokens)]
        people += [Candidate("person", *span) for span in tagged]
        people += [Candidate("person", *span) for span in titled_people(folded, start, end)]
        people += [Candidate("person", *span) for span in coined_people(folded, tokens)]
        people += [Candidate("person", *span) for span in addressed_people(folded, tokens)]
        coined += [
            Candidate("company", *span)
            for rule in (suffixed_coinages, acting_coinages)
            for span in rule(folded, tokens)
        ]
        coined += [Candidate("company", *span) for span in quoted_coinages(folded, start, end)]
        companies += [
            Candidate("company", *span)
            for rule in (
                titled_organisations,
                acting_organisations,
                object_organisations,
                opening_organisations,
                coded_organisations,
                described_organisations,
                funded_organisations,
            )
            for span in rule(folded, tokens)
        ]
        companies += [
            Candidate("company", *span)
            for rule in (
                quoted_organisations,
                joined_organisations,
                publishers,
                bounded_organisations,
            )
            for span in rule(folded, start, end)
        ]
        companies += [Candidate("company", *span) for span in tagged_organisations(tokens)]
        latin += [Candidate(*name) for name in latin_names(folded, start, end)]
    people += [
        Candidate("person", *span)
        for span in listed_people(folded, {(person.start, person.end) for person in people})
    ]
    yield from coined
    yield from backers
    yield from people
    yield from companies
    yield from latin


def _arms(folded: str, hits: list[Hit]) -> Iterator[Candidate]:
    """The investing arms of known companies: 小米产投."""
    for hit in hits:
        arm = _ARM.match(folded, hit.end) if hit.entry("company") else None
        if arm:
            yield Candidate("company", hit.start, arm.end())


def _headed(document: Document) -> Iterator[Candidate]:
    """The companies whose announcements stand under their names."""
    folded = document.folded
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            rest = folded[sentence.start : folded.find("\n", sentence.start) % (len(folded) + 1)]
            for span in headed_paragraphs(folded, sentence.start, sentence.end, rest):
                yield Candidate("company", *span)


def _longer(folded: str, learned: list[Candidate], hits: list[Hit]) -> Iterator[Candidate]:
    """Learned names around a known one: 清华大学智能产业研究院 is more than 清华大学, but
    萨姆·奥特曼 is the full name of 奥特曼.
    """
    starts = {hit.start: hit for hit in hits}
    ends = {hit.end: hit for hit in hits}
    for candidate in learned:
        if candidate.kind == "company":
            legal = folded[candidate.start : candidate.end].endswith("有限公司")
            place = _PLACE.match(folded, candidate.start, candidate.end) if legal else None
            inner = starts.get(place.end()) if place else None
            if inner and folded.count(folded[inner.start : inner.end]) == 1:
                # 深圳市海思半导体有限公司 around 海思
                yield Candidate("company", candidate.start, candidate.end, inner.entry("company"))
                continue
            hit = starts.get(candidate.start)
            if hit is None or hit.end >= candidate.end:
                continue
            rest = folded[hit.end : candidate.end]
            if folded[hit.start : hit.end].endswith("大学") and rest.endswith("学院"):
                continue
            if (independent_longer(rest) and rest[0] not in "前原的") or _ARM.fullmatch(rest):
                yield candidate
        elif candidate.kind == "person":
            hit = ends.get(candidate.end)
            if hit and hit.start > candidate.start and hit.entry("person"):
                yield Candidate("person", candidate.start, candidate.end, hit.entry("person"))


def _everywhere(folded: str, learned: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Every place where a name stands that was learned at one, the longest name at each."""
    entries: dict[str, Entry] = {}
    for candidate in learned:
        form = folded[candidate.start : candidate.end]
        entries.setdefault(form, Entry(candidate.kind, form))
    return [
        Candidate(hit.entries[0].kind, hit.start, hit.end)
        for hit in Lexicon(entries.values()).find(folded)
        if folded[hit.start : hit.end] in entries
    ]


def _aliases(folded: str, candidates: list[Candidate]) -> list[Candidate]:
    """The other forms given in brackets right after a name: 陈俊波(歌德)."""
    found = []
    for candidate in candidates:
        match = _ALIAS.match(folded, candidate.end)
        if match is None:
            continue
        form = match["form"]
        if form in GENERIC or _NO_ALIAS.search(form):
            continue
        if candidate.kind == "person" and form.isascii() and " " not in form and len(form) > 10:
            continue
        found.append(
            Candidate(
                candidate.kind,
                *match.span("form"),
                candidate.entry,
                same_as=(candidate.start, candidate.end),
            )
        )
    return found
