"""Editors see which records may be one, why, and go from there to merging them."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import people.likeness
from events.ingestion.record import record
from people import actions
from people.duplicates import look_for_duplicates
from people.models import Entity, Judgement, Person, Resemblance
from people.reason_words import REASONS
from tests.evaluation.identity.labels import telling
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    lee, kaifu = (actions.introduce("person", name) for name in ("Kai-Fu Lee", "李开复"))
    actions.publish([kaifu])
    look_for_duplicates(100, lambda ids: {})
    return lee, kaifu


def test_possible_duplicates_say_why_and_lead_to_merging_into_the_public_one(desk, pair):
    lee, kaifu = pair

    page = desk.get(reverse("admin:people_resemblance_changelist")).content.decode()

    assert "Kai-Fu Lee" in page
    assert "李开复" in page
    assert "same sound" in page
    assert f'href="{reverse("admin:merge", args=[lee.pk])}?into={kaifu.pk}"' in page


def test_the_list_takes_no_more_queries_for_more_pairs(desk, pair, django_assert_max_num_queries):
    for name in ("智谱", "智谱AI", "智谱科技", "智谱智能"):
        actions.introduce("company", name)
    look_for_duplicates(100, lambda ids: {})

    with django_assert_max_num_queries(10):
        desk.get(reverse("admin:people_resemblance_changelist"))


def test_who_may_not_see_people_sees_no_pairs(client, limited, pair):
    client.force_login(limited("view_event"))

    assert client.get(reverse("admin:people_resemblance_changelist")).status_code == 403


def test_every_reason_that_a_comparison_may_give_has_words():
    [likeness] = map(Path, people.likeness.__path__)
    files = [*likeness.glob("*.py"), likeness.parent / "matching.py"]
    code = "".join(path.read_text("utf-8") for path in files)
    codes = set(re.findall(r'Reason\(\s*"([^"]+)"', code))

    assert len(codes) > 30
    assert codes == REASONS.keys()


@pytest.fixture
def namesakes():
    """Two records of one rare name, which are suggested as one."""
    both = [actions.introduce("person", "欧阳明漪") for _ in range(2)]
    look_for_duplicates(100, lambda ids: {})
    return both


def decide(desk, **button) -> None:
    """As an editor does, from the list to the page on which two are compared."""
    page = desk.get(reverse("admin:people_resemblance_changelist")).content.decode()
    (address,) = re.findall(r'class="button" href="([^"]+)"', page)
    assert f'name="{next(iter(button), "into")}"' in desk.get(address).content.decode()
    into = address.partition("into=")[2]
    desk.post(address.partition("?")[0], {"into": into, "reason": "查过", **button})


def said_by(name: str) -> Person:
    """Who is recorded as the speaker when an article names nothing but the name."""
    fact = {"event": "a", "kind": "statement", "speaker": name, "certainty": "confirmed"}
    line = {"story": "", "publisher": "", "trust": "press", "language": "zh", "facts": [fact]}
    told = telling({**line, "published": "2024-03-01"})
    article = ArticleFactory(text=told.text, language="zh")
    record(article, told.facts, extractor="test", version="1")
    speaker: Person = Person.objects.get(participations__event__evidence__article=article)
    return speaker


def test_what_an_editor_calls_one_is_one_for_the_articles_that_come(desk, namesakes):
    decide(desk)

    assert Entity.objects.filter(merged_into=None).count() == 1
    assert said_by("欧阳明漪").survivor.merged_into is None
    assert Person.objects.count() == 2
    assert not Resemblance.objects.open().exists()


def test_what_an_editor_calls_two_is_never_one_of_them_by_the_name_alone(desk, namesakes):
    decide(desk, different="1")

    speaker = said_by("欧阳明漪")
    assert Judgement.objects.get().verdict == Judgement.Verdict.DIFFERENT
    assert speaker.pk not in {entity.pk for entity in namesakes}
    look_for_duplicates(100, lambda ids: {})
    pairs = {(pair.first_id, pair.second_id) for pair in Resemblance.objects.open()}
    assert tuple(entity.pk for entity in namesakes) not in pairs


def test_what_nobody_can_tell_stays_suggested_and_makes_no_third(desk, namesakes):
    decide(desk, unsure="1")

    assert Judgement.objects.get().verdict == Judgement.Verdict.UNSURE
    assert said_by("欧阳明漪").pk in {entity.pk for entity in namesakes}
    assert Resemblance.objects.open().count() == 1


def test_what_is_called_different_stays_so_for_what_one_of_them_is_merged_into(desk, namesakes):
    decide(desk, different="1")
    third = actions.introduce("person", "欧阳明漪")
    merge = reverse("admin:merge", args=[namesakes[0].pk])

    desk.post(merge, {"into": third.pk})
    look_for_duplicates(100, lambda ids: {})

    assert not Resemblance.objects.open().exists()
