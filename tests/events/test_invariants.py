"""The record is checked against itself; each break is found, named and shown."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from events import actions, outbox
from events.invariants import INVARIANTS, check
from events.models import (
    Article,
    Card,
    Event,
    Item,
    Message,
    Review,
    Run,
    Subscription,
    Summand,
    Watch,
    Webhook,
)
from people.dates import PartialDate
from people.models import Change, Entity, Status
from tests.factories import (
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def published_event() -> Event:
    company = CompanyFactory(name_zh="月之暗面")
    event = event_of(("company", company), status="proposed")
    return actions.accept_event(event, by=EditorFactory())


def broken() -> dict[str, tuple[str, ...]]:
    return {finding.invariant.name: finding.examples for finding in check() if finding.count}


def sql(statement: str) -> None:
    """As somebody would who knows the database and not the rules: no trigger sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")


def change_a_quote() -> None:
    published_event()
    sql("UPDATE events_evidence SET quote = '别的话'")


def take_the_proof_away() -> None:
    published_event().evidence.all().delete()


def hide_a_company() -> None:
    published_event()
    Entity.objects.update(status=Status.PROPOSED)


def lose_a_card() -> None:
    published_event()
    Card.objects.all().delete()


def lose_the_words_of_an_event() -> None:
    published_event()
    sql("DELETE FROM events_eventwords")


def change_the_words_of_an_event() -> None:
    published_event()
    sql("UPDATE events_eventwords SET lexemes = lexemes || array_to_tsvector('{x}')")


def rename_past_the_words() -> None:
    published_event()
    sql("UPDATE people_entity SET name_zh = '别的名字'")


def change_the_words_of_a_name() -> None:
    published_event()
    sql("UPDATE people_alias SET words = ''")


def lose_a_sum() -> None:
    published_event()
    Summand.objects.all().delete()


def number_a_change_by_a_transaction_to_come() -> None:
    published_event()
    Change.objects.update(transaction=2**62)


def make_a_webhook(**values: object) -> Webhook:
    return Webhook.objects.create(
        owner=EditorFactory(), address="https://example.org/", **{"after_transaction": 5, **values}
    )


def let_a_webhook_stand_in_the_future() -> None:
    make_a_webhook(after_transaction=2**62)


def let_letters_stand_in_the_future() -> None:
    Subscription.objects.create(
        email="li@example.org", said_hash="3" * 64, token_hash="2" * 64, seed="1" * 64,
        confirmed_at=timezone.now(), looked_at=timezone.now(), next_at=timezone.now(),
        place=f"{2**62}-1", language="zh",
    )  # fmt: skip


def let_a_batch_end_before_it_begins() -> None:
    make_a_webhook(batch=uuid4(), upto_transaction=5, upto_change=0)


def let_a_batch_go_on_that_was_taken() -> None:
    batch = uuid4()
    webhook = make_a_webhook(batch=batch, upto_transaction=6, upto_change=0)
    webhook.deliveries.create(
        message=batch, kind="changes", succeeded=True, milliseconds=1, status=200
    )


def publish_without_a_decision() -> None:
    published_event()
    Review.objects.all().delete()


def change_past_the_history() -> None:
    published_event()
    sql("UPDATE events_event SET certainty = 'denied'; UPDATE events_card SET data = '{}'")


def overrule_an_editor() -> None:
    event = published_event()
    actions.correct_event(event, {"when": PartialDate.parse("2024-02")}, by=EditorFactory())
    event.when = PartialDate.parse("2024-03")
    event.save()


def merge_half() -> None:
    CompanyFactory()
    kept = CompanyFactory()
    Entity.objects.exclude(pk=kept.pk).update(survivor=kept)


def forget_an_article() -> None:
    source = SourceFactory()
    Item.objects.create(source=source, key="1", digest="1", outcome="taken")


def let_an_article_stand() -> None:
    ArticleFactory(state="read")
    Article.objects.update(created_at=timezone.now() - timedelta(hours=2))


def let_a_run_stand() -> None:
    Run.objects.create(task="poll", state="running")


def let_a_message_stand() -> None:
    outbox.tell("test", "1", {})
    Message.objects.update(created_at=timezone.now() - timedelta(hours=2))


def forget_a_source() -> None:
    late = timezone.now() - timedelta(hours=2)
    feed = SourceFactory(enabled=True, kind="feed", address="https://news.example/feed")
    Watch.objects.create(source=feed, next_poll_at=late)


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (change_a_quote, "quotes-are-verbatim"),
        (take_the_proof_away, "published-events-are-proved"),
        (hide_a_company, "published-names-are-public"),
        (lose_a_card, "events-are-composed"),
        (lose_the_words_of_an_event, "words-are-composed"),
        (change_the_words_of_an_event, "words-are-composed"),
        (rename_past_the_words, "words-are-composed"),
        (change_the_words_of_a_name, "words-are-composed"),
        (lose_a_sum, "statistics-are-sums-of-the-record"),
        (number_a_change_by_a_transaction_to_come, "changes-are-of-the-past"),
        (let_a_webhook_stand_in_the_future, "changes-are-of-the-past"),
        (let_letters_stand_in_the_future, "changes-are-of-the-past"),
        (let_a_batch_end_before_it_begins, "webhooks-move-on"),
        (let_a_batch_go_on_that_was_taken, "webhooks-move-on"),
        (publish_without_a_decision, "decisions-are-signed"),
        (change_past_the_history, "history-ends-in-the-present"),
        (overrule_an_editor, "people-are-not-overruled"),
        (merge_half, "survivors-survive"),
        (forget_an_article, "nothing-is-lost"),
        (let_an_article_stand, "work-goes-on"),
        (let_a_run_stand, "work-goes-on"),
        (let_a_message_stand, "work-goes-on"),
        (forget_a_source, "work-goes-on"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_broken_is_found_and_shown(harm: Callable[[], None], name: str):
    harm()

    found = broken()

    assert name in found
    assert found[name]


def test_every_invariant_holds_of_what_actions_did():
    event = published_event()
    actions.correct_event(event, {"when": PartialDate.parse("2024-02")}, by=EditorFactory())
    actions.retract_event(event, by=EditorFactory(), reason="更正")

    assert not broken()


@pytest.mark.parametrize(
    "harm", [lose_the_words_of_an_event, rename_past_the_words, change_the_words_of_a_name]
)
def test_words_are_composed_anew_by_a_command(harm: Callable[[], None], capsys):
    harm()
    assert "words-are-composed" in broken()

    call_command("compose_words")

    assert "words-are-composed" not in broken()
    assert capsys.readouterr().out.endswith(" composed anew\n")


def test_the_command_says_that_all_holds(capsys):
    call_command("check_invariants")

    assert capsys.readouterr().out.count("holds") == len(INVARIANTS)


def test_the_command_fails_and_shows_what_is_broken(capsys):
    lose_a_card()

    with pytest.raises(CommandError):
        call_command("check_invariants")
    assert "has no card" in capsys.readouterr().out
