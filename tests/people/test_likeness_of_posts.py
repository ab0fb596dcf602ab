"""What titles and dates of posts say of two people who bear one name."""

from datetime import date

import pytest

from people.dates import PartialDate
from people.likeness import Context, Known, Post, compare


def held(title, company, when) -> Post:
    """A post from when until when, or a day on which it was held."""
    first, dots, last = when.partition("..")
    if not dots:
        return Post(title, company, seen=(date.fromisoformat(when),))
    started, ended = (PartialDate.parse(end) if end else None for end in (first, last))
    return Post(title, company, started, ended)


def reasons(name, one, other) -> dict[str, float]:
    sides = [
        Known("person", (name,), Context(ties=frozenset({post.company}), posts=(post,)))
        for post in (held(*one), held(*other))
    ]
    likeness = compare(*sides)
    assert likeness.score == pytest.approx(compare(*reversed(sides)).score)
    return {reason.code: reason.weight for reason in likeness.reasons}


AT_ONCE = [
    (("CTO", "远山科技", "2018..2023-05"), ("教授", "岭南大学", "2015..2022")),
    (("工程师", "远山科技", "2019..2023"), ("engineer", "Foxglove", "2021-06-01")),
]
NOT_AT_ONCE = [
    (("CTO", "远山科技", "2018..2021-05"), ("教授", "岭南大学", "2021-06..2024")),
    (("CTO", "远山科技", "2018..2023"), ("CTO", "远山科技", "2020..2022")),
    (("CTO", "远山科技", "2018..2023"), ("独立董事", "岭南集团", "2019..2022")),
    (("CTO", "Ashgrove", "2018..2023"), ("visiting professor", "Foxglove", "2019..2022")),
    (("CTO", "Ashgrove", "2023-03-01"), ("CEO", "Foxglove", "2023-03-02")),
    (("CTO", "Ashgrove", "2018.."), ("CEO", "Foxglove", "2023-03-02")),
]


@pytest.mark.parametrize(("one", "other"), AT_ONCE)
def test_two_full_time_posts_at_once_speak_against(one, other):
    assert reasons("李磊", one, other)["two full-time posts at once"] < 0


@pytest.mark.parametrize(("one", "other"), NOT_AT_ONCE)
def test_posts_that_one_person_may_have_do_not(one, other):
    assert "two full-time posts at once" not in reasons("李磊", one, other)


def test_two_posts_at_once_are_weak_evidence_and_weaker_where_the_name_is_rare():
    one, other = AT_ONCE[0]

    common = reasons("李磊", one, other)["two full-time posts at once"]
    rare = reasons("欧阳明漪", one, other)["two full-time posts at once"]

    assert -2 < common < rare < 0


def test_a_rare_name_is_one_person_in_spite_of_two_posts_at_once():
    post, professor = (held(*told) for told in AT_ONCE[0])

    assert compare(
        Known("person", ("欧阳明漪",), Context(frozenset({"远山科技"}), posts=(post,))),
        Known("person", ("欧阳明漪",), Context(frozenset({"岭南大学"}), posts=(professor,))),
    ).is_same


@pytest.mark.parametrize(
    ("ended", "started", "follows"),
    [
        ("2021-05", "2021-06", True),
        ("2021", "2021", True),
        ("2021-06-20", "2021-06-01", True),
        ("2021-05", "2022-06", False),
        ("2022-05", "2021-01", False),
    ],
)
def test_a_post_that_begins_when_another_ends_speaks_for_one_person(ended, started, follows):
    found = reasons("李磊", ("CTO", "远山科技", f"..{ended}"), ("CEO", "青禾智能", f"{started}.."))

    assert ("one post follows the other" in found) == follows


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("首席科学家", "chief scientist", "same kind of work"),
        ("算法工程师", "software engineer", "same kind of work"),
        ("合伙人", "general partner", "same kind of work"),
        ("记者", "chief financial officer", "other work"),
        ("教授", "总裁", "other work"),
        ("CTO", "cto", "same title"),
    ],
)
def test_titles_are_compared_across_languages(one, other, code):
    found = reasons("李磊", (one, "远山科技", "2020.."), (other, "Foxglove", "2020.."))

    assert code in found


def test_titles_of_which_nothing_is_known_say_nothing():
    found = reasons("李磊", ("负责人", "远山科技", "2020.."), ("记者", "晨钟日报", "2020.."))

    assert found.keys() == {"same name, and a common one", "named with others"}
