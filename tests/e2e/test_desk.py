"""An editor adds a source and polls it, and makes one of two companies or events, and undoes it."""

import re
import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.news import PAPERS
from tests.e2e.test_editor import log_in
from tests.e2e.visitor import Visitor

POLL_SECONDS = 40


def wait_for(page: Page, selector: str) -> None:
    """Load the page anew until it shows this."""
    until = time.monotonic() + POLL_SECONDS
    while not page.locator(selector).count():
        assert time.monotonic() < until, f"{selector} never appeared on {page.url}"
        page.wait_for_timeout(500)
        page.reload()


def add_company(editor: Visitor, name: str, **values: str) -> str:
    """Its id."""
    page = editor.page
    editor.go("/admin/people/company/add/")
    for field, value in {"name_en": name, **values}.items():
        page.locator(f"[name={field}]").fill(value)
    page.locator("[name=_continue]").click()
    page.wait_for_url(re.compile(r"/company/\d+/change/"))
    return page.url.rstrip("/").split("/")[-2]


def open_event_with_others_like_it(editor: Visitor) -> str:
    """The path of the page that asks whether they are the same."""
    for event in editor.json("/api/v1/events/?kind=career&page_size=50")["results"]:
        path = f"/admin/same/{event['id']}/"
        editor.go(path)
        if editor.page.locator("button[value=take]").count():
            return path
    raise AssertionError("No event has others like it.")


def test_an_editor_adds_a_source_by_its_front_page_and_polls_it(
    visitor: Any, news: str, language: str
) -> None:
    editor, paper = visitor(language), PAPERS[language]
    page = editor.page
    log_in(editor)

    editor.go("/admin/events/source/find/")
    page.locator("[name=address]").fill(f"http://{news}/{language}/")
    page.keyboard.press("Enter")
    page.locator(".offers a").first.click()
    expect(page.locator("[name=name]")).to_have_value(paper.name)
    page.locator("[name=exclude_words]").fill(paper.excluded)
    page.locator("[formaction$='/preview/']").click()
    taken, left_out = page.locator(".listed").all()
    expect(taken).to_contain_text(paper.news)
    expect(left_out).to_contain_text(paper.advert)

    page.locator("[name=_save]").click()
    page.locator("#result_list").get_by_role("link", name=paper.name).click()
    page.locator("button[value=poll_now]").click()
    page.locator(".object-tools a[href*='/run/']").click()
    wait_for(page, "#result_list .field-new:text-is('1')")
    editor.go("/admin/events/article/")

    expect(page.locator("#result_list")).to_contain_text(paper.news)
    expect(page.locator("#result_list")).not_to_contain_text(paper.advert)


def test_an_editor_merges_two_companies_and_undoes_it(visitor: Any, language: str) -> None:
    editor = visitor(language)
    page = editor.page
    log_in(editor)
    stays = add_company(editor, f"Driftwood {language} Labs")
    goes = add_company(editor, f"Driftwood {language}", website="https://driftwood.example/")

    page.locator(f".object-tools a[href='/admin/merge/{goes}/']").click()
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill(f"Driftwood {language} Labs")
    page.locator(".select2-results__option", has_text=f"Driftwood {language} Labs").click()
    page.locator(".merge form[method=get] button").click()
    expect(page.locator("#take-website")).to_be_checked()
    page.locator(".submit-row .default").click()

    undo = page.locator("[formaction$='/undo/']")
    expect(undo).to_be_visible()
    editor.go(f"/admin/people/company/{stays}/change/")
    expect(page.locator("[name=website]")).to_have_value("https://driftwood.example/")
    undo.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    editor.go(f"/admin/people/company/{stays}/change/")
    expect(page.locator("[name=website]")).to_have_value("")
    expect(undo).to_have_count(0)


def test_an_editor_makes_one_of_two_events_and_undoes_it(visitor: Any, language: str) -> None:
    editor = visitor(language)
    page = editor.page
    log_in(editor)
    same = open_event_with_others_like_it(editor)
    other = page.locator("form", has=page.locator("button[value=take]")).first
    number = other.locator("[name=other]").get_attribute("value")
    other.locator("button[value=take]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    editor.go(same)
    merged = page.locator("form", has=page.locator(f"[name=other][value='{number}']"))
    merged.locator("button[value=undo]").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    editor.go(same)
    expect(page.locator("button[value=undo]")).to_have_count(0)
    expect(merged.locator("button[value=take]")).to_be_visible()
