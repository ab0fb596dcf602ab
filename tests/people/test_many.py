"""Looking up and introducing many names at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actions
from people.actions import Newcomer
from people.matching import match, match_all
from people.models import Alias, Entity

pytestmark = pytest.mark.django_db


def test_each_of_many_newcomers_gets_a_free_slug_and_its_names():
    actions.introduce("person", "李磊")
    actions.introduce("person", "李磊")

    made = actions.introduce_all(
        [
            Newcomer("person", "李雷", aliases=("雷子", "雷子", "……")),
            Newcomer("company", "Li Lei", translation="李雷公司"),
            Newcomer("person", "李蕾"),
        ]
    )

    assert [entity.slug for entity in made] == ["li-lei-3", "li-lei", "li-lei-4"]
    assert [entity.survivor_id for entity in made] == [entity.pk for entity in made]
    known = Alias.objects.filter(entity=made[0]).values_list("text", "folded", "language")
    assert list(known) == [("李雷", "李雷", "zh"), ("雷子", "雷子", "zh")]


def test_one_newcomer_that_is_no_name_keeps_all_out():
    with pytest.raises(actions.Refused, match="no letter"):
        actions.introduce_all([Newcomer("company", "某公司"), Newcomer("company", "——")])

    assert not Entity.objects.exists()


def test_a_hundred_newcomers_take_as_few_statements_as_two():
    def introduce(count, surname):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actions.introduce_all([Newcomer("person", f"{surname}{n}") for n in range(count)])
        return len(queries)

    assert introduce(100, "王") == introduce(2, "李")


def test_many_names_are_answered_as_each_alone():
    one = actions.introduce("company", "智谱AI", aliases=["Zhipu"])
    namesakes = [actions.introduce("person", "王伟") for _ in range(2)]
    names = [
        ("person", ("王伟",)),
        ("company", ("智譜AI", "Zhipu")),
        ("company", ("王伟",)),
        ("person", ()),
    ]

    with CaptureQueriesContext(connection) as queries:
        found = match_all(names)

    assert [match.candidates for match in found] == [tuple(namesakes), (one,), (), ()]
    assert found == [match(*name) for name in names]
    assert len(queries) == 2
