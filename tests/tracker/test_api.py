"""What holds for every resource of the API, and its schema."""

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from django.test import Client
from drf_spectacular.validation import validate_schema

from events.api.events import EventViewSet
from events.models import Event
from events.models.event import OWN
from events.models.vocabulary import Kind
from people.api.throttling import AddressThrottle
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.events.collections.made import collection_of
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)
from tracker.api import router, schema

pytestmark = pytest.mark.django_db

COLLECTIONS = [prefix for prefix, viewset, basename in router.registry]
VALUES = {
    "round": "A",
    "amount": Sum.told(Decimal(5), "CNY", Qualifier.OVER, "超5元"),
    "valuation": Sum.undisclosed("估值未披露"),
    "title": "首席科学家",
    "parameters": 7_000_000_000,
    "licence": "MIT",
    "commercial_use": True,
    "stake": "0.03",
    "headcount": 12,
    "share": "0.1",
    "value": "38.5",
    "unit": "%",
    "period": PartialDate.parse("2025-H2"),
}


def errors(response):
    return {
        error["field"]: f"{error['message']} {error['remedy']}"
        for error in response.json()["errors"]
    }


@pytest.fixture
def everything():
    """One published record of each resource, with all that it can hold; one bare event a kind."""
    person, company = PersonFactory(names=["唐杰"]), CompanyFactory(name_zh="智谱", country="CN")
    model = ModelFactory(developer=company, open_weights=True, parameters=7)
    parties = {"company": company, "person": person, "model": model, "developer": company}
    for kind in Kind.values:
        own = {name: value for name, value in VALUES.items() if kind in OWN[name].kinds}
        change = {"career": {"change": "joined"}, "release": {"change": "released"}}.get(kind, {})
        event_of(*parties.items(), kind=kind, **own, **change, quote="智谱完成融资。")
        event_of(kind=kind, when=PartialDate.unknown(PartialDate.parse("2024-05-06").start))
    post = AffiliationFactory(
        person=person,
        company=company,
        status=Status.PUBLISHED,
        started_on=PartialDate.parse("2024").start,
        started_end=PartialDate.parse("2024").end,
        started_precision="year",
    )
    EvidenceFactory(affiliation=post)
    collection_of(person, company, model)


def test_the_schema_is_valid_openapi_without_a_warning(capsys):
    schema.cache_clear()

    validate_schema(json.loads(json.dumps(schema())))

    assert schema()["openapi"].startswith("3.1")
    assert capsys.readouterr().err == ""


def test_the_schema_names_every_resource():
    paths = schema()["paths"]

    assert [name for name in COLLECTIONS if f"/api/v1/{name}/" not in paths] == []


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_answers_have_the_shape_that_the_schema_says(
    client: Client, everything, collection, language
):
    listed = client.get(f"/api/v1/{collection}/", {"lang": language}).json()
    details = [client.get(row["url"], {"lang": language}).json() for row in listed["results"]]

    assert listed["results"]
    _hold_to_the_schema(f"/api/v1/{collection}/", listed)
    for detail in details:
        _hold_to_the_schema(detail["url"], detail)


def test_talent_flows_have_the_shape_that_the_schema_says(client: Client):
    person = PersonFactory(name_zh="唐杰")
    for change, when in (("left", "2023-03"), ("joined", "2023")):
        parties = ("person", person), ("company", CompanyFactory())
        event_of(*parties, kind="career", change=change, when=PartialDate.parse(when))

    answer = client.get("/api/v1/talent-flows/").json()

    assert answer["count"] == 1
    _hold_to_the_schema("/api/v1/talent-flows/", answer)


def test_search_has_the_shape_that_the_schema_says(client: Client):
    event_of(("company", CompanyFactory(name_zh="智谱")), quote="智谱完成融资。")

    answer = client.get("/api/v1/search/?q=智谱").json()

    assert answer["companies"]["count"] == answer["events"]["count"] == 1
    _hold_to_the_schema("/api/v1/search/", answer)


def _hold_to_the_schema(address, answer):
    """Also nothing more than the schema says."""
    collection, *key = address.partition("/api/v1/")[2].strip("/").split("/")
    by_slug = ("people", "companies", "models", "collections")
    variable = "{slug}/" if collection in by_slug else "{id}/"
    path = f"/api/v1/{collection}/{variable if key else ''}"
    operation = schema()["paths"][path]["get"]
    told = operation["responses"]["200"]["content"]["application/json"]["schema"]
    components = {
        name: {**shape, "unevaluatedProperties": False} if "properties" in shape else shape
        for name, shape in schema()["components"]["schemas"].items()
    }
    jsonschema.Draft202012Validator(
        {**told, "components": {"schemas": components}},
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    ).validate(answer)


def test_errors_have_the_shape_that_the_schema_says(client: Client):
    answer = client.get("/api/v1/events/?kind=money&from=never").json()

    jsonschema.validate(answer, schema()["components"]["schemas"]["Problem"] | {
        "components": schema()["components"]
    })  # fmt: skip


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_takes_as_many_queries_for_many_rows_as_for_one(
    client: Client, everything, collection, django_assert_max_num_queries
):
    def queries(size):
        with django_assert_max_num_queries(10) as context:
            client.get(f"/api/v1/{collection}/?page_size={size}")
        return len(context)

    one = queries(1)
    for number in range(3):
        company = CompanyFactory(country="US")
        model = ModelFactory(developer=company, family=ModelFactory())
        for kind in Kind.values:
            event_of(("company", company), ("model", model), kind=kind)
        post = AffiliationFactory(
            person=PersonFactory(status=Status.PUBLISHED),
            company=company,
            status=Status.PUBLISHED,
            title=f"Post {number}",
        )
        EvidenceFactory(affiliation=post)

    assert queries(50) == one


def test_the_root_leads_to_every_resource_to_the_schema_and_to_the_docs(client: Client):
    root = client.get("/api/v1/").json()

    assert [*root] == [
        *COLLECTIONS,
        "changes",
        "dumps",
        *(f"statistics/{name}" for name in ("events", "funding", "releases", "layoffs")),
        "talent-flows",
        "search",
        "match",
        "lookup",
        "reconcile",
        "problems",
        "schema",
        "docs",
    ]
    asked = {"search": {"q": "智谱"}, "match": {"name": "智谱"}, "lookup": {"url": "智谱"}}
    for name, address in root.items():
        expected = 400 if name == "lookup" else 200
        assert client.get(address, asked.get(name, {})).status_code == expected


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_unknown_parameter_is_refused_by_name(client: Client, collection):
    response = client.get(f"/api/v1/{collection}/?knid=funding&lang=zh")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert [*errors(response)] == ["knid"]
    assert "page_size" in errors(response)["knid"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("lang=de", "lang"),
        ("page_size=0", "page_size"),
        ("page_size=501", "page_size"),
        ("page_size=many", "page_size"),
        ("page_size=٥", "page_size"),
        ("cursor=x", "cursor"),
        ("cursor=%00", "cursor"),
        ("company=%00", "company"),
        ("kind=money", "kind"),
        ("from=2025-13", "from"),
        ("%00=1", "\0"),
        ("company=%25s", "company"),
        ("from=%25", "from"),
        ("currency=%25", "currency"),
        ("kind=%25", "kind"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_bad_value_is_answered_with_its_field_in_english(client: Client, query, field, language):
    response = client.get(f"/api/v1/events/?{query}", headers={"Accept-Language": language})

    assert response.status_code == 400
    assert [*errors(response)] == [field]
    assert response.json()["status"] == 400


def test_a_parameter_given_twice_is_refused_where_one_value_is_taken(client: Client):
    response = client.get("/api/v1/events/?company=a&company=b")

    assert "once" in errors(response)["company"]


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("key", ["0", "999999999999999999", "9" * 30, "nobody", "%00", "智谱"])
def test_what_does_not_exist_is_not_found(client: Client, collection, key):
    response = client.get(f"/api/v1/{collection}/{key}/")

    assert response.status_code == 404
    assert response.json()["status"] == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_only_read_cannot_be_written(client: Client, method):
    response = getattr(client, method)("/api/v1/sources/")

    assert response.status_code == 405
    assert response.json()["errors"][0]["code"] == "method_not_allowed"


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_head_and_options_work(client: Client, collection):
    address = f"/api/v1/{collection}/"
    preflight = client.options(
        address,
        headers={"Origin": "https://reader.example", "Access-Control-Request-Method": "GET"},
    )

    head = client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/",
        "/api/v1/events/",
        "/api/v1/schema/",
        "/api/v1/events/?x=1",
        "/api/v1/nothing/",
    ],
)
def test_scripts_of_any_origin_may_read_the_answer(client: Client, address):
    response = client.get(address, headers={"Origin": "https://reader.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_answer_that_the_reader_has_is_not_sent_again(client: Client, everything, collection):
    address = f"/api/v1/{collection}/"
    detail = client.get(address).json()["results"][0]["url"]

    for known in (address, detail):
        first = client.get(known)
        again = client.get(known, headers={"If-None-Match": first["ETag"]})
        other = client.get(known + "?lang=zh", headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert other.status_code in {200, 304}
        assert "no-cache" in first["Cache-Control"]


def test_a_change_changes_the_etag(client: Client):
    event_of()
    before = client.get("/api/v1/events/")["ETag"]

    event_of()

    assert client.get("/api/v1/events/")["ETag"] != before


def test_an_address_below_the_api_that_leads_nowhere_answers_in_the_same_shape(client: Client):
    response = client.get("/api/v1/nothing", follow=True)

    assert response.status_code == 404
    assert "/api/v1/" in errors(response)[None]


def test_a_format_that_is_not_had_is_refused(client: Client):
    response = client.get("/api/v1/events/", headers={"Accept": "text/csv"})

    assert response.status_code == 406
    assert response["Access-Control-Allow-Origin"] == "*"


def test_too_many_requests_from_one_address_are_refused_until_later(client: Client, monkeypatch):
    monkeypatch.setattr(AddressThrottle, "THROTTLE_RATES", {"anon": "2/min"})

    def ask(address: str, **headers: str) -> Any:
        return client.get("/api/v1/events/", headers=headers, REMOTE_ADDR=address)

    first, second, third = (ask("192.0.2.7") for _ in range(3))
    spoofed = ask("192.0.2.7", **{"X-Forwarded-For": "192.0.2.8"})
    elsewhere = ask("192.0.2.9")

    assert [first["RateLimit-Remaining"], second["RateLimit-Remaining"]] == ["1", "0"]
    assert first["RateLimit-Limit"] == "2"
    assert third.status_code == spoofed.status_code == 429
    assert 0 < int(third["Retry-After"]) <= 60
    assert third.json()["errors"][0]["code"] == "throttled"
    assert elsewhere.status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/docs/", "/api/v1/docs/?script="])
def test_the_docs_set_no_cookie(client: Client, address: str):
    assert not client.get(address).cookies


def test_a_statement_that_runs_too_long_is_answered_with_a_remedy(client: Client, monkeypatch):
    event_of()
    slow = Event.objects.published().annotate(nap=RawSQL("pg_sleep(5)::text", []))
    monkeypatch.setattr(EventViewSet, "get_queryset", lambda view: slow.exclude(nap="x"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")

    response = client.get("/api/v1/events/")

    assert response.status_code == 503
    assert "Ask for less" in errors(response)[None]


def test_the_docs_load_nothing_from_elsewhere_and_keep_to_the_site_s_policy(client: Client):
    response = client.get("/api/v1/docs/")
    page = response.content.decode()

    assert "unsafe" not in response["Content-Security-Policy"]
    assert "<style" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "drf_spectacular_sidecar" in page


@pytest.mark.parametrize(
    ("accept", "start"), [("application/json", b"{"), ("application/yaml", b"openapi:")]
)
def test_the_schema_is_json_or_yaml_as_asked(client: Client, accept, start):
    response = client.get("/api/v1/schema/", headers={"Accept": accept})

    assert response.content.startswith(start)
