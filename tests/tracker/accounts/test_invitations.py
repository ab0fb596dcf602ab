"""An administrator lets somebody in; nobody but that person knows the password."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people.accounts import give
from people.roles import Role
from tests.factories import EditorFactory
from tests.tracker.accounts.visits import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://testserver(/accounts/password/reset/key/[^\"\s]+)")


@pytest.fixture
def administrator():
    administrator = EditorFactory(is_superuser=False)
    give(administrator, Role.ADMINISTRATOR, by=None)
    return administrator


@pytest.fixture
def newcomer():
    newcomer = User(username="新来的", email="new@example.org")
    newcomer.set_unusable_password()
    newcomer.save()
    give(newcomer, Role.CONTRIBUTOR, by=None)
    return newcomer


def path_of(user) -> str:
    return f"/admin/auth/user/{user.pk}/invite/"


def choose_password(client, path):
    """Open the link and set a password."""
    page = client.get(path, follow=True)
    form = {"password1": PASSWORD, "password2": PASSWORD}
    return client.post(page.request["PATH_INFO"], form)


def test_without_mail_the_link_is_shown_once_and_opens_the_desk(client, administrator, newcomer):
    client.force_login(administrator)
    assert not LINK.search(client.get(path_of(newcomer)).content.decode())

    shown = client.post(path_of(newcomer))
    (path,) = LINK.findall(shown.content.decode())
    there = Client()
    choose_password(there, path)

    assert "no-store" in shown["Cache-Control"]
    assert is_in(there)
    assert sign_in(Client(), "新来的")["Location"] == "/admin/"


def test_the_link_opens_once(client, administrator, newcomer):
    client.force_login(administrator)
    (path,) = LINK.findall(client.post(path_of(newcomer)).content.decode())
    choose_password(Client(), path)

    second = Client().get(path, follow=True)

    assert "Bad Token" in second.content.decode()


def test_with_mail_the_link_is_sent_and_not_shown(
    client, administrator, newcomer, settings, mailoutbox
):
    settings.MAIL_IS_SENT = True
    client.force_login(administrator)

    response = client.post(path_of(newcomer), follow=True)

    (letter,) = mailoutbox
    assert letter.to == ["new@example.org"]
    assert "新来的" in letter.body
    assert LINK.search(letter.body)
    assert not LINK.search(response.content.decode())
    assert "on its way to new@example.org" in response.content.decode()


def test_only_administrators_invite(client, newcomer):
    editor = EditorFactory(is_superuser=False)
    give(editor, Role.SENIOR_EDITOR, by=None)
    client.force_login(editor)

    assert client.post(path_of(newcomer)).status_code == 403


def test_an_administrator_makes_no_link_for_a_superuser(client, administrator):
    client.force_login(administrator)

    assert client.post(path_of(EditorFactory(is_superuser=True))).status_code == 403


def test_the_page_of_a_user_leads_to_inviting(client, administrator, newcomer):
    client.force_login(administrator)

    html = client.get(f"/admin/auth/user/{newcomer.pk}/change/").content.decode()

    assert f'href="{path_of(newcomer)}"' in html


def test_a_user_is_made_without_a_password_and_with_an_address(client, administrator):
    client.force_login(administrator)

    client.post(
        "/admin/auth/user/add/",
        {
            "username": "李记者",
            "email": "li@example.org",
            "role": "editor",
            "usable_password": "false",
        },
    )

    made = User.objects.get(username="李记者")
    assert made.email == "li@example.org"
    assert not made.has_usable_password()


def test_a_forgotten_password_is_set_anew_by_mail(client, editor, settings, mailoutbox):
    settings.MAIL_IS_SENT = True

    client.post("/accounts/password/reset/", {"email": "wang@example.org"})
    path = LINK.search(mailoutbox[0].body)
    assert path
    choose_password(client, path[1])

    assert is_in(client)


def test_a_site_without_mail_says_whom_to_ask(client, settings):
    settings.MAIL_IS_SENT = False

    html = client.get("/accounts/password/reset/", headers={"accept-language": "zh"})

    assert "请向管理员索取" in html.content.decode()
