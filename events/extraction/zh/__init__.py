"""Facts in Chinese news, simplified and traditional."""

from __future__ import annotations

from ..assembly import Draft
from ..document import Document
from ..facts import Facts
from ..lexicon import Lexicon
from .career import read_career
from .names import find_names
from .roles import read_positions
from .story import Story

_READERS = (read_positions, read_career)


def extract_zh(document: Document, lexicon: Lexicon) -> Facts:
    """All that a Chinese article states."""
    find_names(document, lexicon)
    story = Story(document, Draft(document))
    for frame in story.frames():
        for read in _READERS:
            read(story, frame)
    return story.draft.facts()
