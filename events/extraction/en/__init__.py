"""English articles: text to facts."""

from __future__ import annotations

from ..assembly import Draft
from ..document import Document
from ..facts import Facts
from ..lexicon import Lexicon
from .affiliations import add_affiliations
from .career import add_careers
from .deals import add_deals
from .foundings import add_foundings
from .funding import Recent, add_funding
from .layoffs import add_layoffs
from .listings import add_listings
from .names import find_names
from .partnerships import add_partnerships
from .posts import Held
from .reading import readings
from .releases import add_releases
from .statements import add_statements
from .statistics import Background, add_statistics
from .terms import Releases
from .totals import add_totals

__all__ = ["extract_en"]


def extract_en(document: Document, lexicon: Lexicon) -> Facts:
    """All that an English article states."""
    find_names(document, lexicon)
    draft = Draft(document)
    held = Held()
    background, rounds, releases = Background(), Recent(), Releases(draft)
    for reading in readings(document):
        for position in add_affiliations(reading, draft):
            held.setdefault(position.person, []).append(position)
        add_careers(reading, draft, held)
        add_funding(reading, draft, rounds)
        add_totals(reading, draft, rounds)
        add_releases(reading, releases)
        for add in (
            add_deals,
            add_listings,
            add_layoffs,
            add_partnerships,
            add_foundings,
        ):
            add(reading, draft)
        add_statements(reading, draft, held)
        add_statistics(reading, draft, background)
    releases.finish()
    return draft.facts()
