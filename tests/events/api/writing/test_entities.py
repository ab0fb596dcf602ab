"""People, companies and AI models written over the API."""

import pytest
from django.test import Client

from events.models import Correction, Model
from people.models import Company, Entity
from tests.events.api.writing.clients import fields, told
from tests.factories import CompanyFactory, ModelFactory, PersonFactory

pytestmark = pytest.mark.django_db


def tag_of(path: str) -> str:
    return Client().get(f"/api/v1/{path}")["ETag"]


def test_a_contributor_proposes_a_company_that_no_reader_sees(contributor):
    body = {
        "name": {"zh": "月之暗面", "en": "Moonshot AI"},
        "alias": "Kimi 母公司",
        "country": "CN",
        "description": {"zh": "北京的大模型公司。"},
        "type": "company",
    }

    row = told(contributor.post("companies/?lang=zh", body), 201)

    company = Company.objects.get(slug=row["slug"])
    assert (company.status, company.proposed_by) == ("proposed", contributor.user)
    assert (row["name"], row["status"], row["country"]) == ("月之暗面", "proposed", "CN")
    assert {"月之暗面", "Moonshot AI", "Kimi 母公司"} <= set(row["aliases"])
    assert Client().get(f"/api/v1/companies/{row['slug']}/").status_code == 404


def test_a_known_name_is_not_proposed_anew_unless_it_is_a_namesakes(contributor):
    PersonFactory(name_zh="王磊")

    known = contributor.post("people/", {"name": {"zh": "王磊"}})

    assert known.status_code == 409
    assert "namesake" in known.content.decode()
    told(contributor.post("people/", {"name": {"zh": "王磊"}, "namesake": True}), 201)
    assert Entity.objects.filter(name_zh="王磊").count() == 2


def test_a_model_has_its_developer_and_a_person_none(contributor):
    zhipu = CompanyFactory(name_zh="智谱", slug="zhipu-ai")
    body = {"name": {"en": "GLM-4"}, "developer": "zhipu-ai", "parameters": 9 * 10**9}

    row = told(contributor.post("models/", body), 201)

    assert Model.objects.get(slug=row["slug"]).developer_id == zhipu.pk
    assert "developer" in fields(
        contributor.post("people/", {"name": {"zh": "李沐"}, "developer": "zhipu-ai"}), 400
    )
    nobody = {"name": {"en": "GLM-5"}, "developer": "nobody"}
    assert "developer" in fields(contributor.post("models/", nobody), 400)


def test_an_author_corrects_a_proposal_and_an_editor_what_is_public(contributor, editor):
    row = told(contributor.post("companies/", {"name": {"zh": "月之暗面"}}), 201)
    path = f"companies/{row['slug']}/"
    assert told(contributor.patch(path, {"country": "CN"}), 200)["country"] == "CN"
    Entity.objects.update(status="published")

    assert contributor.patch(path, {"country": "US"}, if_match="*").status_code == 403
    assert editor.patch(path, {"country": "US"}).status_code == 428
    read = tag_of(path)
    body = {"name": {"en": "Moonshot AI"}, "reason": "补充英文名"}
    assert told(editor.patch(path, body, if_match=read), 200)["names"]["en"] == "Moonshot AI"
    assert Correction.objects.get().reason == "补充英文名"
    late = editor.patch(path, {"country": "US", "reason": "更正"}, if_match=read)
    assert "name.en" in fields(late, 412)


def test_a_senior_editor_merges_and_parts_again(senior, editor):
    one = CompanyFactory(name_zh="智谱", status="published", slug="zhipu")
    other = CompanyFactory(name_zh="智谱华章", status="published", slug="zhipu-ai")
    path = f"companies/{one.slug}/"

    assert editor.post(f"{path}merge/", {"into": other.slug}).status_code == 403
    row = told(senior.post(f"{path}merge/", {"into": other.slug, "reason": "同一家"}), 200)

    assert row["slug"] == other.slug
    assert Client().get(f"/api/v1/{path}").status_code == 308
    assert told(senior.post(f"{path}unmerge/"), 200)["slug"] == one.slug
    assert "into" in fields(senior.post(f"{path}merge/", {"into": "nobody"}), 400)
    assert senior.post(f"{path}merge/", {"into": one.slug}).status_code == 409


def test_a_merge_minds_what_was_read(senior):
    one = CompanyFactory(name_zh="智谱", status="published", slug="zhipu")
    CompanyFactory(name_zh="智谱华章", status="published", slug="zhipu-ai")
    read = tag_of("companies/zhipu/")
    Company.objects.filter(pk=one.pk).update(country="CN")
    path, body = "companies/zhipu/merge/", {"into": "zhipu-ai"}

    assert "country" in fields(senior.post(path, body, if_match=read), 412)
    now = tag_of("companies/zhipu/")
    assert told(senior.post(path, body, if_match=now), 200)["slug"] == "zhipu-ai"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": {}}, "name"),
        ({"name": {"zh": "！"}}, "name"),
        ({"name": "智谱"}, "name"),
        ({"name": {"zh": "智" * 201}}, "name.zh"),
        ({"name": {"zh": "智谱"}, "country": "中国"}, "country"),
        ({"name": {"zh": "智谱"}, "website": "javascript:alert(1)"}, "website"),
        ({"name": {"zh": "智谱"}, "wikidata_id": "95"}, "wikidata_id"),
        ({"name": {"zh": "智谱"}, "type": "cult"}, "type"),
        ({"name": {"zh": "智谱"}, "licence": "MIT"}, "licence"),
        ({"name": {"zh": "智谱"}, "slug": "mine"}, "slug"),
    ],
)
def test_what_is_wrong_is_told_field_by_field(contributor, body, field):
    assert field in fields(contributor.post("companies/", body), 400)
    assert not Entity.objects.exists()


def test_nobody_writes_without_a_token(client):
    model = ModelFactory(status="published")
    for path in ("people/", "companies/", "models/", f"models/{model.slug}/merge/"):
        assert client.post(f"/api/v1/{path}", {}, "application/json").status_code == 401
    address = f"/api/v1/models/{model.slug}/"
    assert client.patch(address, {}, "application/json").status_code == 401
