"""Correcting a fact on its review page, without leaving it and without losing what was typed."""

import json

import pytest
from django.urls import reverse

from events import actions
from events.admin.correcting import snapshot
from events.models import Correction, Event, Review
from people.models import Entity, Status
from people.money import Qualifier
from tests.events.test_queue import article_of, proposed
from tests.factories import ArticleFactory, CompanyFactory, EditorFactory


@pytest.fixture
def company(db):
    return CompanyFactory(name_en="Baichuan AI", name_zh="百川智能", status=Status.PUBLISHED)


@pytest.fixture
def event(company):
    return proposed(ArticleFactory(language="zh"), company=company)


def page_of(event):
    return reverse("admin:review", args=[article_of(event)])


def opened(desk, event, **changes):
    """What the form holds when it is opened, with these changes."""
    page = desk.get(page_of(event), {"fact": f"e{event.pk}", "panel": "correct"})
    correction = page.context_data["panel"].shown
    form, parties = correction.fields, correction.parties
    data = {name: form[name].value() for name in form.fields}
    for part in (parties.management_form, *parties):
        data |= {part.add_prefix(name): part[name].value() for name in part.fields}
    data |= {"fact": f"e{event.pk}", "seen": correction.seen, "do": "correct"}
    return {name: "" if value is None else value for name, value in (data | changes).items()}


def test_the_form_opens_beside_the_article(desk, event):
    page = desk.get(page_of(event), {"fact": f"e{event.pk}", "panel": "correct"})

    text = page.content.decode()
    assert 'value="Baichuan AI"' in text
    assert 'value="2024-05-06"' in text
    assert "Save and accept" in text


USD, CNY, EUR = "USD", "CNY", "EUR"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("$1.3bn", (1_300_000_000, 1_300_000_000, USD, Qualifier.EXACT)),
        ("约5亿元", (500_000_000, 500_000_000, CNY, Qualifier.ABOUT)),
        ("数亿美元", (100_000_000, 1_000_000_000, USD, Qualifier.SEVERAL)),
        ("over €20 million", (20_000_000, None, EUR, Qualifier.OVER)),
        ("undisclosed", (None, None, "", Qualifier.UNDISCLOSED)),
    ],
)
def test_a_sum_is_read_from_words(desk, event, words, told):
    answer = desk.post(page_of(event), opened(desk, event, amount=words))

    assert answer.status_code == 302
    stored = Event.objects.values_list(
        "amount_low", "amount_high", "amount_currency", "amount_qualifier"
    ).get()
    assert stored == told
    assert "amount" in Event.objects.get().held


@pytest.mark.parametrize("value", ["$1.3bn", "undisclosed", "约5亿元", "数亿美元"])
def test_a_sum_that_is_not_touched_is_not_changed(desk, event, value):
    desk.post(page_of(event), opened(desk, event, amount=value))
    amount, count = Event.objects.get().amount, Review.objects.count()

    desk.post(page_of(event), opened(desk, event))

    assert Event.objects.get().amount == amount
    assert Review.objects.count() == count


def test_a_date_is_corrected_accepted_and_the_page_goes_on(desk, event):
    data = opened(desk, event, when="2024-Q2", do="correct-accept")

    desk.post(page_of(event), data)

    corrected = Event.objects.get()
    assert str(corrected.when) == "2024-Q2"
    assert corrected.is_published
    assert [r.verdict for r in Review.objects.order_by("pk")] == ["corrected", "accepted"]


def test_what_is_wrong_is_said_beneath_its_field_and_all_that_was_typed_stays(desk, event):
    data = opened(desk, event, amount="许多", when="2024-13", note_zh="据公司公告")

    page = desk.post(page_of(event), data)

    text = page.content.decode()
    assert page.status_code == 400
    assert "“许多” is not one sum of money" in text
    assert "there is no such month" in text
    for typed in ("许多", "2024-13", "据公司公告"):
        assert f'value="{typed}"' in text
    assert not Review.objects.exists()


def test_somebody_known_by_that_name_is_found(desk, event):
    investor = CompanyFactory(name_en="Tidal Capital")
    data = opened(desk, event)
    data |= {"part-1-role": "investor", "part-1-name": "Tidal Capital"}

    desk.post(page_of(event), data)

    assert ("investor", investor.pk) in Event.objects.get().participations.values_list(
        "role", "entity"
    )


def test_where_several_may_be_meant_they_are_offered_and_one_is_chosen(desk, event):
    twins = [CompanyFactory(name_en="Tidal"), CompanyFactory(name_en="Tidal")]
    data = opened(desk, event)
    data |= {"part-1-role": "investor", "part-1-name": "Tidal"}

    page = desk.post(page_of(event), data)
    text = page.content.decode()
    assert "Choose who is meant" in text
    assert all(f'name="part-1-pick" value="{twin.pk}"' in text for twin in twins)

    desk.post(page_of(event), data | {"part-1-offered": "Tidal", "part-1-pick": twins[1].pk})
    parts = Event.objects.get().participations
    assert parts.get(role="investor").entity == twins[1]


def test_a_choice_made_for_another_name_counts_for_nothing(desk, event):
    twin = CompanyFactory(name_en="Tidal")
    data = opened(desk, event)
    data |= {"part-1-role": "investor", "part-1-name": "Ebb Partners"}
    data |= {"part-1-offered": "Tidal", "part-1-pick": twin.pk}

    page = desk.post(page_of(event), data)

    assert "Nobody of this name is known" in page.content.decode()


def test_a_new_company_is_made_with_the_correction_and_published_with_the_fact(desk, event):
    data = opened(desk, event, do="correct-accept")
    data |= {"part-1-role": "lead", "part-1-name": "潮汐资本"}
    data |= {"part-1-offered": "潮汐资本", "part-1-pick": "new:company"}

    desk.post(page_of(event), data)

    lead = Entity.objects.get(name_zh="潮汐资本")
    assert lead.kind == "company"
    assert lead.status == Status.PUBLISHED
    assert Event.objects.get().participations.get(role="lead").entity == lead


def test_a_kind_that_the_role_does_not_take_is_not_made(desk, event):
    data = opened(desk, event)
    data |= {"part-1-role": "company", "part-1-name": "潮汐", "part-1-offered": "潮汐"}

    page = desk.post(page_of(event), data | {"part-1-pick": "new:person"})

    assert page.status_code == 400
    assert not Entity.objects.filter(name_zh="潮汐").exists()


def test_an_emptied_name_is_taken_out(desk, event, company):
    data = opened(desk, event)
    data |= {"part-1-role": "company", "part-1-name": str(CompanyFactory()), "part-0-name": ""}
    other = Entity.objects.exclude(pk=company.pk).get()
    data |= {"part-1-entity": other.pk}

    desk.post(page_of(event), data)

    assert [part.entity for part in Event.objects.get().participations.all()] == [other]


def test_what_another_changed_meanwhile_is_told_and_nothing_typed_is_lost(desk, event):
    data = opened(desk, event, note_zh="我写的")
    actions.correct_event(event, {"note_en": "By lin."}, by=EditorFactory(username="lin"))

    page = desk.post(page_of(event), data)

    text = page.content.decode()
    assert "Somebody has changed this fact while you were typing" in text
    assert 'value="我写的"' in text
    assert 'value="By lin."' in text
    assert Event.objects.get().note_zh == ""
    seen = page.context_data["panel"].shown.seen
    desk.post(page_of(event), data | {"seen": seen, "note_en": "By lin."})
    assert (Event.objects.get().note_zh, Event.objects.get().note_en) == ("我写的", "By lin.")


def test_new_evidence_meanwhile_is_no_change_of_the_fact(desk, event):
    data = opened(desk, event, note_zh="我写的")
    Event.objects.update(updated_at="2030-01-01T00:00Z")

    assert desk.post(page_of(event), data).status_code == 302


def test_sent_twice_it_is_saved_once(desk, event):
    data = opened(desk, event, note_zh="我写的")
    desk.post(page_of(event), data)
    again = desk.post(page_of(event), data)

    assert Review.objects.count() == 1
    assert again.status_code in (302, 400)


def test_readers_are_told_why_something_public_was_corrected(desk, editor, event):
    actions.accept_event(event, by=editor)

    desk.post(page_of(event), opened(desk, event, when="2024-04", public_reason="公司公告为准"))

    correction = Correction.objects.get()
    assert (correction.reason, correction.event) == ("公司公告为准", event)


def test_a_snapshot_is_the_same_until_something_is_changed(event):
    before = snapshot(event)
    assert snapshot(Event.objects.get()) == before
    assert json.loads(json.dumps(before)) == before


def test_names_are_offered_as_they_are_typed_with_a_score_and_reasons(desk, event, company):
    names = reverse("admin:review-names")

    exact = desk.get(names, {"role": "company", "q": "百川智能", "event": event.pk}).json()
    begun = desk.get(names, {"role": "company", "q": "百川", "event": event.pk}).json()
    person = desk.get(names, {"role": "person", "q": "百川", "event": event.pk}).json()

    assert exact["offers"][0]["id"] == company.pk
    assert exact["offers"][0]["score"] > 0.9
    assert [offer["id"] for offer in begun["offers"]] == [company.pk]
    assert person["offers"] == []
    assert begun["new"] == [{"value": "new:company", "told": "new: 百川 (Company)"}]


def test_names_are_for_who_may_see_the_record(client, limited):
    client.force_login(limited("view_source"))

    assert (
        client.get(reverse("admin:review-names"), {"q": "a", "role": "company"}).status_code == 403
    )
