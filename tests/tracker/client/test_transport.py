"""How the client bears with a site: refusals, losses, versions. The site is a script here."""

import gzip
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tideline_client import Client, Problem, Unreachable, problems

pytestmark = pytest.mark.enable_socket

Say = tuple[int, dict[str, str], Any]


class Script:
    """Answers in the order that it was given, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Say] = []
        self.asked: list[tuple[str, str, dict[str, str], Any]] = []
        self.url = ""
        self.waits: list[float] = []

    def client(self, **options: Any) -> Client:
        return Client(self.url, sleep=self.waits.append, **options)

    def header(self, number: int, name: str) -> str | None:
        return self.asked[number][2].get(name.lower())


@pytest.fixture
def site() -> Iterator[Script]:
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            length = int(self.headers["Content-Length"] or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            headers = {name.lower(): value for name, value in self.headers.items()}
            script.asked.append((self.command, self.path, headers, body))
            status, told, said = script.answers.pop(0)
            data = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **told}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data if status != 304 else b"")

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self.do
            raise AttributeError(name)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script.url = f"http://127.0.0.1:{server.server_port}"
    yield script
    server.shutdown()
    server.server_close()


def details(slug: str, status: int, **more: Any) -> dict[str, Any]:
    return {"type": f"https://x.example/api/v1/problems/{slug}/", "title": slug, "status": status,
            "detail": "因为", "errors": [], "request_id": "7", **more}  # fmt: skip


def test_asks_again_after_as_long_as_the_site_says(site: Script) -> None:
    site.answers = [
        (429, {"Retry-After": "7"}, details("too-many-requests", 429)),
        (503, {"Retry-After": "2"}, details("unavailable", 503)),
        (200, {}, {"id": 7}),
    ]

    assert site.client().event(7)["id"] == 7
    assert site.waits == [7.0, 2.0]


def test_gives_up_after_as_many_tries_as_it_was_told(site: Script) -> None:
    site.answers = [(429, {"Retry-After": "7"}, details("too-many-requests", 429))] * 3

    with pytest.raises(problems.TooManyRequests) as refused:
        site.client(tries=3).event(7)

    assert refused.value.retry_after == 7.0
    assert len(site.waits) == 2


def test_does_not_wait_for_an_hour(site: Script) -> None:
    site.answers = [(429, {"Retry-After": "3600"}, details("too-many-requests", 429))]

    with pytest.raises(problems.TooManyRequests):
        site.client().event(7)

    assert site.waits == []


@pytest.mark.parametrize(
    ("slug", "status", "kind"),
    [
        ("not-found", 404, problems.NotFound),
        ("gone", 410, problems.Gone),
        ("changed-meanwhile", 412, problems.ChangedMeanwhile),
        ("invented-later", 418, Problem),
    ],
)
def test_raises_each_type_of_problem_as_itself(
    site: Script, slug: str, status: int, kind: type[Problem]
) -> None:
    mistake = {"field": "from", "code": "invalid", "message": "“永远”", "remedy": "2025"}
    site.answers = [(status, {}, details(slug, status, errors=[mistake]))]

    with pytest.raises(Problem) as told:
        site.client().event(7)

    assert type(told.value) is kind
    assert (told.value.status, told.value.detail) == (status, "因为")
    assert told.value.errors == [mistake]


def test_error_page_of_a_proxy_is_a_problem_too(site: Script) -> None:
    site.answers = [(403, {}, b"<h1>Forbidden</h1>")]

    with pytest.raises(Problem, match="Status 403"):
        site.client().event(7)


def test_what_is_written_is_sent_again_with_the_same_key(site: Script) -> None:
    site.answers = [(502, {}, b"bad gateway"), (201, {}, {"id": 7}), (201, {}, {"id": 8})]
    client = site.client(token="tdl_1")

    client.propose_person({"name": {"zh": "唐杰"}})
    client.propose_person({"name": {"zh": "唐杰"}})

    first, again, other = (site.header(number, "Idempotency-Key") for number in range(3))
    assert first
    assert first == again != other
    assert site.asked[0][3] == {"name": {"zh": "唐杰"}}
    assert site.header(0, "Authorization") == "Bearer tdl_1"


def test_what_has_no_key_is_not_sent_twice(site: Script) -> None:
    site.answers = [(502, {}, b"bad gateway")]

    with pytest.raises(Problem):
        site.client(token="tdl_1").test_webhook(3)

    assert len(site.asked) == 1


def test_record_is_corrected_as_it_was_last_read(site: Script) -> None:
    site.answers = [
        (200, {"ETag": '"1"'}, {"id": 7}),
        (200, {"ETag": '"2"'}, {"id": 7}),
        (200, {"ETag": '"3"'}, {"id": 7}),
        (200, {}, {"id": 7}),
    ]
    client = site.client(token="tdl_1")

    client.event(7, lang="zh")
    client.correct_event(7, {"round": "A", "reason": "笔误"})
    client.retract_event(7, {"reason": "误报"})
    client.correct_event(7, {"round": "B"}, if_match="*")

    assert [site.header(number, "If-Match") for number in range(4)] == [None, '"1"', '"2"', "*"]


def test_cache_is_asked_whether_it_still_holds(site: Script) -> None:
    body = gzip.compress(json.dumps({"id": 7, "headline": "智谱"}).encode())
    site.answers = [
        (200, {"ETag": 'W/"1"', "Content-Encoding": "gzip"}, body),
        (304, {"ETag": 'W/"1"'}, b""),
        (200, {"ETag": 'W/"2"'}, {"id": 7, "headline": "Zhipu"}),
    ]
    client = site.client(cache={})

    said = [client.event(7)["headline"] for _ in range(3)]

    assert said == ["智谱", "智谱", "Zhipu"]
    assert [site.header(n, "If-None-Match") for n in range(3)] == [None, 'W/"1"', 'W/"1"']


def test_cache_keeps_languages_apart(site: Script) -> None:
    site.answers = [(200, {"ETag": '"zh"'}, {"id": 7}), (200, {"ETag": '"en"'}, {"id": 7})]
    cache: dict[str, tuple[str, bytes]] = {}

    site.client(cache=cache, lang="zh").event(7)
    site.client(cache=cache, lang="en").event(7)

    assert site.header(1, "If-None-Match") is None


def test_pages_are_fetched_as_the_loop_comes_to_them_from_the_same_site(site: Script) -> None:
    following = "https://elsewhere.example/api/v1/events/?cursor=x&kind=funding"
    site.answers = [
        (200, {}, {"next": following, "previous": None, "results": [{"id": 1}, {"id": 2}]}),
        (200, {}, {"next": None, "previous": None, "results": [{"id": 3}]}),
    ]
    rows = iter(site.client(token="tdl_1").events(kind="funding", from_="2024", country=["CN"]))

    assert [next(rows)["id"], next(rows)["id"]] == [1, 2]
    assert len(site.asked) == 1
    assert [row["id"] for row in rows] == [3]
    assert [asked[1] for asked in site.asked] == [
        "/api/v1/events/?kind=funding&from=2024&country=CN",
        "/api/v1/events/?cursor=x&kind=funding",
    ]


def test_changes_go_on_where_they_ended(site: Script) -> None:
    def page(cursor: str, more: bool, *cursors: str) -> Say:
        rows = [{"cursor": each} for each in cursors]
        following = f"{site.url}/api/v1/changes/?since={cursor}"
        return 200, {}, {"next": following, "cursor": cursor, "more": more, "results": rows}

    site.answers = [page("2-2", True, "1-1", "2-2"), page("3-3", False, "3-3"), page("3-3", False)]
    changes = site.client().changes(since="0-0")

    assert [change["cursor"] for change in changes] == ["1-1", "2-2", "3-3"]
    assert list(changes) == []
    assert changes.cursor == "3-3"
    assert site.asked[-1][1] == "/api/v1/changes/?since=3-3"


def test_a_copy_that_was_not_taken_is_told_again(site: Script) -> None:
    rows = [{"cursor": "1-1"}, {"cursor": "2-2"}]
    site.answers = [(200, {}, {"next": "/", "cursor": "2-2", "more": False, "results": rows})]
    changes = site.client().changes(since="0-0")

    for _ in changes:
        break

    assert changes.cursor == "0-0"


def test_merged_record_leads_to_the_one_that_remained(site: Script) -> None:
    site.answers = [
        (308, {"Location": f"{site.url}/api/v1/companies/zhipu-ai/"}, {}),
        (200, {}, {"slug": "zhipu-ai"}),
    ]

    assert site.client(token="tdl_1").company("zhipu")["slug"] == "zhipu-ai"


def test_token_is_taken_to_no_other_host(site: Script) -> None:
    port = re.sub(r".*:", "", site.url)
    site.answers = [(308, {"Location": f"http://localhost:{port}/api/v1/companies/x/"}, {})]

    with pytest.raises(Problem):
        site.client(token="tdl_1").company("zhipu")

    assert len(site.asked) == 1


def test_file_is_there_in_whole_or_not_at_all(site: Script, tmp_path: Path) -> None:
    site.answers = [(200, {"Content-Length": "99"}, b"id\n"), (200, {}, "id\n智谱\n".encode())]
    file = site.client().export_events_csv()

    with pytest.raises(Unreachable, match="3 of 99"):
        file.save(tmp_path / "events.csv")
    assert not (tmp_path / "events.csv").exists()

    assert file.save(tmp_path / "events.csv").read_text() == "id\n智谱\n"


@pytest.mark.parametrize(
    "ask", [lambda client: client.event(7), lambda client: list(client.people())]
)
def test_says_which_site_cannot_be_reached(site: Script, ask: Callable[[Client], object]) -> None:
    waits: list[float] = []

    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:9"):
        ask(Client("http://127.0.0.1:9", sleep=waits.append, tries=3))

    assert len(waits) == 2


def test_address_without_a_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="https://"):
        Client("your.site")
