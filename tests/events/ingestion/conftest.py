"""A web server on this machine that answers with whatever bytes a test tells it to."""

import contextlib
import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import pytest_socket

TLS = Path(__file__).parent / "tls"
CERTIFICATE = TLS / "news.example.crt"


def answer(content: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A whole and honest HTTP answer, an HTML page unless a header says otherwise."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers]
    if not any(header.startswith("Content-Type:") for header in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join([*lines, "", ""]).encode() + content


def redirect(location: str) -> bytes:
    return answer(b"", f"Location: {location}", status="302 Found")


def is_whole(request: bytes) -> bool:
    """Whether its headers have come, and as much after them as they announce."""
    head, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return bool(end) and len(body) >= int(length[1] if length else 0)


class Site:
    """The server: its answers by path, and the requests that came in."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.answers: dict[str, bytes | Iterable[bytes]] = {}
        self.requests: list[str] = []

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    tls: ssl.SSLContext | None = None
    site: Site


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            if self.server.tls:
                self.request = self.server.tls.wrap_socket(self.request, server_side=True)
            request = b""
            while not is_whole(request):
                if not (more := self.request.recv(65536)):
                    return
                request += more
            self.server.site.requests.append(request.decode("latin-1"))
            reply = self.server.site.answers[request.split()[1].decode()]
            for part in [reply] if isinstance(reply, bytes) else reply:
                self.request.sendall(part)

    def finish(self) -> None:
        self.request.close()


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.tls = tls
        server.site = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield server.site
        server.shutdown()
        thread.join()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that the fetcher is allowed to visit although it is on this machine."""
    with serving() as site:
        monkeypatch.setenv("FETCH_ALLOW_HOSTS", site.host)
        yield site


@pytest.fixture
def second_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Another server that the fetcher is allowed to visit."""
    with serving() as second:
        monkeypatch.setenv("FETCH_ALLOW_HOSTS", f"{site.host},{second.host}")
        yield second


@pytest.fixture
def tls_site() -> Iterator[Site]:
    """The same with a certificate that calls it news.example, and that nobody else vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, TLS / "news.example.key")
    with serving(context) as site:
        yield site


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> Callable[..., list[str]]:
    """Lets a test say which IP addresses a name has, each time it is looked up. No others exist."""
    look_up = socket.getaddrinfo
    known: dict[str, list[list[str]]] = {}
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *args: object, **kwargs: object) -> object:
        if host not in known:
            return look_up(host, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)
        asked.append(host)
        ips = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [found for ip in ips for found in look_up(ip, port, type=socket.SOCK_STREAM)]

    def name(host: str, *answers: list[str]) -> list[str]:
        known[host] = list(answers)
        return asked

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return name
