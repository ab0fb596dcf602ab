import threading

import pytest
from django.db import connection, transaction

from people import actions
from people.matching import match
from people.models import Entity, Status

pytestmark = pytest.mark.django_db


def test_introduce_shows_a_name_and_its_translation_and_knows_all_forms():
    zhipu = actions.introduce(
        "company", "智谱AI", translation="Zhipu AI", aliases=["智谱华章", "Z.ai"]
    )

    assert (zhipu.name_en, zhipu.name_zh, zhipu.slug) == ("Zhipu AI", "智谱AI", "zhipu-ai")
    assert zhipu.status == Status.PROPOSED
    for form in ("智譜AI", "ZHIPU AI", "z.ai", "智谱华章科技有限公司"):
        assert match("company", [form]).entity == zhipu


def test_introduce_gives_a_second_entity_of_the_same_name_the_next_free_slug():
    slugs = [actions.introduce("person", "李磊").slug for _ in range(3)]

    assert slugs == ["li-lei", "li-lei-2", "li-lei-3"]


def test_introduce_refuses_what_is_no_name():
    with pytest.raises(actions.Refused, match="no letter"):
        actions.introduce("company", "——")


def test_a_slug_cannot_change_once_the_entity_was_public():
    person = actions.introduce("person", "Fei-Fei Li")
    actions.publish([person])

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Entity.objects.filter(pk=person.pk).update(slug="other")


def test_match_answers_with_the_survivor_of_a_merge():
    loser, winner = (actions.introduce("company", name) for name in ("Facebook", "Meta"))
    Entity.objects.filter(pk=loser.pk).update(merged_into=winner, survivor=winner)

    assert match("company", ["Facebook"]).entity == winner


def test_match_offers_candidates_where_a_name_means_several():
    one, other = (actions.introduce("person", "王伟") for _ in range(2))

    found = match("person", ["王伟"])

    assert found.entity is None
    assert found.candidates == (one, other)


def test_rename_keeps_the_old_name_as_an_alias():
    company = actions.introduce("company", "Facebook")

    actions.rename(company, name_en="Meta")

    assert match("company", ["Facebook"]).entity == company
    company.refresh_from_db()
    assert match("company", ["Meta"]).entity == company
    assert company.held == ["name_en", "name_zh"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_introduce_a_new_name_once():
    def find_or_introduce():
        try:
            with transaction.atomic():
                actions.hold_names([("company", "新公司")])
                if not match("company", ["新公司"]).candidates:
                    actions.introduce("company", "新公司")
        finally:
            connection.close()

    workers = [threading.Thread(target=find_or_introduce) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Entity.objects.filter(name_zh="新公司").count() == 1
