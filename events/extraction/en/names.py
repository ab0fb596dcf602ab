"""All the names in an English article: known ones, and those that shape and context tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ..document import Candidate, Document
from ..lexicon import Hit, Lexicon
from ..text import Sentence
from .enumerations import listed
from .evidence import is_person_name, votes
from .forms import aliases, nicknamed, short_forms, shorter, shouted
from .models import extended, new_models, of_maker
from .runs import Run, is_shouted, runs
from .words import GENERIC, GIVEN, ORG_LAST, PLACES, STRONG_LAST

ENOUGH = 3
"""Votes that make a run of capitalised words a name."""

_COMMON_TOO = frozenset(
    "Palm Ernie Bert Step Command Orca Arm Flux Dolly Molmo Mimo Kling Janus".split()
)
_ALSO_GIVEN = frozenset("Claude Gemma Sora Ernie Bert Grace Ferret".split())
_NEXT_CAPITAL = re.compile(r" (?P<word>[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+)")
_CLAUDE_PARTS = frozenset(
    "Opus Sonnet Haiku Instant Code Pro Max Enterprise Team AI Cowork API Desktop App Gov".split()
)
_PREVIOUS = re.compile(r"(?<![\w.])(?P<word>[A-ZÀ-Þ][a-zà-ɏ]+) \Z")
_BYLINE = re.compile(r"By [A-ZÀ-Þ][\w.'’-]+(?:,? (?:and )?[A-ZÀ-Þ][\w.'’-]+){1,7}")
_DATELINE = re.compile(
    r"[A-Z][A-Z .,]{2,40}(?: \([A-Z]\w+\))?(?:,? \w+\.? \d{1,2}(?:, \d{4})?)? (?:--?|/) "
)
"""The place and day before a wire report: LONDON, Sept 11 -."""
_DOMAIN = re.compile(r"\.(?:ai|io|com|co|dev|org|tech)")
"""What makes a known name another, longer one: Nuro.ai."""
_LEGAL = re.compile(
    r"(?:,? (?:Inc|Corp|Co|Ltd|LLC|PLC|plc|GmbH|PBC|Corporation|Incorporated)\b\.?)+"
)
"""What a known company's full name adds to the known form: SoftBank Group Corp."""
_HOLDER = re.compile(
    r", (?:the|a|an|its) (?:[\w-]+ ){0,2}?(?:CEO|CTO|chief executive|founder|co-founder|president|chair\w*) of\b"
)
"""After a name in a list of investors: a person among the funds."""
_PLURAL = re.compile(r"[A-Z]{2,5}s")
"""Things called by their initials: CPUs, APIs."""


def find_names(document: Document, lexicon: Lexicon) -> None:
    """Make every name of the document one of its mentions."""
    folded = document.folded
    hits = [hit for hit in lexicon.find(folded) if _sound(folded, hit)]
    pieces = [
        piece
        for number, sentence in enumerate(document.sentences)
        if not is_shouted(folded[sentence.start : sentence.end])
        and not _BYLINE.fullmatch(folded, sentence.start, sentence.end)
        for run in runs(folded, sentence, number)
        if not _in_dateline(folded, sentence, run)
        for piece in _pieces(folded, run, hits)
    ]
    models = list(_models(document, hits, lexicon))
    kinds = _kinds(folded, pieces, listed(folded, {piece.start: piece.end for piece in pieces}))
    known = [candidate for hit in hits for candidate in _known(folded, hit)]
    famous = _surnames(lexicon)
    for piece in pieces:
        if piece.surface in famous and not piece.run.headline:
            kinds[piece.surface] = "person"
    full = [
        *((c.kind, folded[c.start : c.end]) for c in known),
        *((kind, name) for name, kind in kinds.items()),
    ]
    short = {form for kind, name in full for form in shorter(kind, name)}
    learned = [
        Candidate(kinds[piece.surface], piece.start, piece.end)
        for piece in pieces
        if piece.surface in kinds and piece.surface not in short
    ]
    longer = [piece.candidate for piece in pieces if piece.longer]
    first = [*nicknamed(folded), *models, *longer, *known, *learned]
    everything = [*first, *short_forms(document, first)]
    document.link([*aliases(folded, everything), *everything, *shouted(document, everything)])


@cache
def _surnames(lexicon: Lexicon) -> frozenset[str]:
    """The surnames that one known person has and nothing else is called."""
    people = [entry.name.split() for entry in lexicon.entries if entry.kind == "person"]
    last = Counter(words[-1] for words in people if len(words) == 2 and words[0].isascii())
    return frozenset(
        name
        for name, times in last.items()
        if times == 1
        and len(name) > 4
        and name.lower() not in GENERIC | GIVEN
        and name not in PLACES
        and lexicon.lookup(name) is None
    )


def _in_dateline(folded: str, sentence: Sentence, run: Run) -> bool:
    place = _DATELINE.match(folded, sentence.start, sentence.end)
    return place is not None and run.end <= place.end()


class _Piece:
    """A part of a run that may be one name."""

    __slots__ = ("end", "longer", "rest", "run", "start", "surface")

    def __init__(
        self,
        folded: str,
        run: Run,
        start: int,
        end: int,
        *,
        longer: bool = False,
        rest: bool = False,
    ) -> None:
        self.run, self.start, self.end, self.longer, self.rest = run, start, end, longer, rest
        self.surface = folded[start:end]

    @property
    def candidate(self) -> Candidate:
        return Candidate("company", self.start, self.end)


def _sound(folded: str, hit: Hit) -> bool:
    """Whether a known form means the known name here: not in Emma Stanford, Claude Shannon, Palm Beach."""
    surface = folded[hit.start : hit.end]
    spelled = {form for entry in hit.entries for form in entry.forms}
    if surface in _COMMON_TOO and surface not in spelled:
        return False
    if (
        surface.islower()
        and surface not in spelled
        and not surface.startswith(("gpt", "llama", "qwen", "deepseek"))
    ):
        return False
    if surface == "MIT" and folded[hit.end : hit.end + 6].lower().startswith((" licen", "-licen")):
        return False
    following = _NEXT_CAPITAL.match(folded, hit.end)
    if surface in _ALSO_GIVEN and following and following["word"] not in _CLAUDE_PARTS:
        return False
    if " " not in surface and surface.istitle():
        previous = _PREVIOUS.search(folded, max(0, hit.start - 24), hit.start)
        if previous:
            word = previous["word"].lower()
            return word not in GIVEN or word in GENERIC
    return True


def _known(folded: str, hit: Hit) -> Iterator[Candidate]:
    for kind in ("company", "model", "person"):
        entry = hit.entry(kind)
        if entry:
            legal = _LEGAL.match(folded, hit.end) if kind == "company" else None
            yield Candidate(kind, hit.start, legal.end() if legal else hit.end, entry)
            return


def _models(document: Document, hits: list[Hit], lexicon: Lexicon) -> Iterator[Candidate]:
    folded = document.folded
    for hit in hits:
        if hit.entry("model"):
            end = extended(folded, hit)
            entry = hit.entry("model") if end == hit.end else None
            yield Candidate(
                "model", hit.start, end, entry or lexicon.lookup(folded[hit.start : end], "model")
            )
        else:
            stop = of_maker(folded, hit)
            if stop:
                yield Candidate(
                    "model", hit.start, stop, lexicon.lookup(folded[hit.start : stop], "model")
                )
    for sentence in document.sentences:
        for start, end in new_models(folded, sentence.start, sentence.end):
            yield Candidate("model", start, end)


def _pieces(folded: str, run: Run, hits: list[Hit]) -> Iterator[_Piece]:
    """The run, or what is left of it beside known names; a longer organisation around one stays whole."""
    inside = [hit for hit in hits if run.start <= hit.start and hit.end <= run.end]
    across = [
        hit for hit in hits if hit.start < run.end and run.start < hit.end and hit not in inside
    ]
    if across:
        return
    if not inside:
        yield _Piece(folded, run, run.start, run.end)
        return
    surface = folded[run.start : run.end]
    whole = any(hit.start == run.start and hit.end == run.end for hit in inside)
    people = any(hit.entry("person") for hit in inside)
    if len(run.words) == 1 and not whole and _DOMAIN.fullmatch(folded, inside[-1].end, run.end):
        yield _Piece(folded, run, run.start, run.end, longer=True)
        return
    last = run.words[-1].rstrip(".").lower()
    if any(hit.start == run.start and _LEGAL.fullmatch(folded, hit.end, run.end) for hit in inside):
        return
    if (
        not whole
        and not people
        and last in STRONG_LAST
        and not run.headline
        and len(run.words) <= 6
    ) and not any(hit.end == run.end for hit in inside):
        yield _Piece(folded, run, run.start, run.end, longer=True)
        return
    if (
        is_person_name(surface.split())
        and inside[0].start > run.start
        and inside[-1].entry("person")
    ):
        return
    place = run.start
    for hit in [*inside, None]:
        stop = hit.start if hit else run.end
        start, end = place, stop
        while start < end and not folded[start].isalnum():
            start += 1
        while end > start and not folded[end - 1].isalnum():
            end -= 1
        if start < end:
            yield _Piece(folded, run, start, end, rest=True)
        place = hit.end if hit else stop


def _kinds(folded: str, pieces: list[_Piece], listed: set[int]) -> dict[str, str]:
    """The kind of each surface that has enough votes, over all its occurrences in the text."""
    counted: dict[str, Counter[str]] = {}
    for piece in pieces:
        words = piece.surface.split()
        if len(words) > 7 or (len(piece.surface) < 2) or piece.surface.lower() in GENERIC:
            continue
        if piece.run.initial and len(words) == 1 and piece.surface.endswith("ly"):
            continue
        if folded[piece.end : piece.end + 1] in ("$", "€", "£") or _PLURAL.fullmatch(piece.surface):
            continue
        if piece.surface in PLACES or piece.surface.isdigit() or piece.surface.lower() in ORG_LAST:
            continue
        if piece.rest and not is_person_name(words):
            continue
        found = votes(folded, piece.run, piece.surface, piece.start, piece.end)
        if piece.start in listed and not _HOLDER.match(folded, piece.end):
            found["company"] += 3
        total = counted.setdefault(piece.surface, Counter())
        for kind, number in found.items():
            total[kind] = max(total[kind], number) + (1 if total[kind] and number >= ENOUGH else 0)
    _add_companions(folded, pieces, counted)
    _add_later_forms(pieces, counted)
    kinds = {}
    for surface, total in counted.items():
        kind, number = total.most_common(1)[0]
        if number >= ENOUGH and kind != "thing":
            kinds[surface] = kind
    return kinds


def _add_later_forms(pieces: list[_Piece], counted: dict[str, Counter[str]]) -> None:
    """A name of two words is a person's if its last word stands alone later, a company's if its first does."""
    alone = {piece.surface: piece.start for piece in pieces if " " not in piece.surface}
    for piece in pieces:
        words = piece.surface.split()
        total = counted.get(piece.surface)
        if total is None or len(words) not in (2, 3) or words[-1].lower() in ORG_LAST:
            continue
        if words[0].lower() in ORG_LAST:
            continue
        first, last = (alone.get(word, -1) > piece.start for word in (words[0], words[-1]))
        if last and not first:
            total["person"] = max(total["person"], ENOUGH) + 1
        elif first and not last and not is_person_name(words):
            total["company"] = max(total["company"], ENOUGH)


def _add_companions(folded: str, pieces: list[_Piece], counted: dict[str, Counter[str]]) -> None:
    """A name of two words listed beside a person is one: Felix Gers, Fred Cummins and Sepp Hochreiter."""
    for one, other in [*pairwise(pieces), *((b, a) for a, b in pairwise(pieces))]:
        first, last = min(one.end, other.end), max(one.start, other.start)
        if folded[first:last] not in (", ", " and ", ", and ") or " " not in other.surface:
            continue
        known, new = counted.get(one.surface), counted.get(other.surface)
        if known is None or new is None or len(other.surface.split()) > 3:
            continue
        if other.surface.split()[-1].lower() in ORG_LAST:
            continue
        if known["person"] > max(ENOUGH, known["company"]) and new["company"] < ENOUGH:
            new["person"] += ENOUGH
