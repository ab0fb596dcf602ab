"""Filters of the desk's lists, kept under a name."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import saved_filters
from events.models import SavedFilter
from people.accounts import give
from people.refusals import Refused
from people.roles import Role
from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db

EVENTS = "events.event"
LIST = reverse("admin:events_event_changelist")
KEEP = reverse("admin:keep-filter")
QUERY = "waiting=any&kind__exact=funding"


def member(role):
    user = User.objects.create(username=f"成员 {role}")
    give(user, role, by=None)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def editor():
    return member(Role.EDITOR)


@pytest.fixture
def senior():
    return member(Role.SENIOR_EDITOR)


def names(user):
    return [saved.name for saved in saved_filters.seen_by(user, EVENTS)]


def test_a_filter_is_ones_own_unless_it_is_shared(editor, senior):
    saved_filters.keep(by=senior, listed=EVENTS, name="大家的", query=QUERY, shared=True)
    saved_filters.keep(by=senior, listed=EVENTS, name="自己的", query=QUERY)
    saved_filters.keep(by=editor, listed="people.person", name="别的列表", query="status=1")

    assert names(editor) == ["大家的"]
    assert names(senior) == ["大家的", "自己的"]


def test_the_same_name_takes_the_new_filters(editor):
    for query in (QUERY, "year=2025"):
        saved_filters.keep(by=editor, listed=EVENTS, name="我的", query=query)

    assert SavedFilter.objects.get().query == "year=2025"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"name": " "}, "Give the filter a name"),
        ({"name": "长" * 61}, "at most 60"),
        ({"query": "p=3"}, "Nothing is filtered"),
        ({"query": "q=" + "x" * 1000}, "too many"),
        ({"shared": True}, "Senior editor"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(editor, told, why):
    with pytest.raises(Refused, match=why):
        saved_filters.keep(**{"by": editor, "listed": EVENTS, "name": "一", "query": QUERY} | told)

    assert not SavedFilter.objects.exists()


def test_a_shared_filter_is_changed_by_senior_editors_alone(editor, senior):
    saved = saved_filters.keep(by=senior, listed=EVENTS, name="大家的", query=QUERY, shared=True)

    with pytest.raises(Refused, match="Senior editor"):
        saved_filters.rename(saved, "我的", by=editor)
    with pytest.raises(Refused, match="Senior editor"):
        saved_filters.forget(saved, by=editor)
    other = EditorFactory()
    assert saved_filters.rename(saved, "新名", by=other).name == "新名"
    saved_filters.forget(saved, by=other)
    saved_filters.forget(saved, by=other)
    assert not SavedFilter.objects.exists()


def test_a_name_that_is_taken_is_refused(editor):
    first, second = (
        saved_filters.keep(by=editor, listed=EVENTS, name=name, query=QUERY) for name in "一二"
    )

    with pytest.raises(Refused, match="already"):
        saved_filters.rename(second, first.name, by=editor)


def test_an_editor_saves_what_is_filtered_renames_it_and_deletes_it(client, editor):
    client.force_login(editor)
    kept = client.post(
        KEEP, {"listed": EVENTS, "query": f"{QUERY}&p=2", "name": "待审融资"}, follow=True
    ).content.decode()
    saved = SavedFilter.objects.get()

    assert (saved.query, saved.owner, saved.shared) == (QUERY, editor, False)
    assert 'aria-current="page">待审融资</a>' in kept
    assert "待审融资" in client.get(LIST).content.decode()
    change = reverse("admin:change-filter", args=[saved.pk])
    client.post(change, {"name": "融资"})
    assert SavedFilter.objects.get().name == "融资"
    client.post(change, {"delete": "1"})
    assert not SavedFilter.objects.exists()


def test_nobody_reaches_the_filters_of_another_or_a_list_that_is_none(client, editor, senior):
    saved = saved_filters.keep(by=senior, listed=EVENTS, name="自己的", query=QUERY)
    client.force_login(editor)

    told = {"listed": "https://evil.example/", "query": QUERY, "name": "一"}
    assert client.post(KEEP, told).status_code == 404
    change = reverse("admin:change-filter", args=[saved.pk])
    assert client.post(change, {"delete": "1"}).status_code == 404
    assert client.get(change).status_code == 405
    assert SavedFilter.objects.exists()


def test_the_lists_take_no_more_queries_for_more_filters(client, editor, django_assert_num_queries):
    client.force_login(editor)
    client.get(LIST)
    saved_filters.keep(by=editor, listed=EVENTS, name="第一个", query=QUERY)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for number in range(12):
        saved_filters.keep(by=editor, listed=EVENTS, name=str(number), query=QUERY)

    with django_assert_num_queries(len(one)):
        client.get(LIST)
