"""What readers are told of corrections, and what they are not."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from events import actions
from events.models import Correction
from people.dates import PartialDate
from people.models import Entity, Status
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, EditorFactory, event_of

pytestmark = pytest.mark.django_db

EN, ZH = "/en/corrections/", "/zh/corrections/"


@pytest.fixture
def editor():
    return EditorFactory(username="chen")


@pytest.fixture
def funding():
    company = CompanyFactory(name_en="Zhipu AI", name_zh="智谱")
    return event_of(
        ("company", company),
        quote="智谱完成超过25亿元融资。",
        amount=Sum.told(Decimal(2_500_000_000), "CNY", Qualifier.OVER, "超过25亿元"),
    )


def page_at(client, address):
    return client.get(address).content.decode()


def test_a_correction_tells_from_what_to_what_in_both_languages(client, editor, funding):
    changes = {
        "amount": Sum.told(Decimal(3 * 10**9), "CNY", Qualifier.ABOUT, "约30亿元"),
        "when": PartialDate.parse("2024-Q2"),
    }
    actions.correct_event(funding, changes, by=editor, public_reason="公司更正了公告")

    english, chinese = page_at(client, EN), page_at(client, ZH)

    assert "over CN¥2.5\u00a0bn" in english
    assert "about CN¥3\u00a0bn" in english
    assert "Apr – Jun 2024" in english
    assert "逾25亿元" in chinese
    assert "约30亿元" in chinese
    assert "2024年5月6日" in chinese
    assert '<p class="correction-why" lang="zh-Hans">公司更正了公告</p>' in english
    assert '<p class="correction-why">公司更正了公告</p>' in chinese
    assert "chen" not in english


def test_the_page_of_the_event_says_that_it_was_corrected(client, editor, funding):
    assert "Corrections</h2>" not in page_at(client, f"/en/events/{funding.pk}/")

    actions.correct_event(funding, {"note_en": "Led by the state."}, by=editor)

    page = page_at(client, f"/en/events/{funding.pk}/")
    assert "Corrections</h2>" in page
    assert "<ins>Led by the state.</ins>" in page


def test_what_was_never_public_is_corrected_without_a_word(editor):
    event = event_of(("company", CompanyFactory()), status=Status.PROPOSED)

    actions.correct_event(event, {"note_en": "Hush"}, by=editor, public_reason="Hush hush")

    assert not Correction.objects.exists()


def test_a_retracted_event_answers_with_a_tombstone_and_nothing_of_what_it_said(
    client, editor, funding
):
    actions.correct_event(funding, {"note_zh": "国资领投"}, by=editor, public_reason="补充说明")
    actions.retract_event(funding, by=editor, reason="公司否认了这笔融资")

    response = client.get(f"/zh/events/{funding.pk}/")
    everywhere = response.content.decode() + page_at(client, ZH) + page_at(client, f"{ZH}feed.atom")

    assert response.status_code == 410
    assert response.content.decode().count("公司否认了这笔融资") == 1
    for hidden in ("智谱", "25亿", "国资领投", "补充说明"):
        assert hidden not in everywhere


def test_a_standard_reason_of_a_retraction_is_told_in_the_readers_language(client, editor, funding):
    actions.retract_event(funding, by=editor, reason="The sentence does not say this.")

    assert "The sentence does not say this." in page_at(client, f"/en/events/{funding.pk}/")
    with translation.override("zh-hans"):
        chinese = translation.gettext("The sentence does not say this.")
    assert chinese in page_at(client, f"/zh/events/{funding.pk}/")


def test_what_comes_back_is_told_as_restored(client, editor, funding):
    actions.retract_event(funding, by=editor, reason="公司否认了这笔融资")
    actions.accept_event(funding, by=editor, reason="公司又证实了")

    page = page_at(client, EN)

    assert [line.kind for line in Correction.objects.all()] == ["restored", "retracted"]
    assert "Restored</span>" in page
    assert "公司又证实了" not in page
    assert client.get(f"/en/events/{funding.pk}/").status_code == 200


def test_the_corrections_of_an_entity_that_is_taken_back_are_not_shown(client, editor, funding):
    company = funding.participations.get().entity
    Correction.objects.create(
        entity=company,
        kind="corrected",
        changes=[{"field": "name_zh", "before": "智谱华章", "after": "智谱"}],
        by=editor,
    )
    assert "智谱华章" in page_at(client, ZH)

    Entity.objects.filter(pk=company.pk).update(status=Status.RETRACTED)

    assert "智谱华章" not in page_at(client, ZH)


def test_corrections_are_paged_by_key_in_few_queries(client, editor, django_assert_max_num_queries):
    for number in range(60):
        event = event_of(("company", CompanyFactory(name_en=f"Company no {number}")))
        actions.correct_event(event, {"note_en": f"Note {number}."}, by=editor)

    with django_assert_max_num_queries(3):
        first = client.get(EN)
    older = first.context["page"].older
    second = client.get(older)

    assert [len(page.context["page"].lines) for page in (first, second)] == [50, 10]
    assert "Note 59." in first.content.decode()
    assert "Note 0." in second.content.decode()
    again = client.get(second.context["page"].newer)
    assert again.context["page"].lines == first.context["page"].lines


def test_a_place_that_no_page_gave_out_is_a_bad_request(client):
    assert client.get(f"{EN}?cursor=nonsense").status_code == 400


def test_the_feed_has_the_same_ids_in_both_languages(client, editor, funding):
    actions.correct_event(funding, {"note_en": "A & <b>"}, by=editor, public_reason="更正 <i>")

    english, chinese = (
        client.get(f"/{language}/corrections/feed.atom") for language in ("en", "zh")
    )

    correction = Correction.objects.get()
    for feed in (english, chinese):
        assert feed["content-type"] == "application/atom+xml; charset=utf-8"
        assert f"tag:localhost,2026:corrections/{correction.pk}" in feed.content.decode()
        assert "A &amp;amp; &amp;lt;b&amp;gt;" in feed.content.decode()
    assert "Corrected: " in english.content.decode()
    assert "智谱" in chinese.content.decode()


def test_readers_find_the_corrections_in_the_foot_of_each_page(client):
    assert f'href="{reverse("events:corrections")}"' in page_at(client, "/en/")
