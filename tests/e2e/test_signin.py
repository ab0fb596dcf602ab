"""Signing in, by password and without one; losing a session; and the pages of an account."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import grave_findings
from tests.e2e.test_editor import log_in
from tests.e2e.visitor import Visitor

PHONE = {"width": 375, "height": 812}
PAGES = ("", "password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "sessions/",
         "tokens/", "email/", "logout/")  # fmt: skip


def confirm(visitor: Visitor) -> None:
    """Say the password once more, as sensitive pages ask."""
    visitor.page.locator("[name=password]").fill(visitor.site.password)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(lambda url: "reauthenticate" not in url)


def give_authenticator(page: Page) -> None:
    """A security key that is always there and always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def enter(visitor: Visitor, name: str) -> None:
    """Type a name and the password of the demo's users."""
    visitor.page.locator("[name=login]").fill(name)
    visitor.page.locator("[name=password]").fill(visitor.site.password)
    visitor.page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.locator("#logout-form button").click()
    page.wait_for_url(re.compile("/accounts/login/"))


def test_a_passkey_opens_the_desk_without_a_password(visitor: Any, language: str) -> None:
    editor = visitor(language)
    page = editor.page
    give_authenticator(page)
    editor.go("/admin/review/")
    enter(editor, "junior")
    page.wait_for_url(re.compile("/admin/review/$"))

    editor.go("/accounts/2fa/webauthn/add/")
    confirm(editor)
    page.locator("[name=name]").fill(f"钥匙 {language}")
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: not url.endswith("/webauthn/add/"))
    sign_out(page)
    editor.go("/admin/review/")
    page.locator("#passkey_login").click()

    page.wait_for_url(f"{editor.site.address}/admin/review/")
    editor.go("/accounts/2fa/webauthn/")
    page.locator("table a[href$='/remove/']").click()
    if "reauthenticate" in page.url:
        confirm(editor)
    page.locator("#content form button").click()
    expect(page.locator("#content")).not_to_contain_text(f"钥匙 {language}")


def test_a_code_of_an_app_is_asked_for_after_the_password(visitor: Any) -> None:
    editor = visitor("zh")
    page = editor.page
    editor.go("/admin/")
    enter(editor, "contributor")
    page.wait_for_url(re.compile("/admin/$"))
    editor.go("/accounts/2fa/totp/activate/")
    confirm(editor)
    secret = page.locator("#authenticator_secret").input_value()

    def code() -> str:
        *_, counter = yield_hotp_counters_from_time()
        return str(format_hotp_value(hotp_value(secret, counter)))

    page.locator("[name=code]").fill(code())
    page.keyboard.press("Enter")
    expect(page.locator("#recovery_codes")).to_be_visible()
    one = page.locator("#recovery_codes").input_value().split()[0]
    sign_out(page)
    enter(editor, "contributor")
    page.locator("[name=code]").fill(one)
    page.keyboard.press("Enter")

    page.wait_for_url(f"{editor.site.address}/admin/")
    editor.go("/accounts/2fa/totp/deactivate/")
    if "reauthenticate" in page.url:
        confirm(editor)
    page.locator("#content form button").click()
    page.wait_for_url(re.compile("/accounts/2fa/$"))


def test_an_ended_session_leads_back_to_where_one_was(visitor: Any) -> None:
    here, there = visitor("en"), visitor("en")
    log_in(here)
    log_in(there)
    here.go("/accounts/sessions/")
    here.page.locator("form[action='/accounts/sessions/'] button").click()
    expect(here.page.locator("#content tbody tr")).to_have_count(1)

    there.go("/admin/events/event/?kind=funding")
    enter(there, there.site.editor)

    there.page.wait_for_url(f"{there.site.address}/admin/events/event/?kind=funding")


def test_a_token_is_made_and_revoked(visitor: Any, language: str) -> None:
    editor = visitor(language)
    page = editor.page
    log_in(editor)
    editor.go("/accounts/tokens/")
    page.locator("[name=name]").fill(f"周报 {language}")
    page.locator("[name=scopes][value=propose]").check()
    page.locator("#content .default").click()
    page.locator("[name=password]").fill(editor.site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/accounts/tokens/"))
    expect(page.locator("[name=name]")).to_have_value(f"周报 {language}")
    expect(page.locator("[name=scopes][value=propose]")).to_be_checked()
    page.locator("#content .default").click()

    expect(page).to_have_url(f"{editor.site.address}/accounts/tokens/")
    token = page.locator("#new-token").input_value()
    asked = editor.context.request.get(
        f"{editor.site.address}/api/v1/events/", headers={"Authorization": f"Bearer {token}"}
    )
    assert asked.headers["ratelimit-limit"] == "6000"
    page.locator("form[action$='/revoke/'] button").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    refused = editor.context.request.get(
        f"{editor.site.address}/api/v1/events/", headers={"Authorization": f"Bearer {token}"}
    )
    assert refused.status == 401


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_an_account_have_no_grave_finding_and_fit_a_phone(
    visitor: Any, language: str, scheme: str
) -> None:
    editor = visitor(language, color_scheme=scheme)
    page = editor.page
    editor.go("/accounts/login/")
    found = {"login": grave_findings(page)}
    editor.go("/accounts/password/reset/")
    found["reset"] = grave_findings(page)
    log_in(editor)
    editor.go("/accounts/2fa/totp/activate/")
    found["reauthenticate"] = grave_findings(page)
    confirm(editor)
    for path in PAGES:
        editor.go(f"/accounts/{path}")
        found[path] = grave_findings(page)
        page.set_viewport_size(PHONE)
        assert not editor.scrolls_sideways(), page.url
        page.set_viewport_size({"width": 1280, "height": 900})

    assert {path: findings for path, findings in found.items() if findings} == {}
