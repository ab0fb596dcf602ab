"""The other forms of names that are known already: surnames, short names, initials, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..document import Candidate, Document
from ..lexicon import Entry
from ..text import CJK
from .evidence import is_person_name
from .runs import is_shouted
from .words import GENERIC, GIVEN, ORG_LAST, PLACES, SURNAMES_ZH

_BRACKET = re.compile(
    rf" \((?:known as |formerly (?:known as )?|also known as |aka |or |the )?[\"“]?(?P<form>[A-Z][\w.&'-]{{1,24}}(?: [A-Z][\w.&'-]{{1,20}}){{0,3}}|[{CJK}·]{{2,12}})[\"”]?\)"
)
_NICKNAMED = re.compile(
    r"(?<![\w-])(?P<first>[A-ZÀ-Þ][\w-]+) (?:\([A-Z]\w{1,11}\)|[\"“'‘][A-Z]\w{0,11}[\"”'’]) (?P<last>[A-ZÀ-Þ][\w-]+)"
)
_NO_ALIAS = re.compile(
    r"\A(?:CEO|CTO|CFO|COO|US|USA|UK|EU|AI|IPO|Reuters|Photo|Nasdaq|NASDAQ|NYSE|HKEX|Left|Right|Disclosure|Note|CA|NY|R|D|AP|AFP|VC|VP|M&A|IT|AGI|API|GPU|LLMs?|EST|ET|GMT|See|If|And|But|The|Yes|No|He|She|It|They|Not|Or|In|On|For)\Z"
)
_WORDS_TOO = frozenset(
    "figure scale character inflection essential modern general applied physical sierra magic writer adept runway together imbue factory augment lightning reflection harmonic periodic thinking prime liquid "
    "contextual field boson generalist dexterity skild sanctuary shield".split()
)

_LEGAL = frozenset("inc corp corporation co company ltd limited llc plc gmbh ag sa nv".split())

_SUBJECT = re.compile(
    r",|['’]s\b| (?:is|was|has|had|will|said|says|plans|raised|announced|launched|declined|also|now)\b"
)
"""What follows a name that opens a sentence, rather than a common word that does."""


def short_forms(document: Document, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Later mentions by surname, or by a company's name without its suffix."""
    folded = document.folded
    forms: dict[str, list[tuple[str, tuple[int, int], Entry | None]]] = {}
    for candidate in candidates:
        full = folded[candidate.start : candidate.end]
        for short in shorter(candidate.kind, full):
            span = (candidate.start, candidate.end)
            forms.setdefault(short, []).append((candidate.kind, span, candidate.entry))
    if not forms:
        return
    pattern = re.compile(
        r"(?<![\w.-])(?:"
        + "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        + r")(?!\w|-\w{1,3}\b|\.\w)"
    )
    openings = {sentence.start for sentence in document.sentences}
    for match in pattern.finditer(folded):
        meant = forms[match[0]]
        people = [one for one in meant if one[0] == "person"]
        meant = people or meant
        if (
            len({folded[slice(*span)] for _, span, _ in meant}) > 1
            and len({entry for *_, entry in meant}) > 1
        ):
            continue
        kind, span, entry = meant[0]
        common = match[0].lower() in GENERIC or match[0] in PLACES
        if common or (
            kind == "company"
            and match.start() in openings
            and match[0].lower() in _WORDS_TOO
            and not _SUBJECT.match(folded, match.end())
        ):
            continue
        yield Candidate(kind, match.start(), match.end(), entry, same_as=span)


def shorter(kind: str, full: str) -> Iterator[str]:
    words = full.split()
    if len(words) < 2 or (not full.isascii() and not full[0].isalpha()):
        return
    if kind == "person":
        if words[0].lower() in GIVEN and len(words[0]) > 3 and words[0].isascii():
            yield words[0]
        if (
            "-" not in words[0]
            and words[0].lower() not in GIVEN
            and is_person_name(words)
            and len(words) == 2
            and (words[0].lower() in SURNAMES_ZH or words[1].lower() not in SURNAMES_ZH)
        ):
            yield words[0]
            return
        yield words[-1]
        if len(words) > 2 and words[-2].lower() in ("van", "von", "de", "der", "la", "al", "bin"):
            yield f"{words[-2]} {words[-1]}"
    elif kind == "company":
        last = words[-1].rstrip(".").lower()
        if (
            last in ORG_LAST
            and len(words[0]) > 2
            and words[0].lower() not in GENERIC | {"university", "bank", "institute"}
        ):
            short = " ".join(words[:-1])
            if short not in PLACES and short.split()[-1].lower() not in ("of", "for", "and", "&"):
                yield short
                if last in _LEGAL:
                    yield from shorter(kind, short)


def aliases(folded: str, candidates: list[Candidate]) -> Iterator[Candidate]:
    """The form given in brackets right after a name: Beijing Academy of Artificial Intelligence (BAAI)."""
    for candidate in candidates:
        match = _BRACKET.match(folded, candidate.end)
        if match is None or _NO_ALIAS.match(match["form"]) or match["form"] in PLACES:
            continue
        initials = "".join(
            word[0] for word in folded[candidate.start : candidate.end].split() if word[0].isupper()
        )
        chinese = not match["form"].isascii()
        if chinese or match["form"].upper() == initials.upper() or match["form"].isupper():
            span = (candidate.start, candidate.end)
            yield Candidate(candidate.kind, *match.span("form"), candidate.entry, same_as=span)


def nicknamed(folded: str) -> Iterator[Candidate]:
    """People with another given name between the two: Wei (Tony) Wu, Christopher 'CJ' Moore."""
    for match in _NICKNAMED.finditer(folded):
        if match["first"].lower() in GIVEN or match["last"].lower() in SURNAMES_ZH:
            yield Candidate("person", *match.span())


def shouted(document: Document, candidates: list[Candidate]) -> Iterator[Candidate]:
    """Learned names in sentences of capital letters."""
    folded = document.folded
    forms = {folded[c.start : c.end].upper(): c for c in candidates if c.end - c.start > 3}
    for sentence in document.sentences:
        text = folded[sentence.start : sentence.end]
        if not is_shouted(text):
            continue
        for form, candidate in forms.items():
            place = text.find(form)
            if place >= 0:
                start = sentence.start + place
                span = (candidate.start, candidate.end)
                yield Candidate(
                    candidate.kind, start, start + len(form), candidate.entry, same_as=span
                )
