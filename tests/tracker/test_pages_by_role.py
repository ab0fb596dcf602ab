"""Each role before each page of the desk, and what a contributor finds there."""

import pytest
from django.urls import reverse

from events.models import Event
from people.models import Entity
from people.roles import Ability, Role
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    MemberFactory,
    SourceFactory,
    event_of,
)

A = Ability
pytestmark = pytest.mark.django_db
EVERYBODY = None
"""What a page asks for that all at the desk may see."""


def may(role, ability):
    return role is not None and (ability is EVERYBODY or ability in role.abilities)


def proposed(**values):
    return event_of(("company", CompanyFactory()), status="proposed", **values)


def affiliation():
    post = AffiliationFactory()
    EvidenceFactory(event=None, affiliation=post)
    return post


def pages():
    """Each page of the desk: what it takes to see it, and its address."""
    event, company = proposed(), CompanyFactory()
    article = event.evidence.get().article
    told = {
        "index": (EVERYBODY, []),
        "review-queue": (EVERYBODY, []),
        "review": (EVERYBODY, [article.pk]),
        "same": (A.MERGE, [event.pk]),
        "merge": (A.MERGE, [company.pk]),
        "events_event_add": (A.PROPOSE, []),
        "events_event_change": (EVERYBODY, [event.pk]),
        "events_event_history": (EVERYBODY, [event.pk]),
        "events_model_add": (A.PROPOSE, []),
        "people_company_add": (A.PROPOSE, []),
        "people_company_change": (EVERYBODY, [company.pk]),
        "people_person_add": (A.PROPOSE, []),
        "people_affiliation_add": (A.PROPOSE, []),
        "people_affiliation_change": (EVERYBODY, [affiliation().pk]),
        "events_article_change": (EVERYBODY, [article.pk]),
        "events_article_compare": (EVERYBODY, [article.pk]),
        "events_source_add": (A.SOURCES, []),
        "events_source_find": (A.SOURCES, []),
        "events_source_change": (EVERYBODY, [SourceFactory().pk]),
        "events_datasetimport_hand_in": (A.SOURCES, []),
        "events_datasetmapping_add": (A.SOURCES, []),
        "auth_user_changelist": (A.ADMINISTER, []),
        "auth_user_add": (A.ADMINISTER, []),
        "auth_user_change": (A.ADMINISTER, [MemberFactory().pk]),
        "auth_group_changelist": (A.ADMINISTER, []),
    }
    for name in (
        "events_event", "events_model", "people_person", "people_company", "people_affiliation",
        "events_article", "events_source", "events_run", "events_contradiction",
        "people_resemblance", "events_datasetimport", "events_datasetmapping",
    ):  # fmt: skip
        told[f"{name}_changelist"] = (EVERYBODY, [])
    return {reverse(f"admin:{name}", args=args): ability for name, (ability, args) in told.items()}


@pytest.mark.parametrize("role", [*Role, None])
def test_a_page_is_shown_to_whoever_may_see_it_and_to_nobody_else(client, role):
    client.force_login(MemberFactory(role=role, is_staff=role is not None))
    wrong = {}
    for address, ability in pages().items():
        expected = 200 if may(role, ability) else 302 if role is None else 403
        status = client.get(address).status_code
        if status != expected:
            wrong[address] = (status, expected)
    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
def test_the_navigation_leads_nowhere_that_is_closed(client, role):
    client.force_login(MemberFactory(role=role))
    entries = [page for group in client.get("/admin/").context["desk_nav"] for page in group]
    assert len(entries) > 8
    assert {page.address: client.get(page.address).status_code for page in entries} == {
        page.address: 200 for page in entries
    }


@pytest.mark.parametrize("role", list(Role))
def test_a_deed_by_hand_made_request_is_refused_without_an_error(client, role):
    """Whoever posts what no page offered him is told so, and nothing is done."""
    client.force_login(MemberFactory(role=role))
    event, company, other = proposed(), CompanyFactory(), CompanyFactory()
    article = event.evidence.get().article
    deeds = {
        ("review", article.pk): (A.PUBLISH, {"fact": f"e{event.pk}", "do": "accept"}),
        ("merge", company.pk): (A.MERGE, {"into": other.pk}),
        ("same", event.pk): (A.MERGE, {"deed": "apart", "other": proposed().pk}),
        ("events_article_compare", article.pk): (A.SOURCES, {}),
    }
    for (name, pk), (ability, data) in deeds.items():
        answer = client.post(reverse(f"admin:{name}", args=[pk]), data)
        assert answer.status_code == (302 if may(role, ability) else 403), name
    assert Event.objects.get(pk=event.pk).is_published == may(role, A.PUBLISH)
    assert (Entity.objects.get(pk=company.pk).merged_into_id is not None) == may(role, A.MERGE)


# -- what a contributor does


@pytest.fixture
def contributor(client):
    member = MemberFactory(role=Role.CONTRIBUTOR)
    client.force_login(member)
    return member


def test_a_contributor_changes_his_own_entity_and_no_other(client, contributor):
    address = reverse("admin:people_company_add")
    names = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0, "type": "company"}
    client.post(address, {"name_zh": "月之暗面", **names})
    own = Entity.objects.get(name_zh="月之暗面")
    assert (own.proposed_by, own.status) == (contributor, "proposed")
    page = reverse("admin:people_company_change", args=[own.pk])
    answer = client.post(page, {"name_zh": "月之暗面科技", **names, "slug": own.slug})
    assert answer.status_code == 302
    assert Entity.objects.get(pk=own.pk).name_zh == "月之暗面科技"

    Entity.objects.filter(pk=own.pk).update(status="published")
    assert client.post(page, {"name_zh": "别的", **names}).status_code == 403
    other = reverse("admin:people_company_change", args=[CompanyFactory(status="proposed").pk])
    assert client.post(other, {"name_zh": "别的", **names}).status_code == 403


def test_a_contributor_sees_no_buttons_that_decide(client, contributor):
    event = proposed()
    page = client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
    assert "_accept" not in page
    assert 'value="reject"' not in page
    assert reverse("admin:same", args=[event.pk]) not in page
    listed = client.get(reverse("admin:events_event_changelist")).content.decode()
    assert 'value="accept"' not in listed
    article = event.evidence.get().article
    review = client.get(reverse("admin:review", args=[article.pk])).content.decode()
    assert 'name="do"' not in review


def test_a_contributor_proves_the_proposal_of_a_machine_and_changes_nothing_else(
    client, contributor
):
    event, article = proposed(note_zh="原来"), ArticleFactory(text="月之暗面成立。")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {
        "evidence-2-TOTAL_FORMS": 1, "evidence-2-INITIAL_FORMS": 0,
        "evidence-2-0-article": article.pk, "evidence-2-0-quote": "月之暗面",
        "evidence-2-0-certainty": "reported", "note_zh": "篡改",
    }  # fmt: skip
    for prefix in ("participations", "evidence"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    event.refresh_from_db()
    assert event.note_zh == "原来"
    assert event.evidence.filter(article=article).exists()
