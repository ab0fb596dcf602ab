"""Two editors at one record, and one form sent twice: real requests, nothing lost or doubled."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from events import actions
from events.models import Event, Source
from people.models import Affiliation, Person
from people.refusals import Refused
from tests.events.admin.test_event import filled
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    EditorFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


def form_of(record):
    name = "event" if isinstance(record, Event) else record._meta.model_name
    return reverse(f"admin:{record._meta.app_label}_{name}_change", args=[record.pk])


def opened(browser, address):
    """What a browser would send back from the form as it is now."""
    page = browser.get(address)
    told = {"_version": "form_version", "_token": "form_token"}
    hidden = {
        name: str(page.context_data[key]) for name, key in told.items() if key in page.context_data
    }
    return filled(page) | hidden


@pytest.fixture
def other(db):
    browser = Client()
    browser.force_login(EditorFactory(username="lin"))
    return browser


@pytest.fixture
def funding():
    company = CompanyFactory(name_en="Zhipu AI", name_zh="智谱")
    return event_of(("company", company), quote="智谱完成融资。")


def test_the_second_editor_is_told_who_changed_what_and_keeps_what_was_typed(desk, other, funding):
    address = form_of(funding)
    mine, theirs = opened(desk, address), opened(other, address)
    other.post(address, theirs | {"note_zh": "国资领投", "note_en": "Led by the state"})

    page = desk.post(address, mine | {"note_zh": "我的说明", "when": "2024-Q2"})

    assert page.status_code == 409
    text = page.content.decode()
    assert "<b>lin</b>" in text
    assert "<ins>国资领投</ins>" in text
    assert page.context_data["conflict"].both == ["Chinese note"]
    form = page.context_data["adminform"].form
    assert form["note_zh"].value() == "我的说明"
    assert form["when"].value() == "2024-Q2"
    assert form["note_en"].value() == "Led by the state"
    funding.refresh_from_db()
    assert funding.note_zh == "国资领投"


def test_saving_again_puts_what_was_typed_on_top_and_keeps_the_rest_of_the_other(
    desk, other, funding
):
    address = form_of(funding)
    mine, theirs = opened(desk, address), opened(other, address)
    other.post(address, theirs | {"note_zh": "国资领投", "note_en": "Led by the state"})
    page = desk.post(address, mine | {"note_zh": "我的说明"})

    again = filled(page) | {"_version": str(page.context_data["form_version"])}
    response = desk.post(address, again)

    assert response.status_code == 302
    funding.refresh_from_db()
    assert (funding.note_zh, funding.note_en) == ("我的说明", "Led by the state")


def test_the_others_record_is_taken_by_opening_the_form_again(desk, other, funding):
    address = form_of(funding)
    mine, theirs = opened(desk, address), opened(other, address)
    other.post(address, theirs | {"note_zh": "国资领投"})

    page = desk.post(address, mine | {"note_zh": "我的说明"}).content.decode()

    assert f'href="{address}"' in page
    assert desk.get(address).context_data["adminform"].form["note_zh"].value() == "国资领投"


def test_participants_of_both_are_put_together(desk, other, funding):
    address = form_of(funding)
    mine, theirs = opened(desk, address), opened(other, address)
    lead, investor = CompanyFactory(name_zh="红杉中国"), CompanyFactory(name_zh="高瓴")

    def with_party(data, role, entity):
        return data | {
            "participations-TOTAL_FORMS": 2,
            "participations-1-role": role,
            "participations-1-entity": entity.pk,
        }

    other.post(address, with_party(theirs, "lead", lead))
    page = desk.post(address, with_party(mine, "investor", investor))
    assert page.status_code == 409
    desk.post(address, filled(page) | {"_version": str(page.context_data["form_version"])})

    assert set(funding.participations.values_list("role", flat=True)) == {
        "company",
        "lead",
        "investor",
    }


def test_a_participant_that_the_other_took_away_stays_away(desk, other, funding):
    investor = CompanyFactory(name_zh="高瓴")
    funding.participations.create(role="investor", entity=investor)
    address = form_of(funding)
    mine, theirs = opened(desk, address), opened(other, address)
    other.post(address, theirs | {"participations-1-DELETE": "on"})

    page = desk.post(address, mine | {"note_zh": "我的说明"})
    desk.post(address, filled(page) | {"_version": str(page.context_data["form_version"])})

    funding.refresh_from_db()
    assert funding.note_zh == "我的说明"
    assert [part.role for part in funding.participations.all()] == ["company"]


def test_what_a_machine_changed_meanwhile_is_told_too(desk, funding):
    address = form_of(funding)
    mine = opened(desk, address)
    Event.objects.filter(pk=funding.pk).update(certainty="confirmed")

    page = desk.post(address, mine | {"note_zh": "我的说明"})

    assert page.status_code == 409
    assert "<b>the machine</b>" in page.content.decode()
    assert page.context_data["adminform"].form["certainty"].value() == "confirmed"


def test_more_evidence_meanwhile_is_no_conflict(desk, funding):
    address = form_of(funding)
    mine = opened(desk, address)
    funding.evidence.update(confidence=0.5)

    assert desk.post(address, mine | {"note_zh": "我的说明"}).status_code == 302


@pytest.mark.parametrize("kind", ["company", "affiliation", "source"])
def test_every_curated_form_minds_others(desk, other, kind):
    record, field, theirs, mine = {
        "company": lambda: (CompanyFactory(name_zh="智谱"), "country", "US", "CN"),
        "affiliation": lambda: (AffiliationFactory(title="顾问"), "title", "总裁", "首席科学家"),
        "source": lambda: (SourceFactory(name="晚点"), "name", "晚点早报", "晚点 LatePost"),
    }[kind]()
    address = form_of(record)
    data, others = opened(desk, address), opened(other, address)
    other.post(address, others | {field: theirs})

    page = desk.post(address, data | {field: mine})

    assert page.status_code == 409
    record.refresh_from_db()
    assert getattr(record, field) == theirs
    desk.post(address, filled(page) | {"_version": str(page.context_data["form_version"])})
    record.refresh_from_db()
    assert getattr(record, field) == mine


def test_names_that_the_other_added_are_kept(desk, other):
    company = CompanyFactory(name_en="Zhipu AI", name_zh="智谱")
    address = form_of(company)
    mine, theirs = opened(desk, address), opened(other, address)
    count = int(theirs["aliases-TOTAL_FORMS"])

    def with_name(data, text):
        return data | {"aliases-TOTAL_FORMS": count + 1, f"aliases-{count}-text": text}

    other.post(address, with_name(theirs, "智谱华章"))
    page = desk.post(address, with_name(mine, "GLM"))
    desk.post(address, filled(page) | {"_version": str(page.context_data["form_version"])})

    names = set(company.aliases.values_list("text", flat=True))
    assert names == {"Zhipu AI", "智谱", "智谱华章", "GLM"}


def test_what_an_action_refuses_is_given_back_with_what_was_typed(desk, funding, monkeypatch):
    def refuse(*_args, **_options):
        raise Refused("锁定中")

    address = form_of(funding)
    data = opened(desk, address)
    monkeypatch.setattr(actions, "correct_event", refuse)

    page = desk.post(address, data | {"note_zh": "我的说明"})

    assert "锁定中" in page.content.decode()
    assert page.context_data["adminform"].form["note_zh"].value() == "我的说明"


# -- one form, one record


def career(desk):
    person, company = PersonFactory(name_zh="李沐"), CompanyFactory(name_en="Boson AI")
    address = reverse("admin:events_event_add") + "?kind=career"
    return address, opened(desk, address) | {
        "when": "2023-08",
        "certainty": "reported",
        "change": "founded",
        "participations-0-role": "person",
        "participations-0-entity": person.pk,
        "participations-1-role": "company",
        "participations-1-entity": company.pk,
    }


def test_a_form_sent_twice_adds_one_event_and_answers_alike(desk):
    address, data = career(desk)

    first, second = desk.post(address, data), desk.post(address, data)

    assert Event.objects.count() == 1
    assert (first.status_code, first.url) == (second.status_code, second.url)


def test_a_form_that_was_refused_can_be_sent_again(desk):
    address, data = career(desk)

    assert desk.post(address, data | {"when": "soon"}).status_code == 200
    assert desk.post(address, data).status_code == 302
    assert Event.objects.count() == 1


def test_a_form_gone_back_to_says_that_it_added_a_record_and_keeps_what_was_typed(desk):
    address, data = career(desk)
    desk.post(address, data)

    page = desk.post(address, data | {"when": "2024-08"})

    assert "This form has added a record already" in page.content.decode()
    assert page.context_data["adminform"].form["when"].value() == "2024-08"
    assert Event.objects.count() == 1

    desk.post(address, filled(page) | {"_token": str(page.context_data["form_token"])})
    assert Event.objects.count() == 2


@pytest.mark.parametrize("kind", ["person", "affiliation", "source"])
def test_other_forms_add_one_record_as_well(desk, kind):
    app = "events" if kind == "source" else "people"
    address = reverse(f"admin:{app}_{kind}_add")
    data = opened(desk, address)
    if kind == "person":
        data |= {"name_zh": "李沐"}
    elif kind == "source":
        data |= {"name": "晚点", "kind": "manual", "interval": ""}
    else:
        data |= {"person": PersonFactory().pk, "company": CompanyFactory().pk, "title": "顾问"}
    tables = {"person": Person, "affiliation": Affiliation, "source": Source}
    rows = tables[kind]._default_manager.all()
    before = rows.count()

    for _ in range(2):
        assert desk.post(address, data).status_code == 302

    assert rows.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_adds_one_event(editor):
    browsers = [Client(), Client(), Client()]
    for browser in browsers:
        browser.force_login(editor)
    address, data = career(browsers[0])
    answers = []

    def click(browser):
        try:
            answers.append(browser.post(address, data).status_code)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=[browser]) for browser in browsers]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert answers == [302, 302, 302]
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_editors_who_save_at_the_same_moment_one_saves_and_the_others_are_told(editor):
    event = event_of(("company", CompanyFactory()))
    address = form_of(event)
    browsers = [Client(), Client(), Client()]
    for number, browser in enumerate(browsers):
        browser.force_login(EditorFactory(username=f"wang-{number}"))
    forms = [opened(browser, address) for browser in browsers]
    answers = []

    def save(number):
        try:
            data = forms[number] | {"note_zh": f"第{number}位"}
            answers.append(browsers[number].post(address, data).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [302, 409, 409]
