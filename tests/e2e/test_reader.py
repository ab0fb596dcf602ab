"""What readers do, without scripts: on a phone and at a desk."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@dataclass(frozen=True)
class Words:
    """What a page says in one language."""

    search: str
    company: str
    moves: str
    filters: str
    more: str
    since: str
    until: str
    show: str
    other_language: str
    own_page: str
    person: str
    wrong_date: str
    not_here: str
    to_the_timeline: str


WORDS = {
    "en": Words(
        search="Search",
        company="Baichuan",
        moves="Moves",
        filters="Filters",
        more="Roles, countries, dates, amounts and more",
        since="From",
        until="To",
        show="Show",
        other_language="中文",
        own_page="This event’s own page",
        person="Wang Xiaochuan",
        wrong_date="“last spring” is not a date. Write 2025, 2025-H2,",
        not_here="There is nothing at this address",
        to_the_timeline="To the timeline",
    ),
    "zh": Words(
        search="搜索",
        company="百川智能",
        moves="人事",
        filters="筛选",
        more="角色、地区、日期、金额等条件",
        since="从",
        until="到",
        show="显示",
        other_language="English",
        own_page="本事件页面",
        person="王小川",
        wrong_date="“last spring”不是日期。请写成 2025、2025-H2、",
        not_here="这个地址没有内容",
        to_the_timeline="前往时间线",
    ),
}
OTHER = {"en": "zh", "zh": "en"}


def choose_kind(page: Page, filters: str, kind: str) -> None:
    facets = page.get_by_role("region", name=filters)
    facets.get_by_role("link", name=re.compile(rf"^{kind} \d")).click()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_reader_goes_from_a_name_to_the_proof_and_on_to_a_person(
    reader: Any, language: str, screen: dict[str, Any]
) -> None:
    words, others = WORDS[language], WORDS[OTHER[language]]
    visitor = reader(language, java_script_enabled=False, **screen)
    page = visitor.page

    def look(heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert not visitor.scrolls_sideways(), page.url

    visitor.go("/")
    assert page.url == f"{visitor.site.address}/{language}/"
    page.get_by_role("searchbox", name=words.search).fill("百川")
    page.get_by_role("button", name=words.search).click()
    look(words.search)

    page.locator(".hits").get_by_role("link", name=words.company, exact=True).click()
    look(words.company)
    every = page.locator("li.event").count()

    choose_kind(page, words.filters, words.moves)
    page.get_by_text(words.more, exact=True).click()
    page.get_by_label(words.since, exact=True).fill("2023")
    page.get_by_label(words.until, exact=True).fill("2023-12")
    page.get_by_role("button", name=words.show, exact=True).click()
    look(words.company)
    asked = page.url.partition("?")[2]
    assert "kind=career" in asked
    assert "from=2023&to=2023-12" in asked
    assert every > 1
    expect(page.locator("li.event")).to_have_count(1)
    expect(page.locator("li.event h3, li.event h4")).to_contain_text(words.person)

    page.get_by_role("link", name=words.other_language, exact=True).click()
    look(others.company)
    assert page.url.partition("?")[2] == asked
    expect(page.locator("li.event h3, li.event h4")).to_contain_text(others.person)
    page.get_by_role("link", name=others.other_language, exact=True).click()
    look(words.company)

    event = page.locator("li.event")
    if not event.locator("blockquote").first.is_visible():
        event.locator("summary").click()
    expect(event.locator("blockquote").first).to_be_visible()
    assert not visitor.scrolls_sideways()
    event.get_by_role("link", name=words.own_page).click()
    look(words.person)
    expect(page.locator("blockquote", has_text="王小川").first).to_be_visible()

    page.get_by_role("heading", level=1).get_by_role("link", name=words.person).click()
    look(words.person)
    assert f"/{language}/people/" in page.url


def test_a_wrong_date_stays_as_it_was_typed_with_its_remedy_beside_it(
    reader: Any, language: str
) -> None:
    words = WORDS[language]
    visitor = reader(language, java_script_enabled=False, **PHONE)
    page = visitor.page

    visitor.go(f"/{language}/?kind=funding")
    page.get_by_text(words.more, exact=True).click()
    page.get_by_label(words.since, exact=True).fill("last spring")
    page.get_by_label(words.until, exact=True).fill("2025")
    page.get_by_role("button", name=words.show, exact=True).click()

    expect(page.get_by_label(words.since, exact=True)).to_have_value("last spring")
    expect(page.get_by_label(words.until, exact=True)).to_have_value("2025")
    expect(page.get_by_label(words.since, exact=True)).to_have_accessible_description(
        re.compile(re.escape(words.wrong_date))
    )
    expect(page.get_by_text(words.wrong_date)).to_be_visible()
    assert "kind=funding" in page.url
    assert not visitor.scrolls_sideways()

    page.get_by_label(words.since, exact=True).fill("2023")
    page.get_by_role("button", name=words.show, exact=True).click()
    expect(page.locator("li.event").first).to_be_visible()


def test_an_address_that_leads_nowhere_helps_on(reader: Any, language: str) -> None:
    words = WORDS[language]
    visitor = reader(language, java_script_enabled=False, **PHONE)
    page = visitor.page

    assert visitor.go(f"/{language}/companies/nobody-knows-it/") == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(words.not_here)
    assert not visitor.scrolls_sideways()
    page.get_by_role("main").get_by_role("searchbox").fill("百川")
    page.get_by_role("main").get_by_role("button", name=words.search).click()
    expect(page.locator(".hits").get_by_role("link", name=words.company).first).to_be_visible()

    visitor.go(f"/{language}/events/999999999/")
    page.get_by_role("link", name=words.to_the_timeline).click()
    assert page.url == f"{visitor.site.address}/{language}/"


@pytest.mark.parametrize("path", ["", "people/", "companies/", "models/", "search/?q=OpenAI"])
def test_pages_fit_a_phone(reader: Any, language: str, path: str) -> None:
    visitor = reader(language, **PHONE)

    assert visitor.go(f"/{language}/{path}") == 200
    assert not visitor.scrolls_sideways()


def test_the_description_of_the_api_opens(reader: Any) -> None:
    visitor = reader("en", **DESK)

    assert visitor.go("/api/v1/docs/") == 200
    expect(visitor.page.get_by_text("/api/v1/events/", exact=True).first).to_be_visible()
