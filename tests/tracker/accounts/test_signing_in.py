"""The one way in: who is let in, where it leads, and what it is guarded by."""

from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import EditorFactory
from tests.tracker.accounts.visits import LOGIN, PASSWORD, is_in, sign_in, totp_code

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", ["王编辑", "wang@example.org", "WANG@example.org"])
def test_one_signs_in_by_name_or_mail(client, editor, login):
    response = sign_in(client, login)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert is_in(client)


def test_the_desk_leads_to_signing_in_and_back(client, editor):
    first = client.get("/admin/events/event/?kind=funding")
    second = client.get(first["Location"])
    address = urlsplit(second["Location"])
    wanted = parse_qs(address.query)["next"][0]

    response = sign_in(client, next=wanted)

    assert address.path == LOGIN
    assert response["Location"] == "/admin/events/event/?kind=funding"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_no_other_site_is_led_to(client, editor, wanted):
    door = client.get("/admin/login/", {"next": wanted})
    response = sign_in(client, next=wanted)

    assert "evil" not in door["Location"]
    assert response["Location"] == "/admin/"


def test_who_may_not_enter_the_desk_is_told_so(client, editor):
    editor.is_staff = editor.is_superuser = False
    editor.save()
    sign_in(client)

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1] == ("/accounts/", 302)
    assert "may not enter the desk" in response.content.decode()


def test_a_wrong_password_says_nothing_of_who_exists(client, editor):
    known = sign_in(client, password="wrong").content.decode()
    unknown = sign_in(client, login="nobody", password="wrong").content.decode()

    for html in (known, unknown):
        assert "username and/or password you specified are not correct" in html


def test_after_five_wrong_passwords_the_right_one_waits_as_well(client, editor):
    for _ in range(5):
        assert "not correct" in sign_in(client, password="wrong").content.decode()

    response = sign_in(client)

    assert response.status_code == 200
    assert "Too many failed login attempts" in response.content.decode()
    assert not is_in(client)


def test_attempts_are_counted_where_all_web_processes_see_them(client, editor, settings):
    for _ in range(5):
        sign_in(client, password="wrong")
    del caches["default"]  # another process has a cache object of its own

    assert "Too many failed login attempts" in sign_in(Client()).content.decode()


def test_nobody_signs_up(client):
    response = client.get("/accounts/signup/")
    told = client.post(
        "/accounts/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert "currently closed" in response.content.decode()
    assert "currently closed" in told.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/zh/", "/api/v1/events/", "/en/nothing/", "/healthz"])
def test_a_reader_gets_no_cookie_and_costs_no_query_of_a_session(
    client, django_assert_max_num_queries, path
):
    with django_assert_max_num_queries(20) as queries:
        response = client.get(path)

    assert not response.cookies
    assert not any(
        table in query["sql"]
        for query in queries.captured_queries
        for table in ("django_session", "auth_user", "usersession", "authenticator")
    )


def test_a_code_of_the_app_is_asked_for(client, editor):
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)

    response = sign_in(client)
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()

    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})

    assert is_in(client)


def test_where_one_wanted_to_go_is_kept_over_the_second_factor(client, editor):
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    sign_in(client, next="/admin/review/")

    response = client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})

    assert response["Location"] == "/admin/review/"


def test_a_recovery_code_opens_once(editor):
    TOTP.activate(editor, generate_totp_secret())
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]
    first, second = Client(), Client()

    for client in (first, second):
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code})

    assert is_in(first)
    assert not is_in(second)


def test_secrets_of_second_factors_are_not_readable_in_the_database(editor):
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)

    stored = Authenticator.objects.get(user=editor).data["secret"]

    assert secret not in stored


def test_after_the_secret_key_is_lost_no_code_fits(client, editor, settings):
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    settings.SECRET_KEY = "another-key-" + "x" * 40

    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})

    assert not is_in(client)


def test_second_factors_outlive_a_change_of_the_secret_key(client, editor, settings):
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "x" * 40

    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})

    assert is_in(client)


@pytest.mark.parametrize(
    ("required", "superuser", "led_to"),
    [
        ("none", True, ""),
        ("administrators", True, "/accounts/2fa/"),
        ("administrators", False, ""),
        ("everyone", False, "/accounts/2fa/"),
    ],
)
def test_a_second_factor_may_be_required(client, settings, required, superuser, led_to):
    settings.REQUIRE_MFA = required
    client.force_login(EditorFactory(is_superuser=superuser))

    response = client.get("/admin/")

    assert response.get("Location", "") == led_to


def test_who_has_a_second_factor_passes(client, settings):
    settings.REQUIRE_MFA = "everyone"
    editor = EditorFactory()
    TOTP.activate(editor, generate_totp_secret())
    client.force_login(editor)

    assert is_in(client)


def test_lost_second_factors_are_taken_away_by_command(client, editor):
    TOTP.activate(editor, generate_totp_secret())
    RecoveryCodes.activate(editor)
    told = StringIO()

    call_command("reset_second_factor", "王编辑", stdout=told)
    sign_in(client)

    assert "2 second factors" in told.getvalue()
    assert is_in(client)


def test_second_factors_of_nobody_are_not_taken_away():
    with pytest.raises(CommandError, match="Nobody has the user name '李四'"):
        call_command("reset_second_factor", "李四")
