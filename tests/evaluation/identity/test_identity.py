"""The labelled sets are large enough, and the figures say what they should."""

from datetime import date

import pytest

from events.models import Event
from people.dates import PartialDate
from people.likeness import Context, Known, Post

from . import recording, scores
from .__main__ import report
from .labels import HALVES, Pair, known, pairs, telling, tellings


def key(pair):
    return frozenset({(pair.one.kind, pair.one), (pair.other.kind, pair.other)})


def test_there_are_enough_pairs_in_both_halves():
    halves = [pairs(half) for half in HALVES]

    assert sum(map(len, halves)) >= 320
    assert all(len(half) >= 160 for half in halves)
    for half in halves:
        kinds = {(pair.one.kind, pair.is_same) for pair in half}
        assert len(kinds) == 6  # people, companies and models, both the same and not


def test_no_pair_is_in_both_halves():
    tuning, unseen = ({key(pair) for pair in pairs(half)} for half in HALVES)

    assert not tuning & unseen


def test_there_are_enough_clusters_in_both_halves():
    clusters = [{event for told in tellings(half) for event in told.events} for half in HALVES]

    assert sum(map(len, clusters)) >= 70
    assert all(len(half) >= 35 for half in clusters)


def test_a_side_of_a_pair_is_read_from_one_line():
    text = (
        "李飞飞 | Fei-Fei Li; ties: 斯坦福大学, World Labs; titles: 教授; country: US; wikidata: Q1"
    )

    assert known("person", text) == Known(
        "person",
        ("李飞飞", "Fei-Fei Li"),
        Context(ties=frozenset({"斯坦福大学", "World Labs"}), posts=(Post("教授"),)),
        "US",
        wikidata_id="Q1",
    )


def test_posts_of_a_side_have_their_times():
    side = known("person", "李磊; posts: CTO @ 远山科技 2019..2023-05, Dean @ Ash Grove 2024-03-01")

    assert side.context == Context(
        ties=frozenset({"远山科技", "Ash Grove"}),
        posts=(
            Post("CTO", "远山科技", PartialDate.parse("2019"), PartialDate.parse("2023-05")),
            Post("Dean", "Ash Grove", seen=(date(2024, 3, 1),)),
        ),
    )


def test_pairs_taken_for_one_that_are_two_are_false_merges():
    found = scores.of_pairs([pair("李磊", "李磊", is_same=False)])
    assert found["person"]["false_merges"] == 0  # a common name: editors are asked

    found = scores.of_pairs(
        [pair("杨植麟", "杨植麟", is_same=False), pair("李明", "王强", is_same=False)]
    )
    assert found["person"]["false_merges"] == 0.5
    assert found["all"]["pairs"] == 2


def pair(one, other, *, is_same):
    return Pair(Known("person", (one,)), Known("person", (other,)), is_same, "")


def test_b_cubed_of_clusters_as_wanted_is_one():
    wanted = {1: "a", 2: "a", 3: "b"}

    assert scores.b_cubed(wanted, {1: 7, 2: 7, 3: 8})["f1"] == 1


def test_b_cubed_counts_what_is_torn_against_recall_and_what_is_mixed_against_precision():
    wanted = {1: "a", 2: "a", 3: "b", 4: "b"}

    torn = scores.b_cubed(wanted, {1: 1, 2: 2, 3: 3, 4: 3})
    mixed = scores.b_cubed(wanted, dict.fromkeys(wanted, 1))

    assert (torn["precision"], torn["recall"]) == (1, 0.75)
    assert (mixed["precision"], mixed["recall"]) == (0.5, 1)


@pytest.mark.django_db
def test_stories_are_recorded_in_every_order_and_leave_nothing_behind():
    line = {
        "story": "a round",
        "publisher": "量子位",
        "trust": "press",
        "language": "zh",
        "published": "2024-03-01",
        "facts": [
            {
                "event": "a",
                "kind": "funding",
                "company": "轻舟智算",
                "date": "2024-03-01",
                "certainty": "confirmed",
            }
        ],
    }
    told = [telling(line), telling({**line, "publisher": "虎嗅", "published": "2024-03-02"})]

    figures = recording.of_stories(told)

    assert figures["f1"] == figures["lowest_f1"] == 1
    assert figures["clusters"] == 1
    assert not Event.objects.exists()


def test_figures_are_told_beside_those_before():
    row = {"precision": 1.0, "recall": 0.8, "f1": 0.9, "pairs": 10, "false_merges": 0.004}
    events = {"precision": 1.0, "recall": 0.9, "f1": 0.95, "lowest_f1": 0.9, "clusters": 7}
    now = {"tuning": {"pairs": {"all": row}, "events": events}}
    before = {"tuning": {"pairs": {"all": {**row, "f1": 0.85}}, "events": events}}

    told = report(now, before)

    assert "0.40%" in told
    assert "+0.050" in told
