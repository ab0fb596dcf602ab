"""English articles: text to facts."""

from __future__ import annotations

from ..assembly import Draft
from ..document import Document, Entity
from ..facts import Facts
from ..lexicon import Lexicon
from .affiliations import Position, add_affiliations
from .career import add_careers
from .names import find_names
from .reading import readings

__all__ = ["extract_en"]


def extract_en(document: Document, lexicon: Lexicon) -> Facts:
    """All that an English article states."""
    find_names(document, lexicon)
    draft = Draft(document)
    held: dict[Entity, list[Position]] = {}
    for reading in readings(document):
        for position in add_affiliations(reading, draft):
            held.setdefault(position.person, []).append(position)
        add_careers(reading, draft, held)
    return draft.facts()
