from decimal import Decimal

import pytest
from django.urls import reverse

from events.models import Event, Evidence, Review
from events.queue import hold, settle
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.events.test_queue import proposed
from tests.factories import (
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    event_of,
)

LIST = reverse("admin:events_event_changelist")


def form_of(event):
    return reverse("admin:events_event_change", args=[event.pk])


def filled(page):
    """What a browser would send back if the form were saved as it is."""
    context = page.context_data
    form = context["adminform"].form
    data = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "decompress"):
            parts = value if isinstance(value, list) else bound.field.widget.decompress(value)
            for part, text in zip(bound.field.widget.widgets_names, parts, strict=True):
                data[bound.html_name + part] = "" if text is None else str(text)
        else:
            data[bound.html_name] = "" if value is None else str(value)
    for inline in context["inline_admin_formsets"]:
        for bound in inline.formset.management_form:
            data[bound.html_name] = bound.value()
        for row in inline.formset.forms:
            for bound in row:
                value = bound.value()
                if value not in (None, ""):
                    data[bound.html_name] = str(value)
    return data


@pytest.fixture
def funding(db):
    company = CompanyFactory(name_en="Zhipu AI", name_zh="智谱")
    return event_of(
        ("company", company),
        status=Status.PROPOSED,
        quote="智谱完成超过25亿元融资。",
        amount=Sum.told(Decimal(2_500_000_000), "CNY", Qualifier.OVER, "超过25亿元"),
    )


# -- the list


def test_the_list_shows_headline_partial_date_and_sum(desk, funding):
    Event.objects.filter(pk=funding.pk).update(
        date="2024-04-01", date_end="2024-06-30", precision="quarter"
    )

    page = desk.get(LIST, headers={"accept-language": "zh-CN"}).content.decode()

    assert "智谱" in page
    assert "2024-Q2" in page
    assert "逾25亿元" in page


def test_the_list_takes_the_same_queries_for_many_events(
    desk, funding, django_assert_max_num_queries
):
    desk.get(LIST)
    with django_assert_max_num_queries(20) as few:
        desk.get(LIST)
    for _ in range(15):
        event_of(("company", CompanyFactory()))
    with django_assert_max_num_queries(len(few)):
        desk.get(LIST)


@pytest.mark.parametrize("words", ["智谱", "智譜", "zhipu", "ZHIPU ai", "25亿元", "智谱 融资"])
def test_events_are_found_by_names_and_quotes(desk, funding, words):
    other = event_of(("company", CompanyFactory()))

    found = desk.get(LIST, {"q": words}).context_data["cl"].queryset

    assert funding in found
    assert other not in found


def test_an_event_is_found_by_its_number(desk, funding):
    assert funding in desk.get(LIST, {"q": str(funding.pk)}).context_data["cl"].queryset


def test_a_search_for_a_mere_mark_is_no_error(desk, funding):
    assert desk.get(LIST, {"q": "（ 99999999999999999999 \x00"}).status_code == 200


def test_the_events_of_an_entity_are_listed_from_its_form(desk, funding):
    entity = funding.participations.get().entity
    event_of(("company", CompanyFactory()))

    found = desk.get(LIST, {"participations__survivor": entity.pk}).context_data["cl"].queryset

    assert list(found) == [funding]


# -- the form


def test_the_form_has_the_fields_of_its_kind_only(desk, funding):
    fields = desk.get(form_of(funding)).context_data["adminform"].form.fields

    assert {"round", "amount", "valuation"} <= fields.keys()
    assert not {"title", "change", "stake", "headcount"} & fields.keys()


def test_a_form_saved_as_it_is_changes_and_holds_nothing(desk, funding):
    address = form_of(funding)

    response = desk.post(address, filled(desk.get(address)))

    assert response.status_code == 302
    funding.refresh_from_db()
    assert funding.held == []
    assert not Review.objects.exists()


def test_what_is_typed_is_set_and_held_and_the_status_stays(desk, editor, funding):
    address = form_of(funding)
    data = filled(desk.get(address)) | {
        "when": "2024-Q2",
        "amount_qualifier": "about",
        "amount_value": "26亿",
        "status": "published",
    }

    desk.post(address, data)

    funding.refresh_from_db()
    assert str(funding.when) == "2024-Q2"
    assert funding.amount == Sum.told(Decimal(2_600_000_000), "CNY", Qualifier.ABOUT, "超过25亿元")
    assert funding.held == ["amount", "when"]
    assert funding.status == Status.PROPOSED
    assert Review.objects.get().by == editor


def test_a_date_that_is_none_keeps_the_form_and_says_the_remedy(desk, funding):
    address = form_of(funding)

    page = desk.post(address, filled(desk.get(address)) | {"when": "2024-13"})

    assert page.status_code == 200
    assert "no such month" in page.content.decode()


def test_a_date_taken_back_leaves_the_event_undated_at_its_first_article(desk, funding):
    address = form_of(funding)
    article = funding.evidence.get().article

    desk.post(address, filled(desk.get(address)) | {"when": ""})

    funding.refresh_from_db()
    assert funding.when == PartialDate.unknown(article.published_on)


def test_who_takes_part_is_set_by_autocompletion(desk, funding):
    address = form_of(funding)
    investor = CompanyFactory(name_zh="红杉中国")
    data = filled(desk.get(address)) | {
        "participations-TOTAL_FORMS": 2,
        "participations-1-role": "lead",
        "participations-1-entity": investor.pk,
    }

    desk.post(address, data)

    assert set(funding.participations.values_list("role", "entity")) == {
        ("company", funding.participations.get(role="company").entity_id),
        ("lead", investor.pk),
    }


def test_the_roles_to_choose_from_are_those_of_the_kind(desk, funding):
    address = form_of(funding)
    data = filled(desk.get(address)) | {"participations-0-role": "speaker"}

    assert desk.post(address, data).status_code == 200
    assert funding.participations.get().role == "company"


def test_a_quote_copied_from_an_article_becomes_evidence(desk, funding):
    address = form_of(funding)
    article = ArticleFactory(text="据悉，智谱已完成新一轮融资，由国资领投。")
    data = filled(desk.get(address)) | {
        "evidence-2-TOTAL_FORMS": 1,
        "evidence-2-0-article": article.pk,
        "evidence-2-0-quote": "智谱已完成新一轮融资",
        "evidence-2-0-certainty": "reported",
    }

    desk.post(address, data)

    proof = Evidence.objects.get(article=article)
    assert (proof.start, proof.end, proof.event_id) == (3, 13, funding.pk)


def test_a_quote_that_does_not_stand_in_the_article_is_refused(desk, funding):
    address = form_of(funding)
    article = ArticleFactory(text="据悉，智谱已完成新一轮融资。")
    data = filled(desk.get(address)) | {
        "evidence-2-TOTAL_FORMS": 1,
        "evidence-2-0-article": article.pk,
        "evidence-2-0-quote": "智谱完成融资",
        "evidence-2-0-certainty": "reported",
    }

    page = desk.post(address, data)

    assert "copy it exactly" in page.content.decode()
    assert not Evidence.objects.filter(article=article).exists()


def test_save_and_accept_publishes(desk, funding):
    address = form_of(funding)

    desk.post(address, filled(desk.get(address)) | {"_accept": "yes"})

    funding.refresh_from_db()
    assert funding.is_published


def test_the_form_returns_to_the_review_page_and_nowhere_else(desk, funding):
    back = reverse("admin:review", args=[funding.evidence.get().article_id])
    data = filled(desk.get(form_of(funding)))

    assert desk.post(f"{form_of(funding)}?next={back}", data).url == back
    for foreign in ("https://evil.example/admin/review/", "//evil.example", "/admin/logout/"):
        assert desk.post(f"{form_of(funding)}?next={foreign}", data).url == LIST


def test_the_machine_does_not_undo_the_history_of_a_correction(desk, funding):
    address = form_of(funding)
    desk.post(address, filled(desk.get(address)) | {"when": "2024-Q2"})

    page = desk.get(reverse("admin:events_event_history", args=[funding.pk])).content.decode()

    assert "chen" in page
    assert "<del>May 6, 2024</del>" in page
    assert "<ins>quarter</ins>" in page


# -- by hand


def test_the_kind_is_chosen_first(desk):
    page = desk.get(reverse("admin:events_event_add")).content.decode()

    assert "?kind=stake_sale" in page


def test_an_event_added_by_hand_is_proposed_with_who_took_part(desk):
    person, company = PersonFactory(name_zh="李沐"), CompanyFactory(name_en="Boson AI")
    address = reverse("admin:events_event_add") + "?kind=career"
    data = filled(desk.get(address)) | {
        "when": "2023-08",
        "certainty": "reported",
        "change": "founded",
        "participations-0-role": "person",
        "participations-0-entity": person.pk,
        "participations-1-role": "company",
        "participations-1-entity": company.pk,
    }

    desk.post(address, data)

    event = Event.objects.get()
    assert (event.kind, event.change, str(event.when)) == ("career", "founded", "2023-08")
    assert event.status == Status.PROPOSED
    assert event.card.data["participants"][0]["name"]["zh"] == "李沐"


def test_an_event_without_anyone_is_not_added(desk):
    address = reverse("admin:events_event_add") + "?kind=funding"
    data = filled(desk.get(address)) | {"when": "2023-08", "certainty": "reported"}

    page = desk.post(address, data)

    assert "Say who took part." in page.content.decode()
    assert not Event.objects.exists()


# -- decisions on many


def test_many_are_accepted_and_the_refused_are_told_with_the_reason(desk, funding):
    bare = EventFactory()
    ParticipationFactory(event=bare, entity=CompanyFactory())

    page = desk.post(
        LIST, {"action": "accept", "_selected_action": [funding.pk, bare.pk]}, follow=True
    ).content.decode()

    funding.refresh_from_db()
    assert funding.is_published
    assert "1 was accepted." in page
    assert "This event has no evidence" in page


def test_rejecting_asks_for_a_reason_and_keeps_it(desk, funding):
    chosen = {"action": "reject", "_selected_action": [funding.pk]}

    page = desk.post(LIST, chosen).content.decode()
    funding.refresh_from_db()
    assert "Why are these proposals rejected?" in page
    assert funding.status == Status.PROPOSED

    desk.post(LIST, chosen | {"asked": "1", "reason": "Who took part is not known."})
    funding.refresh_from_db()
    assert funding.status == Status.REJECTED
    assert Review.objects.get().reason == "Who took part is not known."


def test_own_words_go_before_a_standard_reason(desk, funding):
    desk.post(
        LIST,
        {"action": "reject", "_selected_action": [funding.pk], "asked": "1", "words": "只是传言"},
    )

    assert Review.objects.get().reason == "只是传言"


def test_a_published_event_is_retracted_with_a_reason(desk, funding):
    Event.objects.filter(pk=funding.pk).update(status=Status.PUBLISHED)

    desk.post(
        LIST, {"action": "retract", "_selected_action": [funding.pk], "words": "公司更正了公告"}
    )

    funding.refresh_from_db()
    assert funding.status == Status.RETRACTED


def test_who_may_only_look_decides_nothing(client, limited, funding):
    client.force_login(limited("view_event"))

    page = client.get(LIST)
    client.post(LIST, {"action": "accept", "_selected_action": [funding.pk]})

    assert page.status_code == 200
    funding.refresh_from_db()
    assert funding.status == Status.PROPOSED


def test_an_event_cannot_be_deleted(desk, funding):
    assert desk.post(reverse("admin:events_event_delete", args=[funding.pk])).status_code == 403


def test_another_certainty_than_the_evidence_says_needs_a_reason(desk):
    event = event_of(("company", CompanyFactory()), status="proposed")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = filled(desk.get(address)) | {"certainty": "confirmed"}

    page = desk.post(address, data).content.decode()
    assert "Say why it is not what the evidence says." in page

    desk.post(address, data | {"certainty_why": "官方公告"})
    event = Event.objects.get()
    assert (event.certainty, event.certainty_why) == ("confirmed", "官方公告")


def test_what_somebody_else_is_reviewing_is_left_out_of_a_decision_on_many(desk, funding):
    free = proposed(kind="founding")
    settle()
    hold(funding.evidence.first().article_id, by=EditorFactory(username="lin"))

    for deed in ({"action": "accept"}, {"action": "reject", "reason": "不实"}):
        page = desk.post(
            LIST, deed | {"_selected_action": [funding.pk, free.pk]}, follow=True
        ).content.decode()
        assert "1 was left out: lin is reviewing its article until" in page

    funding.refresh_from_db()
    assert funding.status == Status.PROPOSED
    free.refresh_from_db()
    assert free.status == Status.PUBLISHED
