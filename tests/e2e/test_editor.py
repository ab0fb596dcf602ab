"""An editor decides with the keyboard, and readers see what was decided."""

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.visitor import Visitor

UNDECIDED = ".fact:not(.fact-done)[data-key^=e]"


def log_in(visitor: Visitor) -> None:
    visitor.go("/admin/review/")
    visitor.page.locator("[name=login]").fill(visitor.site.editor)
    visitor.page.locator("[name=password]").fill(visitor.site.password)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"{visitor.site.address}/admin/review/")


def open_article_with_two_undecided_events(page: Page) -> None:
    articles = page.locator("ol.articles a").all()
    addresses = [str(article.get_attribute("href")) for article in articles]
    site = page.url.partition("/admin/")[0]
    for address in addresses:
        page.goto(site + address)
        if page.locator(UNDECIDED).count() >= 2:
            return
    raise AssertionError("No article of the queue has two undecided events.")


def fact_of(page: Page, key: str) -> Locator:
    return page.locator(f".fact[data-key={key}]")


def begin(page: Page, key: str) -> None:
    """Make a fact the current one."""
    fact = fact_of(page, key)
    if "fact-now" not in str(fact.get_attribute("class")).split():
        fact.locator("summary").first.click()
    expect(fact).to_have_class(re.compile(r"\bfact-now\b"))


def events_of_the_api(visitor: Visitor) -> Iterator[int]:
    path = "/api/v1/events/?page_size=100"
    while path:
        answer = visitor.json(path)
        yield from (event["id"] for event in answer["results"])
        path = (answer["next"] or "").removeprefix(visitor.site.address)


def events_of_the_timeline(visitor: Visitor, language: str) -> Iterator[int]:
    visitor.go(f"/{language}/")
    while True:
        for address in visitor.page.locator(f"li.event a[href^='/{language}/events/']").all():
            yield int(str(address.get_attribute("href")).rstrip("/").rpartition("/")[2])
        older = visitor.page.locator(".pager [rel=next]")
        if not older.count():
            return
        older.click()


def test_a_accepts_and_r_with_a_digit_rejects(visitor: Any, reader: Any, language: str) -> None:
    editor = visitor(language)
    page = editor.page
    log_in(editor)
    open_article_with_two_undecided_events(page)
    accepted, rejected = (
        str(page.locator(UNDECIDED).nth(place).get_attribute("data-key")) for place in (0, 1)
    )
    undecided = reader(language)
    assert undecided.status(f"/api/v1/events/{accepted[1:]}/") == 404

    begin(page, accepted)
    page.keyboard.press("a")
    expect(fact_of(page, accepted)).to_have_class(re.compile(r"\bfact-done\b"))
    expect(fact_of(page, accepted).locator(".fact-state")).to_contain_text("✓")

    begin(page, rejected)
    page.keyboard.press("r")
    expect(fact_of(page, rejected).locator(".refuse-reasons")).to_be_visible()
    page.keyboard.press("2")
    expect(fact_of(page, rejected)).to_have_class(re.compile(r"\bfact-done\b"))
    expect(fact_of(page, rejected).locator(".fact-state")).to_contain_text("✗")

    public = reader(language, java_script_enabled=False)
    shown, hidden = int(accepted[1:]), int(rejected[1:])
    told = set(events_of_the_api(public))
    drawn = set(events_of_the_timeline(public, language))
    assert shown in told
    assert shown in drawn
    assert not {hidden} & (told | drawn)
    assert public.status(f"/{language}/events/{shown}/") == 200
    assert public.status(f"/{language}/events/{hidden}/") == 404
    assert public.json(f"/api/v1/events/{shown}/")["evidence"]
    assert public.status(f"/api/v1/events/{hidden}/") == 404


def test_a_letter_typed_into_a_field_decides_nothing(visitor: Any) -> None:
    editor = visitor("zh")
    page = editor.page
    log_in(editor)
    open_article_with_two_undecided_events(page)
    before = page.locator(UNDECIDED).count()

    page.evaluate("document.querySelector('.pane').append(document.createElement('textarea'))")
    page.locator(".pane textarea").press_sequentially("ara1")

    assert page.locator(".pane textarea").input_value() == "ara1"
    assert page.locator(UNDECIDED).count() == before
    assert page.locator(".refuse[open]").count() == 0
