"""Text as it is searched: the lexemes under which an index knows it, and queries for them. Pure.

Chinese is written without spaces, so that two neighbouring characters make a lexeme; other scripts
make one of each word. Script variants, width, case and marks are folded as those of names are.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from people.names import fold, has_han, simplified

LONGEST = 60
"""Characters of a lexeme: what is longer is cut, in text and query alike."""

SHORTEST_STEM = 3
"""A Latin word of so many letters finds those that begin with it."""

NOTHING = "@"
"""A lexeme that no text has."""

SOUND = "~"
"""Before a lexeme that tells how a Chinese name sounds."""

CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_RUNS = re.compile(f"[{CJK}]+|(?:(?![{CJK}_])\\w)+")
_COMPOUND = re.compile(f"(?:(?![{CJK}_])\\w)+(?:[-.'’](?:(?![{CJK}_])\\w)+)+")
_IS_CJK = re.compile(f"[{CJK}]")


def plain(text: str) -> str:
    """Without differences of width, case, accents and Chinese script."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        marks = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize(
            "NFC", "".join(mark for mark in marks if not unicodedata.combining(mark))
        )
        if has_han(text):
            text = simplified(text)
    return text


def is_cjk(text: str) -> bool:
    return _IS_CJK.match(text) is not None


def runs(text: str) -> list[str]:
    """The stretches of one script in a text that is plain already."""
    return [run[:LONGEST] if not is_cjk(run) else run for run in _RUNS.findall(text)]


def lexemes(text: str) -> set[str]:
    """All under which an index knows a text: GPT-4o is gpt, 4o and gpt4o."""
    text = plain(text)
    found = set().union(*map(_of_run, runs(text)))
    if not text.isalnum():
        joined = ("".join(_RUNS.findall(compound)) for compound in _COMPOUND.findall(text))
        found.update(word[:LONGEST] for word in joined)
    return found


def _of_run(run: str) -> Iterable[str]:
    if not is_cjk(run) or len(run) == 1:
        return (run,)
    return (run[place : place + 2] for place in range(len(run) - 1))


def name_lexemes(name: str) -> set[str]:
    """Those of a name: its words, the whole without spaces and, of a Chinese one, its sound."""
    whole = fold(name)[:LONGEST]
    found = lexemes(name) | {whole}
    if is_chinese(whole):
        found |= {SOUND + sound_of(whole), SOUND + initials_of(whole)}
    return found


def is_chinese(name: str) -> bool:
    """Whether a folded name is in Chinese characters, at most with Latin letters among them."""
    return len(name) > 1 and has_han(name)


@functools.lru_cache(maxsize=20_000)
def sound_of(name: str) -> str:
    """In pinyin without tones: 智谱 is zhipu."""
    return "".join(lazy_pinyin(name))[:LONGEST]


def initials_of(name: str) -> str:
    """字节跳动 is zjtd."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))[:LONGEST]


def quoted(lexeme: str) -> str:
    """As PostgreSQL reads a lexeme within a tsvector or a tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def vector(found: Iterable[str]) -> str:
    """Lexemes as PostgreSQL reads a tsvector."""
    return " ".join(map(quoted, sorted(found)))


def unpacked(stored: str) -> frozenset[str]:
    """The lexemes of a tsvector as PostgreSQL writes it."""
    return frozenset(
        lexeme.replace("''", "'").replace("\\\\", "\\")
        for lexeme in re.findall(r"'((?:[^']|'')*)'", stored)
    )


def query(word: str) -> str:
    """A tsquery for texts in which a word stands; empty where it has no letter or digit."""
    return " & ".join(term for run in dict.fromkeys(runs(plain(word))) for term in _terms(run))


def _terms(run: str) -> Iterable[str]:
    if is_cjk(run):
        return map(quoted, _of_run(run)) if len(run) > 1 else (f"{quoted(run)}:*",)
    is_stem = len(run) >= SHORTEST_STEM and not run.isdecimal()
    return (f"{quoted(run)}:*" if is_stem else quoted(run),)


def name_query(name: str) -> str:
    """A tsquery for names that have these words, begin with them, or sound as they are typed."""
    whole = fold(name)[:LONGEST]
    forms = [whole, SOUND + whole] if whole.isascii() else []
    stem = ":*" if len(whole) >= SHORTEST_STEM else ""
    terms = [quoted(form) + stem for form in forms if whole]
    return " | ".join([*terms, *([f"({words})"] if (words := query(name)) else [])])
