"""Whom the gazetteer means: a name that others bear too needs a word of who its bearer is."""

from __future__ import annotations

import functools
from collections.abc import Collection

from events.extraction.facts import Named
from events.extraction.lexicon import Entry, Lexicon
from events.extraction.text import fold as as_written
from people.likeness.commonness import is_shared
from people.models import Entity
from people.names import fold


def entry_of(kind: str, named: Named, companies: Collection[str]) -> Entry | None:
    """The entry that a name surely means; `companies` are those told with it, folded.

    A rare name means whom the gazetteer knows. Of a name such as Mark Chen the article must also
    tell a company that the known one is known for, or write the name in a rarer form.
    """
    entry = Lexicon.default().lookup(named.name, kind)
    if entry is None or kind != Entity.Kind.PERSON or _is_telling(named.name, entry):
        return entry
    forms = set(map(fold, entry.forms))
    is_written_out = any(fold(form) in forms and not is_shared(form) for form in named.aliases)
    at_home = {fold(form) for employer in employers_of(entry) for form in employer.forms}
    return entry if is_written_out or at_home.intersection(companies) else None


def _is_telling(name: str, entry: Entry) -> bool:
    """Whether few bear the name; one word such as Musk is as telling as the name it stands for."""
    if len(name.split()) == 1 and name.isascii():
        name = entry.name
    return not is_shared(name)


@functools.cache
def employers_of(entry: Entry) -> tuple[Entry, ...]:
    """The organisations in what the gazetteer says of somebody: `OpenAI research chief`."""
    hits = Lexicon.default().find(as_written(entry.detail))
    return tuple(company for hit in hits if (company := hit.entry(Entity.Kind.COMPANY)))
