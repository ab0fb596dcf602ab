"""Nothing is lost on its way to a webhook, whatever fails, and nobody waits for others."""

import json
import threading
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from events import actions as deeds
from events import outbox
from events.ingestion import fetch
from events.models import Delivery, Event, Webhook
from events.webhooks import actions, delivering, tasks
from events.webhooks.actions import Wishes
from events.webhooks.delivering import back_off
from events.webhooks.notices import SENDERS
from people.models import Status
from people.money import Qualifier, Sum
from tests.events.api.test_changes import settle
from tests.events.webhooks.conftest import BEGINNING, at_once, deliver
from tests.factories import CompanyFactory, EditorFactory, event_of


@pytest.fixture
def editor(transactional_db):
    return EditorFactory(is_superuser=True)


@pytest.fixture
def zhipu(transactional_db):
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱", status=Status.PUBLISHED)


def round_of(company, **values):
    return event_of(("company", company), kind="funding", quote="智谱完成融资。", **values)


def told_of(receiver):
    """The events that arrived, by id, and what was told of each."""
    return [(c["id"], c["what"]) for c in receiver.changes if c["subject"] == "event"]


def test_a_change_arrives_signed_with_what_the_api_says(client, receiver, webhook, zhipu):
    event = round_of(zhipu)
    deliver(webhook)

    told = next(change for change in receiver.changes if change["subject"] == "event")
    headers, body = receiver.requests[0]
    assert told["data"] == client.get("/api/v1/events/?q=智谱").json()["results"][0] | {
        key: told["data"][key] for key in ("url", "pages", "participants")
    }
    assert told["id"] == event.pk
    assert told["data"]["url"].startswith("http://localhost:8000/api/v1/events/")
    assert headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Verifier(receiver.secret).verify(body.replace(b"changes", b"Changes"), headers)


def test_what_was_taken_is_not_sent_again_and_what_follows_is(receiver, webhook, zhipu):
    deliver(webhook)
    assert receiver.changes[0]["id"] == zhipu.pk
    receiver.forget()
    deliver(webhook)
    assert receiver.requests == []
    event = round_of(zhipu)
    deliver(webhook)
    assert told_of(receiver) == [(event.pk, "published")]


def test_a_proposal_is_not_told_and_a_retraction_has_no_data(receiver, webhook, zhipu, editor):
    round_of(zhipu, status="proposed")
    event = round_of(zhipu)
    deliver(webhook)
    assert told_of(receiver) == [(event.pk, "published")]
    receiver.forget()
    deeds.retract_event(event, by=editor, reason="错了")
    deliver(webhook)
    (change,) = receiver.changes
    assert (change["what"], change["data"]) == ("retracted", None)


def test_a_failed_delivery_is_tried_again_by_the_same_name_with_nothing_between(
    receiver, webhook, zhipu
):
    receiver.answers = [(500, {}, "坏了".encode()), (302, {"Location": "/else"}, b"")]
    deliver(webhook)
    assert webhook.failures == 1
    assert webhook.next_try_at > timezone.now()
    deliver(webhook)
    assert len(receiver.requests) == 1, "it waits"
    event = round_of(zhipu)
    at_once(webhook)
    at_once(webhook)

    assert receiver.ids[0] == receiver.ids[1] == receiver.ids[2] != receiver.ids[3]
    assert told_of(receiver)[-1] == (event.pk, "published")
    assert (webhook.failures, webhook.failing_since) == (0, None)
    log = list(webhook.deliveries.filter(kind="changes").order_by("id"))
    assert [(try_.status, try_.succeeded, try_.attempt) for try_ in log] == [
        (500, False, 1), (302, False, 2), (200, True, 3), (200, True, 1),
    ]  # fmt: skip
    assert log[0].answer == "坏了"
    assert "Redirects are not followed" in log[1].error


def test_nothing_taken_back_meanwhile_is_sent_at_the_next_try(receiver, webhook, zhipu, editor):
    event = round_of(zhipu)
    receiver.answers = [(503, {}, b"")]
    deliver(webhook)
    assert "智谱" in receiver.requests[0][1].decode()
    deeds.retract_event(event, by=editor, reason="错了")
    at_once(webhook)
    told = [change for change in receiver.changes if change["subject"] == "event"]
    assert [change["data"] for change in told[1:]] == [None] * len(told[1:])
    assert receiver.ids[0] == receiver.ids[1]


class Killed(BaseException):
    """As a worker is by SIGKILL: nothing is tidied up."""


@pytest.mark.parametrize("at", ["before sending", "after sending"])
def test_a_worker_killed_loses_nothing_and_the_batch_keeps_its_name(
    receiver, webhook, zhipu, monkeypatch, at
):
    event = round_of(zhipu)
    settle()
    post = fetch.post

    def killed(*args):
        if at == "after sending":
            post(*args)
        monkeypatch.setattr(delivering, "_held", lambda webhook: Webhook.objects.none())
        raise Killed

    monkeypatch.setattr(delivering, "post", killed)
    with pytest.raises(Killed):
        delivering.deliver(webhook.pk)
    monkeypatch.undo()
    monkeypatch.setenv("FETCH_ALLOW_HOSTS", receiver.host)
    webhook.refresh_from_db()
    name = f"msg_{webhook.batch.hex}"
    deliver(webhook)
    assert len(receiver.requests) == (at == "after sending"), "somebody has it still"

    Webhook.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    deliver(webhook)
    assert set(receiver.ids) == {name}
    assert told_of(receiver)[-1] == (event.pk, "published")
    assert webhook.batch is None


def test_two_workers_at_once_send_each_change_once(receiver, webhook, zhipu):
    for _ in range(5):
        round_of(zhipu)
    settle()

    def work():
        try:
            delivering.deliver(webhook.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(told_of(receiver)) == 5
    cursors = [change["cursor"] for change in receiver.changes]
    assert len(cursors) == len(set(cursors))


def test_a_long_backlog_comes_in_batches_in_order(receiver, subscribe, zhipu, monkeypatch):
    monkeypatch.setattr(delivering, "MOST_CHANGES", 4)
    events = [round_of(zhipu).pk for _ in range(9)]
    webhook = subscribe(receiver, since=BEGINNING, subjects=["event"])
    assert receiver.requests == [], "the challenge and the backlog came together"
    assert webhook.verified_at
    Webhook.objects.update(after_transaction=0, after_change=0)
    deliver(webhook)
    assert [change["id"] for change in receiver.changes] == events
    assert [len(told["data"]["changes"]) for told in receiver.messages] == [4, 4, 1]
    assert receiver.messages[-1]["data"]["cursor"] == str(webhook.place)


def test_writers_at_the_same_time_lose_no_change(receiver, webhook, zhipu):
    def write():
        try:
            for _ in range(10):
                round_of(zhipu)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        deliver(webhook, patiently=False)
    deliver(webhook)
    told = [pk for pk, what in told_of(receiver)]
    assert sorted(told) == sorted(Event.objects.values_list("pk", flat=True))
    assert len(told) == 30


def test_a_filter_tells_its_events_and_that_one_left_it(receiver, subscribe, zhipu, editor):
    webhook = subscribe(receiver, query="company=zhipu&kind=funding&currency=USD")
    mine = round_of(zhipu, amount=Sum.told(Decimal(7), "USD", Qualifier.EXACT, "七美元"))
    round_of(CompanyFactory(name_zh="月之暗面"))
    other = round_of(zhipu)
    deliver(webhook)
    assert told_of(receiver) == [(mine.pk, "published")]
    receiver.forget()

    deeds.correct_event(
        mine, {"amount": Sum.told(Decimal(7), "CNY", Qualifier.EXACT, "七元")}, by=editor
    )
    deliver(webhook)
    assert [(c["id"], c["data"]) for c in receiver.changes] == [(mine.pk, None)]
    receiver.forget()
    deeds.correct_event(mine, {"note_zh": "再更正。"}, by=editor)
    deliver(webhook)
    assert receiver.changes == [], "it has left already"
    deeds.retract_event(other, by=editor, reason="错了")
    deliver(webhook)
    assert [(c["id"], c["data"]) for c in receiver.changes] == [(other.pk, None)]


def test_only_the_changes_wished_for_are_told(receiver, subscribe, zhipu, editor):
    webhook = subscribe(receiver, subjects=["event"], changes=["retracted"], language="zh")
    event = round_of(zhipu)
    deliver(webhook)
    assert receiver.requests == []
    deeds.retract_event(event, by=editor, reason="错了")
    deliver(webhook)
    assert told_of(receiver) == [(event.pk, "retracted")]


def test_nothing_is_sent_before_the_address_is_confirmed(receiver, owner, zhipu):
    receiver.answers = [(200, {}, "收到".encode())]
    webhook, receiver.secret = actions.subscribe(
        Wishes(receiver.address), by=owner, since=BEGINNING
    )
    deliver(webhook)
    assert [told["type"] for told in receiver.messages] == ["test"]
    assert (webhook.state, webhook.verified_at) == ("unconfirmed", None)
    assert "challenge" in webhook.deliveries.get().error
    deliver(webhook)
    assert len(receiver.requests) == 1

    Webhook.objects.update(tested_at=None)
    actions.ask_for_test(webhook, by=owner)
    (challenge,) = [test.hex for test in Webhook.objects.values_list("test", flat=True) if test]
    receiver.answers = [(200, {}, json.dumps({"challenge": challenge}).encode())]
    deliver(webhook)
    assert webhook.state == "working"
    assert [told["type"] for told in receiver.messages] == ["test", "test", "changes"]


def test_after_days_of_failure_it_is_switched_off_its_owner_told_and_it_goes_on_where_it_stood(
    receiver, webhook, zhipu, owner
):
    receiver.answers = [(500, {}, b"")] * 2
    deliver(webhook)
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=6))
    at_once(webhook)
    assert (webhook.state, webhook.disabled_why) == ("disabled", "failing")
    outbox.relay(SENDERS)
    (letter,) = mail.outbox
    assert letter.to == ["owner@example.org"]
    assert "500" in letter.body
    assert "/accounts/webhooks/" in letter.body

    event = round_of(zhipu)
    deliver(webhook)
    assert len(receiver.requests) == 2
    name = receiver.ids[0]
    actions.enable(webhook, by=owner)
    deliver(webhook)
    assert receiver.ids[2] == name
    assert told_of(receiver)[-1] == (event.pk, "published")


def test_enabled_from_now_on_it_skips_what_was_meanwhile(receiver, webhook, zhipu, owner):
    actions.disable(webhook, by=owner)
    round_of(zhipu)
    settle()
    actions.enable(webhook, by=owner, from_now=True)
    later = round_of(zhipu)
    deliver(webhook)
    assert told_of(receiver) == [(later.pk, "published")]


def test_an_address_that_is_gone_is_switched_off_at_once(receiver, webhook, zhipu):
    receiver.answers = [(410, {}, b"")]
    deliver(webhook)
    assert webhook.disabled_why == "gone"


def test_a_server_that_asks_for_time_gets_it(receiver, webhook, zhipu):
    receiver.answers = [(429, {"Retry-After": "900"}, b"")]
    deliver(webhook)
    assert webhook.next_try_at > timezone.now() + timedelta(minutes=14)


def test_for_a_day_deliveries_bear_the_signatures_of_both_secrets(receiver, webhook, zhipu, owner):
    old = receiver.secret
    new = actions.rotate(webhook, by=owner)
    deliver(webhook)
    headers, body = receiver.requests[0]
    for secret in (old, new):
        assert Verifier(secret).verify(body, headers)["type"] == "changes"

    Webhook.objects.update(rotated_at=timezone.now() - timedelta(days=2))
    round_of(zhipu)
    deliver(webhook)
    headers, body = receiver.requests[1]
    Verifier(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(old).verify(body, headers)


def test_a_private_address_is_not_posted_to_even_if_its_name_turns_to_one(
    receiver, webhook, zhipu, monkeypatch
):
    monkeypatch.setenv("FETCH_ALLOW_HOSTS", "")
    deliver(webhook)
    assert receiver.requests == []
    assert webhook.failures == 1
    assert not Delivery.objects.latest("id").status


def test_one_that_hangs_holds_up_no_other(make_receiver, subscribe, zhipu):
    slow, quick = make_receiver(), make_receiver()
    hanging, other = subscribe(slow), subscribe(quick)
    slow.gate.clear()
    round_of(zhipu)
    settle()

    def work():
        try:
            delivering.deliver(hanging.pk)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    begun = time.monotonic()
    deliver(other, patiently=False)
    assert time.monotonic() - begun < 2
    assert told_of(quick)
    slow.gate.set()
    worker.join()
    assert told_of(slow) == told_of(quick)


def test_the_sweep_asks_once_for_what_is_due_whatever_the_broker_lost(
    receiver, webhook, zhipu, monkeypatch
):
    settle()
    asked: list[int] = []
    monkeypatch.setattr(tasks.deliver, "delay", asked.append)
    tasks.deliver_due()
    tasks.deliver_due()
    assert asked == [webhook.pk]

    Webhook.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    tasks.deliver_due()
    assert asked == [webhook.pk] * 2, "the message was lost"
    deliver(webhook)
    tasks.deliver_due()
    assert len(asked) == 2, "nothing is due"


def test_what_a_closed_account_wanted_is_not_sent(receiver, webhook, zhipu, owner):
    owner.is_active = False
    owner.save()
    deliver(webhook)
    assert receiver.requests == []


def test_an_answer_full_of_hostile_characters_is_kept_as_text(receiver, webhook, zhipu):
    receiver.answers = [(400, {}, b"\x00\xff<script>" + "坏".encode() * 5000)]
    deliver(webhook)
    kept = Delivery.objects.latest("id").answer
    assert "\0" not in kept
    assert len(kept) == 500


def test_the_pause_doubles_and_is_never_quite_the_same():
    pauses = [back_off(failures).total_seconds() for failures in range(1, 40)]
    assert 7.5 <= pauses[0] <= 10
    assert max(pauses) <= 7200
    assert pauses[12] > 5000
    assert len({back_off(5) for _ in range(20)}) > 10
