"""The W3C Reconciliation API as OpenRefine speaks it."""

import json
from urllib.parse import urlencode

import pytest

from people.models import Status
from tests.factories import AffiliationFactory, CompanyFactory, PersonFactory

pytestmark = pytest.mark.django_db
SERVICE = "/api/v1/reconcile/"
PUBLIC = Status.PUBLISHED


def send(client, **fields):
    return client.post(SERVICE, urlencode(fields), "application/x-www-form-urlencoded")


def ask(client, **queries):
    response = send(client, queries=json.dumps(queries))
    assert response.status_code == 200, response.content
    return {name: answer["result"] for name, answer in response.json().items()}


def test_the_manifest_says_where_everything_is(client):
    manifest = client.get(SERVICE).json()

    assert manifest["versions"] == ["0.2"]
    assert {kind["id"] for kind in manifest["defaultTypes"]} == {"person", "company", "model"}
    assert (
        manifest["view"]["url"]
        .replace("{{id}}", "companies/zhipu")
        .endswith("/en/companies/zhipu/")
    )
    for suggest in manifest["suggest"].values():
        address = suggest["service_url"] + suggest["service_path"]
        assert client.get(address, {"prefix": "a"}).status_code == 200
    extend = manifest["extend"]["propose_properties"]
    proposed = client.get(extend["service_url"] + extend["service_path"], {"type": "company"})
    assert {"id": "country", "name": "country (ISO 3166)"} in proposed.json()["properties"]


def test_cells_are_matched_with_what_stands_beside_them(client):
    baidu = CompanyFactory(slug="baidu", name_zh="百度", name_en="Baidu", status=PUBLIC)
    for slug, company in (("li-lei", baidu), ("li-lei-2", CompanyFactory(status=PUBLIC))):
        person = PersonFactory(slug=slug, name_zh="李磊", name_en="", status=PUBLIC)
        AffiliationFactory(person=person, company=company, status=PUBLIC)

    found = ask(
        client,
        q0={"query": "北京百度科技有限公司", "type": "company"},
        q1={"query": "李磊", "type": "person", "properties": [{"pid": "company", "v": "百度"}]},
        q2={"query": "无人知晓"},
    )

    assert found["q0"][0]["id"] == "companies/baidu"
    assert found["q0"][0]["match"]
    assert (found["q1"][0]["id"], found["q1"][0]["match"]) == ("people/li-lei", True)
    assert found["q2"] == []


def test_matched_rows_are_extended_by_columns(client):
    CompanyFactory(slug="zhipu", name_zh="智谱", name_en="Zhipu AI", country="CN", status=PUBLIC)
    CompanyFactory(slug="hidden", name_zh="藏海", status=Status.PROPOSED)
    asked = {
        "ids": ["companies/zhipu", "companies/hidden", "people/zhipu"],
        "properties": [{"id": "country"}, {"id": "name_zh"}],
    }

    told = send(client, extend=json.dumps(asked)).json()

    assert told["rows"]["companies/zhipu"] == {
        "country": [{"str": "CN"}],
        "name_zh": [{"str": "智谱"}],
    }
    nothing: dict[str, list[str]] = {"country": [], "name_zh": []}
    assert told["rows"]["companies/hidden"] == told["rows"]["people/zhipu"] == nothing


def test_names_are_suggested_as_they_are_typed(client):
    CompanyFactory(slug="zhipu", name_zh="智谱", name_en="Zhipu AI", status=PUBLIC)
    CompanyFactory(name_zh="智藏", status=Status.PROPOSED)

    def suggested(prefix):
        found = client.get(f"{SERVICE}suggest/entity/", {"prefix": prefix}).json()["result"]
        return [one["id"] for one in found]

    assert suggested("智") == ["companies/zhipu"]
    assert suggested("zhi") == ["companies/zhipu"]
    assert suggested("") == suggested("藏") == []


def test_the_number_of_queries_does_not_grow_with_the_names(client, django_assert_max_num_queries):
    for number in range(6):
        PersonFactory(name_zh=f"欧阳子{'甲乙丙丁戊己'[number]}", name_en="", status=PUBLIC)
    queries = {
        f"q{n}": {"query": f"欧阳子{sign}", "type": "person"}
        for n, sign in enumerate("甲乙丙丁戊己")
    }
    with django_assert_max_num_queries(8):
        found = ask(client, **queries)
    assert all(len(found[name]) == 1 for name in queries)


@pytest.mark.parametrize(
    "sent",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": "[" * 5000},
        {"queries": '{"q": 1}'},
        {"queries": '{"q": {"query": 7}}'},
        {"queries": '{"q": {"query": "a", "type": "city"}}'},
        {"queries": '{"q": {"query": "a", "type": [["person"]]}}'},
        {"queries": '{"q": {"query": "\\u0000"}}'},
        {"queries": '{"q": {"query": "\\ud800"}}'},
        {"queries": json.dumps({str(n): {"query": "a"} for n in range(51)})},
        {"extend": "7"},
        {"extend": '{"ids": [1], "properties": []}'},
        {"extend": '{"ids": ["a"], "properties": [{"id": "password"}]}'},
        {"extend": json.dumps({"ids": ["a"] * 201, "properties": [{"id": "country"}]})},
    ],
)
def test_hostile_questions_are_refused_and_never_break_anything(client, sent):
    assert send(client, **sent).status_code == 400
    assert client.get(SERVICE, sent).status_code == 400
