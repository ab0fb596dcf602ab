"""The record as language models ask for it: tools over the API, with sources."""

import json
from typing import Any

import jsonschema
import pytest

from events.mcp.tools import TOOLS
from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db
PUBLIC = Status.PUBLISHED


def send(client, **message):
    response = client.post("/api/v1/mcp/", json.dumps(message), "application/json")
    assert response.status_code == 200, response.content
    return response.json()


def request(client, method, **params):
    return send(client, jsonrpc="2.0", id=1, method=method, params=params)


def call(client, tool, **arguments):
    result = request(client, "tools/call", name=tool, arguments=arguments)["result"]
    told = result["structuredContent"]
    assert json.loads(result["content"][0]["text"]) == told
    return told if not result["isError"] else told["error"]


@pytest.fixture
def zhipu():
    company = CompanyFactory(slug="zhipu-ai", name_zh="智谱", name_en="Zhipu AI", status=PUBLIC)
    event = event_of(
        ("company", company),
        kind="funding",
        when=PartialDate.parse("2024-05-06"),
        quote="智谱完成B轮融资。",
    )
    return company, event


def test_a_client_is_told_what_there_is(client):
    begun = request(client, "initialize", protocolVersion="2025-03-26", capabilities={})["result"]
    tools = request(client, "tools/list")["result"]["tools"]

    assert begun["protocolVersion"] == "2025-03-26"
    assert request(client, "initialize", protocolVersion="2030")["result"]["protocolVersion"]
    assert {tool["name"] for tool in tools} == TOOLS.keys()
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool["inputSchema"])
        assert tool["annotations"]["readOnlyHint"]
    noted = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    response = client.post("/api/v1/mcp/", json.dumps(noted), "application/json")
    assert (response.status_code, response.content) == (202, b"")
    assert client.get("/api/v1/mcp/").status_code == 405


def test_each_tool_answers_with_sources(client, zhipu):
    _, event = zhipu
    asked: dict[str, dict[str, Any]] = {
        "search": {"q": "智谱"},
        "timeline": {"company": "zhipu-ai", "kind": ["funding", "career"], "lang": "zh"},
        "event": {"id": event.pk},
        "entity": {"kind": "company", "slug": "zhipu-ai"},
        "positions": {"company": "zhipu-ai", "former": False},
        "funding_table": {"by": ["year", "round"], "from": "2024"},
        "talent_flows": {"company": "zhipu-ai"},
        "match": {"name": "智譜"},
        "lookup": {"url": event.evidence.get().article.address},
    }
    assert asked.keys() == TOOLS.keys()
    answers = {name: call(client, name, **arguments) for name, arguments in asked.items()}

    assert answers["entity"]["name"] == "Zhipu AI"
    assert answers["match"]["results"][0]["entity"]["slug"] == "zhipu-ai"
    for name in ("search", "timeline", "event", "lookup", "funding_table"):
        [source] = answers[name]["sources"]
        assert (source["event"], source["quote"]) == (event.pk, "智谱完成B轮融资。")
        assert source["url"]


def test_the_answer_is_the_apis_own(client, zhipu):
    told = call(client, "timeline", company="zhipu-ai", lang="zh")
    asked = {"company": "zhipu-ai", "lang": "zh", "page_size": 20}

    told.pop("sources")
    assert told == client.get("/api/v1/events/", asked).json()


def test_nothing_unpublished_is_told(client, zhipu):
    company, _ = zhipu
    hidden = event_of(("company", company), kind="funding", status=Status.PROPOSED, quote="藏海。")

    assert "藏海" not in json.dumps(
        call(client, "timeline", company="zhipu-ai"), ensure_ascii=False
    )
    assert "Nothing that is published" in json.dumps(call(client, "event", id=hidden.pk))


@pytest.mark.parametrize(
    ("name", "arguments", "word"),
    [
        ("timeline", {"company": 7}, "company"),
        ("timeline", {"company": "nobody"}, "nobody"),
        ("timeline", {"kind": ["gossip"]}, "gossip"),
        ("timeline", {"page_size": 500}, "500"),
        ("entity", {"kind": "company", "slug": "../events"}, "slug"),
        ("event", {}, "id"),
        ("event", {"id": True}, "id"),
        ("funding_table", {"from": "昨天"}, "昨天"),
        ("search", {"q": ""}, "q"),
    ],
)
def test_a_model_is_told_what_it_asked_wrongly(client, name, arguments, word):
    assert word in json.dumps(call(client, name, **arguments), ensure_ascii=False)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ([], -32600),
        ({"id": 1, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": {}, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "drop"}, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": ["ping"]}, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": 7}, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "rm"}}, -32602),
    ],
)
def test_what_is_no_request_is_refused(client, message, code):
    response = client.post("/api/v1/mcp/", json.dumps(message), "application/json")

    assert response.json()["error"]["code"] == code


def test_sources_take_one_query_however_many_events(client, zhipu, django_assert_max_num_queries):
    company, _ = zhipu
    call(client, "timeline", company="zhipu-ai")
    for _ in range(10):
        event_of(("company", company), kind="funding")
    with django_assert_max_num_queries(8):
        assert len(call(client, "timeline", company="zhipu-ai")["sources"]) == 11
