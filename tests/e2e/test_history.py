"""A published event is corrected, readers are told, the version comes back; two editors meet."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.test_accessibility import grave_findings, schemes
from tests.e2e.test_editor import log_in

REASON = {"en": "The company corrected its notice", "zh": "公司更正了公告"}


def event_of(visitor: Any) -> int:
    """A published event of the demo with a note that nobody has written yet."""
    found = visitor.json("/api/v1/events/?kind=funding&page_size=1")
    return int(found["results"][0]["id"])


def correct(editor: Any, event: int, note: str, reason: str) -> None:
    page = editor.page
    editor.go(f"/admin/events/event/{event}/change/")
    page.locator("[name=note_zh]").fill(note)
    page.locator("[name=note_en]").fill(note)
    page.locator("[name=public_reason]").fill(reason)
    page.locator("[name=_save]").click()
    page.wait_for_url("**/admin/events/event/**")


def test_a_correction_is_told_to_readers_and_its_version_restored(
    visitor: Any, reader: Any, language: str
) -> None:
    editor, public = visitor(language), reader(language, java_script_enabled=False)
    event, reason, note = event_of(public), REASON[language], f"更正 {language}"
    log_in(editor)
    correct(editor, event, note, reason)

    for tongue in ("en", "zh"):
        public.go(f"/{tongue}/corrections/")
        first = public.page.locator(".correction").first
        expect(first.locator(".correction-why")).to_have_text(reason)
        expect(first.locator("ins").first).to_have_text(note)
    public.go(f"/{language}/events/{event}/")
    expect(public.page.locator("#corrections")).to_be_visible()

    page = editor.page
    editor.go(f"/admin/events/event/{event}/history/")
    page.locator(".deed").nth(1).locator("a.button").click()
    expect(page.locator("del", has_text=note).first).to_be_visible()
    page.locator("[name=public_reason]").fill(f"{reason} 2")
    page.locator(".submit-row .default").click()
    page.wait_for_url("**/history/")

    public = reader(language)  # who has not kept the page as it was a minute ago
    public.go(f"/{language}/events/{event}/")
    expect(public.page.locator(".entity-lede", has_text=note)).to_have_count(0)
    expect(public.page.locator(".correction-why").first).to_have_text(f"{reason} 2")


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(
    visitor: Any, language: str
) -> None:
    first, second = visitor(language), visitor(language, bypass_csp=True)  # for axe alone
    event = event_of(first)
    for editor in (first, second):
        log_in(editor)
        editor.go(f"/admin/events/event/{event}/change/")
    first.page.locator("[name=note_zh]").fill(f"第一位 {language}")
    first.page.locator("[name=_save]").click()
    first.page.wait_for_url("**/admin/events/event/**")

    second.page.locator("[name=note_zh]").fill(f"第二位 {language}")
    second.page.locator("[name=_save]").click()

    expect(second.page.locator(".conflict ins", has_text=f"第一位 {language}")).to_be_visible()
    expect(second.page.locator("[name=note_zh]")).to_have_value(f"第二位 {language}")
    assert grave_findings(second.page) == []
    second.page.locator("[name=_save]").click()
    expect(second.page.locator(".conflict")).to_have_count(0)
    second.go(f"/admin/events/event/{event}/change/")
    expect(second.page.locator("[name=note_zh]")).to_have_value(f"第二位 {language}")


def test_words_typed_as_a_sum_are_read_aloud_beside_the_field(visitor: Any) -> None:
    editor = visitor("zh")
    log_in(editor)
    editor.go("/admin/events/event/add/?kind=funding")

    editor.page.locator("[name=amount_words], [name=amountwords]").first.fill("近亿美元")

    expect(editor.page.locator("output.reads-as", has_text="近1亿美元")).to_be_visible()


@schemes
@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_corrections_and_history_have_no_grave_finding(
    visitor: Any, language: str, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    editor = visitor(language, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    event = event_of(editor)
    log_in(editor)
    correct(editor, event, f"说明 {scheme} {width}", REASON[language])

    for path in (
        f"/{language}/corrections/",
        f"/admin/events/event/{event}/history/",
        f"/admin/evidence/event/{event}/",
        f"/admin/events/event/{event}/change/",
    ):
        editor.go(path)
        assert grave_findings(editor.page) == [], path
        if path.startswith(f"/{language}/"):
            assert not editor.scrolls_sideways()
