"""Any number of news sites on this machine, honest until they are told to misbehave.

/7              an invented page
/feed/0-5       a feed that links to the pages 0 to 5
/texts/0-5      a feed that brings the text of its items along, and no links
/many/0-5       the same with notes, which cost little
/deadly/SIGSEGV a page that ends its parser
/slow/4/...     any of these, begun after four seconds
/hang           no answer at all
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_int
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from typing import ClassVar

from tests.faults.pages import note, page, text

WELL, PARTIAL, HANGS = 0, 1, 2
"""How the sites are, all of them; any other number is the status that they answer with."""

FOR_EVER = 3600  # seconds


class Handler(BaseHTTPRequestHandler):
    state: ClassVar[Synchronized[int]]

    def do_GET(self) -> None:
        state = int(self.state.value)
        path = self.path
        if slow := re.match(r"/slow/(\d+)", path):
            time.sleep(int(slow[1]))
            path = path[slow.end() :]
        if state == HANGS or path == "/hang":
            time.sleep(FOR_EVER)
        content, media = self._content(path)
        mark = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        status = 200 if content else 404
        if state > HANGS:
            status = state
        elif media != "text/html" and self.headers.get("If-None-Match") == mark:
            status = 304
        self.send_response(status)
        self.send_header("Content-Type", f"{media}; charset=utf-8")
        self.send_header("ETag", mark)
        if status == 429:
            self.send_header("Retry-After", "3")
        content = content if status == 200 else b""
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if state == PARTIAL else content)

    def _content(self, path: str) -> tuple[bytes, str]:
        kind, _, what = path.strip("/").rpartition("/")
        if path == "/feed/hanging":
            link = f"<link>http://{self.headers['Host']}/deadly/SIGSTOP</link>"
            return f"<rss><channel><item>{link}</item></channel></rss>".encode(), "text/xml"
        if kind in {"feed", "texts", "many", "future"}:
            first, last = map(int, what.split("-"))
            return self._feed(kind, range(first, last + 1)), "application/rss+xml"
        if kind == "deadly":
            return f"<p>This page is deadly to parsers: {what}.</p>".encode(), "text/html"
        return page(int(what)).encode() if what.isdigit() else b"", "text/html"

    def _feed(self, kind: str, numbers: range) -> bytes:
        host = self.headers["Host"]
        told = {
            "feed": lambda number: f"<link>http://{host}/{number}</link>",
            "future": lambda number: (
                f"<link>http://{host}/{number}</link>"
                "<pubDate>Fri, 15 Jan 2038 08:00:00 GMT</pubDate>"
            ),
            "texts": lambda number: _brought(number, text(number)),
            "many": lambda number: _brought(number, note(number)),
        }[kind]
        items = (f"<item><title>消息{number}</title>{told(number)}</item>" for number in numbers)
        return f"<rss><channel><title>{host}</title>{''.join(items)}</channel></rss>".encode()

    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


def _brought(number: int, told: str) -> str:
    return f"<guid isPermaLink='false'>{number}</guid><description>{told}</description>"


class _Server(ThreadingHTTPServer):
    request_queue_size = 1000


@dataclass(frozen=True, slots=True)
class Sites:
    """All addresses of the loopback network, which are as many hosts."""

    port: int
    state: Synchronized[int]

    def host(self, number: int) -> str:
        return f"127.1.{number // 250}.{number % 250 + 1}:{self.port}"

    def url(self, number: int, path: str) -> str:
        return f"http://{self.host(number)}{path}"

    @contextmanager
    def being(self, state: int) -> Iterator[None]:
        """All sites in another state, until the end of the block."""
        self.state.value = state
        try:
            yield
        finally:
            self.state.value = WELL


@contextmanager
def serving() -> Iterator[Sites]:
    context = get_context("fork")
    Handler.state = context.Value(c_int, WELL)
    server = _Server(("0.0.0.0", 0), Handler)  # noqa: S104 - seen by this machine only
    process = context.Process(target=server.serve_forever, daemon=True)
    process.start()
    try:
        yield Sites(server.server_port, Handler.state)
    finally:
        process.kill()
        process.join()
        server.server_close()
