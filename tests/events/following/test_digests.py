"""A letter tells what is new or corrected, each once, and none comes when nothing is."""

import smtplib
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from events import actions, cards, inbox
from events.following import digests, letters, subscriptions
from events.following.mornings import next_letter
from events.models import Card, Case, Message, Subscription
from events.removal import remove_person
from people.dates import PartialDate
from tests.events.following.conftest import HOME, morning, relay, settle
from tests.factories import (
    CompanyFactory,
    EditorFactory,
    MemberFactory,
    PersonFactory,
    event_of,
)

# Each test commits: what a letter tells is ordered by transactions.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def round_of(zhipu):
    def made(**values):
        values = {"kind": "funding", "when": PartialDate.parse("2024-03"), **values}
        return event_of(("company", zhipu), **values)

    return made


def test_a_letter_tells_what_was_published_since_in_the_readers_language(follower, round_of):
    round_of(quote="从前的一轮。")
    settle()
    follower("/zh/companies/zhipu/follow/")
    new = round_of(quote="智谱完成新一轮融资<b>。", note_zh="据公告")
    event_of(("company", CompanyFactory()), quote="别家的事。")

    (letter,) = morning()

    assert letter.to == ["li@example.org"]
    assert letter.subject == "潮线：智谱：1 条动态"
    assert "=?utf-8?" in letter.message().as_string()
    html = letter.alternatives[0][0]
    for text in (letter.body, html):
        assert f"{HOME}/zh/events/{new.pk}/" in text
        assert "据公告" in text
        assert "从前的一轮" not in text
        assert "别家的事" not in text
    assert "“智谱完成新一轮融资<b>。”" in letter.body
    assert "智谱完成新一轮融资&lt;b&gt;。" in html


def test_a_letter_says_how_to_end_it_with_one_click(client, follower, round_of):
    follower()
    round_of()

    (letter,) = morning()

    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter.extra_headers["List-Unsubscribe"]
    assert address.startswith(f"<{HOME}/zh/following/")
    client.post(address[1:-1].removeprefix(HOME), {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()


def test_nothing_is_sent_when_nothing_is_new_and_nothing_is_told_twice(follower, round_of):
    follower()
    assert morning() == []
    round_of()
    assert len(morning()) == 1
    assert morning() == []
    assert Message.objects.filter(topic=subscriptions.DIGEST).count() == 1


def test_a_correction_is_told_and_another_source_is_not(follower, round_of):
    event = round_of()
    settle()
    follower("/en/follow/")
    Card.objects.filter(event=event).update(data={**event.card.data, "articles": 9})
    assert morning() == []

    actions.correct_event(event, {"note_en": "Corrected."}, by=EditorFactory())

    (letter,) = morning()
    assert "Corrected" in letter.body
    assert "\nNew\n" not in letter.body


def test_what_is_accepted_later_is_told_as_new_and_what_is_taken_back_is_not(follower, round_of):
    follower("/en/follow/")
    editor = EditorFactory()
    event = round_of(status="proposed")
    assert morning() == []
    actions.accept_event(event, by=editor)
    (letter,) = morning()
    assert "\nNew\n" in letter.body


@pytest.mark.parametrize(
    ("address", "heading", "line"),
    [
        ("/en/follow/", "Retracted", "* March 2024 · Funding · 错了"),
        ("/zh/follow/", "已撤回", "* 2024年3月 · 融资 · 错了"),
    ],
)
def test_what_a_letter_told_and_is_retracted_since_is_told_once_without_what_it_said(
    follower, round_of, address, heading, line
):
    follower(address)
    event = round_of(quote="智谱融资三亿美元。", note_zh="据公告", note_en="As announced")
    other = round_of(quote="另一轮。")
    assert len(morning()) == 1
    actions.retract_event(event, by=EditorFactory(), reason="错了")

    (letter,) = morning()

    html = letter.alternatives[0][0]
    assert f"\n{heading}\n" in letter.body
    assert f"<h2>{heading}</h2>" in html
    assert line in letter.body
    for text in (letter.body, html):
        assert f"/events/{event.pk}/" in text
        assert f"/events/{other.pk}/" not in text
        for word in ("三亿", "据公告", "As announced"):
            assert word not in text
    assert morning() == []


def test_what_no_letter_told_of_is_not_told_to_be_retracted(follower, round_of):
    event = round_of()
    settle()
    follower("/en/follow/")
    actions.retract_event(event, by=EditorFactory(), reason="错了")

    assert morning() == []


def test_of_what_was_removed_for_personal_data_a_letter_says_only_that(follower, zhipu):
    person = PersonFactory(slug="zhang-wei", name_zh="张伟国", status="published")
    event = event_of(
        ("person", person), ("company", zhipu), kind="career", change="joined",
        when=PartialDate.parse("2024-03"), quote="张伟国加入智谱。",
    )  # fmt: skip
    follower("/zh/companies/zhipu/follow/")
    Subscription.objects.update(place="0-0", looked_at=datetime(2020, 1, 1, tzinfo=UTC))
    (letter,) = morning()
    assert "张伟国" in letter.body
    case = Case.objects.create(
        kind="removal", entity=person, language="zh", said="请删除", email="zhang@example.org",
        seed="1" * 64, token_hash="2" * 64, said_hash="3" * 64,
    )  # fmt: skip
    remove_person(case, reason="本人要求", by=MemberFactory(role="senior editor"))

    (letter,) = morning()

    for text in (letter.body, letter.alternatives[0][0]):
        assert "此前邮件中的一条动态已被移除。" in text
        assert f"/events/{event.pk}/" in text
        for word in ("张伟国", "2024", "Removed", "已移除", "加入"):
            assert word not in text.replace(letter.subject, "")


def test_what_is_published_again_is_new_again_and_can_be_retracted_again(follower, round_of):
    follower("/en/follow/")
    editor = MemberFactory(role="senior editor")
    event = round_of()
    assert len(morning()) == 1
    actions.retract_event(event, by=editor, reason="错了")
    assert "Retracted" in morning()[0].body
    event.refresh_from_db()
    event.status = "published"
    event.save()
    cards.compose([event.pk])
    (letter,) = morning()
    assert "\nNew\n" in letter.body
    assert "Retracted" not in letter.body
    actions.retract_event(event, by=editor, reason="又错了")
    assert "又错了" in morning()[0].body


def test_a_letter_that_became_empty_before_it_was_sent_is_not_sent(follower, round_of):
    follower()
    event = round_of()
    settle()
    Subscription.objects.update(next_at=timezone.now())
    digests.send_due()
    actions.retract_event(event, by=EditorFactory(), reason="错了")

    assert relay() == []


def test_what_a_transaction_changed_before_we_looked_is_told_when_it_has_ended(follower, round_of):
    """A change that was made, but not yet committed when the letter before was written."""
    event = round_of()
    settle()
    follower("/en/follow/")
    changed, looked = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                actions.correct_event(event, {"note_en": "Slowly."}, by=editor)
                changed.set()
                looked.wait(20)
        finally:
            connection.close()

    editor = EditorFactory()
    hand = threading.Thread(target=slow)
    hand.start()
    assert changed.wait(20)
    Subscription.objects.update(next_at=timezone.now())
    digests.send_due()
    assert relay() == []
    looked.set()
    hand.join()

    (letter,) = morning()
    assert "Slowly." in letter.body
    assert morning() == []


def test_two_workers_write_one_letter(follower, round_of):
    row = follower()
    round_of()
    settle()
    Subscription.objects.update(next_at=timezone.now())
    row.refresh_from_db()

    assert [digests.prepare(row), digests.prepare(row)] == [True, False]
    assert len(relay()) == 1


def test_a_late_letter_tells_of_all_days_at_once(follower, round_of):
    follower()
    Subscription.objects.update(next_at=timezone.now() - timedelta(days=3))
    first, second = round_of(), round_of()
    settle()

    assert digests.send_due() == 1

    (letter,) = relay()
    assert f"/events/{first.pk}/" in letter.body
    assert f"/events/{second.pk}/" in letter.body
    assert Subscription.objects.filter(next_at__gt=timezone.now()).exists()


def test_a_long_letter_says_how_much_more_there_is(follower, round_of, monkeypatch):
    monkeypatch.setattr(letters, "MOST_EVENTS", 2)
    follower("/en/follow/")
    for _ in range(3):
        round_of()

    (letter,) = morning()

    assert letter.subject == "Tideline: 3 events"
    assert "And 1 more on the timeline." in letter.body


def test_an_address_that_is_refused_for_good_gets_no_more(follower, round_of, client, monkeypatch):
    row = follower()

    def refuse(self, *args, **options):
        raise smtplib.SMTPRecipientsRefused({"li@example.org": (550, b"No such user")})

    real = mail.EmailMultiAlternatives.send
    for _ in range(subscriptions.MOST_FAILURES):
        monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
        round_of()
        assert morning() == []

    row.refresh_from_db()
    assert row.stopped_at is not None
    assert row.next_at is None
    given_up = Message.objects.exclude(given_up_at=None)
    assert given_up.count() == subscriptions.MOST_FAILURES
    assert "550" in given_up[0].error
    assert "li@example.org" not in given_up[0].error

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", real)
    client.post(f"/zh/following/{inbox.token_of(row.seed)}/", {"every": "day"})
    assert morning() == [], "what was missed while it was stopped is not told"
    round_of()
    assert len(morning()) == 1


def test_a_mail_server_that_is_away_is_tried_again(follower, round_of, monkeypatch):
    row = follower()
    real = mail.EmailMultiAlternatives.send

    def away(self, *args, **options):
        raise ConnectionRefusedError("away")

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", away)
    round_of()
    assert morning() == []
    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", real)
    Message.objects.update(next_try_at=timezone.now())

    assert len(relay()) == 1
    row.refresh_from_db()
    assert row.failures == 0
    assert row.last_sent_at is not None


def test_the_timeline_of_a_merged_entity_is_followed_on(follower, zhipu, round_of):
    from events.merging import merge_entities

    follower("/zh/companies/zhipu/follow/")
    survivor = CompanyFactory(slug="z-ai", name_zh="智谱清言", status="published")
    merge_entities(zhipu, survivor, by=MemberFactory(role="senior editor"))
    settle()
    event_of(("company", survivor), quote="合并之后的一轮。")

    assert any("合并之后的一轮" in letter.body for letter in morning())


def test_a_removal_deletes_who_followed_the_person_and_the_askers_letters(follower):
    person = PersonFactory(slug="zhang-wei", name_zh="张伟国", status="published")
    follower("/zh/people/zhang-wei/follow/", email="a@example.org")
    follower("/zh/follow/?person=zhang-wei", email="b@example.org")
    follower("/zh/follow/", email="zhang@example.org")
    follower("/zh/follow/", email="other@example.org")
    case = Case.objects.create(
        kind="removal", entity=person, language="zh", said="请删除", email="zhang@example.org",
        seed="1" * 64, token_hash="2" * 64, said_hash="3" * 64,
    )  # fmt: skip

    remove_person(case, reason="本人要求", by=MemberFactory(role="senior editor"))

    assert [row.email for row in Subscription.objects.all()] == ["other@example.org"]


@pytest.mark.parametrize(
    ("every", "language", "after", "expected"),
    [
        ("day", "en", "2026-11-24T05:59:00", "2026-11-24T06:00:00"),
        ("day", "en", "2026-11-24T06:00:00", "2026-11-25T06:00:00"),
        ("day", "zh", "2026-11-24T06:00:00", "2026-11-24T23:00:00"),
        ("week", "en", "2026-11-24T06:00:00", "2026-11-30T06:00:00"),
        ("week", "zh", "2026-11-24T06:00:00", "2026-11-29T23:00:00"),
        ("week", "en", "2026-11-30T05:00:00", "2026-11-30T06:00:00"),
    ],
)
def test_letters_come_in_the_morning(every, language, after, expected):
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert next_letter(every, language, moment).replace(tzinfo=None).isoformat() == expected
