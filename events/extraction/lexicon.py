"""The names that are known before an article is read, and finding them in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from .text import fold

GAZETTEER = Path(__file__).parent / "gazetteer"
_FILES = {"companies.tsv": "company", "people.tsv": "person", "models.tsv": "model"}
_COLUMNS = ("type", "developer", "known_for")
_LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name. `kind` is person, company or model; `detail` is what the row says of it:
    a company's type, a model's developer, what a person is known for.
    """

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    detail: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a known form stands; several entries may share one form."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def entry(self, kind: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.kind == kind), None)


class Lexicon:
    """Known names, found leftmost-longest in folded text, Latin ones as whole words.

    Letter case is ignored, except that a form of Latin letters is not found in small letters
    unless it is written so in the lexicon or has a digit: `meta` is not Meta, `gpt-4` is GPT-4.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        forms: dict[str, dict[Entry, None]] = {}
        spelled: set[str] = set()
        for entry in self.entries:
            for form in entry.forms:
                folded = fold(form.strip())
                if folded:
                    forms.setdefault(_lower(folded), {})[entry] = None
                    spelled.add(folded)
        self._spelled = spelled
        self._forms = [tuple(found) for found in forms.values()]
        self._by_form = dict(zip(forms, self._forms, strict=True))
        self._automaton = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)

    @classmethod
    def default(cls) -> Lexicon:
        """The gazetteer that ships with the extractor, read once."""
        return _default()

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """The tables of a folder; a table that is not there is an empty one."""
        return cls(entry for name, kind in _FILES.items() for entry in _rows(folder / name, kind))

    def extended(self, entries: Iterable[Entry]) -> Lexicon:
        """This lexicon with further names, such as a database's own.

        An entry of the kind and name of a known one takes its place.
        """
        known = {(entry.kind, entry.name): entry for entry in self.entries}
        return Lexicon((known | {(entry.kind, entry.name): entry for entry in entries}).values())

    def lookup(self, form: str, kind: str | None = None) -> Entry | None:
        """The entry with exactly this form, if there is one."""
        entries = self._by_form.get(_lower(fold(form)), ())
        return next((entry for entry in entries if kind in (None, entry.kind)), None)

    def find(self, folded: str) -> list[Hit]:
        """The known names in a folded text, in order, without overlaps."""
        return [
            Hit(start, end, self._forms[number])
            for number, start, end in self._automaton.find_matches_as_indexes(_lower(folded))
            if _whole_word(folded, start, end) and self._cased(folded[start:end])
        ]

    def _cased(self, surface: str) -> bool:
        return (
            surface in self._spelled
            or not surface.isascii()
            or surface != surface.lower()
            or any(sign.isdigit() for sign in surface)
        )


def _lower(text: str) -> str:
    lowered = text.lower()
    return (
        lowered if len(lowered) == len(text) else "".join(sign.lower()[:1] or sign for sign in text)
    )


def _whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (
        (_LATIN.match(text[start]) and _LATIN.match(before))
        or (_LATIN.match(text[end - 1]) and _LATIN.match(after))
    )


def _rows(path: Path, kind: str) -> Iterator[Entry]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        written = (line for line in lines if line.strip() and not line.startswith("#"))
        for row in csv.DictReader(written, delimiter="\t", quoting=csv.QUOTE_NONE):
            aliases = (form.strip() for form in (row.get("aliases") or "").split(" | "))
            detail = next((row[column] for column in _COLUMNS if row.get(column)), "")
            yield Entry(kind, row["name"].strip(), tuple(filter(None, aliases)), detail.strip())


@cache
def _default() -> Lexicon:
    return Lexicon.load(GAZETTEER)
