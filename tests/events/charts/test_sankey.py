"""Ribbons between two columns: as thick as what flows, none over another of its end."""

import re
from itertools import pairwise

from events.charts.sankey import ROOM, Stream, sankey_of

NAMES = {1: ("谷歌", ""), 2: ("OpenAI", "en"), 3: ("A company of a very long name", "en")}
PATH = re.compile(r"M0 ([\d.]+)C50 [\d.]+ 50 [\d.]+ 100 ([\d.]+)V([\d.]+)")


def drawn(*flows):
    streams = [Stream(a, b, weight, f"{a}到{b}", f"#flow-{a}-{b}") for a, b, weight in flows]
    return sankey_of(streams, NAMES)


def test_the_largest_end_stands_first_and_is_as_high_as_all_that_flows_from_it():
    chart = drawn((2, 3, 1), (1, 3, 2), (1, 2, 1))
    assert [(node.name, node.weight) for node in chart.origins] == [("谷歌", 3), ("OpenAI", 1)]
    assert chart.origins[0].height == 3 * chart.origins[1].height
    assert chart.targets[0].weight == 3
    assert chart.targets[0].name == "A company of a very lo…"


def test_ribbons_of_one_end_lie_side_by_side():
    chart = drawn((1, 2, 2), (1, 3, 1))
    ends: list[tuple[float, float]] = []
    for ribbon in chart.ribbons:
        [(left, right, foot)] = [map(float, ends) for ends in PATH.findall(ribbon.path)]
        ends.append((left, left + foot - right))
    assert ends[0][1] <= ends[1][0] + 0.2
    assert [ribbon.href for ribbon in chart.ribbons] == ["#flow-1-2", "#flow-1-3"]


def test_names_never_stand_on_each_other_however_little_flows():
    chart = drawn((1, 2, 500), (2, 3, 1), (3, 1, 1))
    for nodes in (chart.origins, chart.targets):
        middles = [node.middle for node in nodes]
        assert all(after - before >= ROOM for before, after in pairwise(middles))
        assert chart.height >= middles[-1]
