"""A reader follows a timeline, and another site frames it."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.e2e.test_accessibility import grave_findings, schemes


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site: its folder, and its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    (tmp_path / "favicon.ico").touch()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_code_to_copy_shows_the_timeline_on_another_site(
    reader: Any, language: str, host: tuple[Path, str]
) -> None:
    folder, address = host
    visitor = reader(language)
    visitor.go(f"/{language}/companies/baichuan/")
    visitor.page.locator(".follow a").first.click()
    code = visitor.page.locator("#snippet").input_value()
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{code}")

    page = visitor.context.new_page()
    page.goto(address)
    line = page.frame_locator("iframe").locator(".embed-text a").first
    words = line.inner_text()
    with visitor.context.expect_page() as opened:
        line.click()

    opened.value.wait_for_load_state()
    assert words in opened.value.title().replace("\u200b", "")
    assert f"/{language}/events/" in opened.value.url
    assert visitor.context.cookies() == []
    visitor.problems = [told for told in visitor.problems if address not in told]


@schemes
@pytest.mark.parametrize("place", ["companies/baichuan/follow/?kind=funding", "embed/", "nowhere/"])
def test_the_pages_of_following_and_of_errors_have_no_grave_finding(
    reader: Any, language: str, place: str, scheme: str
) -> None:
    visitor = reader(language, color_scheme=scheme)
    visitor.go(f"/{language}/{place}")
    assert grave_findings(visitor.page) == []
