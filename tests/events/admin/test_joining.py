"""An editor sees which events may be one, and merges, parts or splits them."""

import pytest
from django.urls import reverse

from events.models import Event, EventJudgement
from tests.factories import CompanyFactory, EvidenceFactory, event_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    zhipu = CompanyFactory(name_zh="智谱", name_en="Zhipu AI")
    return event_of(("company", zhipu), quote="智谱完成融资。"), event_of(("company", zhipu))


def address(event):
    return reverse("admin:same", args=[event.pk])


def test_the_page_shows_what_may_be_the_same_with_its_evidence(desk, pair):
    one, other = pair
    Event.objects.filter(pk=one.pk).update(round="B")
    elsewhere = event_of(("company", CompanyFactory()))

    page = desk.get(address(other)).content.decode()

    assert f"#{one.pk}" in page
    assert "智谱完成融资。" in page
    assert "Series B" in page
    assert f"#{elsewhere.pk} " not in page
    assert (
        address(one)
        in desk.get(reverse("admin:events_event_change", args=[one.pk])).content.decode()
    )


@pytest.mark.parametrize(("deed", "stays"), [("into", 1), ("take", 0)])
def test_merging_either_way_and_undoing_it(desk, pair, deed, stays):
    one, other = pair

    desk.post(address(one), {"other": other.pk, "deed": deed, "reason": "同一轮"})
    kept, gone = pair[stays], pair[1 - stays]
    assert Event.objects.get(pk=gone.pk).merged_into_id == kept.pk
    assert "同一轮" in desk.get(address(kept)).content.decode()

    desk.post(address(kept), {"other": gone.pk, "deed": "undo"})
    assert Event.objects.get(pk=gone.pk).merged_into_id is None


def test_events_kept_apart_are_not_shown_again(desk, pair):
    one, other = pair

    desk.post(address(one), {"other": other.pk, "deed": "apart", "reason": "两轮"})

    assert EventJudgement.objects.get().reason == "两轮"
    assert f"#{other.pk} " not in desk.get(address(one)).content.decode()


def test_splitting_opens_the_new_event(desk, pair):
    proof = EvidenceFactory(event=pair[0])

    done = desk.post(
        address(pair[0]), {"deed": "split", "proof": [proof.pk], "reason": "另一轮"}, follow=True
    )

    new = Event.objects.latest("pk")
    assert done.redirect_chain[-1][0] == reverse("admin:events_event_change", args=[new.pk])
    assert list(new.evidence.all()) == [proof]


@pytest.mark.parametrize("deed", ["split", "into", ""])
def test_what_is_not_possible_is_said(desk, pair, deed):
    page = desk.post(address(pair[0]), {"deed": deed}, follow=True).content.decode()

    assert "Choose" in page


def test_more_candidates_take_no_more_queries(desk, pair, django_assert_max_num_queries):
    company = pair[0].participations.get().entity
    for _ in range(6):
        event_of(("company", company))

    with django_assert_max_num_queries(20):
        desk.get(address(pair[0]))


def test_who_may_not_change_events_may_not_merge_them(client, limited, pair):
    client.force_login(limited("view_event"))

    assert client.get(address(pair[0])).status_code == 403
    assert client.post(address(pair[0]), {"other": pair[1].pk, "deed": "into"}).status_code == 403
