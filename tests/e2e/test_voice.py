"""A reader says what is wrong and sees it put right; people ask for their data; lists as files."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.test_accessibility import grave_findings, schemes
from tests.e2e.test_editor import log_in

TYPING_MS = 3200  # no form is taken that is sent faster than anybody types
PHONE = {"viewport": {"width": 375, "height": 800}}


def test_a_reader_suggests_a_correction_and_sees_what_became_of_it(
    reader: Any, visitor: Any, language: str
) -> None:
    """Without a cookie, on a phone; the editor answers at the desk."""
    somebody, wrong = reader(language, **PHONE), f"总部的地点不对（{language}）"
    page = somebody.page
    somebody.go(f"/{language}/companies/baichuan/")
    page.locator("footer .voice a").first.click()
    page.locator("[name=wrong]").fill(wrong)
    page.wait_for_timeout(TYPING_MS)
    page.locator(".voice-form button").click()
    expect(page.locator(".said")).to_contain_text(wrong)
    assert not somebody.scrolls_sideways()
    private = page.url.removeprefix(somebody.site.address)

    editor = visitor(language)
    log_in(editor)
    editor.go("/admin/events/suggestion/")
    editor.page.get_by_role("link", name=wrong).click()
    expect(editor.page.locator("#correction")).to_have_value(f"/{language}/companies/baichuan/")
    editor.page.locator("button[value=take]").click()
    editor.page.locator("#words").fill("已更正")
    editor.page.locator("button[value=done]").click()

    somebody.go(private)
    expect(page.locator(".said")).to_contain_text("已更正")
    expect(page.locator(".said a").first).to_have_attribute(
        "href", f"/{language}/companies/baichuan/"
    )


@schemes
def test_the_forms_of_readers_have_no_grave_finding(
    reader: Any, language: str, scheme: str
) -> None:
    somebody = reader(language, color_scheme=scheme, **PHONE)
    found = []

    for path in ("suggest/?about=/companies/baichuan/", "your-data/"):
        somebody.go(f"/{language}/{path}")
        found.append(grave_findings(somebody.page))
        somebody.page.locator(".voice-form button").click()
        expect(somebody.page.locator(".field-error").first).to_be_visible()
        found.append(grave_findings(somebody.page))
        assert not somebody.scrolls_sideways()

    assert found == [[]] * 4


@schemes
def test_lists_are_exported_compared_and_edited_at_the_desk(
    visitor: Any, language: str, scheme: str, tmp_path: Path
) -> None:
    editor = visitor(language, color_scheme=scheme)
    page = editor.page
    log_in(editor)
    editor.go("/admin/people/company/?q=Baichuan")
    with page.expect_download() as download:
        page.locator("a[href$='as=csv']").click()
    file = tmp_path / "companies.csv"
    download.value.save_as(file)
    file.write_text(file.read_text("utf-8-sig").replace(",company,", ",lab,"), "utf-8")

    page.locator(".object-tools a[href$='/import/']").click()
    empty = grave_findings(page)
    page.locator("[name=file]").set_input_files(file)
    page.locator("form:has([name=file]) button").click()
    expect(page.locator(".changes ins").first).to_have_text("lab")
    compared = grave_findings(page)

    editor.go("/admin/people/company/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("edit_many")
    page.locator(".actions button").first.click()
    page.locator("[name=column][value=country]").check()
    page.locator("[name=value-country]").fill("SG")
    page.locator(".reason-form .submit-row button").click()
    expect(page.locator(".changes ins").first).to_have_text("SG")

    assert [empty, compared, grave_findings(page)] == [[], [], []]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_case_is_shown_with_all_that_a_removal_would_erase(
    reader: Any, visitor: Any, language: str, scheme: str
) -> None:
    somebody, said = reader(language), f"请删除我的资料（{language}，{scheme}）"
    events = somebody.json("/api/v1/events/?company=baichuan&kind=career&to=2023")["results"]
    person = next(one for one in events[0]["participants"] if one["kind"] == "person")
    somebody.go(f"/{language}/people/{person['slug']}/")
    somebody.page.locator("footer .voice a").last.click()
    somebody.page.locator("[name=kind][value=removal]").check()
    somebody.page.locator("[name=said]").fill(said)
    somebody.page.wait_for_timeout(TYPING_MS)
    somebody.page.locator(".voice-form button").click()
    expect(somebody.page.locator(".said")).to_contain_text(said)

    editor = visitor(language, color_scheme=scheme)
    log_in(editor)
    editor.go("/admin/events/case/")
    editor.page.locator("#result_list tbody th a").last.click()
    assert editor.problems == []
    case = grave_findings(editor.page)
    editor.problems.clear()  # axe copies style sheets that a form's own import: that is forbidden
    editor.page.locator("a[href$='/remove/']").click()
    expect(editor.page.locator(".listed").first).to_contain_text(person["name"][language])

    assert [case, grave_findings(editor.page)] == [[], []]
