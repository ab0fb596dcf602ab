"""Stations made of moves and posts; the companies are numbers."""

import pytest

from events.careers import Move, Post, career_of, next_after
from people.dates import PartialDate

A, B, C = 1, 2, 3


def moved(company, change, when, title="", event=0):
    return Move(event, company, change, title, PartialDate.parse(when))


def held(company, title="", started="", ended="", former=False):
    return Post(
        0,
        company,
        title,
        former or bool(ended),
        PartialDate.parse(started) if started else None,
        PartialDate.parse(ended) if ended else None,
    )


def shown(station):
    """`company start–end`: ~ before what is only the first that is known, + where it goes on."""
    start = "?" if station.start is None else str(station.start)
    end = "+" if not station.over else "?" if station.end is None else str(station.end)
    return f"{'ABC'[station.company - 1]} {'' if station.arrived else '~'}{start}..{end}"


CAREERS = {
    "coming and leaving are one station": (
        [moved(A, "joined", "2020"), moved(A, "left", "2023-03")],
        [],
        ["A 2020..2023-03"],
    ),
    "who left must have come, though nobody says when": (
        [
            Move(0, A, "founded", "", PartialDate.unknown(PartialDate.parse("2023").start)),
            moved(A, "left", "2022"),
        ],
        [],
        ["A ..2022"],
    ),
    "what nobody told stays open": (
        [moved(A, "left", "2023-03"), moved(B, "founded", "2023-06-01")],
        [],
        ["A ~?..2023-03", "B 2023-06-01..+"],
    ),
    "in one vague year one comes before leaving": (
        [moved(A, "left", "2024"), moved(A, "joined", "2024-05")],
        [],
        ["A 2024-05..2024"],
    ),
    "who comes back has two stations": (
        [moved(A, "joined", "2018"), moved(A, "left", "2020-02"), moved(A, "joined", "2022-07")],
        [],
        ["A 2018..2020-02", "A 2022-07..+"],
    ),
    "leaving told twice is one leaving, by its sharper date": (
        [moved(A, "left", "2023-Q1"), moved(A, "left", "2023-03-04")],
        [],
        ["A ~?..2023-03-04"],
    ),
    "leaving told again years later is another one": (
        [moved(A, "left", "2020-03"), moved(A, "left", "2023-03")],
        [],
        ["A ~?..2020-03", "A ~?..2023-03"],
    ),
    "an appointment is no arrival, a dated post before it is": (
        [moved(A, "appointed", "2023", "CEO")],
        [held(A, "CTO", "2020")],
        ["A 2020..+"],
    ),
    "an appointment alone is the first that is known": (
        [moved(A, "appointed", "2023-05", "首席执行官")],
        [],
        ["A ~2023-05..+"],
    ),
    "a post without dates belongs to the last station": (
        [moved(A, "joined", "2018"), moved(A, "left", "2020-02"), moved(A, "joined", "2022-07")],
        [held(A, "研究员")],
        ["A 2018..2020-02", "A 2022-07..+"],
    ),
    "a post sharpens what moves tell": (
        [moved(A, "joined", "2020")],
        [held(A, started="2020-04", ended="2022-06")],
        ["A 2020-04..2022-06"],
    ),
    "posts that follow each other are one station": (
        [],
        [held(A, "研究员", "2018", "2020"), held(A, "CTO", "2020")],
        ["A 2018..+"],
    ),
    "posts far apart are two": (
        [],
        [held(A, ended="2018-03", started="2016"), held(A, started="2021")],
        ["A 2016..2018-03", "A 2021..+"],
    ),
    "a former post without dates is over and comes first": (
        [moved(B, "joined", "2024-05")],
        [held(A, former=True)],
        ["A ~?..?", "B 2024-05..+"],
    ),
    "a present post without dates comes last": (
        [moved(B, "left", "2024-05")],
        [held(A)],
        ["B ~?..2024-05", "A ~?..+"],
    ),
    "leaving holds against a post that is told as present": (
        [moved(A, "left", "2024-05")],
        [held(A, "首席科学家", "2021")],
        ["A 2021..2024-05"],
    ),
}


@pytest.mark.parametrize(("moves", "posts", "stations"), CAREERS.values(), ids=CAREERS)
def test_a_career_is_read_from_moves_and_posts(moves, posts, stations):
    assert [shown(station) for station in career_of(moves, posts)] == stations
    assert [shown(station) for station in career_of(moves[::-1], posts[::-1])] == stations


def test_titles_are_told_once_in_their_order():
    [station] = career_of(
        [moved(A, "appointed", "2021", "CTO"), moved(A, "appointed", "2023", "首席执行官")],
        [held(A, "CTO", "2021")],
    )

    assert station.titles == ["CTO", "首席执行官"]
    assert (len(station.moves), len(station.posts)) == (2, 1)


@pytest.mark.parametrize(
    ("end", "start", "days"),
    [("2022-03-01", "2022-06-01", 92), ("2022-03", "2022-04", 0), ("2022", "2023-H2", 182)],
)
def test_a_gap_is_as_long_as_it_certainly_was(end, start, days):
    stations = career_of([moved(A, "left", end), moved(B, "joined", start)], [])

    assert stations[1].gap == days


def test_there_is_no_gap_while_an_earlier_end_is_unknown():
    moves = [moved(A, "joined", "2015"), moved(B, "left", "2018"), moved(C, "joined", "2021")]

    assert [station.gap for station in career_of(moves, [])] == [0, 0, 0]


def test_what_certainly_overlaps_is_told():
    moves = [moved(A, "joined", "2015"), moved(A, "left", "2023")]

    certain = career_of([*moves, moved(B, "founded", "2020")], [])
    vague = career_of([*moves, moved(B, "founded", "2023")], [])

    assert [station.beside for station in certain] == [[], [A]]
    assert [station.beside for station in vague] == [[], []]


@pytest.mark.parametrize(
    ("moves", "company"),
    [
        ([moved(A, "left", "2023"), moved(B, "joined", "2023-05"), moved(C, "joined", "2024")], B),
        ([moved(A, "left", "2023-03"), moved(B, "founded", "2023-01")], B),
        ([moved(A, "left", "2023-03"), moved(B, "founded", "2020")], None),
        ([moved(A, "joined", "2019"), moved(B, "joined", "2023")], None),
        ([moved(A, "left", "2020"), moved(A, "joined", "2021"), moved(B, "joined", "2022")], B),
    ],
    ids=["the first", "begun before leaving", "begun long before", "never left", "not the same"],
)
def test_the_next_station_is_known_for_who_is_known_to_have_left(moves, company):
    career = career_of(moves, [])

    after = next_after(career[0] if career[0].company == A else career[-1], career)

    assert (after.company if after else None) == company
