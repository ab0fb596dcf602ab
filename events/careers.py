"""A person's career: stations in the order of time, from moves and posts. Pure.

A station is a time at one company without a break that anybody told. Its moves are the career
events, its posts the affiliations that it is known by. What nobody told stays open: a station
whose beginning or end is not known has none, and is not made to meet the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from people.dates import PartialDate

LEFT = "left"
ARRIVALS = {"joined", "founded"}
BREAK = timedelta(days=31)
"""Longer than this between two posts at one company, and they are two stations."""

RETOLD = timedelta(days=200)
"""Who is said to have left once more within this time has left once."""

AHEAD = timedelta(days=92)
"""Who begins elsewhere so long before leaving, or later, goes there next."""


@dataclass(frozen=True, slots=True)
class Move:
    """A career event as one company saw it."""

    event: int
    company: int
    change: str
    title: str
    when: PartialDate


@dataclass(frozen=True, slots=True)
class Post:
    """An affiliation."""

    id: int
    company: int
    title: str
    former: bool
    started: PartialDate | None
    ended: PartialDate | None


@dataclass(slots=True)
class Station:
    company: int
    start: PartialDate | None = None
    end: PartialDate | None = None
    over: bool = False
    arrived: bool = False
    """Whether `start` is the arrival; else it is the first that is known."""
    titles: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    gap: int = 0
    """The days before it of which no station is known, where all earlier ones are known to end."""
    beside: list[int] = field(default_factory=list)
    """The companies of earlier stations that certainly went on after this one began."""


def career_of(moves: Iterable[Move], posts: Iterable[Post]) -> list[Station]:
    """The stations of one person, the first begun first."""
    moves, posts = list(moves), list(posts)
    companies = dict.fromkeys([move.company for move in moves] + [post.company for post in posts])
    stations = [
        station
        for company in companies
        for station in _at(
            company,
            [move for move in moves if move.company == company],
            [post for post in posts if post.company == company],
        )
    ]
    stations.sort(key=_place)
    for number, station in enumerate(stations):
        _compare(station, stations[:number])
    return stations


def next_after(station: Station, career: Sequence[Station]) -> Station | None:
    """Where the person is next known to have begun, if it is known when they left here."""
    if station.end is None:
        return None
    earliest = station.end.start - AHEAD
    begun = station.start.start if station.start else date.min
    later = [
        (other.start.start, place)
        for place, other in enumerate(career)
        if other.company != station.company
        and other.start is not None
        and other.start.end >= earliest
        and other.start.start >= begun
    ]
    return career[min(later)[1]] if later else None


def _at(company: int, moves: Sequence[Move], posts: Sequence[Post]) -> list[Station]:
    stations: list[Station] = []
    for move in sorted(moves, key=_moment):
        if not stations or not _goes_on(stations[-1], move):
            stations.append(Station(company))
        _add_move(stations[-1], move)
    for post in sorted(posts, key=lambda post: (post.started or _LAST, post.id)):
        fitting = [station for station in stations if _fits(post, station)]
        if not fitting:
            stations.append(Station(company))
        _add_post((fitting or stations)[-1], post)
    return stations


def _moment(move: Move) -> tuple[date, bool, int]:
    """Of a vague date an arrival takes the first day and a departure the last.

    An arrival of which no date is known comes before a departure whose date is.
    """
    leaves = move.change == LEFT
    if not (leaves or move.when.is_known):
        return (date.min, leaves, move.event)
    return (move.when.end if leaves else move.when.start, leaves, move.event)


def _goes_on(station: Station, move: Move) -> bool:
    """Whether a move is of a station that was known before it."""
    if not station.over:
        return True
    if move.change != LEFT or station.end is None:
        return False
    return move.when.near(station.end, RETOLD.days)


def _add_move(station: Station, move: Move) -> None:
    station.moves.append(move)
    _add_title(station, move.title)
    if move.change == LEFT:
        station.over = True
        station.end = _sharper(station.end, move.when)
    else:
        station.start = _sharper(station.start, move.when)
        station.arrived = station.arrived or move.change in ARRIVALS


def _fits(post: Post, station: Station) -> bool:
    """Whether a post may have been held in a station, as far as their dates are known."""
    too_late = post.started and station.end and post.started.start > station.end.end + BREAK
    too_early = post.ended and station.start and post.ended.end + BREAK < station.start.start
    return not (too_late or too_early)


def _add_post(station: Station, post: Post) -> None:
    station.posts.append(post)
    _add_title(station, post.title)
    if post.started is not None:
        earlier = station.start is None or post.started.start < station.start.start
        if earlier and not station.arrived:
            station.start = post.started
        else:
            station.start = _sharper(station.start, post.started)
        station.arrived = True
    if not any(move.change == LEFT for move in station.moves):
        station.over = all(post.former for post in station.posts)
        ends = [post.ended for post in station.posts if post.ended]
        station.end = max(ends, key=lambda end: end.end) if station.over and ends else None


def _add_title(station: Station, title: str) -> None:
    if title and title not in station.titles:
        station.titles.append(title)


def _sharper(known: PartialDate | None, told: PartialDate) -> PartialDate:
    """What is known already, unless this says the same more precisely."""
    return told if known is None or not known.is_known or told.within(known) else known


def _place(station: Station) -> tuple[date, date]:
    """Without any date what is over stands first, and what is not last."""
    if station.start is not None:
        first = station.start.start
    elif station.end is not None:
        first = station.end.start
    else:
        first = date.min if station.over else date.max
    return first, station.end.end if station.end else date.max


def _compare(station: Station, earlier: Sequence[Station]) -> None:
    start = station.start
    if start is None or not start.is_known or not station.arrived:
        return
    ends = [other.end for other in earlier if other.over and other.end and other.end.is_known]
    if ends and len(ends) == len(earlier):
        gap = start.start - max(end.end for end in ends)
        station.gap = gap.days if gap > BREAK else 0
    station.beside = [
        other.company
        for other in earlier
        if other.end and other.end.is_known and other.end.start > start.end
        if other.company != station.company
    ]


_LAST = PartialDate.day(date.max)
