"""Who holds which post, written over the API."""

import pytest
from django.test import Client

from events.models import Correction, Review
from people.models import Affiliation, Company, Person
from tests.events.api.writing.clients import fields, told
from tests.factories import AffiliationFactory, ArticleFactory, CompanyFactory, PersonFactory

pytestmark = pytest.mark.django_db

TEXT = "唐杰现任智谱首席科学家，此前在清华大学任教。"


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT, language="zh")


def post(article, **values):
    return {
        "person": {"name": "唐杰", "new": True},
        "company": {"name": "智谱", "new": True},
        "title": "首席科学家",
        "started": "2020年",
        "evidence": [{"article": article.pk, "quote": "唐杰现任智谱首席科学家"}],
        **values,
    }


def test_a_contributor_proposes_a_post_that_no_reader_sees_until_it_is_published(
    contributor, editor, article
):
    answer = contributor.post("affiliations/?lang=zh", post(article))
    row = told(answer, 201)

    assert (row["person"]["name"], row["company"]["name"]) == ("唐杰", "智谱")
    assert (row["title"], row["started"]["text"]) == ("首席科学家", "2020")
    assert (row["status"], row["proposed_by"]) == ("proposed", contributor.user.username)
    assert row["evidence"][0]["quote"] == "唐杰现任智谱首席科学家"
    path = f"affiliations/{row['id']}/"
    assert answer["Location"].endswith(f"/proposals/{path}")
    assert Client().get(f"/api/v1/{path}").status_code == 404
    assert told(contributor.get(f"proposals/{path}"), 200)["id"] == row["id"]

    assert contributor.post(f"{path}publish/").status_code == 403
    published = told(editor.post(f"{path}publish/", if_match=answer["ETag"]), 200)

    assert published["decision"]["verdict"] == "accepted"
    assert told(Client().get(f"/api/v1/{path}"), 200)["title"] == "首席科学家"
    assert Person.objects.get().status == Company.objects.get().status == "published"


def test_names_that_are_known_are_not_proposed_anew_and_unknown_ones_not_by_chance(
    contributor, article
):
    zhipu = CompanyFactory(name_zh="智谱")
    body = post(article, person={"name": "唐杰"}, company={"id": zhipu.pk})
    assert "person.name" in fields(contributor.post("affiliations/", body), 400)
    tang = PersonFactory(name_zh="唐杰", slug="tang-jie")
    body["person"] = {"slug": "tang-jie"}

    row = told(contributor.post("affiliations/", body), 201)

    affiliation = Affiliation.objects.get(pk=row["id"])
    assert (affiliation.person_id, affiliation.company_id) == (tang.pk, zhipu.pk)
    again = contributor.post("affiliations/", body)
    assert again.status_code == 409
    assert str(row["id"]) in again.json()["detail"]
    assert (Affiliation.objects.count(), Person.objects.count()) == (1, 1)


def test_what_is_refused_introduces_nobody(contributor, article):
    body = post(article, evidence=[{"article": article.pk, "quote": "唐杰离开智谱"}])
    assert "evidence[0].quote" in fields(contributor.post("affiliations/", body), 400)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ended": "2024年"}, "former"),
        ({"former": True, "ended": "2019年"}, "ended"),
        ({"evidence": []}, "evidence"),
        ({"person": {}}, "person.name"),
        ({"started": "很久以前"}, "started"),
        ({"salary": 1}, "salary"),
    ],
)
def test_what_is_wrong_is_told_field_by_field(contributor, article, values, field):
    assert field in fields(contributor.post("affiliations/", post(article, **values)), 400)
    assert not Affiliation.objects.exists()


def test_what_is_public_is_corrected_as_it_was_read_with_a_reason(contributor, editor):
    known = AffiliationFactory(
        status="published",
        title="教授",
        person=PersonFactory(status="published"),
        company=CompanyFactory(status="published"),
    )
    path = f"affiliations/{known.pk}/"
    read = Client().get(f"/api/v1/{path}")["ETag"]
    change = {"title": "首席科学家", "reason": "原文如此"}

    assert contributor.patch(path, change, if_match=read).status_code == 403
    assert editor.patch(path, change).status_code == 428
    assert "reason" in fields(editor.patch(path, {"title": "院长"}, if_match=read), 400)
    row = told(editor.patch(path, change, if_match=read), 200)
    late = fields(editor.patch(path, {"title": "院长", "reason": "改"}, if_match=read), 412)

    assert (row["title"], "首席科学家" in late["title"]) == ("首席科学家", True)
    assert Correction.objects.get().reason == "原文如此"


def test_an_author_corrects_his_own_proposal_and_adds_a_sentence(contributor, article):
    row = told(contributor.post("affiliations/", post(article)), 201)
    path = f"affiliations/{row['id']}/"

    changed = told(contributor.patch(path, {"former": True, "ended": "2024年5月"}), 200)
    proved = {"article": article.pk, "quote": "此前在清华大学任教"}
    more = told(contributor.post(f"{path}evidence/", proved), 201)

    assert (changed["former"], changed["ended"]["text"]) == (True, "2024-05")
    assert len(more["evidence"]) == 2


def test_an_editor_rejects_and_retracts_with_a_reason(contributor, editor, article):
    row = told(contributor.post("affiliations/", post(article)), 201)
    path = f"affiliations/{row['id']}/"
    assert "reason" in fields(editor.post(f"{path}reject/"), 400)
    assert editor.post(f"{path}retract/", {"reason": "误"}, if_match="*").status_code == 409
    told(editor.post(f"{path}publish/"), 200)
    assert editor.post(f"{path}retract/", {"reason": "误"}).status_code == 428

    told(editor.post(f"{path}retract/", {"reason": "来源撤稿"}, if_match="*"), 200)

    assert Client().get(f"/api/v1/{path}").status_code == 404
    assert Correction.objects.get().kind == "retracted"
    assert editor.post(f"{path}publish/").status_code == 409
    told(editor.post(f"{path}publish/", {"reason": "来源已更正"}), 200)
    assert Client().get(f"/api/v1/{path}").status_code == 200
    assert Review.objects.filter(affiliation=row["id"]).count() == 3


def test_nobody_writes_posts_without_a_token(client, article):
    body = post(article)
    assert client.post("/api/v1/affiliations/", body, "application/json").status_code == 401
    assert client.get("/api/v1/proposals/affiliations/").status_code == 401
