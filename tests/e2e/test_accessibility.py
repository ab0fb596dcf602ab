"""What an automatic check finds on the pages that matter most, in light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.test_editor import log_in, open_article_with_two_undecided_events
from tests.e2e.visitor import Visitor

GRAVE = {"serious", "critical"}

schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def grave_findings(page: Page) -> list[str]:
    return [
        f"{finding['id']} at {', '.join(str(node['target']) for node in finding['nodes'])}"
        for finding in Axe().run(page).response["violations"]
        if finding["impact"] in GRAVE
    ]


def path_of(visitor: Visitor, page: str) -> str:
    found = visitor.json("/api/v1/events/?company=baichuan&kind=career&to=2023")
    (event,) = found["results"]
    person = next(party for party in event["participants"] if party["kind"] == "person")
    return {
        "home": "",
        "company": "companies/baichuan/",
        "network": "companies/baichuan/network/",
        "person": f"people/{person['slug']}/",
        "event": f"events/{event['id']}/",
        "sources": "sources/",
        "source": f"sources/{visitor.json('/api/v1/sources/')['results'][0]['id']}/",
        "collections": "collections/",
        "collection": "collections/attention-is-all-you-need/",
        "statistics": "statistics/",
        "talent": "talent/",
        "wrong filter": "?from=last+spring",
        "search": "search/?q=百川",
        "misspelt": "search/?q=Baichuen",
        "data": "data/",
    }[page]


@schemes
@pytest.mark.parametrize(
    "page",
    [
        "home",
        "company",
        "network",
        "person",
        "event",
        "sources",
        "source",
        "collections",
        "collection",
        "statistics",
        "talent",
        "wrong filter",
        "search",
        "misspelt",
        "data",
    ],
)
def test_public_pages_have_no_grave_finding(
    reader: Any, language: str, page: str, scheme: str
) -> None:
    visitor = reader(language, color_scheme=scheme)

    visitor.go(f"/{language}/{path_of(visitor, page)}")
    visitor.page.locator("details").evaluate_all("parts => parts.forEach(p => (p.open = true))")

    assert grave_findings(visitor.page) == []


@schemes
def test_the_review_page_has_no_grave_finding(visitor: Any, language: str, scheme: str) -> None:
    editor = visitor(language, color_scheme=scheme)

    log_in(editor)
    queue = grave_findings(editor.page)
    open_article_with_two_undecided_events(editor.page)
    decided = grave_findings(editor.page)
    editor.page.keyboard.press("r")

    assert [queue, decided, grave_findings(editor.page)] == [[], [], []]
