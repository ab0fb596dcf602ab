"""One door to the web: what it fetches, what it refuses, and that there is no other."""

import ast
import gzip
import itertools
import socket
import ssl
import time
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import certifi
import pytest

from events.ingestion import fetch as module
from events.ingestion.fetch import FetchError, Refused, fetch, post
from tests.events.ingestion.conftest import CERTIFICATE, answer, redirect

ROOT = Path(__file__).parents[3]
PAGE = "<p>智谱完成新一轮融资。</p>".encode()


def reason(url: str) -> FetchError:
    with pytest.raises(FetchError) as error:
        fetch(url)
    return error.value


def drip(parts: Iterable[bytes], seconds: float = 0.05) -> Iterator[bytes]:
    for part in parts:
        yield part
        time.sleep(seconds)


def test_a_page_comes_with_its_type_and_marks(site):
    site.answers["/a?q=1"] = answer(
        PAGE,
        "Content-Type: Text/HTML; Charset=GB18030",
        'ETag: "7"',
        "Last-Modified: Tue, 01 Aug 2023 08:00:00 GMT",
    )

    page = fetch(site.url("/a?q=1#part"))

    assert page.address == site.url("/a?q=1")
    assert page.content == PAGE
    assert (page.content_type, page.charset) == ("text/html", "gb18030")
    assert (page.etag, page.last_modified) == ('"7"', "Tue, 01 Aug 2023 08:00:00 GMT")
    assert not page.not_modified


def test_the_request_says_who_asks_and_sends_no_cookie(site, monkeypatch):
    monkeypatch.setenv("FETCH_CONTACT", "https://tideline.example/about")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    site.answers["/a"] = answer(b"", "Set-Cookie: a=1", "Location: /b", status="302 Found")
    site.answers["/b"] = answer(PAGE)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    fetch(site.url("/a"))

    request = site.requests[-1]
    assert f"User-Agent: Tideline/{version} (+https://tideline.example/about)\r\n" in request
    assert f"Host: {site.host}\r\n" in request
    assert "Cookie" not in request


def test_an_unchanged_page_is_not_sent_again(site):
    site.answers["/feed"] = answer(b"", 'ETag: "7"', status="304 Not Modified")

    page = fetch(site.url("/feed"), etag='"7"', last_modified="Tue, 01 Aug 2023 08:00:00 GMT")

    assert page.not_modified
    assert page.content == b""
    assert 'If-None-Match: "7"\r\n' in site.requests[0]
    assert "If-Modified-Since: Tue, 01 Aug 2023 08:00:00 GMT\r\n" in site.requests[0]


def test_unchanged_is_no_answer_to_who_has_nothing_yet(site):
    site.answers["/feed"] = answer(b"", status="304 Not Modified")

    assert reason(site.url("/feed")).status == 304


def test_a_mark_that_could_break_a_header_is_neither_kept_nor_sent(site):
    site.answers["/a"] = answer(PAGE, f'ETag: "{"x" * 2000}"')

    page = fetch(site.url("/a"), etag='"7"\r\nX-Injected: 1')

    assert page.etag == ""
    assert "Injected" not in site.requests[0]


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        pytest.param("gzip", gzip.compress(PAGE), id="gzip"),
        pytest.param(
            "x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]) + b"\0\0", id="two members"
        ),
        pytest.param("deflate", zlib.compress(PAGE), id="deflate"),
        pytest.param("deflate", zlib.compress(PAGE, wbits=-15), id="bare deflate"),
        pytest.param("identity", PAGE, id="as it is"),
    ],
)
def test_compressed_pages_are_unpacked(site, encoding, content):
    site.answers["/a"] = answer(content, f"Content-Encoding: {encoding}")

    assert fetch(site.url("/a")).content == PAGE


def test_a_page_may_come_in_chunks_or_end_with_the_connection(site):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    site.answers["/chunks"] = (
        head + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"
    )
    site.answers["/end"] = head + b"\r\nabcd"

    assert fetch(site.url("/chunks")).content == b"abcd"
    assert fetch(site.url("/end")).content == b"abcd"


def test_redirects_are_followed_to_the_page(site):
    site.answers["/1"] = redirect("/新闻/2")
    site.answers["/%E6%96%B0%E9%97%BB/2"] = redirect(site.url("/3#part"))
    site.answers["/3"] = answer(PAGE)

    assert fetch(site.url("/1")).address == site.url("/3")


def test_a_redirect_into_this_machine_is_refused(site):
    port = int(site.host.rpartition(":")[2])
    for target in [f"http://localhost:{port}/b", f"http://127.1.1.1:{port}/b", "//10.0.0.8/"]:
        site.answers["/a"] = redirect(target)

        error = reason(site.url("/a"))

        assert isinstance(error, Refused)
        assert site.url("/a") in error.message
    assert len(site.requests) == 3


def test_redirects_come_to_an_end(site):
    site.answers["/a"] = redirect("/a")

    assert reason(site.url("/a")).reason_code == "too_many_redirects"
    assert len(site.requests) == 6


def test_a_redirect_needs_a_place_to_go(site):
    site.answers["/a"] = answer(b"", status="301 Moved Permanently")

    assert reason(site.url("/a")).reason_code == "bad_redirect"


GZIP = ["Content-Encoding: gzip"]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("reply", "reason_code"),
    [
        pytest.param(answer(PAGE, "Content-Type: image/png"), "unsupported_type", id="an image"),
        pytest.param(answer(PAGE, "Content-Type: "), "unsupported_type", id="no type"),
        pytest.param(answer(PAGE, *GZIP), "bad_encoding", id="gzip that is none"),
        pytest.param(answer(PAGE, "Content-Encoding: br"), "bad_encoding", id="another encoding"),
        pytest.param(
            answer(PAGE, "Content-Encoding: gzip, gzip"), "bad_encoding", id="packed twice"
        ),
        pytest.param(answer(gzip.compress(PAGE)[:-4], *GZIP), "truncated", id="half a gzip"),
        pytest.param(HEAD + b"Content-Length: 9\r\n\r\nabc", "truncated", id="half a page"),
        pytest.param(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "bad_response",
            id="no last chunk",
        ),
        pytest.param(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n",
            "bad_response",
            id="a bad chunk",
        ),
        pytest.param(
            HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "bad_response",
            id="two lengths",
        ),
        pytest.param(
            HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "bad_response",
            id="length and chunks",
        ),
        pytest.param(
            HEAD + b"Content-Length: -1\r\n\r\nabc", "bad_response", id="less than nothing"
        ),
        pytest.param(b"220 mail.example ESMTP\r\n", "bad_response", id="another protocol"),
        pytest.param(b"", "bad_response", id="no answer"),
        pytest.param(
            HEAD + b"Content-Length: 99000000\r\n\r\n", "too_large", id="a length too great"
        ),
        pytest.param(HEAD + b"X: " + b"x" * 90_000, "too_large", id="endless headers"),
        pytest.param(answer(b"", status="404 Not Found"), "http_status", id="not found"),
        pytest.param(answer(b"", status="204 No Content"), "http_status", id="no content"),
    ],
)
def test_an_answer_that_is_not_a_whole_page_is_an_error(site, reply, reason_code):
    site.answers["/a"] = reply

    error = reason(site.url("/a"))

    assert error.reason_code == reason_code
    assert not isinstance(error, Refused)
    assert error.message.startswith(site.url("/a"))


def test_reading_stops_at_the_limit_however_the_page_is_sent(site):
    block = b"x" * 100_000
    zipped = zlib.compressobj(wbits=31)
    site.answers["/plain"] = itertools.chain([HEAD + b"\r\n"], itertools.repeat(block, 1000))
    site.answers["/bomb"] = itertools.chain(
        [HEAD + b"Content-Encoding: gzip\r\n\r\n"], (zipped.compress(block) for _ in range(1000))
    )

    assert reason(site.url("/plain")).reason_code == "too_large"
    assert reason(site.url("/bomb")).reason_code == "too_large"


def test_a_feed_may_be_larger_than_a_page(site):
    site.answers["/feed"] = answer(gzip.compress(b" " * 15_000_000), "Content-Encoding: gzip")

    assert reason(site.url("/feed")).reason_code == "too_large"
    assert len(fetch(site.url("/feed"), max_bytes=module.FEED_BYTES).content) == 15_000_000


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(lambda: drip([b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 200]), id="headers"),
        pytest.param(
            lambda: drip([HEAD + b"Content-Length: 200\r\n\r\n", *[b"x"] * 200]), id="content"
        ),
    ],
)
def test_a_server_that_never_quite_stops_is_left_at_the_deadline(site, monkeypatch, reply):
    monkeypatch.setattr(module, "TOTAL_SECONDS", 0.5)
    site.answers["/a"] = reply()
    begun = time.monotonic()

    assert reason(site.url("/a")).reason_code == "timeout"
    assert time.monotonic() - begun < 3


def test_a_slow_name_server_does_not_hold_up_the_fetch(monkeypatch):
    monkeypatch.setattr(module, "TOTAL_SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1))

    assert reason("http://news.example.com/").reason_code == "dns_error"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("300", 300),
        ("5", 60),
        ("99999999999999999999", 86_400),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 60),
        ("-5", None),
        ("later", None),
        ("Mon, 99 Foo 99999", None),
    ],
)
def test_a_busy_server_is_left_alone_for_as_long_as_it_asks_within_reason(site, header, seconds):
    site.answers["/a"] = answer(b"", f"Retry-After: {header}", status="429 Too Many Requests")

    error = reason(site.url("/a"))

    assert (error.reason_code, error.status) == ("rate_limited", 429)
    assert error.retry_after == seconds


@pytest.mark.parametrize(
    "ips",
    [["10.2.3.4"], ["9.9.9.9", "127.0.0.1"], ["::1"], ["::ffff:10.2.3.4"], ["2002:a02:304::"]],
)
def test_a_name_that_leads_inside_is_refused_without_a_connection(names, monkeypatch, ips):
    names("news.example.com", ips)
    monkeypatch.setattr(
        socket, "create_connection", lambda *args, **kwargs: pytest.fail("connected")
    )

    error = reason("http://news.example.com/")

    assert isinstance(error, Refused)
    assert error.reason_code == "address_not_public"


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "017700000001", "１２７.0.0.1"])
def test_an_ip_address_in_disguise_is_refused_without_a_connection(names, monkeypatch, host):
    monkeypatch.setattr(
        socket, "create_connection", lambda *args, **kwargs: pytest.fail("connected")
    )

    assert reason(f"http://{host}/").reason_code == "address_not_public"


def test_the_connection_goes_to_the_ip_address_that_was_checked(names, monkeypatch):
    asked = names("news.example.com", ["9.9.9.9", "2400:3200::1"], ["127.0.0.1"])
    tried = []

    def create_connection(target: tuple[str, int], timeout: float) -> None:
        tried.append(target)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", create_connection)

    assert reason("https://news.example.com/").reason_code == "connect_error"
    assert asked == ["news.example.com"]
    assert tried == [("9.9.9.9", 443), ("2400:3200::1", 443)]


def test_an_unknown_name_is_an_error_that_says_so(monkeypatch):
    def getaddrinfo(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    error = reason("http://news.example.com/")

    assert error.message == "http://news.example.com/: the name news.example.com is not known"


@pytest.fixture
def trusted(monkeypatch):
    """Makes the tests' certificate one that this machine trusts."""
    monkeypatch.setattr(certifi, "where", lambda: str(CERTIFICATE))
    module._tls.cache_clear()
    yield
    module._tls.cache_clear()


def test_a_server_proves_the_name_it_was_asked_by(tls_site, names, monkeypatch, trusted):
    port = tls_site.host.rpartition(":")[2]
    names("news.example", ["127.0.0.1"])
    names("other.example", ["127.0.0.1"])
    monkeypatch.setenv("FETCH_ALLOW_HOSTS", f"news.example:{port}, other.example:{port}")
    tls_site.answers["/a"] = answer(PAGE)
    tls_site.answers["/down"] = redirect(f"http://news.example:{port}/a")

    assert fetch(f"https://news.example:{port}/a").content == PAGE
    assert f"Host: news.example:{port}\r\n" in tls_site.requests[0]
    assert reason(f"https://other.example:{port}/a").reason_code == "tls_error"
    assert reason(f"https://news.example:{port}/down").reason_code == "insecure_redirect"


def test_a_certificate_that_nobody_vouches_for_is_an_error(tls_site, names, monkeypatch):
    port = tls_site.host.rpartition(":")[2]
    names("news.example", ["127.0.0.1"])
    monkeypatch.setenv("FETCH_ALLOW_HOSTS", f"news.example:{port}")

    assert reason(f"https://news.example:{port}/a").reason_code == "tls_error"
    assert module._tls().minimum_version >= ssl.TLSVersion.TLSv1_2


NETWORK = {
    "aiohttp", "ftplib", "http.client", "httpcore", "httpx", "imaplib", "nntplib",
    "poplib", "pycurl", "requests", "requests_hardened", "smtplib", "socket", "socketserver",
    "telnetlib", "trafilatura.downloads", "trafilatura.fetch_url", "urllib.request", "urllib3",
    "websockets", "xmlrpc",
}  # fmt: skip
OWN_MACHINE = ("tracker/services.py", "tracker/embedded/", "tracker/management/commands/demo.py")
"""These start the servers of this machine and ask them, and them alone, whether they are up."""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


ERROR = "smtplib.SMTPRecipientsRefused"
"""What Django's mail raises is caught by name: nobody can connect by it."""


def opens_connections(module: str) -> bool:
    return module != ERROR and any(
        module == name or module.startswith(f"{name}.") for name in NETWORK
    )


def why_not_posted(url: str) -> FetchError:
    with pytest.raises(FetchError) as error:
        post(url, b"{}", {})
    return error.value


def test_what_is_posted_arrives_once_with_its_headers_and_any_status_is_an_answer(site):
    site.answers["/hook?a=1"] = answer(b"later", "Retry-After: 90", status="503 Busy")
    body = '{"headline": "智谱完成新一轮融资"}'.encode()

    reply = post(site.url("/hook?a=1#part"), body, {"webhook-id": "msg_1"})

    assert (reply.status, reply.content, reply.retry_after) == (503, b"later", 90)
    (request,) = site.requests
    head, _, sent = request.partition("\r\n\r\n")
    assert head.startswith("POST /hook?a=1 HTTP/1.1\r\n")
    assert f"\r\nContent-Length: {len(body)}\r\n" in f"{head}\r\n"
    assert "\r\nwebhook-id: msg_1\r\n" in f"{head}\r\n"
    assert sent.encode("latin-1") == body


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
def test_what_is_posted_to_one_server_is_sent_to_no_other(site, second_site, status):
    site.answers["/hook"] = answer(b"", f"Location: {second_site.url('/hook')}", status=status)

    assert post(site.url("/hook"), b"{}", {}).status == int(status[:3])
    assert second_site.requests == []
    assert len(site.requests) == 1


def test_of_an_answer_to_a_post_only_the_beginning_is_read(site):
    sent = []

    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            sent.append(1)
            yield b"x" * 10_000

    site.answers["/hook"] = endless()

    reply = post(site.url("/hook"), b"{}", {})

    assert reply.content == b"x" * module.REPLY_BYTES
    assert len(sent) < 2000, "it is not read to an end that never comes"


def test_a_post_is_taken_though_its_answer_breaks_off_after_the_status(site):
    site.answers["/hook"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"

    assert post(site.url("/hook"), b"{}", {}).status == 200


def test_headers_without_end_are_no_answer_to_a_post(site):
    lines = (b"X-%d: %s\r\n" % (number, b"x" * 8000) for number in itertools.count())
    site.answers["/hook"] = itertools.chain([b"HTTP/1.1 200 OK\r\n"], lines)

    assert why_not_posted(site.url("/hook")).reason_code in {"too_large", "bad_response"}


def test_a_post_ends_at_its_deadline(site, monkeypatch):
    monkeypatch.setattr(module, "POST_SECONDS", 0.3)
    site.answers["/hook"] = drip(b"H" for _ in range(200))
    begun = time.monotonic()

    assert why_not_posted(site.url("/hook")).reason_code == "timeout"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("ips", [["10.2.3.4"], ["9.9.9.9", "127.0.0.1"], ["::1"], ["169.254.1.2"]])
def test_nothing_is_posted_to_a_name_that_leads_inside(names, monkeypatch, ips):
    names("news.example.com", ips)
    dialled = []
    monkeypatch.setattr(socket, "create_connection", lambda *args, **_: dialled.append(args))

    error = why_not_posted("https://news.example.com/hook")

    assert isinstance(error, Refused)
    assert error.reason_code == "address_not_public"
    assert dialled == []


def test_nothing_is_posted_to_a_server_that_cannot_prove_its_name(tls_site, names, monkeypatch):
    port = tls_site.host.partition(":")[2]
    names("news.example", ["127.0.0.1"])
    monkeypatch.setenv("FETCH_ALLOW_HOSTS", f"news.example:{port}")

    assert why_not_posted(f"https://news.example:{port}/hook").reason_code == "tls_error"
    assert tls_site.requests == []


def test_no_other_module_of_ours_can_open_a_connection():
    doors = {
        str(path.relative_to(ROOT))
        for package in ("tracker", "events", "people")
        for path in (ROOT / package).rglob("*.py")
        if any(map(opens_connections, imports(path)))
    }

    assert {door for door in doors if not door.startswith(OWN_MACHINE)} == {
        "events/ingestion/fetch.py"
    }


def test_all_others_come_to_the_door_by_way_of_visits():
    door = "events.ingestion.fetch"
    callers = {
        str(path.relative_to(ROOT))
        for package in ("tracker", "events", "people")
        for path in (ROOT / package).rglob("*.py")
        if f"{door}.fetch" in imports(path)
    }

    assert callers == {"events/ingestion/visits.py"}
