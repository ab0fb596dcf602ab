"""Each role signs in: it finds the pages that are for it, and no others."""

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.test_editor import log_in
from tests.e2e.visitor import Visitor

FACT = ".fact[data-key^=e]"
PAGES = {
    "/admin/": 0,
    "/admin/review/": 0,
    "/admin/events/event/": 0,
    "/admin/events/source/": 0,
    "/admin/events/event/add/?kind=founding": 0,
    "/admin/events/source/find/": 2,
    "/admin/events/datasetimport/hand-in/": 2,
    "/admin/auth/user/": 3,
    "/admin/auth/group/": 3,
}
"""The lowest rank that is let in, by the user names below."""
USERS = ("contributor", "junior", "editor", "administrator")
MARK = {"en": "Lanternfish", "zh": "灯笼鱼"}


def sign_in(visitor: Visitor, username: str) -> None:
    visitor.site = replace(visitor.site, editor=username)
    log_in(visitor)


def propose_company(visitor: Visitor, name: str) -> str:
    """Write one down by hand; the path of its page."""
    page = visitor.page
    visitor.go("/admin/people/company/add/")
    page.locator("[name=name_en]").fill(name)
    page.locator("[name=_continue]").click()
    page.wait_for_url(re.compile(r"/company/\d+/change/"))
    return page.url.removeprefix(visitor.site.address)


@pytest.mark.parametrize("username", USERS)
def test_each_role_is_let_in_where_it_may(visitor: Any, language: str, username: str) -> None:
    member, rank = visitor(language), USERS.index(username)
    sign_in(member, username)

    statuses = {path: member.status(path) for path in PAGES}

    assert statuses == {path: 200 if rank >= lowest else 403 for path, lowest in PAGES.items()}
    member.go("/admin/")
    users = member.page.locator(".desk-nav a[href='/admin/auth/user/']")
    expect(users).to_have_count(1 if username == "administrator" else 0)


def test_a_contributor_proposes_and_leaves_deciding_to_editors(visitor: Any, language: str) -> None:
    contributor, editor = visitor(language), visitor(language)
    sign_in(contributor, "contributor")
    own = propose_company(contributor, f"{MARK[language]} Labs")
    contributor.page.locator("[name=description_en]").fill("A proposal.")
    contributor.page.locator("[name=_continue]").click()
    expect(contributor.page.locator("[name=description_en]")).to_have_value("A proposal.")

    contributor.go("/admin/review/")
    contributor.page.locator("ol.articles a").first.click()
    expect(contributor.page.locator(FACT).first).to_be_visible()
    expect(contributor.page.locator("button[name=do], button[name=reject]")).to_have_count(0)

    sign_in(editor, "junior")
    editor.go(own)
    expect(editor.page.locator("[name=description_en]")).to_have_value("A proposal.")
    editor.page.locator("[name=description_en]").fill("Seen by an editor.")
    editor.page.locator("[name=_continue]").click()
    expect(editor.page.locator("[name=description_en]")).to_have_value("Seen by an editor.")
    expect(editor.page.locator(".object-tools a[href^='/admin/merge/']")).to_have_count(0)


def test_a_senior_editor_finds_merging_beside_a_record(visitor: Any, language: str) -> None:
    senior = visitor(language)
    sign_in(senior, "editor")
    propose_company(senior, f"{MARK[language]} Senior")
    expect(senior.page.locator(".object-tools a[href^='/admin/merge/']")).to_have_count(1)


def test_an_administrator_takes_somebody_in_and_lets_him_go(visitor: Any, language: str) -> None:
    administrator, newcomer = visitor(language), visitor(language)
    page, username, password = administrator.page, f"lantern-{language}", "灯笼鱼-深海-2026"
    sign_in(administrator, "administrator")
    administrator.go("/admin/auth/user/")
    page.locator(".object-tools .addlink").click()
    page.locator("[name=username]").fill(username)
    page.locator("[name=password1]").fill(password)
    page.locator("[name=password2]").fill(password)
    page.locator("[name=role][value=contributor]").check()
    page.locator("[name=_continue]").click()
    page.wait_for_url(re.compile(r"/user/\d+/change/"))
    expect(page.locator("[name=role][value=contributor]")).to_be_checked()

    newcomer.site = replace(newcomer.site, editor=username, password=password)
    log_in(newcomer)
    assert newcomer.status("/admin/people/company/add/") == 200

    page.locator("[name=is_active]").uncheck()
    page.locator("[name=_save]").click()
    page.wait_for_url("**/admin/auth/user/")
    newcomer.go("/admin/review/")
    expect(newcomer.page.locator("[name=login]")).to_be_visible()
