"""An editor reviews with the keyboard alone: accepts, rejects, corrects, merges and undoes."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import grave_findings, schemes
from tests.e2e.test_editor import log_in
from tests.e2e.visitor import Visitor

NOW = ".fact-now"
MOST_SKIPS = 30


def press(page: Page, key: str) -> None:
    """Press a key that sends a form or follows a link, and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


def start(editor: Visitor) -> Page:
    """Take the first article of the queue."""
    log_in(editor)
    page = editor.page
    page.locator(".queue-head button").focus()
    press(page, "Enter")
    expect(page.locator(NOW)).to_be_visible()
    return page


def told(page: Page) -> str:
    status = page.locator(".keys [role=status]")
    expect(status).not_to_be_empty()
    return str(status.text_content())


def waiting(page: Page) -> int:
    return int(str(page.locator(".desk-bar b").first.text_content()))


def current_waits(page: Page) -> bool:
    return page.locator(f"{NOW}:not(.fact-done)").count() == 1


def go_to(page: Page, selector: str) -> None:
    """Skip from article to article until the current fact has this."""
    for _ in range(MOST_SKIPS):
        for number in range(page.locator(".fact").count()):
            if page.locator(f"{NOW}:not(.fact-done) {selector}").count():
                return
            page.keyboard.press("k" if number == 0 else "j")
        press(page, "s")
    raise AssertionError(f"No fact of the queue has {selector}.")


def test_ten_facts_are_decided_by_keyboard_alone(visitor: Any, language: str) -> None:
    page = start(visitor(language))
    before = waiting(page)

    for number in range(10):
        if not current_waits(page):
            press(page, "s")
        if number % 3 == 2:
            page.keyboard.press("r")
            expect(page.locator(f"{NOW} .refuse-reasons")).to_be_visible()
            press(page, "4")
        else:
            press(page, "a")
    assert waiting(page) == before - 10

    press(page, "u")
    assert told(page)
    assert waiting(page) == before - 9
    page.goto(page.url.partition("/admin/")[0] + "/admin/review/decisions/")
    page.locator(".decided button").first.focus()
    press(page, "Enter")
    page.goto(page.url.partition("/admin/")[0] + "/admin/review/")
    expect(page.locator(".queue-head b")).to_have_text(str(before - 8))


def test_a_fact_is_corrected_beside_its_article(visitor: Any, language: str) -> None:
    page = start(visitor(language))
    go_to(page, ".button[href*='panel=correct']")

    press(page, "e")
    note = page.locator(".panel [name=note_zh]")
    note.focus()
    page.keyboard.type("据公司公告")
    when = page.locator(".panel [name=when]")
    when.fill("2024-13")
    press(page, "Control+Enter")
    expect(page.locator(".panel .field-error").first).to_be_visible()
    expect(page.locator(".panel [name=note_zh]")).to_have_value("据公司公告")

    page.locator(".panel [name=when]").fill("2024-Q3")
    fact = str(page.locator(NOW).get_attribute("data-key"))
    article = page.url.partition("?")[0]
    press(page, "Control+Enter")
    page.goto(f"{article}?fact={fact}")
    expect(page.locator(f".fact[data-key={fact}] .fact-state")).to_contain_text("✓")
    expect(page.locator(f".fact[data-key={fact}]")).to_contain_text("2024")
    press(page, "u")
    press(page, "u")


def test_what_was_typed_is_there_again_after_the_window_was_closed(visitor: Any) -> None:
    page = start(visitor("zh"))
    go_to(page, ".button[href*='panel=correct']")
    press(page, "e")
    page.locator(".panel [name=note_zh]").fill("还没保存")
    here = page.url

    page.goto("about:blank")
    page.goto(here)

    expect(page.locator(".panel [name=note_zh]")).to_have_value("还没保存")
    expect(page.locator(".draft-note")).to_be_visible()
    page.locator(".draft-note button").click()
    expect(page.locator(".panel [name=note_zh]")).to_have_value("")


def test_a_letter_in_a_field_of_the_panel_is_a_letter_and_escape_closes_it(visitor: Any) -> None:
    page = start(visitor("en"))
    go_to(page, ".button[href*='panel=correct']")
    before = waiting(page)
    press(page, "e")
    page.locator(".panel [name=note_en]").press_sequentially("ar1msx")
    expect(page.locator(".panel [name=note_en]")).to_have_value("ar1msx")

    press(page, "Escape")

    expect(page.locator(".panel")).to_have_count(0)
    assert waiting(page) == before


def test_a_fact_is_merged_into_another_and_the_merge_undone(visitor: Any, language: str) -> None:
    page = start(visitor(language))
    for _ in range(MOST_SKIPS):
        for number in range(page.locator(".fact").count()):
            page.keyboard.press(str(number + 1) if number < 9 else "j")
            if not page.locator(f"{NOW}:not(.fact-done) [data-key=m]").count():
                continue
            press(page, "m")
            if page.locator(".panel [name=into]").count():
                break
            press(page, "Escape")
        if page.locator(".panel [name=into]").count():
            break
        press(page, "s")
    before = waiting(page)
    press(page, "Control+Enter")
    assert told(page)
    assert waiting(page) == before - 1

    press(page, "u")
    assert told(page)
    assert waiting(page) == before


@schemes
def test_no_panel_and_no_page_of_the_review_has_a_grave_finding(
    visitor: Any, language: str, scheme: str
) -> None:
    page = start(visitor(language, color_scheme=scheme))
    go_to(page, ".button[href*='panel=split']")
    findings = {}
    for key in "em=x":
        press(page, key)
        findings[key] = grave_findings(page)
        press(page, "Escape")
    press(page, "e")
    page.locator(".panel [data-name]").last.fill("潮汐")
    expect(page.locator(".panel [role=option]").first).to_be_visible()
    findings["names"] = grave_findings(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".panel [role=radiogroup]").first).to_be_visible()
    findings["candidates"] = grave_findings(page)
    page.goto(page.url.partition("/admin/")[0] + "/admin/review/decisions/")
    findings["decisions"] = grave_findings(page)

    assert {name: found for name, found in findings.items() if found} == {}
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(page.url.partition("/admin/")[0] + "/admin/review/")
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
