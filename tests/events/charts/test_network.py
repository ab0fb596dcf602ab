"""A company between those it has to do with: names free of each other, lines in their order."""

from itertools import pairwise

from events.charts.names import shortened
from events.charts.network import ROW, THICKEST, THINNEST, Bundle, Link, network_of


def link(name, weight=1):
    return Link(name, "", weight, True, f"投资方：{name}", f"/zh/events/{weight}/")


def spokes_of(groups):
    return [spoke for group in groups for spoke in group.spokes]


def ends(spoke):
    """The heights at which a line begins and ends."""
    words = spoke.path.replace("C", " ").split()
    return float(words[1]), float(words[-1])


def test_names_stand_free_of_each_other_and_inside_the_picture():
    left = [
        Bundle("投资方", [link(str(number)) for number in range(9)], "另有3个", "?tie=investors")
    ]
    right = [Bundle("收购对象", [link("甲")]), Bundle("合作方", [link("乙"), link("丙")])]

    chart = network_of("智谱", left, right)

    for groups in (chart.left, chart.right):
        assert all(b.middle - a.middle >= ROW for a, b in pairwise(spokes_of(groups)))
        assert 0 < groups[0].y < spokes_of(groups)[-1].middle < chart.height
    assert spokes_of(chart.left)[-1].middle < chart.left[0].more_y < chart.height
    assert 0 < chart.name_y < chart.stem_y < chart.stem_y + chart.stem_height < chart.height


def test_each_line_leads_from_its_name_to_the_stem_in_the_order_of_the_names():
    chart = network_of("智谱", [Bundle("投资方", [link("甲"), link("乙")])],
                       [Bundle("合作方", [link("丙"), link("丁")])])  # fmt: skip
    for groups, at_name in ((chart.left, 0), (chart.right, 1)):
        spokes = spokes_of(groups)
        assert [ends(spoke)[at_name] for spoke in spokes] == [spoke.middle for spoke in spokes]
        on_stem = [ends(spoke)[1 - at_name] for spoke in spokes]
        assert on_stem == sorted(on_stem)
        assert all(chart.stem_y < y < chart.stem_y + chart.stem_height for y in on_stem)


def test_a_line_is_as_thick_as_it_is_heavy_within_limits():
    chart = network_of(
        "智谱", [Bundle("投资方", [link("甲", 900), link("乙", 450), link("丙")])], []
    )
    widths = [spoke.width for spoke in spokes_of(chart.left)]
    assert widths == sorted(widths, reverse=True)
    assert (widths[0], widths[-1]) == (THICKEST, THINNEST)
    alone = network_of("智谱", [], [Bundle("合作方", [link("甲")])])
    assert [spoke.width for spoke in spokes_of(alone.right)] == [THINNEST]


def test_a_long_name_is_cut_by_its_width_of_either_script():
    assert shortened("Thinking Machines Lab") == "Thinking Machines Lab"
    assert shortened("中国科学技术信息研究所") == "中国科学技术信息研究所"
    assert shortened("中国科学技术信息研究所北京分院") == "中国科学技术信息研究…"
    assert shortened("Andreessen Horowitz Growth Fund") == "Andreessen Horowitz Gr…"
