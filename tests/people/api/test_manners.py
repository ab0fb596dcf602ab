"""What every answer of the API does beside its content: caching, limits, compression, CORS."""

import gzip
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory
from rest_framework.exceptions import ParseError
from rest_framework.response import Response

from people.api.deprecation import Deprecation
from people.api.parsers import StrictJSONParser
from people.api.throttling import AddressThrottle
from people.api.views import PublicView
from people.models import Status
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db

COMPANIES = "/api/v1/companies/"


@pytest.fixture
def few(monkeypatch):
    """Three requests a minute."""
    monkeypatch.setattr(AddressThrottle, "THROTTLE_RATES", {"anon": "3/min", "token": None})


@pytest.fixture
def companies():
    for number in range(40):
        CompanyFactory(name_zh=f"智谱{number}", status=Status.PUBLISHED)


def test_what_the_client_has_already_is_not_counted(client: Client, few):
    first = client.get(COMPANIES)
    again = [client.get(COMPANIES, headers={"If-None-Match": first["ETag"]}) for _ in range(9)]

    assert {answer.status_code for answer in again} == {304}
    assert {answer["RateLimit-Remaining"] for answer in again} == {"2"}
    assert again[0]["ETag"] == first["ETag"]
    assert again[0]["Access-Control-Allow-Origin"] == "*"
    assert again[0]["Vary"] == first["Vary"]


def test_errors_are_counted(client: Client, few):
    answers = [client.get(f"{COMPANIES}nobody/") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert answers[3]["RateLimit"].startswith('"address";r=0;t=')
    assert answers[3]["RateLimit-Policy"] == '"address";q=3;w=60'
    assert answers[3]["Retry-After"] == answers[3]["RateLimit-Reset"]


def test_unknown_addresses_are_counted(client: Client, few):
    answers = [client.get("/api/v1/nothing/") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]


def test_a_new_window_begins_after_the_old_one(client: Client, few, monkeypatch):
    now = datetime.now(UTC).timestamp()
    monkeypatch.setattr(AddressThrottle, "timer", lambda throttle=None: now)
    refused = [client.get(COMPANIES) for _ in range(4)][-1]
    AddressThrottle.cache.clear()  # as the cache does at the end of the window

    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert client.get(COMPANIES).status_code == 200


def test_no_request_is_lost_to_another_at_the_same_moment(monkeypatch):
    monkeypatch.setattr(AddressThrottle, "THROTTLE_RATES", {"anon": "100/min"})
    request = RequestFactory().get("/")
    request.auth = None  # type: ignore[attr-defined] # as the framework's requests have it

    def ask(number: int) -> bool:
        return AddressThrottle().allow_request(request, None)  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as threads:
        allowed = list(threads.map(ask, range(150)))

    assert allowed.count(True) == 100


@pytest.mark.parametrize("address", [COMPANIES, "/api/v1/", "/api/v1/events/", "/api/v1/changes/"])
def test_head_has_the_headers_of_get(client: Client, companies, address):
    got, head = client.get(address), client.head(address)

    own = {"X-Request-ID"}
    assert head.content == b""
    assert {name: value for name, value in head.headers.items() if name not in own} == {
        name: value for name, value in got.headers.items() if name not in own
    }
    assert client.head(address, headers={"If-None-Match": got["ETag"]}).status_code == 304


def test_the_head_of_a_file_reads_nothing_of_it(client: Client, django_assert_num_queries):
    event_of()
    with django_assert_num_queries(0):
        head = client.head("/api/v1/export/events.ndjson")
        assert head.getvalue() == b""

    assert head["Content-Type"].startswith("application/x-ndjson")


def test_an_answer_is_compressed_for_whoever_reads_it(client: Client, companies):
    plain = client.get(COMPANIES)
    packed = client.get(COMPANIES, headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 5
    assert packed["ETag"] == f"W/{plain['ETag']}"
    for etag in (plain["ETag"], packed["ETag"]):
        known = {"Accept-Encoding": "gzip", "If-None-Match": etag}
        assert client.get(COMPANIES, headers=known).status_code == 304


def test_a_problem_is_compressed_as_well(client: Client):
    response = client.get(f"{COMPANIES}?名=x", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert b"invalid-request" in gzip.decompress(response.content)


def test_a_file_is_compressed_while_it_is_written(client: Client):
    event_of()
    address = "/api/v1/export/events.ndjson"
    plain = client.get(address).getvalue()

    packed = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert packed.streaming
    assert gzip.decompress(packed.getvalue()) == plain


@pytest.mark.parametrize("address", [COMPANIES, "/api/v1/nothing/", "/api/v1/events/7/"])
def test_a_preflight_lets_a_script_read(client: Client, few, address):
    asked = {"Origin": "https://reader.example", "Access-Control-Request-Method": "GET"}
    answers = [client.options(address, headers=asked) for _ in range(5)]

    for answer in answers:
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Authorization" in answer["Access-Control-Allow-Headers"]
    exposed = answers[0]["Access-Control-Expose-Headers"].split(", ")
    assert {"Link", "ETag", "RateLimit", "Retry-After", "X-Request-ID"} <= set(exposed)


def test_pages_for_readers_are_not_opened_to_scripts_of_other_origins(client: Client):
    assert "Access-Control-Allow-Origin" not in client.get("/en/")


def test_a_view_that_will_go_says_when_and_what_to_use_instead(rf):
    class OldView(PublicView):
        deprecation = Deprecation(
            since=datetime(2027, 1, 1, tzinfo=UTC),
            sunset=datetime(2028, 1, 1, tzinfo=UTC),
            instead="/api/v2/events/",
        )

        def get(self, request):
            return Response([], headers={"Link": '<x>; rel="next"'})

    response = OldView.as_view()(rf.get("/"))

    assert response["Deprecation"] == "@1798761600"
    assert response["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert response["Link"] == '<x>; rel="next", </api/v2/events/>; rel="successor-version"'


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "q=%FF", "q=%E6%99", "%FF=1", "lang=%00"])
def test_characters_that_no_text_has_are_refused(client: Client, query):
    assert client.get(f"{COMPANIES}?{query}").status_code == 400


@pytest.mark.parametrize("path", ["%00/", "%FF/", "..%2F/", "a%0Ab/", "%E6%99%BA/", "%ED%A0%80/"])
def test_characters_that_no_address_has_lead_nowhere(client: Client, path):
    assert client.get(f"{COMPANIES}{path}", follow=True).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "\\u0000"}',
        '{"\\u0000": 1}',
        '["智谱", {"a": ["\\ud83d"]}]',
        '{"a": NaN}',
        "[" * 100_000,
        "1" * 5000,
        "{",
        b"\xff\xfe".decode("latin-1"),
    ],
)
def test_json_that_cannot_be_kept_is_refused(text):
    with pytest.raises(ParseError):
        StrictJSONParser().parse(io.BytesIO(text.encode("latin-1", "ignore")), parser_context={})


def test_json_of_any_real_text_is_read():
    text = '{"名": "智谱\\ud83d\\ude00 \\\\u0000"}'

    assert StrictJSONParser().parse(io.BytesIO(text.encode())) == {"名": "智谱😀 \\u0000"}
