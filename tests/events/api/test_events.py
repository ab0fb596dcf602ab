"""Events over the API."""

from decimal import Decimal

import pytest
from django.test import Client

from events import actions
from events.models import Article, Event
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.factories import (
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)
from tracker.api import schema

pytestmark = pytest.mark.django_db

KINDS = {
    "funding-events": "funding",
    "career-events": "career",
    "release-events": "release",
    "acquisition-events": "acquisition",
    "stake-sale-events": "stake_sale",
    "listing-events": "listing",
    "layoff-events": "layoff",
    "partnership-events": "partnership",
    "founding-events": "founding",
    "closure-events": "closure",
    "statement-events": "statement",
    "statistic-events": "statistic",
}


def ids(response):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def test_the_list_tells_what_happened_newest_first(client: Client):
    zhipu = CompanyFactory(name_en="Zhipu AI", name_zh="智谱", slug="zhipu-ai")
    older = event_of(("company", zhipu), when=PartialDate.parse("2023"))
    event = event_of(
        ("company", zhipu),
        when=PartialDate.parse("2024-Q2"),
        round="B",
        amount=Sum.told(Decimal(10**8), "USD", Qualifier.UNDER, "近亿美元"),
        note_zh="领投方未披露。",
    )

    rows = client.get("/api/v1/events/", {"lang": "zh"}).json()["results"]

    assert [row["id"] for row in rows] == [event.pk, older.pk]
    assert rows[0] | {"headline_pieces": None} == {
        "id": event.pk,
        "url": f"http://testserver/api/v1/events/{event.pk}/",
        "pages": {
            "en": f"http://testserver/en/events/{event.pk}/",
            "zh": f"http://testserver/zh/events/{event.pk}/",
        },
        "kind": "funding",
        "certainty": "reported",
        "headline": "".join(piece["text"] for piece in event.card.data["headline"]["zh"]),
        "headline_pieces": None,
        "date": {
            "start": "2024-04-01",
            "end": "2024-06-30",
            "precision": "quarter",
            "text": "2024-Q2",
            "label": rows[0]["date"]["label"],
        },
        "round": "B",
        "amount": {
            "low": None,
            "high": 100_000_000.0,
            "currency": "USD",
            "qualifier": "under",
            "words": "近亿美元",
            "usd": {
                "low": None,
                "high": 100_000_000.0,
                "rate": 1.0,
                "rate_date": None,
                "source": None,
            },
            "label": "近1亿美元",
        },
        "valuation": None,
        "participants": [
            {
                "role": "company",
                "id": zhipu.pk,
                "url": "http://testserver/api/v1/companies/zhipu-ai/",
                "kind": "company",
                "slug": "zhipu-ai",
                "name": {"en": "Zhipu AI", "zh": "智谱"},
            }
        ],
        "note": "领投方未披露。",
        "articles": 1,
        "origins": 1,
    }
    assert "2024" in rows[0]["date"]["label"]
    assert "智谱" in rows[0]["headline"]


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "zh-TW", "zh"),
        ("", "de, en;q=0.5", "en"),
        ("?lang=en", "zh-CN", "en"),
        ("?lang=zh", "en", "zh"),
    ],
)
def test_the_reader_chooses_the_language(client: Client, query, header, language):
    event_of(("company", CompanyFactory(name_en="Zhipu AI", name_zh="智谱")))

    response = client.get(f"/api/v1/events/{query}", headers={"Accept-Language": header})

    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]
    assert {"en": "Zhipu AI", "zh": "智谱"}[language] in response.json()["results"][0]["headline"]


@pytest.mark.parametrize(("collection", "kind"), KINDS.items())
def test_each_kind_has_a_list_and_details_of_its_own(client: Client, collection, kind):
    events = {other: event_of(kind=other) for other in {"closure", "funding", kind}}
    other = events["closure" if kind == "funding" else "funding"]

    assert ids(client.get(f"/api/v1/{collection}/")) == [events[kind].pk]
    assert client.get(f"/api/v1/{collection}/{events[kind].pk}/").json()["kind"] == kind
    assert client.get(f"/api/v1/{collection}/{other.pk}/").status_code == 404
    assert client.get(f"/api/v1/{collection}/?kind={kind}").status_code == 400


def test_details_tell_the_evidence_and_which_article_moved_the_certainty(client: Client):
    source = SourceFactory(name="36氪")
    first, second, third = (
        ArticleFactory(
            text=f"传智谱完成融资，第{number}篇。",
            title=f"第{number}篇",
            source=source,
            language="zh",
            published_on=PartialDate.parse(f"2024-05-0{number}").start,
        )
        for number in (1, 2, 3)
    )
    event = event_of(article=second)
    EvidenceFactory(
        event=event,
        article=first,
        certainty="rumoured",
        quote="智谱完成融资",
        start=1,
        end=7,
        claims={"company": "智谱"},
        extractor="rules",
        version="1",
        confidence=0.9,
    )
    EvidenceFactory(event=event, article=third)

    detail = client.get(f"/api/v1/events/{event.pk}/").json()

    assert [proof["moved_to"] for proof in detail["evidence"]] == ["rumoured", "reported", None]
    assert detail["evidence"][0] == {
        "quote": "智谱完成融资",
        "start": 1,
        "end": 7,
        "certainty": "rumoured",
        "moved_to": "rumoured",
        "claims": {"company": "智谱"},
        "extractor": "rules",
        "version": "1",
        "confidence": 0.9,
        "article": {
            "id": first.pk,
            "url": f"http://testserver/api/v1/articles/{first.pk}/",
            "title": "第1篇",
            "address": first.address,
            "publisher": "36氪",
            "published_on": "2024-05-01",
            "language": "zh",
        },
    }


def test_details_and_rows_tell_the_same(client: Client):
    event = event_of(("company", CompanyFactory()))

    (row,) = client.get("/api/v1/events/").json()["results"]
    detail = client.get(f"/api/v1/events/{event.pk}/").json()

    assert {name: detail[name] for name in row} == row
    assert {*detail} - {*row} == {"evidence"}


def test_the_address_of_a_merged_event_leads_to_what_it_was_merged_into(client: Client):
    survivor = event_of()
    middle, first = event_of(), event_of()
    Event.objects.filter(pk=middle.pk).update(merged_into=survivor)
    Event.objects.filter(pk=first.pk).update(merged_into=middle)

    response = client.get(f"/api/v1/events/{first.pk}/?lang=zh")

    assert response.status_code == 308
    assert response["Location"] == f"http://testserver/api/v1/events/{survivor.pk}/?lang=zh"
    assert "max-age=300" in response["Cache-Control"]
    assert ids(client.get("/api/v1/events/")) == [survivor.pk]


def test_a_walk_by_cursor_sees_each_event_once_while_others_arrive(client: Client):
    company = CompanyFactory(slug="openai")
    days = ["2024-05-01", "2024-05-01", "2024", "2023-12-31", "2024-05", "2025", "2022"]
    there = {event_of(("company", company), when=PartialDate.parse(day)).pk for day in days}

    seen, address = [], "/api/v1/events/?company=openai&page_size=2"
    while address:
        response = client.get(address)
        seen += ids(response)
        event_of(("company", company), when=PartialDate.parse("2026"))  # before every cursor
        address = response.json()["next"]

    assert sorted(seen) == sorted(there)


def test_next_and_previous_stand_in_the_answer_and_in_the_link_header(client: Client):
    for _ in range(3):
        event_of()

    first = client.get("/api/v1/events/?page_size=2&kind=funding")
    second = client.get(first.json()["next"])
    back = client.get(second.json()["previous"])

    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert second["Link"] == f'<{second.json()["previous"]}>; rel="prev"'
    assert first.json()["previous"] is second.json()["next"] is None
    assert "kind=funding" in first.json()["next"]
    assert ids(back) == ids(first)


@pytest.mark.parametrize("query", ["", "company=openai", "q=融资", "from=2023", "ordering=date"])
def test_a_list_takes_as_many_queries_for_fifty_events_as_for_one(
    client: Client, query, django_assert_num_queries
):
    company = CompanyFactory(slug="openai")
    for _ in range(50):
        event_of(("company", company), quote="完成融资。")
        if query != "company=openai":
            company = CompanyFactory()
    expected = 2 if query in {"company=openai", "q=融资"} else 1

    for size in (1, 50):
        with django_assert_num_queries(expected):
            response = client.get(f"/api/v1/events/?page_size={size}&{query}")
        assert len(ids(response)) == size


def test_details_take_as_many_queries_for_many_articles_as_for_one(
    client: Client, django_assert_num_queries
):
    one, many = event_of(), event_of()
    for _ in range(10):
        EvidenceFactory(event=many)

    for event in (one, many):
        with django_assert_num_queries(5):  # three of them for the version in its ETag
            client.get(f"/api/v1/events/{event.pk}/")


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REJECTED, Status.RETRACTED])
def test_what_is_not_published_is_nowhere(client: Client, status):
    names = {"person": PersonFactory, "company": CompanyFactory, "model": ModelFactory}
    hidden = {
        kind: factory(slug=f"hidden-{kind}", name_en="Secret", name_zh="机密")
        for kind, factory in names.items()
    }
    event = event_of(("company", hidden["company"]), status=status, quote="机密公司完成融资。")
    article = Article.objects.get()
    addresses = [
        f"events/{event.pk}", f"funding-events/{event.pk}", f"articles/{article.pk}",
        f"sources/{article.source_id}", "people/hidden-person", "companies/hidden-company",
        "models/hidden-model",
    ]  # fmt: skip
    collections = ["events", *KINDS, "people", "companies", "models", "affiliations", "articles",
                   "sources"]  # fmt: skip

    for collection in collections:
        assert client.get(f"/api/v1/{collection}/").json()["results"] == []
    for address in addresses:
        response = client.get(f"/api/v1/{address}/")
        assert response.status_code == 404
        assert "机密" not in response.content.decode()
    for query in ("q=机密", "kind=funding", "from=2024"):
        assert ids(client.get(f"/api/v1/events/?{query}")) == []


def test_a_merged_event_is_in_no_list_and_no_count(client: Client):
    survivor = event_of(quote="同一件事。")
    merged = event_of(quote="同一件事。")
    Event.objects.filter(pk=merged.pk).update(merged_into=survivor)

    assert ids(client.get("/api/v1/events/?q=同一件事")) == [survivor.pk]
    assert len(client.get("/api/v1/articles/").json()["results"]) == 1


def test_what_was_published_once_and_is_not_any_more_is_gone(client: Client):
    company = CompanyFactory(name_zh="智谱")
    taken_back, kept = (event_of(("company", company), kind="funding") for _ in range(2))
    refused = event_of(("company", company), kind="funding", status=Status.REJECTED)

    actions.retract_event(taken_back, by=EditorFactory(), reason="报道有误")

    for collection in ("events", "funding-events"):
        gone = client.get(f"/api/v1/{collection}/{taken_back.pk}/")
        assert gone.status_code == 410
        assert gone.json()["type"].endswith("/api/v1/problems/gone/")
        assert client.get(f"/api/v1/{collection}/{refused.pk}/").status_code == 404
        assert client.get(f"/api/v1/{collection}/{kept.pk}/").status_code == 200
    assert client.get(f"/api/v1/career-events/{taken_back.pk}/").status_code == 404


def test_the_schema_tells_of_what_moved_and_of_what_is_gone():
    for collection in ("events", *KINDS):
        told = schema()["paths"][f"/api/v1/{collection}/{{id}}/"]["get"]["responses"]
        assert told["308"] == {"$ref": "#/components/responses/Moved"}
        assert told["410"] == {"$ref": "#/components/responses/Gone"}
