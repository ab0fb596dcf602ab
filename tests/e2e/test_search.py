"""What a reader does at the search box: by keyboard, and with an input method for Chinese."""

from typing import Any

from playwright.sync_api import expect

COMPOSE = """
(input, [typed, taken]) => {
  const tell = (name, type) => input.dispatchEvent(
    new type(name, {bubbles: true, isComposing: name === "input"}));
  tell("compositionstart", CompositionEvent);
  input.value = typed;
  tell("input", InputEvent);
  return new Promise((done) => setTimeout(() => {
    const early = input.getAttribute("aria-expanded");
    input.dispatchEvent(new KeyboardEvent("keydown", {
      key: "Enter", isComposing: true, bubbles: true, cancelable: true}));
    input.value = taken;
    tell("compositionend", CompositionEvent);
    tell("input", InputEvent);
    done(early);
  }, 400));
}
"""


def test_names_are_suggested_and_chosen_by_keyboard(reader: Any) -> None:
    visitor = reader("en")
    visitor.go("/en/")
    page = visitor.page
    box = page.get_by_role("combobox", name="Search")

    box.press_sequentially("baich", delay=20)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Baichuan")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("baich")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Baichuan")


def test_an_input_method_composes_undisturbed(reader: Any) -> None:
    visitor = reader("zh")
    visitor.go("/zh/")
    page = visitor.page
    box = page.get_by_role("combobox", name="搜索")
    box.focus()  # as an input method does: 百川 is typed as bai'chuan and then taken

    assert box.evaluate(COMPOSE, ["bai'chuan", "百川"]) == "false"

    expect(page.get_by_role("option").first).to_contain_text("百川智能")


def test_the_box_is_a_form_without_scripts_and_marks_what_it_found(reader: Any) -> None:
    visitor = reader("zh", java_script_enabled=False)
    visitor.go("/zh/")
    page = visitor.page

    box = page.get_by_role("searchbox", name="搜索")
    box.fill("百川")
    box.press("Enter")

    expect(page.locator("main mark").first).to_have_text("百川")
    page.locator(".hits").get_by_role("link", name="百川智能", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("百川智能")
