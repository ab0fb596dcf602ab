"""Tokens: made and shown once, good for no more than their owner may do, and revoked at once."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from people.accounts import give
from people.api.permissions import HasScope, Scope
from people.api.views import PublicView
from people.refusals import Refused
from people.roles import Role
from tests.factories import EditorFactory
from tests.tracker.accounts.visits import PASSWORD, confirm, sign_in
from tracker.accounts.actions import make_token, renew_token, revoke_token
from tracker.accounts.models import ApiToken

pytestmark = pytest.mark.django_db

PAGE = "/accounts/tokens/"
EVENTS = "/api/v1/events/"


@pytest.fixture
def owner():
    owner = EditorFactory(is_superuser=False)
    give(owner, Role.SENIOR_EDITOR, by=None)
    return owner


def asking(text: str, keyword: str = "Bearer") -> dict[str, str]:
    return {"authorization": f"{keyword} {text}"}


def made(client, **values) -> str:
    """The text of a token that is made on the page."""
    form = {"name": "周报", "scopes": ["read", "propose"], "days": "365"} | values
    html = client.post(PAGE, form).content.decode()
    found = re.search(r'value="(tdl_[0-9a-f]{64})"', html)
    assert found, html
    return found[1]


class ProposingView(PublicView):
    permission_classes = (HasScope.of(Scope.PROPOSE),)

    def get(self, request):
        return Response({"by": request.user.username})


def status_of(text: str) -> int:
    """What a view answers that asks for the scope to propose."""
    request = APIRequestFactory().get("/", headers=asking(text) if text else {})
    return int(ProposingView.as_view()(request).status_code)


def test_a_token_is_shown_once_and_kept_as_a_digest_alone(client, editor):
    sign_in(client)
    confirm(client)

    text = made(client)

    token = ApiToken.objects.get()
    stored = str(ApiToken.objects.values().get())
    assert text not in stored
    assert text[15:] not in stored
    assert text.startswith(token.token_key)
    assert text not in client.get(PAGE).content.decode()
    assert client.get(EVENTS, headers=asking(text)).status_code == 200


def test_making_a_token_asks_for_the_password_again(client, editor):
    sign_in(client)

    response = client.post(PAGE, {"name": "周报", "scopes": ["read"], "days": "365"})

    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()
    back = client.post(response["Location"], {"password": PASSWORD})["Location"]
    form = client.get(back).context_data["form"]
    assert back.startswith(PAGE)
    assert (form["name"].value(), form["scopes"].value()) == ("周报", ["read"])
    assert not ApiToken.objects.exists()


def test_the_page_with_a_new_token_is_stored_nowhere(client, editor):
    sign_in(client)
    confirm(client)

    response = client.post(PAGE, {"name": "周报", "scopes": ["read"], "days": "365"})

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("days", "left"), [("30", 30), ("90", 90), ("365", 365), ("0", None)])
def test_a_token_expires_when_its_owner_chose(client, editor, days, left):
    sign_in(client)
    confirm(client)
    made(client, days=days)

    expiry = ApiToken.objects.get().expiry

    assert left == (round((expiry - timezone.now()) / timedelta(days=1)) if expiry else None)


def test_sending_the_form_twice_makes_one_token(client, editor):
    sign_in(client)
    confirm(client)
    made(client)

    html = client.post(PAGE, {"name": "周报", "scopes": ["read"], "days": "365"}).content.decode()

    assert "You have a token named “周报”" in html
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("keyword", ["Bearer", "bearer", "Token"])
def test_a_token_says_who_asks(owner, keyword):
    _, text = make_token(by=owner, name="脚本", scopes=[Scope.PROPOSE])
    request = APIRequestFactory().get("/", headers=asking(text, keyword))

    assert ProposingView.as_view()(request).data == {"by": owner.username}


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Bearer", "Write “Authorization: Bearer”"),
        ("Bearer one two", "Write “Authorization: Bearer”"),
        ("Bearer 令牌".encode().decode("latin-1"), "Write “Authorization: Bearer”"),
        ("Bearer tdl_short", "Write “Authorization: Bearer”"),
        ("Bearer tdl_" + "0" * 64, "There is no such token"),
    ],
)
def test_a_wrong_token_is_told_from_none(client, header, told):
    response = client.get(EVENTS, HTTP_AUTHORIZATION=header)

    (mistake,) = response.json()["errors"]
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'
    assert (response.json()["status"], mistake["code"]) == (401, "authentication_failed")
    assert told in mistake["message"]


def test_an_expired_a_revoked_and_a_closed_ones_token_open_nothing(client, owner):
    expired, text_of_expired = make_token(by=owner, name="旧的", scopes=[Scope.READ])
    ApiToken.objects.filter(pk=expired.pk).update(
        created=timezone.now() - timedelta(days=2), expiry=timezone.now() - timedelta(days=1)
    )
    revoked, text_of_revoked = make_token(by=owner, name="撤销的", scopes=[Scope.READ])
    revoke_token(revoked, by=owner)
    other = EditorFactory()
    _, text_of_closed = make_token(by=other, name="走了的人", scopes=[Scope.READ])
    other.is_active = False
    other.save()

    told = [
        client.get(EVENTS, headers=asking(text)).json()["errors"][0]["message"]
        for text in (text_of_expired, text_of_revoked, text_of_closed)
    ]

    assert "has expired" in told[0]
    assert "was revoked" in told[1]
    assert "account of this token is closed" in told[2]


def test_a_view_that_asks_for_a_scope(owner):
    _, proposing = make_token(by=owner, name="提议", scopes=[Scope.PROPOSE])
    _, reading = make_token(by=owner, name="阅读", scopes=[Scope.READ])

    assert [status_of(text) for text in (proposing, reading, "")] == [200, 403, 401]


def test_a_token_may_no_more_than_its_owner_may_now(owner):
    _, text = make_token(by=owner, name="提议", scopes=[Scope.PROPOSE])
    give(owner, None, by=None)

    assert status_of(text) == 403


@pytest.mark.parametrize("scope", [Scope.PUBLISH, Scope.MERGE, Scope.ADMIN])
def test_nobody_makes_a_token_for_more_than_he_may(scope):
    contributor = EditorFactory(is_superuser=False)
    give(contributor, Role.CONTRIBUTOR, by=None)

    with pytest.raises(Refused, match="more than your role"):
        make_token(by=contributor, name="太多", scopes=[scope])


def test_the_page_offers_the_scopes_of_ones_role(client, editor):
    editor.is_superuser = False
    editor.save()
    give(editor, Role.EDITOR, by=None)
    sign_in(client)

    html = client.get(PAGE).content.decode()

    assert re.findall(r'name="scopes" value="(\w+)"', html) == ["read", "propose", "publish"]


def test_a_renewed_token_has_a_new_text_and_the_old_one_opens_nothing(client, editor):
    sign_in(client)
    confirm(client)
    old = made(client)
    token = ApiToken.objects.get()

    html = client.post(f"{PAGE}{token.pk}/renew/").content.decode()

    (new,) = re.findall(r'value="(tdl_[0-9a-f]{64})"', html)
    assert client.get(EVENTS, headers=asking(old)).status_code == 401
    assert client.get(EVENTS, headers=asking(new)).status_code == 200


def test_a_revoked_token_is_not_renewed(owner):
    token, _ = make_token(by=owner, name="撤销的", scopes=[Scope.READ])
    revoke_token(token, by=owner)

    with pytest.raises(Refused, match="was revoked"):
        renew_token(token, by=owner)


def test_its_owner_revokes_a_token_on_the_page(client, editor):
    sign_in(client)
    confirm(client)
    text = made(client)

    response = client.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/", follow=True)

    assert "“周报” is revoked" in response.content.decode()
    assert client.get(EVENTS, headers=asking(text)).status_code == 401


def test_nobody_touches_the_tokens_of_others(client, editor, owner):
    token, _ = make_token(by=owner, name="别人的", scopes=[Scope.READ])
    sign_in(client)
    confirm(client)

    for deed in ("renew", "revoke"):
        assert client.post(f"{PAGE}{token.pk}/{deed}/").status_code == 404
    assert "别人的" not in client.get(PAGE).content.decode()


def test_administrators_see_all_tokens_and_revoke_them(client, owner):
    _, text = make_token(by=owner, name="别人的", scopes=[Scope.READ])
    client.force_login(EditorFactory())
    path = "/admin/accounts/apitoken/"
    assert "别人的" in client.get(path).content.decode()

    chosen = {"action": "revoke", "_selected_action": [ApiToken.objects.get().pk]}
    client.post(path, chosen)

    assert client.get(EVENTS, headers=asking(text)).status_code == 401


def test_editors_do_not_see_the_tokens_of_others(client, owner):
    client.force_login(owner)

    assert client.get("/admin/accounts/apitoken/").status_code == 403
    with pytest.raises(Refused):
        revoke_token(make_token(by=EditorFactory(), name="x", scopes=[Scope.READ])[0], by=owner)


def test_use_is_noted_once_a_minute(client, owner):
    _, text = make_token(by=owner, name="脚本", scopes=[Scope.READ])
    client.get(EVENTS, headers=asking(text))
    first = ApiToken.objects.get().last_used_at
    client.get(EVENTS, headers=asking(text))
    second = ApiToken.objects.get().last_used_at
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    client.get(EVENTS, headers=asking(text))

    assert first == second
    assert ApiToken.objects.get().last_used_at > first


def test_a_token_has_limits_of_its_own(client, owner, monkeypatch):
    from people.api.throttling import AddressThrottle, TokenThrottle

    rates = {"anon": "2/min", "token": "3/min"}
    for throttle in (AddressThrottle, TokenThrottle):
        monkeypatch.setattr(throttle, "THROTTLE_RATES", rates)
    _, text = make_token(by=owner, name="脚本", scopes=[Scope.READ])

    without = [client.get(EVENTS) for _ in range(3)]
    with_it = [client.get(EVENTS, headers=asking(text)) for _ in range(4)]

    assert [answer.status_code for answer in without] == [200, 200, 429]
    assert [answer.status_code for answer in with_it] == [200, 200, 200, 429]
    assert without[0]["RateLimit-Limit"] == "2"
    assert with_it[0]["RateLimit-Limit"] == "3"


def test_the_session_of_the_desk_is_no_credential_of_the_api(owner):
    client = Client()
    client.force_login(owner)
    request = APIRequestFactory().get("/")
    request.COOKIES = {"sessionid": client.cookies["sessionid"].value}

    assert ProposingView.as_view()(request).status_code == 401


def test_the_schema_tells_of_tokens(client):
    schema = client.get("/api/v1/schema/").json()

    scheme = schema["components"]["securitySchemes"]["token"]
    listed = schema["paths"]["/api/v1/events/"]["get"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert all(scope in scheme["description"] for scope in Scope.values)
    assert {"token": []} in listed["security"]
    assert {} in listed["security"]
    assert "401" in listed["responses"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"expiry": timezone.now() - timedelta(days=400)},
    ],
    ids=["no name", "no scope", "unknown scope", "over before it began"],
)
def test_the_database_keeps_no_token_that_cannot_be(owner, wrong):
    token, _ = make_token(by=owner, name="脚本", scopes=[Scope.READ])

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.filter(pk=token.pk).update(**wrong)
