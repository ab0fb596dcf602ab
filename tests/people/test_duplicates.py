"""Records that may be one are suggested to editors, until an editor has decided."""

import pytest

from people import actions, merging
from people.duplicates import look_for_duplicates
from people.likeness import Context
from people.models import Entity, Resemblance, Status
from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db


def look(contexts=None) -> list[tuple[str, str]]:
    """The names of those that are suggested, the likeliest pair first."""
    look_for_duplicates(1000, lambda ids: contexts or {})
    return [(str(pair.first), str(pair.second)) for pair in Resemblance.objects.open()]


def introduce(kind, *names):
    return [actions.introduce(kind, name) for name in names]


def test_a_name_in_another_script_or_misspelt_is_suggested():
    introduce("person", "李开复", "Kai-Fu Lee", "Mira Murati", "Mira Muratti", "Demis Hassabis")

    assert look() == [("李开复", "Kai-Fu Lee"), ("Mira Murati", "Mira Muratti")]


def test_reasons_are_kept_with_a_suggestion():
    introduce("company", "百川智能", "Baichuan")
    look()

    pair = Resemblance.objects.get()
    assert pair.score > 0.9
    assert [code for code, _weight in pair.reasons] == ["same sound"]


def test_who_works_together_is_likelier_one():
    one, other = introduce("person", "D. Hassabis", "Demis Hassabis")
    look()
    before = Resemblance.objects.get().score

    actions.add_alias(one, "D Hassabis")
    at_one = Context(ties=frozenset({"1"}))
    look({one.pk: at_one, other.pk: at_one})

    assert Resemblance.objects.get().score > before


def test_looking_again_changes_nothing_and_looks_at_new_names_only():
    introduce("company", "智谱", "智谱AI")
    first = look()

    assert look_for_duplicates(1000, lambda ids: {}) == 0
    assert look() == first


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_judgement_that_they_are_different_ends_the_suggestion(verdict):
    one, other = introduce("company", "智谱", "智谱AI")
    look()
    merging.judge(one, other, verdict, by=EditorFactory())
    actions.add_alias(one, "智谱华章")

    assert bool(look()) == (verdict == "unsure")


def test_merged_and_refused_ones_are_not_suggested():
    one, other, third = introduce("company", "智谱", "智谱AI", "智谱科技")
    look()
    assert Resemblance.objects.open().count() == 3

    merging.merge(one, other, by=EditorFactory())
    assert Resemblance.objects.open().count() == 1
    Entity.objects.filter(pk=third.pk).update(status=Status.REJECTED)
    assert not Resemblance.objects.open()


def test_undoing_a_merge_suggests_it_again():
    one, other = introduce("company", "智谱", "智谱AI")
    editor = EditorFactory()
    merging.merge(one, other, by=editor)
    assert look() == []

    merging.unmerge(one, by=editor)
    assert len(look()) == 1


def test_many_names_take_a_fixed_number_of_statements(django_assert_max_num_queries):
    introduce("person", *[f"{surname}植麟" for surname in "杨王李张刘陈赵黄周吴"])

    with django_assert_max_num_queries(14):
        look()
