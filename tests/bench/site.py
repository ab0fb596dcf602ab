"""News sites on this machine that have any number of invented pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from threading import Thread

from tests.bench.pages import page

SITES = 8
"""Of one, pages are fetched one after another, however many workers there are."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        number = self.path.strip("/")
        content = page(int(number)).encode() if number.isdigit() else b""
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


@contextmanager
def serving() -> Iterator[list[str]]:
    """The hosts and ports of the sites, all served by one process of its own."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(SITES)]
    process = get_context("fork").Process(target=_serve, args=[servers], daemon=True)
    process.start()
    try:
        yield [f"127.0.0.1:{server.server_port}" for server in servers]
    finally:
        process.kill()
        process.join()
        for server in servers:
            server.server_close()


def _serve(servers: list[ThreadingHTTPServer]) -> None:
    threads = [Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
