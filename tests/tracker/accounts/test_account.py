"""What people see of their own account, and change in it."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.factories import EditorFactory
from tests.tracker.accounts.visits import PASSWORD, confirm, is_in, sign_in

pytestmark = pytest.mark.django_db

OWN_PAGES = (
    "/accounts/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/email/",
    "/accounts/logout/",
)
SENSITIVE_PAGES = (
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
)
OPEN_PAGES = (
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/inactive/",
    "/accounts/signup/",
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=|<style")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_everyone_sees_the_way_in(client, path, language):
    response = client.get(path, headers={"accept-language": language})

    assert response.status_code == 200
    assert not INLINE.search(response.content.decode())


@pytest.mark.parametrize("path", OWN_PAGES + SENSITIVE_PAGES)
def test_an_account_asks_to_sign_in_first(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith(("/accounts/login/", "/accounts/reauthenticate/"))


@pytest.mark.parametrize("staff", [True, False])
@pytest.mark.parametrize("path", OWN_PAGES + SENSITIVE_PAGES)
def test_everyone_sees_the_pages_of_an_account(client, editor, path, staff):
    editor.is_staff = editor.is_superuser = staff
    editor.save()
    sign_in(client)
    confirm(client)

    response = client.get(path)

    html = response.content.decode()
    assert response.status_code == 200
    assert not INLINE.search(html)
    assert ("user-tools" in html) == staff


def test_sensitive_pages_ask_for_the_password_again(client, editor):
    client.force_login(editor)

    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    response = client.post(asked["Location"], {"password": PASSWORD}, follow=True)

    assert response.request["PATH_INFO"] == "/accounts/2fa/totp/activate/"
    assert response.status_code == 200


def test_a_session_that_is_ended_asks_to_sign_in_again(editor):
    here, there = Client(), Client(headers={"user-agent": "另一台电脑"})
    sign_in(here)
    sign_in(there)
    other = UserSession.objects.get(user_agent="另一台电脑")
    assert "另一台电脑" in here.get("/accounts/sessions/").content.decode()

    here.post(f"/accounts/sessions/{other.pk}/end/")

    assert there.get("/admin/")["Location"].startswith("/admin/login/")
    assert is_in(here)


def test_nobody_ends_the_session_of_another(client, editor):
    there = Client()
    sign_in(there)
    client.force_login(EditorFactory())

    response = client.post(f"/accounts/sessions/{UserSession.objects.get(user=editor).pk}/end/")

    assert response.status_code == 404
    assert is_in(there)


def test_a_changed_password_ends_the_other_sessions(editor):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    new = "潮水明天又回来了"

    here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert is_in(here)
    assert not is_in(there)


def test_it_is_noted_when_a_session_was_used_last_but_not_each_time(client, editor):
    sign_in(client)
    UserSession.objects.update(last_seen_at="2026-01-01T00:00Z")
    client.get("/accounts/")
    first = UserSession.objects.get().last_seen_at
    client.get("/accounts/")

    assert first.year > 2026 or first.month > 1
    assert UserSession.objects.get().last_seen_at == first


def test_the_language_of_the_desk_is_chosen_once(client, editor):
    sign_in(client)

    client.post("/accounts/language/", {"language": "zh-hans"})

    html = client.get("/admin/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="zh-hans"' in html


def test_a_language_that_is_none_is_refused(client, editor):
    sign_in(client)

    response = client.post("/accounts/language/", {"language": "../x"}, follow=True)

    assert "Choose one of the languages" in response.content.decode()
    assert "django_language" not in client.cookies


def test_every_page_of_the_desk_leads_to_the_account(client, editor):
    sign_in(client)

    for path in ("/admin/", "/admin/review/", "/admin/events/event/"):
        assert 'href="/accounts/"' in client.get(path).content.decode()
