"""Readers' suggestions on the desk: who sees them, and what is done with them."""

import pytest
from django.urls import reverse

from events import suggestions
from events.models import Suggestion
from people.models import Status
from people.roles import Role
from tests.factories import CompanyFactory, EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/events/suggestion/"


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_zh="智谱", name_en="", status=Status.PUBLISHED)


@pytest.fixture
def said(zhipu):
    row = Suggestion(
        page="/companies/zhipu/", entity=zhipu, wrong="总部<b>不在</b>上海", language="zh",
        said_hash="x",
    )  # fmt: skip
    return suggestions.receive(row, number="1")


@pytest.fixture
def desk(client):
    client.force_login(MemberFactory(username="chen", role=Role.EDITOR))
    return client


def decide(desk, said, **data):
    address = reverse("admin:events_suggestion_decide", args=[said.pk])
    return desk.post(address, data, follow=True).content.decode()


def test_the_desk_says_that_a_reader_waits_and_leads_there(desk, said):
    home = desk.get("/admin/").content.decode()

    listed = desk.get(LIST).content.decode()

    assert f'href="{LIST}"><span>open</span> <b>1</b>' in home
    assert f'href="/admin/events/suggestion/{said.pk}/change/' in listed


def test_the_record_stands_beside_what_was_said_of_it(desk, said, zhipu):
    page = desk.get(f"{LIST}{said.pk}/change/").content.decode()

    assert "总部&lt;b&gt;不在&lt;/b&gt;上海" in page
    assert f'href="/admin/people/company/{zhipu.pk}/change/"' in page
    assert 'href="/en/companies/zhipu/"' in page


def test_it_is_taken_up_and_closed_with_the_page_of_its_correction(desk, said):
    assert "You look after this suggestion now." in decide(desk, said, deed="take")
    assert "not a published page" in decide(desk, said, deed="done", correction="/en/people/x/")
    told = decide(desk, said, deed="done", correction="https://t.example/zh/companies/zhipu/")

    assert "closed as corrected" in told
    said.refresh_from_db()
    assert (said.state, said.correction, said.by.username) == ("done", "/companies/zhipu/", "chen")


def test_it_is_not_declined_without_a_reason(desk, said):
    assert "Say why: the sender reads the reason." in decide(desk, said, deed="decline")
    assert "It is declined" in decide(desk, said, deed="decline", words="年报写的是上海")


def test_the_list_shows_what_is_open_what_is_mine_and_what_is_closed(desk, said):
    def shown(query=""):
        return f"{said.pk}/change/" in desk.get(f"{LIST}{query}").content.decode()

    assert (shown(), shown("?whose=mine"), shown("?whose=closed")) == (True, False, False)
    decide(desk, said, deed="take")
    assert (shown(), shown("?whose=mine"), shown("?whose=closed")) == (True, True, False)
    decide(desk, said, deed="decline", words="无误")
    assert (shown(), shown("?whose=mine"), shown("?whose=closed")) == (False, False, True)


def test_a_contributor_sees_no_suggestion(client, said):
    client.force_login(MemberFactory(role=Role.CONTRIBUTOR))

    assert client.get(LIST).status_code == 403
    assert LIST not in client.get("/admin/").content.decode()
    address = reverse("admin:events_suggestion_decide", args=[said.pk])
    assert client.post(address, {"deed": "take"}).status_code == 403


def test_a_superuser_may_decide(client, said):
    client.force_login(EditorFactory())

    assert "look after" in decide(client, said, deed="take")
