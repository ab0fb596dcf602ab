"""What the outside is told: once written, sent at least once, and given up only with a reason."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from events import outbox
from events.models import Message
from events.notices import SENDERS
from tests.factories import EditorFactory, SourceFactory

pytestmark = pytest.mark.django_db


def broken(source, key="1"):
    outbox.tell("source-broken", key, {"source": source.pk, "reason": "404 Not Found"})


def test_a_message_is_written_once_for_each_topic_and_key():
    source = SourceFactory()

    broken(source)
    broken(source)

    assert Message.objects.count() == 1


def test_a_change_that_is_rolled_back_tells_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        broken(SourceFactory())
        raise RuntimeError

    assert not Message.objects.exists()


def test_editors_hear_of_a_broken_source_and_where_to_look():
    EditorFactory(email="wang@example.org")
    EditorFactory(email="reader@example.org", is_superuser=False)
    source = SourceFactory(name="机器之心")
    broken(source)

    outbox.relay(SENDERS)

    (letter,) = mail.outbox
    assert letter.bcc == ["wang@example.org"]
    assert "机器之心" in letter.subject
    assert "404 Not Found" in letter.body
    assert f"/admin/events/source/{source.pk}/change/" in letter.body
    assert Message.objects.get().sent_at


def test_a_line_break_in_a_name_adds_no_header():
    EditorFactory(email="wang@example.org")
    broken(SourceFactory(name="Daily\nBcc: everyone@example.org"))

    outbox.relay(SENDERS)

    assert mail.outbox[0].subject.startswith("Daily Bcc: everyone@example.org")


def test_a_sent_message_is_not_sent_again():
    EditorFactory(email="wang@example.org")
    broken(SourceFactory())
    outbox.relay(SENDERS)

    assert outbox.relay(SENDERS) == 0
    assert len(mail.outbox) == 1


def test_a_message_that_fails_waits_longer_each_time_and_is_given_up_with_its_reason():
    def fail(message):
        raise OSError("connection refused")

    outbox.tell("test", "1", {})
    waits = []
    while not (message := Message.objects.get()).given_up_at:
        Message.objects.update(next_try_at=None)
        assert outbox.relay({"test": fail}) == 1
        message.refresh_from_db()
        if message.next_try_at:
            waits.append(message.next_try_at - timezone.now())

    assert waits == sorted(waits)
    assert len(waits) == outbox.MOST_ATTEMPTS - 1
    assert waits[-1] > timedelta(days=1)
    assert message.error == "connection refused"
    assert not message.sent_at


def test_a_message_that_waits_for_its_next_try_is_left_alone():
    outbox.tell("test", "1", {})
    Message.objects.update(next_try_at=timezone.now() + timedelta(hours=1))

    assert outbox.relay({}) == 0


def test_a_relay_that_died_over_a_message_leaves_it_to_the_next():
    outbox.tell("test", "1", {})
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1), attempts=1)
    sent: list[Message] = []

    outbox.relay({"test": sent.append})

    assert len(sent) == 1


def test_a_message_that_another_relay_holds_is_left_to_it():
    outbox.tell("test", "1", {})
    Message.objects.update(lease_until=timezone.now() + timedelta(minutes=1))

    assert outbox.relay({"test": lambda message: None}) == 0


@pytest.mark.parametrize(
    ("topic", "reason"),
    [("unheard-of", "unheard-of"), ("source-broken", "e-mail address")],
    ids=["a topic nobody knows", "nobody to tell"],
)
def test_what_no_try_will_better_is_given_up_at_once(topic, reason):
    outbox.tell(topic, "1", {"source": SourceFactory().pk, "reason": "x"})

    outbox.relay(SENDERS)

    message = Message.objects.get()
    assert message.given_up_at
    assert reason in message.error


def test_a_source_that_is_gone_is_no_longer_spoken_of():
    EditorFactory(email="wang@example.org")
    source = SourceFactory()
    broken(source)
    source.delete()

    outbox.relay(SENDERS)

    assert not mail.outbox
    assert "no more" in Message.objects.get().error


def test_a_relay_takes_its_messages_in_a_fixed_number_of_statements(django_assert_num_queries):
    for number in range(5):
        outbox.tell("test", str(number), {})

    with django_assert_num_queries(4 + 5):  # begin, select, claim, end; and each that is sent
        outbox.relay({"test": lambda message: None})
