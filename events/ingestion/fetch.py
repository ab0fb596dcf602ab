"""Fetch one page or feed from the web, or post: the only module of ours that opens a connection.

Whoever adds a source decides which address the server visits, so every address, and every one
that it redirects to, is checked: `addresses` says which are allowed, the name is looked up once,
and the connection goes to exactly the IP address that was checked. One deadline covers it all.

Two environment variables, read at each fetch; nothing in the admin can change them:

FETCH_CONTACT      an address where the owner of this site can be reached, sent to every server
FETCH_ALLOW_HOSTS  `host:port` pairs, separated by commas, that may be fetched though they are not
                   public, such as 127.0.0.1:8901: for tests and for feeds on one's own machine
"""

from __future__ import annotations

import http.client
import io
import os
import queue
import re
import socket
import ssl
import threading
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import certifi

from events.ingestion.addresses import Address, is_public, parse
from events.ingestion.compression import too_large, unpack
from events.ingestion.errors import FetchError, Refused
from events.ingestion.headers import mark, media_type, retry_after

__all__ = ["FEED_BYTES", "PAGE_BYTES", "FetchError", "Page", "Refused", "Reply", "fetch", "post"]

PAGE_BYTES = 10_000_000
FEED_BYTES = 20_000_000
HEADER_BYTES = 64_000
REPLY_BYTES = 4_000
TOTAL_SECONDS = 20.0
POST_SECONDS = 10.0
CONNECT_SECONDS = 5.0
MAX_REDIRECTS = 5
MAX_TRIED = 4
"""Of the IP addresses of a host; all of them are checked."""


REDIRECTS = {301, 302, 303, 307, 308}
CONTENT_TYPES = {
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/json",
    "application/feed+json",
    "application/gzip",  # sitemaps
    "application/x-gzip",
}

_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered; `not_modified` when it has nothing newer than `etag` tells."""

    address: str
    content: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered to something that was sent to it, and how its answer begins."""

    status: int
    content: bytes
    retry_after: int | None = None


def allowed_hosts() -> list[str]:
    """What FETCH_ALLOW_HOSTS names."""
    return os.environ.get("FETCH_ALLOW_HOSTS", "").replace(" ", "").lower().split(",")


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = PAGE_BYTES,
    before: Callable[[Address], None] = lambda _: None,
) -> Page:
    """The page at an address, or `FetchError`. An earlier page's marks ask for news only.

    `before` is called ahead of each request, also after a redirect, and may raise `FetchError`;
    the time that it takes is not counted.
    """
    allowed = allowed_hosts()
    address = start = parse(url, allowed=allowed)
    marks = {"If-None-Match": mark(etag), "If-Modified-Since": mark(last_modified)}
    headers = {name: value for name, value in marks.items() if value}
    deadline = time.monotonic() + TOTAL_SECONDS
    try:
        for _ in range(MAX_REDIRECTS + 1):
            left = deadline - time.monotonic()
            before(address)
            deadline = time.monotonic() + left
            with _answer(address, headers, deadline, allowed) as (response, stream):
                if response.status not in REDIRECTS:
                    stream.allowance = 2 * max_bytes + HEADER_BYTES  # chunks cost some themselves
                    return _page(address, response, max_bytes, asked_for_news=bool(headers))
                address = _redirected(address, response, allowed)
        raise FetchError("too_many_redirects", f"redirects more than {MAX_REDIRECTS} times")
    except FetchError as error:
        error.address = error.address or url
        if error.address not in {url, start.href}:
            error.reason += f" ({url} redirects there)"
        raise


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Send something to an address, once, and answer whatever status it has, or `FetchError`.

    No redirect is followed: what was meant for one server is sent to no other.
    """
    allowed = allowed_hosts()
    address = parse(url, allowed=allowed)
    deadline = time.monotonic() + POST_SECONDS
    own = {"Accept": "*/*", "Accept-Encoding": "identity", **headers}
    with _answer(address, own, deadline, allowed, body=body) as (response, _):
        content = b""
        with suppress(OSError, http.client.HTTPException, FetchError):  # its status is all we need
            content = response.read(REPLY_BYTES)
        asked = retry_after(response.headers.get("Retry-After", ""))
        return Reply(response.status, content, asked)


class _Stream(io.RawIOBase):
    """What comes in from a socket, as long as it keeps to a deadline and an allowance of bytes."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline
        self.allowance = HEADER_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._deadline))
        count = self._sock.recv_into(buffer)
        self.allowance -= count
        if self.allowance < 0:
            raise FetchError("too_large", "sends more than a page and its headers may have")
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        """The one thing that http.client asks of a socket."""
        return io.BufferedReader(self)


@contextmanager
def _answer(
    address: Address,
    headers: Mapping[str, str],
    deadline: float,
    allowed: list[str],
    body: bytes | None = None,
) -> Iterator[tuple[http.client.HTTPResponse, _Stream]]:
    """A server's answer, its headers read and its content still to come."""
    method = "GET" if body is None else "POST"
    try:
        with _connect(address, deadline, allowed) as sock:
            connection = http.client.HTTPConnection(address.host, address.port)
            connection.sock = sock
            connection.request(
                method,
                address.target,
                body=body,
                headers={
                    "Host": address.origin,
                    "User-Agent": _user_agent(),
                    "Accept": ", ".join(sorted(CONTENT_TYPES)),
                    "Accept-Encoding": "gzip",
                    "Connection": "close",
                    **headers,
                },
            )
            stream = _Stream(sock, deadline)
            with http.client.HTTPResponse(stream, method=method) as response:  # type: ignore[arg-type] # it only asks for makefile()
                response.begin()
                yield response, stream
    except FetchError as error:
        error.address = error.address or address.href
        raise
    except ssl.SSLError as error:
        reason = f"has no safe connection to offer ({error.reason or type(error).__name__})"
        raise FetchError("tls_error", reason, address=address.href) from error
    except (http.client.HTTPException, ValueError) as error:
        reason = f"does not answer in HTTP, or not to the end ({type(error).__name__})"
        raise FetchError("bad_response", reason, address=address.href) from error
    except TimeoutError as error:
        raise FetchError("timeout", "took too long to answer", address=address.href) from error
    except OSError as error:
        reason = f"the connection failed ({error.strerror or type(error).__name__})"
        raise FetchError("connect_error", reason, address=address.href) from error


def _connect(address: Address, deadline: float, allowed: list[str]) -> socket.socket:
    """A connection to one of the IP addresses of a host, all of which must be public."""
    ips = _look_up(address.host, address.port, deadline)
    if f"{address.host}:{address.port}" not in allowed:
        for ip in ips:
            if not is_public(ip):
                raise Refused("address_not_public", f"leads to {ip}, which is no public address")
    deadline = min(deadline, time.monotonic() + CONNECT_SECONDS)
    sock = _dial(ips[:MAX_TRIED], address.port, deadline)
    sock.settimeout(_left(deadline))
    if address.scheme == "https":
        try:
            sock = _tls().wrap_socket(sock, server_hostname=address.host)
        except BaseException:
            sock.close()
            raise
    return sock


def _dial(ips: list[IPv4Address | IPv6Address], port: int, deadline: float) -> socket.socket:
    """A connection to the first IP address that answers in its share of the time."""
    *others, last = ips
    for ip in others:
        with suppress(OSError):
            return socket.create_connection((str(ip), port), timeout=CONNECT_SECONDS / len(ips))
    return socket.create_connection((str(last), port), timeout=_left(deadline))


def _look_up(host: str, port: int, deadline: float) -> list[IPv4Address | IPv6Address]:
    """A host's IP addresses. The system's resolver knows no deadline, so ours waits."""
    answers: queue.SimpleQueue[list[Any] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:  # noqa: BLE001 - whatever it is, raised where it is awaited
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=min(_left(deadline), CONNECT_SECONDS))
    except queue.Empty:
        raise FetchError("dns_error", f"the name {host} could not be looked up in time") from None
    if isinstance(answer, OSError):
        raise FetchError("dns_error", f"the name {host} is not known") from answer
    if isinstance(answer, Exception):
        raise answer
    return list(dict.fromkeys(ip_address(found[4][0]) for found in answer))


def _redirected(
    address: Address, response: http.client.HTTPResponse, allowed: list[str]
) -> Address:
    try:  # http.client reads headers as Latin-1, servers write addresses in UTF-8
        location = response.headers.get("Location", "").encode("latin-1").decode()
    except UnicodeError:
        location = ""
    if not location:
        raise FetchError("bad_redirect", "redirects without saying where to")
    there = parse(location, base=address.href, allowed=allowed)
    if address.scheme == "https" and there.scheme == "http":
        raise Refused("insecure_redirect", f"redirects to {there.href}, without encryption")
    return there


def _page(
    address: Address,
    response: http.client.HTTPResponse,
    max_bytes: int,
    *,
    asked_for_news: bool,
) -> Page:
    headers = response.headers
    etag, last_modified = mark(headers.get("ETag", "")), mark(headers.get("Last-Modified", ""))
    if response.status == 304 and asked_for_news:
        return Page(address.href, etag=etag, last_modified=last_modified, not_modified=True)
    if response.status not in {200, 203}:
        raise FetchError(
            "rate_limited" if response.status == 429 else "http_status",
            f"answers with status {response.status}",
            status=response.status,
            retry_after=retry_after(headers.get("Retry-After", "")),
        )
    content_type, charset = media_type(headers.get("Content-Type", ""))
    if content_type not in CONTENT_TYPES:
        shown = f"of type {content_type[:60]!r}" if content_type else "of no named type"
        raise FetchError("unsupported_type", f"is {shown}, not a page, feed or text")
    return Page(
        address.href,
        content=_content(response, max_bytes),
        content_type=content_type,
        charset=charset,
        etag=etag,
        last_modified=last_modified,
    )


def _content(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    """The whole content. What is cut short, or of a length told twice, is an error."""
    lengths = set(response.headers.get_all("Content-Length", []))
    transfers = response.headers.get_all("Transfer-Encoding", [])
    if (
        len(lengths) + len(transfers) > 1
        or not all(re.fullmatch(r"[0-9]{1,18}", length.strip()) for length in lengths)
        or not all(transfer.strip().lower() == "chunked" for transfer in transfers)
    ):
        raise FetchError("bad_response", "does not say clearly how long its answer is")
    if any(int(length) > max_bytes for length in lengths):
        raise too_large(max_bytes)
    chunks = iter(lambda: response.read(_CHUNK), b"")
    content = unpack(chunks, ", ".join(response.headers.get_all("Content-Encoding", [])), max_bytes)
    if response.length:
        raise FetchError("truncated", f"ends {response.length:,} bytes too early")
    return content


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@cache
def _tls() -> ssl.SSLContext:
    """Certificates are always checked, by this machine's authorities or else by certifi's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


@cache
def _version() -> str:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return str(tomllib.loads(project.read_text())["project"]["version"])


def _user_agent() -> str:
    contact = mark(os.environ.get("FETCH_CONTACT", ""))
    return f"Tideline/{_version()}" + (f" (+{contact})" if contact else "")
