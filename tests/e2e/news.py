"""A small site with news on this machine: for each language a front page, a feed and articles."""

import contextlib
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Paper(NamedTuple):
    name: str
    news: str
    text: str
    advert: str
    excluded: str


PAPERS = {
    "en": Paper(
        "Kelp Courier",
        "Seagrass Labs raises $12 million in Series A",
        "Seagrass Labs, an AI company, said on Monday it had raised $12 million in a Series A "
        "round led by Pebble Ventures.",
        "Vacancy: we look for an editor",
        "vacancy",
    ),
    "zh": Paper(
        "海藻科技报",
        "海草智能完成千万元A轮融资",
        "11月23日，人工智能公司海草智能宣布完成千万元人民币A轮融资，由卵石资本领投。",
        "招聘启事：本报诚聘编辑",
        "招聘",
    ),
}


def _pages() -> dict[str, tuple[str, str]]:
    pages = {"/robots.txt": ("text/plain", "User-agent: *\nAllow: /\n")}
    for language, paper in PAPERS.items():
        titles = {f"/{language}/100001": paper.news, f"/{language}/100002": paper.advert}
        items = "".join(
            f"<item><title>{title}</title><link>{path}</link></item>"
            for path, title in titles.items()
        )
        pages[f"/{language}/feed.xml"] = (
            "application/rss+xml",
            f"<rss version='2.0'><channel><title>{paper.name}</title>{items}</channel></rss>",
        )
        link = f"<link rel=alternate type=application/rss+xml href=/{language}/feed.xml>"
        pages[f"/{language}/"] = ("text/html", _page(language, paper.name, link, ""))
        for path, title in titles.items():
            article = f"<article><h1>{title}</h1><p>{paper.text}</p></article>"
            pages[path] = ("text/html", _page(language, title, "", article))
    return pages


def _page(language: str, title: str, head: str, body: str) -> str:
    return (
        f"<html lang={language}><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


PAGES = _pages()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, text = PAGES.get(self.path, ("text/plain", ""))
        self.send_response(HTTPStatus.OK if text else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        content = text.encode()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextlib.contextmanager
def running_news() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
