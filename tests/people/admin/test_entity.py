import pytest
from django.urls import reverse

from people import actions
from people.models import Company, Person, Status
from tests.factories import CompanyFactory, EditorFactory, ModelFactory, PersonFactory, event_of


@pytest.fixture
def desk(client, db):
    client.force_login(EditorFactory(username="chen"))
    return client


def form_of(entity):
    opts = entity._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[entity.pk])


def form_data(**values):
    return {
        "name_en": "",
        "name_zh": "",
        "type": "company",
        "aliases-TOTAL_FORMS": 0,
        "aliases-INITIAL_FORMS": 0,
        **values,
    }


def test_a_company_added_by_hand_gets_an_address_and_is_known_by_its_names(desk):
    desk.post(
        reverse("admin:people_company_add"),
        form_data(name_en="Moonshot AI", name_zh="月之暗面", type="lab", country="cn"),
    )

    company = Company.objects.get()
    assert (company.slug, company.type, company.country) == ("moonshot-ai", "lab", "CN")
    assert company.status == Status.PROPOSED
    assert set(company.aliases.values_list("text", flat=True)) == {"Moonshot AI", "月之暗面"}
    assert {"name_en", "name_zh", "type", "country"} <= set(company.held)


def test_a_name_in_the_wrong_field_stays_where_it_was_typed(desk):
    desk.post(reverse("admin:people_person_add"), form_data(name_zh="Yann LeCun"))

    person = Person.objects.get()
    assert (person.name_en, person.name_zh) == ("", "Yann LeCun")


@pytest.mark.parametrize("name", ["", "——", "（）"])
def test_an_entity_without_a_real_name_is_refused(desk, name):
    page = desk.post(reverse("admin:people_person_add"), form_data(name_zh=name))

    assert "Give an English or a Chinese name" in page.content.decode()
    assert not Person.objects.exists()


def test_a_new_name_is_held_and_shown_by_its_events_at_once(desk):
    company = CompanyFactory(name_zh="智谱华章", name_en="")
    event = event_of(("company", company))

    desk.post(form_of(company), form_data(name_zh="智谱", type="company"))

    company.refresh_from_db()
    event.card.refresh_from_db()
    assert company.held == ["name_en", "name_zh"]
    assert event.card.data["participants"][0]["name"]["zh"] == "智谱"
    assert {"智谱", "智谱华章"} == set(company.aliases.values_list("text", flat=True))


def test_saving_the_form_does_not_undo_what_happened_meanwhile(desk):
    company = CompanyFactory(name_en="Zhipu")
    actions.publish([company])

    desk.post(form_of(company), form_data(name_en="Zhipu", country="CN", status="proposed"))

    company.refresh_from_db()
    assert (company.status, company.country, company.held) == ("published", "CN", ["country"])


def test_an_address_is_fixed_once_it_has_been_public(desk):
    company = CompanyFactory()
    fields = desk.get(form_of(company)).context_data["adminform"].form.fields
    assert "slug" in fields

    actions.publish([company])
    fields = desk.get(form_of(company)).context_data["adminform"].form.fields
    assert "slug" not in fields


def test_another_form_of_a_name_is_added_beneath(desk):
    company = CompanyFactory(name_en="Zhipu")
    alias = company.aliases.get()
    rows = {
        "aliases-TOTAL_FORMS": 2,
        "aliases-INITIAL_FORMS": 1,
        "aliases-0-id": alias.pk,
        "aliases-0-entity": company.pk,
        "aliases-0-text": "Zhipu",
        "aliases-1-entity": company.pk,
        "aliases-1-text": "智譜",
    }

    desk.post(form_of(company), form_data(name_en="Zhipu", slug=company.slug) | rows)

    assert company.aliases.get(text="智譜").folded == "智谱"


def test_a_mere_mark_is_no_name(desk):
    company = CompanyFactory(name_en="Zhipu")
    rows = {
        "aliases-TOTAL_FORMS": 1,
        "aliases-0-entity": company.pk,
        "aliases-0-text": "——",
    }

    page = desk.post(form_of(company), form_data(name_en="Zhipu", slug=company.slug) | rows)

    assert "no letter or digit" in page.content.decode()


@pytest.mark.parametrize("words", ["智谱", "智譜", "zhipu", "ZHI PU"])
def test_entities_are_found_by_any_form_of_their_names(desk, words):
    company = CompanyFactory(name_en="Zhipu AI", name_zh="智谱")
    CompanyFactory()

    page = desk.get(reverse("admin:people_company_changelist"), {"q": words})

    assert list(page.context_data["cl"].queryset) == [company]


def test_autocompletion_offers_no_merged_and_no_rejected_entities(desk):
    kept = CompanyFactory(name_zh="智谱")
    merged = CompanyFactory(name_zh="智谱华章")
    CompanyFactory(name_zh="智谱股份", status=Status.REJECTED)
    merged.merged_into = kept
    merged.save()

    answer = desk.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "events",
            "model_name": "participation",
            "field_name": "entity",
            "term": "智谱",
        },
    ).json()

    assert [result["id"] for result in answer["results"]] == [str(kept.pk)]


def test_an_entity_is_edited_as_what_it_is(desk):
    model = ModelFactory()

    response = desk.get(reverse("admin:people_entity_change", args=[model.pk]))

    assert response.url == form_of(model)


def test_the_history_tells_who_changed_which_name(desk):
    person = PersonFactory(name_zh="王小川")
    desk.post(
        form_of(person),
        form_data(name_zh="王小川（百川）", name_en=person.name_en, slug=person.slug),
    )

    page = desk.get(reverse("admin:people_person_history", args=[person.pk])).content.decode()

    assert "<del>王小川</del>" in page
    assert "<ins>王小川（百川）</ins>" in page
    assert "chen" in page
    assert "Other name: added" in page
