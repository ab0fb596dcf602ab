"""The search of the API: typed results with scores and ranges."""

import pytest

from people.models import Status
from tests.factories import CompanyFactory, ModelFactory, event_of

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/search/"


@pytest.fixture
def zhipu():
    company = CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱")
    event_of(("company", company), quote="北京智譜完成融资。")
    return company


def test_results_come_by_type_with_scores_and_ranges(client, zhipu):
    ModelFactory(name_en="Zhipu GLM", status=Status.PUBLISHED)

    answer = client.get(ADDRESS, {"q": "智谱", "lang": "zh"}).json()

    (company,) = answer["companies"]["results"]
    assert (company["name"], company["matched"], company["score"]) == ("智谱", "智谱", 1.0)
    assert company["highlights"] == [[0, 2]]
    assert company["url"].endswith("/api/v1/companies/zhipu/")
    (event,) = answer["events"]["results"]
    start, end = event["quote_highlights"][0]
    assert event["quote"][start:end] == "智譜"
    assert (answer["events"]["count"], answer["events"]["exact"]) == (1, True)
    assert answer["models"]["results"] == []


def test_one_type_can_be_asked_for(client, zhipu):
    assert {*client.get(ADDRESS, {"q": "智谱", "type": "company"}).json()} == {
        "q", "suggestion", "companies",
    }  # fmt: skip


def test_a_misspelt_name_is_suggested(client, zhipu):
    answer = client.get(ADDRESS, {"q": "智普"}).json()

    assert answer["suggestion"] == "智谱"
    assert answer["companies"]["results"][0]["score"] == 0.4


@pytest.mark.parametrize(
    ("query", "field"),
    [({}, "q"), ({"q": "x"}, "q"), ({"q": "a\0b"}, "q"), ({"q": "智谱", "type": "x"}, "type"),
     ({"q": "智谱", "page": 2}, "page")],
)  # fmt: skip
def test_what_cannot_be_answered_says_the_field(client, query, field):
    response = client.get(ADDRESS, query)

    assert response.status_code == 400
    assert f'"{field}"' in response.content.decode()


def test_nothing_unpublished_is_found_or_counted(client):
    hidden = CompanyFactory(name_zh="暗港")
    event_of(("company", hidden), status=Status.PROPOSED, quote="暗港秘密融资。")

    for q in ("暗港", "秘密", "暗巷"):
        answer = client.get(ADDRESS, {"q": q}).json()
        assert answer["suggestion"] is None
        for name in ("people", "companies", "models", "events"):
            assert (answer[name]["count"], answer[name]["results"]) == (0, [])
