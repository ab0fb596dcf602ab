"""One site and one browser a run; each test gets windows of its own."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.news import running_news
from tests.e2e.site import Site, running_demo
from tests.e2e.visitor import Visitor

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
PATIENCE_SECONDS = 8

NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def news() -> Iterator[str]:
    """The host of a site with news."""
    with running_news() as host:
        yield host


@pytest.fixture(scope="session")
def site(news: str) -> Iterator[Site]:
    with running_demo(news) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, f"No browser was found: install one of {', '.join(BROWSERS)}."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[NewVisitor]:
    """Makes windows. At the end none of them may have met a problem."""
    visitors: list[Visitor] = []

    def new(language: str, **options: Any) -> Visitor:
        context = browser.new_context(locale=LOCALES[language], **options)
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        visitors.append(Visitor(site, context))
        return visitors[-1]

    yield new
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for visitor in visitors:
        visitor.context.close()
    assert problems == []


@pytest.fixture
def reader(visitor: NewVisitor) -> Iterator[NewVisitor]:
    """Makes windows of readers, who are given no cookie."""
    readers: list[Visitor] = []

    def new(language: str, **options: Any) -> Visitor:
        readers.append(visitor(language, **options))
        return readers[-1]

    yield new
    assert [reader.context.cookies() for reader in readers] == [[] for _ in readers]
