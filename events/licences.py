"""The licence of an AI model and how it can be had, as dated periods, from its releases. Pure.

Each period holds what was told last. Nothing is concluded from a licence's name; when a licence
changes, whether the new one allows commercial use is unknown until it is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from people.dates import PartialDate

OPENED = "open_sourced"
CHANGED = "licence_changed"


@dataclass(frozen=True, slots=True)
class Release:
    """A release event of one model."""

    event: int
    change: str
    when: PartialDate
    licence: str = ""
    commercial_use: bool | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """What held from one date until the next; the last holds as far as is known."""

    start: PartialDate
    end: PartialDate | None
    open_weights: bool | None
    """True from the day on which they were opened; before it nothing is known, unless told."""
    licence: str
    commercial_use: bool | None
    events: tuple[int, ...]

    @property
    def terms(self) -> tuple[bool | None, str, bool | None]:
        return self.open_weights, self.licence, self.commercial_use


def history_of(releases: Iterable[Release]) -> list[Access]:
    """The periods, the first first. What tells nothing new is added to the period it falls in."""
    periods: list[Access] = []
    for release in sorted(releases, key=lambda told: (told.when.start, told.event)):
        before = periods[-1] if periods else None
        now = _after(before, release)
        if before is not None and now.terms == before.terms:
            periods[-1] = replace(before, events=(*before.events, release.event))
        elif before is not None and before.start == release.when:
            periods[-1] = replace(now, events=(*before.events, release.event))
        else:
            if before is not None:
                periods[-1] = replace(before, end=release.when)
            periods.append(now)
    return periods


def _after(before: Access | None, release: Release) -> Access:
    open_weights, licence, commercial_use = before.terms if before else (None, "", None)
    if release.change == OPENED:
        open_weights = True
    renewed = release.licence and release.licence != licence
    if renewed or release.change == CHANGED:
        licence, commercial_use = release.licence, None
    if release.commercial_use is not None:
        commercial_use = release.commercial_use
    return Access(release.when, None, open_weights, licence, commercial_use, (release.event,))
