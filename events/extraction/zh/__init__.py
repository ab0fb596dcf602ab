"""Facts in Chinese news, simplified and traditional."""

from __future__ import annotations

from ..assembly import Draft
from ..document import Document
from ..facts import Facts
from ..lexicon import Lexicon
from .career import read_career, settle_handovers
from .companies import read_closures, read_foundings, read_layoffs, read_partnerships
from .deals import read_acquisitions, read_stake_sales
from .denials import read_denials
from .founders import read_founders
from .funding import read_funding
from .hiring import read_hirings
from .listings import read_listings
from .names import find_names
from .releases import read_releases
from .roles import read_positions
from .statements import read_statements
from .statistics import read_statistics
from .story import Story
from .totals import read_totals

_READERS = (
    read_positions,
    read_hirings,
    read_career,
    read_founders,
    read_funding,
    read_totals,
    read_acquisitions,
    read_stake_sales,
    read_listings,
    read_releases,
    read_layoffs,
    read_partnerships,
    read_foundings,
    read_closures,
    read_statements,
    read_statistics,
    read_denials,
)


def extract_zh(document: Document, lexicon: Lexicon) -> Facts:
    """All that a Chinese article states."""
    find_names(document, lexicon)
    story = Story(document, Draft(document))
    for frame in story.frames():
        for read in _READERS:
            read(story, frame)
    settle_handovers(story)
    return story.draft.facts()
