"""Events as a timeline shows them: under years and months, moves told once, today's waterline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from events.entries import Entry, entry_of, move_of
from events.models import Event
from events.models.vocabulary import Certainty, Kind
from events.readers import reader_language
from events.words.dates import Within, date_words, month_words
from people.dates import Precision

LONGEST_MOVE = timedelta(days=200)
"""Who leaves one company and founds or joins another within this time has moved."""

RANKS = {
    Precision.DAY: 0,
    Precision.UNKNOWN: 1,
    Precision.MONTH: 2,
    Precision.QUARTER: 3,
    Precision.HALF: 4,
    Precision.YEAR: 5,
}
WITHOUT_MONTH = {Precision.QUARTER, Precision.HALF, Precision.YEAR}


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one heading within a year: a month, or those whose month nobody told."""

    heading: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    count: int
    months: list[int]
    """How many events fell into each of its months, vague dates left out."""
    groups: list[Group] = field(default_factory=list)

    @property
    def has_tide(self) -> bool:
        """Whether there is enough for a curve."""
        return sum(self.months) > 2

    @property
    def tide(self) -> str:
        return tide_path(self.months)


def lines(events: Sequence[Event]) -> Iterator[tuple[Event, Event | None]]:
    """Each event, with the one that makes it a move beside it where both are here."""
    moves = _moves(events)
    told_with_another = {taken.pk for taken in moves.values()}
    for event in events:
        if event.pk not in told_with_another:
            yield event, moves.get(event.pk)


def _moves(events: Sequence[Event]) -> dict[int, Event]:
    """By the id of an event in which somebody left: what they left for."""
    moves: dict[int, Event] = {}
    careers = [event for event in events if _mover(event)]
    arrivals = [event for event in careers if event.change != "left"]
    for left in sorted(careers, key=lambda event: event.date):
        if left.change != "left":
            continue
        fits = [
            taken
            for taken in arrivals
            if _mover(taken) == _mover(left)
            and taken.certainty == left.certainty
            and _company(taken) != _company(left)
            and timedelta(0) <= taken.date - left.date <= LONGEST_MOVE
        ]
        if fits:
            moves[left.pk] = min(fits, key=lambda taken: (taken.date, taken.pk))
            arrivals.remove(moves[left.pk])
    return moves


def _mover(event: Event) -> int:
    """The one person whose career event this is, from one company to another; else 0."""
    if event.kind != Kind.CAREER or event.certainty == Certainty.DENIED or not _company(event):
        return 0
    people = _ids(event, "person")
    return people[0] if len(people) == 1 else 0


def _company(event: Event) -> int:
    companies = _ids(event, "company")
    return companies[0] if len(companies) == 1 else 0


def _ids(event: Event, role: str) -> list[int]:
    return [party["id"] for party in event.card.data["participants"] if party["role"] == role]


def years_of(
    events: Sequence[Event],
    counts: Mapping[int, Sequence[int]],
    totals: Mapping[int, int],
    *,
    own: int = 0,
    by_month: bool = True,
) -> list[Year]:
    """The events, in the order they come in, under their years and, by choice, months.

    Events of one first day are put from the most to the least precise, so that those whose month
    is not known stand together after it.
    """
    within: Within = "month" if by_month else "year"
    pairs = sorted_by_precision(list(lines(events)))
    years = []
    for number, in_year in groupby(pairs, key=lambda pair: pair[0].date.year):
        year = Year(number, totals.get(number, 0), list(counts.get(number, [0] * 12)))
        for heading, in_group in groupby(in_year, key=lambda pair: _heading(pair[0], by_month)):
            entries = [
                move_of(event, taken, own=own, within=within)
                if taken
                else entry_of(event, own=own, within=within)
                for event, taken in in_group
            ]
            year.groups.append(Group(heading, entries))
        years.append(year)
    return years


Pair = tuple[Event, Event | None]


def sorted_by_precision(pairs: list[Pair]) -> list[Pair]:
    """Stable within a day: a period that begins on a day comes after what happened on it."""
    ordered: list[Pair] = []
    for _day, same in groupby(pairs, key=lambda pair: pair[0].date):
        ordered += sorted(same, key=lambda pair: RANKS[pair[0].when.precision])
    return ordered


def _heading(event: Event, by_month: bool) -> str:
    if not by_month:
        return ""
    period = event.when
    if period.precision in WITHOUT_MONTH:
        words = date_words(period, reader_language(), "year")
        return _("%(period)s, month unknown") % {"period": words}
    return month_words(period.start.month, reader_language())


def tide_path(months: Sequence[int], width: int = 168, height: int = 30) -> str:
    """Events a month as a curve from zero, twelve flat steps joined by waves."""
    top, foot = 4, height - 2
    most = max(*months, 1)
    levels = [foot - (foot - top) * count / most for count in months]
    step = width / (len(levels) - 1)
    path = f"M0 {levels[0]:.1f}"
    for place, (here, there) in enumerate(pairwise(levels)):
        left, right = place * step, (place + 1) * step
        middle = (left + right) / 2
        path += f"C{middle:.1f} {here:.1f} {middle:.1f} {there:.1f} {right:.1f} {there:.1f}"
    return path
