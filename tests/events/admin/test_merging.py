"""An editor merges two records and undoes it, and sees all of it beforehand."""

import pytest
from django.urls import reverse

from people.models import Entity, Judgement
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    EditorFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    other = CompanyFactory(name_en="Zhipu", name_zh="智谱", website="https://z.example")
    kept = CompanyFactory(name_en="Zhipu AI", name_zh="", website="")
    event_of(("company", other))
    return Entity.objects.get(pk=other.pk), Entity.objects.get(pk=kept.pk)


def address(entity, into=None):
    return reverse("admin:merge", args=[entity.pk]) + (f"?into={into.pk}" if into else "")


def form_of(entity):
    return reverse("admin:people_company_change", args=[entity.pk])


def test_a_company_leads_to_merging_it(desk, pair):
    assert f'href="{address(pair[0])}"' in desk.get(form_of(pair[0])).content.decode()


def test_the_choice_of_the_other_record_has_a_name(desk, pair):
    assert 'data-placeholder="the other record"' in desk.get(address(pair[0])).content.decode()


def test_all_that_would_change_is_shown_and_nothing_is_done(desk, pair):
    other, kept = pair

    page = desk.get(address(other, kept)).content.decode()

    assert "https://z.example" in page
    assert "智谱" in page
    assert 'value="website" checked' in page
    assert 'value="name_en" checked' not in page
    assert Entity.objects.get(pk=other.pk).survivor_id == other.pk


def test_two_of_one_name_are_told_apart_by_their_posts_and_events(desk):
    one, other = (PersonFactory(name_en="", name_zh="陈璐") for _ in range(2))
    firm = CompanyFactory(name_en="", name_zh="澄帆科技")
    AffiliationFactory(person=one, company=firm, title="首席技术官")
    event_of(("person", one), ("company", firm), kind="career", change="joined")
    event_of(
        ("person", other),
        ("company", CompanyFactory(name_en="", name_zh="云澜医疗")),
        kind="career",
        change="left",
    )

    page = desk.get(address(other, one)).content.decode()

    assert "<li>陈璐, 首席技术官, 澄帆科技</li>" in page
    assert "<li>陈璐 reportedly left 云澜医疗</li>" in page


def test_merging_leads_to_the_survivor_which_says_so_and_undoes_it(desk, pair):
    other, kept = pair
    kept.status = "published"
    kept.save()

    done = desk.post(
        address(other), {"into": kept.pk, "take": ["website"], "reason": "同一家"}, follow=True
    )
    page = done.content.decode()
    assert done.redirect_chain[-1][0] == form_of(kept)
    assert "同一家" in page
    assert Entity.objects.get(pk=other.pk).survivor_id == kept.pk
    undo = reverse("admin:unmerge", args=[other.pk])
    assert f'formaction="{undo}"' in page

    desk.post(undo)
    assert Entity.objects.get(pk=other.pk).survivor_id == other.pk
    assert Entity.objects.get(pk=kept.pk).website == ""


def test_what_cannot_be_merged_says_why(desk, pair):
    other, kept = pair  # the one is public and the other is not

    page = desk.post(address(other), {"into": kept.pk}, follow=True).content.decode()

    assert "the other way round" in page
    assert Entity.objects.get(pk=other.pk).survivor_id == other.pk


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_an_editor_says_that_two_are_not_the_same(desk, pair, verdict):
    desk.post(address(pair[0]), {"into": pair[1].pk, verdict: "1", "reason": "两家公司"})

    judgement = Judgement.objects.get()
    assert (judgement.verdict, judgement.reason) == (verdict, "两家公司")
    assert "两家公司" in desk.get(address(*pair)).content.decode()


def test_a_person_is_not_offered_as_a_company(desk, pair):
    page = desk.get(address(pair[0], PersonFactory())).content.decode()

    assert "same kind" in page


def test_who_may_not_change_companies_may_not_merge_them(client, pair):
    client.force_login(EditorFactory(is_superuser=False))

    assert client.get(address(*pair)).status_code == 403
    assert client.post(address(pair[0]), {"into": pair[1].pk}).status_code == 403
    assert client.post(reverse("admin:unmerge", args=[pair[0].pk])).status_code == 403
