"""People, companies and AI models over the API."""

import pytest
from django.test import Client

from people.models import Company, Status
from tests.factories import CompanyFactory, ModelFactory, PersonFactory

pytestmark = pytest.mark.django_db

PUBLIC = {"status": Status.PUBLISHED}


def slugs(response):
    assert response.status_code == 200, response.content
    return [row["slug"] for row in response.json()["results"]]


def merge(entity, survivor):
    """As the merging action leaves two rows."""
    entity.merged_into = entity.survivor = survivor
    entity.save()


def test_a_company_is_told_with_all_its_names(client: Client):
    company = CompanyFactory(
        slug="zhipu-ai",
        name_en="Zhipu AI",
        name_zh="智谱",
        names=["智谱华章", "Z.ai"],
        description_zh="大模型公司。",
        country="CN",
        **PUBLIC,
    )

    assert client.get("/api/v1/companies/zhipu-ai/?lang=zh").json() == {
        "id": company.pk,
        "url": "http://testserver/api/v1/companies/zhipu-ai/",
        "pages": {
            "en": "http://testserver/en/companies/zhipu-ai/",
            "zh": "http://testserver/zh/companies/zhipu-ai/",
        },
        "kind": "company",
        "slug": "zhipu-ai",
        "name": "智谱",
        "names": {"en": "Zhipu AI", "zh": "智谱"},
        "aliases": ["Zhipu AI", "智谱", "智谱华章", "Z.ai"],
        "description": "大模型公司。",
        "country": "CN",
        "website": None,
        "wikidata_id": None,
        "type": "company",
    }


def test_a_list_is_ordered_by_name_chinese_ones_by_their_pinyin(client: Client):
    for name in ("智谱", "Anthropic", "百度", "OpenAI"):
        CompanyFactory(slug=f"of-{len(name)}-{name[0] if name.isascii() else ord(name[0])}",
                       name_en="", name_zh=name, **PUBLIC)  # fmt: skip

    names = [row["name"] for row in client.get("/api/v1/companies/").json()["results"]]

    assert names == ["Anthropic", "百度", "OpenAI", "智谱"]


@pytest.mark.parametrize(
    ("collection", "factory"),
    [("people", PersonFactory), ("companies", CompanyFactory), ("models", ModelFactory)],
)
def test_the_old_address_of_a_merged_one_leads_to_its_survivor(client: Client, collection, factory):
    survivor = factory(slug="new", name_en="New", **PUBLIC)
    merge(factory(slug="old", name_en="Old", **PUBLIC), survivor)

    response = client.get(f"/api/v1/{collection}/old/?lang=zh")

    assert response.status_code == 308
    assert response["Location"] == f"http://testserver/api/v1/{collection}/new/?lang=zh"
    assert "max-age=300" in response["Cache-Control"]
    assert slugs(client.get(f"/api/v1/{collection}/")) == ["new"]
    assert client.get(f"/api/v1/{collection}/new/").json()["aliases"] == ["New", "Old"]


def test_a_merger_into_one_that_is_not_public_leads_nowhere(client: Client):
    merge(CompanyFactory(slug="old", **PUBLIC), CompanyFactory(slug="new"))

    assert client.get("/api/v1/companies/old/").status_code == 404


def test_kinds_do_not_mix(client: Client):
    PersonFactory(slug="kimi", **PUBLIC)

    assert client.get("/api/v1/people/kimi/").status_code == 200
    assert client.get("/api/v1/models/kimi/").status_code == 404
    assert slugs(client.get("/api/v1/companies/")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=智谱", ["zhipu-ai"]),
        ("q=智譜", ["zhipu-ai"]),
        ("q=ZHIPU", ["zhipu-ai"]),
        ("q=facebook", ["meta"]),
        ("q=——", []),
        ("q=机密", []),
        ("country=cn", ["zhipu-ai"]),
        ("type=fund", ["sequoia"]),
        ("type=company&country=US", ["meta"]),
    ],
)
def test_companies_are_asked_for_by_name_country_and_type(client: Client, query, found):
    CompanyFactory(slug="zhipu-ai", name_en="Zhipu AI", name_zh="智谱", country="CN", **PUBLIC)
    CompanyFactory(slug="sequoia", name_en="Sequoia", type=Company.Type.FUND, **PUBLIC)
    meta = CompanyFactory(slug="meta", name_en="Meta", country="US", **PUBLIC)
    merge(CompanyFactory(slug="facebook", name_en="Facebook"), meta)
    CompanyFactory(slug="secret", name_zh="机密智谱", country="CN")

    assert slugs(client.get(f"/api/v1/companies/?{query}")) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("country=China", "country"),
        ("country=%25", "country"),
        ("type=bank", "type"),
        ("q=%00", "q"),
    ],
)
def test_a_bad_value_is_answered_with_its_field(client: Client, query, field):
    response = client.get(f"/api/v1/companies/?{query}")

    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_model_names_its_developer_and_family_of_today_where_they_are_public(client: Client):
    old, new = CompanyFactory(), CompanyFactory(slug="deepseek", name_zh="深度求索", **PUBLIC)
    merge(old, new)
    hidden = ModelFactory(name_en="Secret", name_zh="机密")
    ModelFactory(
        slug="v3",
        developer=old,
        family=hidden,
        parameters=671_000_000_000,
        licence="MIT",
        open_weights=True,
        **PUBLIC,
    )

    model = client.get("/api/v1/models/v3/?lang=zh").json()

    assert model["developer"] == {
        "id": new.pk,
        "url": "http://testserver/api/v1/companies/deepseek/",
        "kind": "company",
        "slug": "deepseek",
        "name": "深度求索",
    }
    assert model["family"] is None
    assert (model["parameters"], model["licence"], model["open_weights"]) == (
        671_000_000_000,
        "MIT",
        True,
    )
    assert slugs(client.get("/api/v1/models/?open_weights=true")) == ["v3"]
    assert slugs(client.get("/api/v1/models/?open_weights=false")) == []
