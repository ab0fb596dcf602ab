"""Editors see which records may be one, why, and go from there to merging them."""

import pytest
from django.urls import reverse

from people import actions
from people.duplicates import look_for_duplicates

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
