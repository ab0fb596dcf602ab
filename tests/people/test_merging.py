"""Two records become one and two again, with nothing lost and nobody overruled."""

import random

import pytest

from people import merging
from people.actions import Refused
from people.models import Entity, Judgement, Merge, Status
from tests.factories import CompanyFactory, EditorFactory, ModelFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


def rows() -> list[dict]:
    """All that entities say, but for when they last changed."""
    return [
        {name: value for name, value in row.items() if name != "updated_at"}
        for row in Entity.objects.order_by("pk").values()
    ]


def survivor(entity: Entity) -> int:
    return Entity.objects.values_list("survivor", flat=True).get(pk=entity.pk)


def test_a_merged_entity_goes_on_as_the_other_and_says_who_decided_why(editor):
    lee, kaifu = PersonFactory(name_en="Kai-Fu Lee"), PersonFactory(name_zh="李开复")

    merging.merge(lee, kaifu, by=editor, reason="同一人")

    assert survivor(lee) == kaifu.pk
    decision = Merge.objects.get()
    assert (decision.entity_id, decision.into_id) == (lee.pk, kaifu.pk)
    assert (decision.by, decision.reason) == (editor, "同一人")


def test_merging_twice_is_one_decision(editor):
    one, other = CompanyFactory(), CompanyFactory()

    first = merging.merge(one, other, by=editor)
    second = merging.merge(one, other, by=editor)

    assert first == second


def test_the_survivor_takes_over_what_it_is_told_to_and_holds_it(editor):
    zhipu = CompanyFactory(name_en="Zhipu AI", name_zh="", website="")
    other = CompanyFactory(name_en="Z", name_zh="智谱", website="https://z.example")

    take = merging.missing(other, zhipu)
    merging.merge(other, zhipu, by=editor, take=take)

    zhipu.refresh_from_db()
    assert set(take) == {"name_zh", "website"}
    assert (zhipu.name_en, zhipu.name_zh, zhipu.website) == (
        "Zhipu AI",
        "智谱",
        "https://z.example",
    )
    assert {"name_zh", "website"} <= set(zhipu.held)


def test_undoing_a_merge_restores_every_field_of_both(editor):
    other = CompanyFactory(name_en="Z", name_zh="智谱", country="CN", type="lab")
    zhipu = CompanyFactory(name_en="Zhipu AI", name_zh="", held=["country"], country="SG")
    before = rows()

    merging.merge(other, zhipu, by=editor, take=["name_zh", "country", "type"])
    merging.unmerge(other, by=editor, reason="看错了")

    assert rows() == before
    decision = Merge.objects.get()
    assert (decision.undone_by, decision.undone_why) == (editor, "看错了")


def test_what_was_changed_since_stays_when_a_merge_is_undone(editor):
    other = CompanyFactory(website="https://old.example", country="CN")
    kept = CompanyFactory(website="", country="")
    merging.merge(other, kept, by=editor, take=["website", "country"])
    Entity.objects.filter(pk=kept.pk).update(website="https://new.example")

    merging.unmerge(other, by=editor)

    kept.refresh_from_db()
    assert (kept.website, kept.country) == ("https://new.example", "")


def test_a_model_takes_over_its_developer_and_gives_it_back(editor):
    moonshot = CompanyFactory(name_zh="月之暗面")
    other, kimi = ModelFactory(developer=moonshot), ModelFactory()

    merging.merge(other, kimi, by=editor, take=["developer"])
    kimi.refresh_from_db()
    assert kimi.developer_id == moonshot.pk

    merging.unmerge(other, by=editor)
    kimi.refresh_from_db()
    assert kimi.developer is None


@pytest.mark.parametrize("seed", range(8))
def test_chains_of_merges_undone_in_any_order_restore_everything(editor, seed):
    chance = random.Random(seed)
    for number in range(6):
        PersonFactory(name_zh=f"李{number}")
    before = rows()

    merged = []
    for _ in range(5):
        roots = list(Entity.objects.filter(merged_into=None).order_by("pk"))
        one, other = chance.sample(roots, 2)
        merging.merge(one, other, by=editor)
        merged.append(one)
    assert len(set(Entity.objects.values_list("survivor", flat=True))) == 1

    chance.shuffle(merged)
    for count, entity in enumerate(merged, 2):
        entity.refresh_from_db()
        merging.unmerge(entity, by=editor)
        assert len(set(Entity.objects.values_list("survivor", flat=True))) == count

    assert rows() == before


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: (PersonFactory(), CompanyFactory()), "kind"),
        (lambda: (same := PersonFactory(), same), "one already"),
        (lambda: (PersonFactory(), PersonFactory(status=Status.REJECTED)), "refused"),
        (lambda: (PersonFactory(status=Status.PUBLISHED), PersonFactory()), "other way round"),
    ],
    ids=["another kind", "itself", "into a rejected one", "a public one into a proposed one"],
)
def test_what_makes_no_sense_is_refused_with_the_reason(editor, make, words):
    one, other = make()

    with pytest.raises(Refused, match=words):
        merging.merge(one, other, by=editor)
    assert not Merge.objects.exists()


def test_a_merged_entity_is_not_merged_elsewhere_before_it_is_unmerged(editor):
    one, other, third = (CompanyFactory() for _ in range(3))
    merging.merge(one, other, by=editor)

    with pytest.raises(Refused, match="is merged into"):
        merging.merge(one, third, by=editor)
    with pytest.raises(Refused, match="one already"):
        merging.merge(other, one, by=editor)


def test_a_field_that_does_not_move_cannot_be_taken_over(editor):
    with pytest.raises(Refused, match="status"):
        merging.merge(CompanyFactory(), CompanyFactory(), by=editor, take=["status"])


def test_every_field_of_an_entity_has_a_fate_in_a_merge():
    stays = {
        "id", "kind", "slug", "sort_key", "status", "held", "created_at", "updated_at",
        "merged_into", "survivor", "proposed_by",
    }  # fmt: skip

    assert {field.name for field in Entity._meta.concrete_fields} == stays | set(merging.TAKEABLE)


def test_that_two_are_different_is_kept_once_whichever_comes_first(editor):
    one, other = PersonFactory(name_zh="李磊"), PersonFactory(name_zh="李磊")

    merging.judge(other, one, "unsure", by=editor)
    merging.judge(one, other, "different", by=editor, reason="一在北京，一在上海")

    judgement = Judgement.objects.get()
    assert (judgement.first_id, judgement.second_id) == (one.pk, other.pk)
    assert judgement.verdict == "different"


def test_a_merge_overrules_the_judgement_that_two_are_different(editor):
    one, other = PersonFactory(), PersonFactory()
    merging.judge(one, other, "different", by=editor)

    merging.merge(one, other, by=editor)

    assert not Judgement.objects.exists()


def test_merged_ones_are_not_called_different(editor):
    one, other = PersonFactory(), PersonFactory()
    merging.merge(one, other, by=editor)

    with pytest.raises(Refused, match="undo that first"):
        merging.judge(one, other, "different", by=editor)
