"""Somebody asks for a correction or a removal of their own data, and follows the case."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events import cases, letters, outbox
from events.models import Case
from people.actions import Refused
from people.models import Status
from people.roles import Role
from tests.factories import MemberFactory, PersonFactory, event_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]

YOUR_DATA = "/zh/your-data/"


@pytest.fixture
def person():
    return PersonFactory(slug="li-mu", name_zh="李沐", name_en="", status=Status.PUBLISHED)


@pytest.fixture
def ask(client, form_at):
    def send(about="/people/li-mu/", **typed):
        form = form_at(f"{YOUR_DATA}?about={about}")
        data = {"kind": "removal", "said": "请删除", **form, **typed}
        return client.post(YOUR_DATA, data)

    return send


@pytest.fixture
def senior():
    return MemberFactory(username="zhou", role=Role.SENIOR_EDITOR)


@pytest.fixture
def desk(client, senior):
    client.force_login(senior)
    return client


def decide(desk, case, **data):
    address = reverse("admin:events_case_decide", args=[case.pk])
    return desk.post(address, data, follow=True).content.decode()


def test_a_persons_page_and_every_foot_lead_to_the_form(client, person):
    page = client.get("/zh/people/li-mu/").content.decode()

    assert 'href="/zh/your-data/?about=/people/li-mu/"' in page
    assert 'href="/zh/your-data/"' in client.get("/zh/").content.decode()


def test_a_request_becomes_a_case_with_a_number_and_thirty_days(client, ask, person):
    address = ask()["Location"]

    case = Case.objects.get()
    assert (case.entity_id, case.kind, case.state) == (person.pk, "removal", "open")
    assert timedelta(days=29) < case.due_at - timezone.now() <= timedelta(days=30)
    page = client.get(address)
    assert case.number in page.content.decode()
    assert "请删除" in page.content.decode()
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]
    assert [step.words for step in case.steps.all()] == ["已收到"]


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(ask, person):
    response = ask(kind="", proof="见我的主页")

    assert response.status_code == 400
    assert "见我的主页" in response.content.decode()
    assert not Case.objects.exists()


def test_a_company_has_no_personal_data(ask, zhipu):
    ask("/companies/zhipu/")

    assert Case.objects.get().entity is None


def test_the_desk_tells_what_is_due_and_refuses_without_a_reason(desk, ask, person):
    ask()
    case = Case.objects.get()

    home = desk.get("/admin/").content.decode()
    assert "Requests about own data" in home
    assert 'href="/admin/events/case/"' in home
    assert "李沐" in desk.get(f"/admin/events/case/{case.pk}/change/").content.decode()
    assert "Say why: the person reads the reason." in decide(desk, case, deed="refuse")
    assert "It is refused" in decide(desk, case, deed="refuse", words="公众利益")


def test_an_overdue_case_says_so(desk, ask, person):
    ask()
    Case.objects.update(due_at=timezone.now() - timedelta(days=1))

    assert "overdue</b>" in desk.get("/admin/events/case/?which=overdue").content.decode()


def test_the_log_keeps_who_did_what_and_whose_record_it_is_is_said_later(desk, ask, person):
    ask("")
    case = Case.objects.get()

    decide(desk, case, deed="note", words="已向本人邮箱核实")
    decide(desk, case, deed="whom", person="https://t.example/zh/people/li-mu/")

    case.refresh_from_db()
    assert case.entity_id == person.pk
    assert [(step.words, str(step.by)) for step in case.steps.all()][1:] == [
        ("已向本人邮箱核实", "zhou"),
        (f"The case is about record {person.pk}.", "zhou"),
    ]


def test_an_editor_decides_no_case(client, ask, person):
    ask()
    case = Case.objects.get()
    client.force_login(MemberFactory(role=Role.EDITOR))

    assert client.get("/admin/events/case/").status_code == 403
    assert client.get(f"/admin/events/case/{case.pk}/remove/").status_code == 403
    assert "/admin/events/case/" not in client.get("/admin/").content.decode()


def test_erasing_is_shown_first_and_confirmed_twice(desk, ask, person):
    career = event_of(("person", person), kind="career", change="left", quote="李沐离职。")
    address = ask()["Location"]
    case = Case.objects.get()
    remove = f"/admin/events/case/{case.pk}/remove/"

    preview = desk.get(remove).content.decode()
    assert "covered wherever it stands" in preview
    assert "person/li-mu" in preview
    assert f"/admin/events/event/{career.pk}/change/" in preview

    for half in ({"number": case.number}, {"sure": "1"}, {"sure": "1", "number": "2020-1"}):
        told = desk.post(remove, {"words": "本人要求", **half}, follow=True).content.decode()
        assert "nothing was erased" in told
    assert desk.get("/zh/people/li-mu/").status_code == 200

    told = desk.post(
        remove, {"words": "本人要求", "sure": "1", "number": case.number}, follow=True
    ).content.decode()
    assert "Everything was erased" in told
    assert "李沐" not in told
    assert desk.get("/zh/people/li-mu/").status_code == 410
    shown = desk.get(address).content.decode()
    assert "已予批准" in shown
    assert "本人要求" in shown


def test_a_removal_is_not_granted_without_erasing(ask, person, senior):
    ask()

    with pytest.raises(Refused, match="批准移除即执行清除"):
        cases.grant(Case.objects.get(), reason="好", by=senior)


def test_letters_tell_that_it_arrived_and_what_was_decided(ask, person, senior):
    address = ask(email="limu@self.example")["Location"]
    outbox.relay(letters.SENDERS)
    cases.refuse(Case.objects.get(), reason="公众利益", by=senior)
    outbox.relay(letters.SENDERS)

    first, second = mail.outbox
    assert first.subject == "我们已收到您的请求"
    assert address in first.body
    assert address in second.body
    assert Case.objects.get().email == ""
