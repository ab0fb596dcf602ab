"""Errors as problem details, wherever below /api/ they arise."""

import logging

import pytest
from django.test import Client
from rest_framework.exceptions import APIException, ErrorDetail

from people.api.problems import MEDIA_TYPE, TYPES, mistake
from people.api.requests import RequestIdFilter
from people.api.viewsets import PersonViewSet
from people.refusals import Refused
from people.roles import Ability, NotAllowed

pytestmark = pytest.mark.django_db

MEMBERS = ["type", "title", "status", "detail", "instance", "request_id", "errors"]


@pytest.fixture
def api() -> Client:
    return Client(raise_request_exception=False)


def failing(monkeypatch, error: Exception) -> None:
    def fail(view):
        raise error

    monkeypatch.setattr(PersonViewSet, "get_queryset", fail)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/", 404),
        ("/api/v2/events/", 404),
        ("/api/v1/智谱/", 404),
        ("/api/v1/events/0/", 404),
        ("/api/v1/export/events.xls", 404),
        ("/api/v1/people/?q=%00", 400),
        ("/api/v1/people/?名=唐杰", 400),
    ],
)
def test_a_problem_has_every_member_of_its_shape(api, address, status):
    response = api.get(address, follow=True)

    told = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, MEDIA_TYPE)
    assert [*told] == MEMBERS
    assert told["status"] == status
    assert told["type"] == f"http://testserver/api/v1/problems/{TYPES[status].slug}/"
    assert told["title"] == TYPES[status].title
    assert told["request_id"] == response["X-Request-ID"]
    assert told["instance"].startswith("/api/")
    for error in told["errors"]:
        assert [*error] == ["field", "code", "message", "remedy"]
        assert error["message"]
        assert error["remedy"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_an_unknown_address_is_unknown_to_every_method(api, method):
    assert getattr(api, method)("/api/v1/nothing/").status_code == 404


def test_a_method_that_is_not_known_is_told_beside_those_that_are(api):
    response = api.post("/api/v1/sources/")

    assert (response.status_code, response["Content-Type"]) == (405, MEDIA_TYPE)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_method_that_is_not_known_is_refused_whatever_it_is_asked_with(api):
    assert api.generic("TRACE", "/api/v1/people/?名=唐杰").status_code == 405


@pytest.mark.parametrize("address", ["/api/v1/people/", "/api/v1/schema/", "/api/v1/changes/"])
def test_a_format_that_there_is_not_is_told_in_the_format_of_problems(api, address):
    response = api.get(address, headers={"Accept": "image/png"})

    assert (response.status_code, response["Content-Type"]) == (406, MEDIA_TYPE)
    assert "application/json" in response.json()["errors"][0]["remedy"]


def test_what_breaks_is_told_without_a_word_of_what_broke(api, monkeypatch, caplog):
    failing(monkeypatch, RuntimeError("机密 secret"))

    response = api.get("/api/v1/people/", headers={"X-Request-ID": "trace-7"})

    assert (response.status_code, response["Content-Type"]) == (500, MEDIA_TYPE)
    assert "secret" not in response.content.decode()
    assert response.json()["request_id"] == response["X-Request-ID"] == "trace-7"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_host_that_is_not_the_site_s_gets_a_problem_that_does_not_repeat_it(api):
    response = api.get("/api/v1/people/", headers={"Host": "evil.example"})

    assert (response.status_code, response["Content-Type"]) == (400, MEDIA_TYPE)
    assert response.json()["type"] == "/api/v1/problems/invalid-request/"
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Refused("It is merged. Undo the merger first."), 409, "refused"),
        (NotAllowed(Ability.MERGE), 403, "not_allowed"),
    ],
    ids=["refused", "not allowed"],
)
def test_what_an_action_refuses_is_told_in_its_words(api, monkeypatch, error, status, code):
    failing(monkeypatch, error)

    response = api.get("/api/v1/people/")

    (told,) = response.json()["errors"]
    assert (response.status_code, told["code"]) == (status, code)
    assert f"{told['message']} {told['remedy']}" == str(error)


def test_mistakes_within_lists_and_records_are_named_by_their_path(api, monkeypatch):
    error = APIException()
    error.status_code = 422
    error.detail = {
        "items": [{}, {"名称": [ErrorDetail("Too long.", code="max_length")]}],
        "non_field_errors": [ErrorDetail("Both are missing. Give one.", code="required")],
    }
    failing(monkeypatch, error)

    response = api.get("/api/v1/people/")

    assert [(each["field"], each["code"]) for each in response.json()["errors"]] == [
        ("items[1].名称", "max_length"),
        (None, "required"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("“x” is no date. Write 2025.", "“x” is no date.", "Write 2025."),
        ("“a. b” is none of these: x.", "“a. b” is none of these: x.", TYPES[400].remedy),
        ("“智谱. AI” is new. Add it. Then ask.", "“智谱. AI” is new.", "Add it. Then ask."),
        ("Required", "Required", TYPES[400].remedy),
    ],
)
def test_a_remedy_is_what_follows_the_first_sentence(text, message, remedy):
    told = mistake(400, text, code="invalid")

    assert (told.message, told.remedy) == (message, remedy)


def test_every_type_of_problem_is_described_at_its_address(api):
    types = api.get("/api/v1/problems/").json()

    assert [kind["status"] for kind in types] == sorted(TYPES)
    for kind in types:
        assert api.get(kind["type"]).json() == kind
    assert api.get("/api/v1/problems/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("trace-7", True),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", True),
        ("", False),
        ("a b", False),
        ("x" * 129, False),
        ("<script>", False),
        ("智谱".encode().decode("latin-1"), False),
    ],
)
def test_a_request_id_is_kept_where_it_is_harmless(api, sent, kept):
    first, second = (api.get("/api/v1/people/", headers={"X-Request-ID": sent}) for _ in range(2))

    if kept:
        assert first["X-Request-ID"] == second["X-Request-ID"] == sent
    else:
        assert len({first["X-Request-ID"], second["X-Request-ID"], sent}) == 3


def test_the_lines_that_a_request_logs_bear_its_id(api, monkeypatch, caplog):
    caplog.handler.addFilter(RequestIdFilter())
    failing(monkeypatch, RuntimeError("broken"))

    api.get("/api/v1/people/", headers={"X-Request-ID": "trace-8"})

    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert line.request_id == " [trace-8]"
