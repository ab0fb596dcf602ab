"""Webhooks by the API: one's own alone, with clear errors, and all deeds."""

import pytest

from events.models import Webhook
from people.api.permissions import Scope
from tests.events.webhooks.conftest import deliver
from tests.factories import MemberFactory
from tracker.accounts.actions import make_token

ADDRESS = "https://receiver.example/消息"
pytestmark = pytest.mark.django_db


class Api:
    """A client with a token of somebody's."""

    def __init__(self, client, owner):
        self.client, self.owner = client, owner
        text = make_token(by=owner, name="脚本", scopes=[Scope.READ])[1]
        self.headers = {"Authorization": f"Bearer {text}"}

    def __call__(self, method, path="", **body):
        return getattr(self.client, method)(
            f"/api/v1/webhooks/{path}",
            **({"data": body, "content_type": "application/json"} if method != "get" else {}),
            headers=self.headers,
        )


@pytest.fixture
def api(client):
    return Api(client, MemberFactory())


def test_one_is_made_shown_changed_and_deleted_and_its_secret_told_once(api):
    made = api("post", address=ADDRESS, query="kind=funding", language="zh")
    assert made.status_code == 201, made.content
    assert made.json()["secret"].startswith("whsec_")
    assert made.json()["state"] == "unconfirmed"
    assert made.json()["subjects"] == ["event"]
    assert made["Cache-Control"] == "private, no-store"
    path = f"{made.json()['id']}/"
    assert "secret" not in api("get", path).json()
    assert api("get").json()["results"][0]["query"] == "kind=funding"

    changed = api("patch", path, changes=["retracted"]).json()
    assert (changed["changes"], changed["query"]) == (["retracted"], "kind=funding")
    assert api("post", f"{path}rotate/").json()["secret"] != made.json()["secret"]
    assert api("post", f"{path}disable/").json()["disabled_why"] == "owner"
    assert api("post", f"{path}enable/", since="now").json()["state"] == "unconfirmed"
    assert api("delete", path).status_code == 204
    assert api("get", path).status_code == 404


def test_without_a_token_nothing_is_had_and_nobody_sees_another_s(api, client):
    assert client.get("/api/v1/webhooks/").status_code == 401
    path = f"{api('post', address=ADDRESS).json()['id']}/"
    other = Api(client, MemberFactory())
    assert other("get").json()["results"] == []
    for method, below in [
        ("get", ""), ("patch", ""), ("delete", ""), ("post", "test/"), ("post", "rotate/"),
        ("post", "enable/"), ("post", "disable/"), ("get", "deliveries/"),
    ]:  # fmt: skip
        assert other(method, path + below).status_code == 404
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "wish"),
    [
        ("address", {"address": "http://receiver.example/"}),
        ("address", {"address": "https://127.0.0.1/"}),
        ("address", {"address": "https://[::1]/"}),
        ("address", {"address": "https://localhost/"}),
        ("address", {"address": "https://name:word@receiver.example/"}),
        ("address", {"address": "收件箱"}),
        ("address", {}),
        ("query", {"query": "kind=party"}),
        ("query", {"query": "knid=funding"}),
        ("query", {"query": "company=nobody"}),
        ("subjects", {"query": "kind=funding", "subjects": ["company"]}),
        ("subjects", {"subjects": ["事件"]}),
        ("changes", {"changes": ["deleted"]}),
        ("language", {"language": "fr"}),
        ("since", {"since": "昨天"}),
        ("since", {"since": "9223372036854775807-1"}),
        ("adress", {"adress": ADDRESS}),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_by_its_name(api, field, wish):
    body = wish if field == "address" else {"address": ADDRESS, **wish}
    answer = api("post", **body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert not Webhook.objects.exists()


def test_the_log_says_what_was_answered(transactional_db, client, owner, subscribe, receiver):
    webhook, api = subscribe(receiver), Api(client, owner)
    receiver.answers = [(500, {}, "维护中".encode())]
    Webhook.objects.update(tested_at=None)
    message = api("post", f"{webhook.pk}/test/")
    assert message.status_code == 202
    deliver(webhook)
    last, first = api("get", f"{webhook.pk}/deliveries/").json()["results"]
    assert last["message"] == message.json()["message"]
    assert (last["status"], last["succeeded"], last["answer"]) == (500, False, "维护中")
    assert first["succeeded"]
    again = api("post", f"{webhook.pk}/test/")
    assert again.status_code == 400
    assert "half a minute" in again.json()["errors"][0]["message"]
