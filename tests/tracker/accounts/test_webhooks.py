"""The pages of one's own webhooks, and the administrators' list of all."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from events.models import Delivery, Webhook
from people.roles import Role
from tests.factories import MemberFactory
from tests.tracker.accounts.visits import confirm, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/accounts/webhooks/"


@pytest.fixture
def visitor(client, editor):
    sign_in(client, editor)
    confirm(client)
    return client


def deed(client, webhook, name, **values):
    return client.post(f"{PAGE}{webhook.pk}/{name}/", values, follow=True)


def test_one_is_made_its_secret_shown_once_and_changed(visitor, editor):
    answer = visitor.post(PAGE, {"address": "https://receiver.example/", "language": "zh"})
    assert re.search(r'value="whsec_[^"]{40,}"', answer.content.decode()), answer.content
    webhook = Webhook.objects.get(owner=editor)
    assert webhook.test
    page = f"{PAGE}{webhook.pk}/"
    assert "whsec_" not in visitor.get(page).content.decode()
    visitor.post(
        page, {"address": "https://other.example/", "query": "kind=funding", "language": "en"}
    )
    webhook.refresh_from_db()
    assert (webhook.address, webhook.query) == ("https://other.example/", "kind=funding")


def test_what_is_wrong_stands_at_its_field(visitor):
    html = visitor.post(PAGE, {"address": "http://10.0.0.1/", "language": "zh"}).content.decode()
    assert "https://" in html
    assert not Webhook.objects.exists()
    assert "http://10.0.0.1/" in html


def test_the_log_is_shown_and_each_deed_is_done(visitor, editor):
    webhook = Webhook.objects.create(owner=editor, address="https://receiver.example/")
    Delivery.objects.create(
        webhook=webhook, message=webhook.key, kind="test", succeeded=False, status=500,
        milliseconds=31, error="It answered with the status 500.", answer="<b>维护中</b>",
    )  # fmt: skip
    html = visitor.get(f"{PAGE}{webhook.pk}/").content.decode()
    assert "&lt;b&gt;维护中&lt;/b&gt;" in html
    assert "whsec_" in deed(visitor, webhook, "rotate").content.decode()
    for name, held in (
        ("test", lambda w: w.test), ("disable", lambda w: w.disabled_at),
        ("enable", lambda w: not w.disabled_at),
    ):  # fmt: skip
        assert deed(visitor, webhook, name).status_code == 200
        assert held(Webhook.objects.get()), name
    assert deed(visitor, webhook, "explode").status_code == 404
    deed(visitor, webhook, "delete")
    assert not Webhook.objects.exists()


def test_another_s_is_not_there(visitor):
    theirs = Webhook.objects.create(owner=MemberFactory(), address="https://receiver.example/")
    assert visitor.get(f"{PAGE}{theirs.pk}/").status_code == 404
    assert deed(visitor, theirs, "delete").status_code == 404
    assert Webhook.objects.exists()


def test_administrators_see_all_and_may_test_and_stop_them(client):
    webhook = Webhook.objects.create(owner=MemberFactory(), address="https://receiver.example/")
    listed = reverse("admin:events_webhook_changelist")
    client.force_login(MemberFactory(role=Role.ADMINISTRATOR))
    for action in ("test", "disable"):
        client.post(listed, {"action": action, "_selected_action": [webhook.pk]})
    webhook.refresh_from_db()
    assert webhook.test
    assert webhook.disabled_why == "administrator"
    assert "receiver.example" in client.get(listed).content.decode()
    page = reverse("admin:events_webhook_change", args=[webhook.pk])
    assert client.get(page).status_code == 200

    client.force_login(MemberFactory(role=Role.SENIOR_EDITOR))
    client.post(listed, {"action": "enable", "_selected_action": [webhook.pk]})
    webhook.refresh_from_db()
    assert webhook.disabled_at


def test_administrators_find_each_webhook_with_its_state_and_all_tries(client, editor):
    """In their language, and of this webhook alone."""
    webhook, other = (
        Webhook.objects.create(owner=editor, address=f"https://{host}.example/钩")
        for host in ("one", "two")
    )
    for each in (webhook, other):
        each.deliveries.create(message=uuid4(), kind="test", succeeded=True, milliseconds=3)
    client.force_login(MemberFactory(role="administrator"))

    listed = client.get("/admin/events/webhook/", headers={"Accept-Language": "zh-Hans"})
    page = client.get(f"/admin/events/webhook/{webhook.pk}/change/")
    (log,) = re.findall(r'href="([^"]+)">All tries<', page.content.decode())
    tries = client.get(unescape(log))

    assert "尚未确认" in listed.content.decode()
    assert "/admin/events/webhook/" in client.get("/admin/").content.decode()
    assert [row.webhook for row in tries.context["cl"].result_list] == [webhook]
