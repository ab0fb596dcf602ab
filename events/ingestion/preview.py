"""What a poll of a source would take, leave out and know already, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass

from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.sorting import Fate, Sorted, sort
from events.ingestion.survey import survey
from events.models import Source


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source lists now, and what would become of each; or why it cannot be read."""

    title: str = ""
    language: str = ""
    found: tuple[Sorted, ...] = ()
    broken: int = 0
    """Items that could not be read at all."""
    error: str = ""

    @property
    def taken(self) -> list[Sorted]:
        return self._of(Fate.NEW, Fate.CHANGED)

    @property
    def left_out(self) -> list[Sorted]:
        """Each with the `word` that it has; without one, it has none that it should have."""
        return self._of(Fate.LEFT_OUT)

    @property
    def known(self) -> list[Sorted]:
        return self._of(Fate.KNOWN)

    @property
    def of_no_use(self) -> list[Sorted]:
        return self._of(Fate.FAILED)

    def _of(self, *fates: Fate) -> list[Sorted]:
        return [one for one in self.found if one.fate in fates]


def preview(source: Source) -> Preview:
    """A look at a source, which need not be saved. Nothing is written."""
    try:
        listing = survey(source).listing
    except (FetchError, Unreadable) as error:
        return Preview(error=str(error))
    if listing is None:  # we asked for all of it
        return Preview(error="The server says that nothing has changed.")
    return Preview(
        listing.title, listing.language, tuple(sort(source, listing)), broken=listing.broken
    )
