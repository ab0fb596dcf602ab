"""A record restored into a new server: the numbers of its transactions begin low again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from events.invariants import check
from events.models import Webhook
from people.models import Change, Renumbering
from people.models.change import Place
from people.renumbering import GAP, renumber
from tests.events.api.test_changes import settle
from tests.events.webhooks.conftest import BEGINNING, deliver
from tests.factories import CompanyFactory, event_of

ELSEWHERE = 10**12
"""How many transactions the former server had counted."""


def published(text):
    return event_of(("company", CompanyFactory(name_zh="月之暗面")), quote=text)


def restored():
    """As if all had been numbered by a server that had counted far more."""
    settle()
    Change.objects.update(transaction=F("transaction") + ELSEWHERE)
    Webhook.objects.update(after_transaction=F("after_transaction") + ELSEWHERE)
    return Change.objects.latest("transaction", "id").place


def future():
    """What the check finds of numbers that are not counted yet."""
    return next(found for found in check() if found.invariant.name == "changes-are-of-the-past")


def told_since(client, since):
    return client.get("/api/v1/changes/", {"since": since, "subject": "event"})


def ids(answer):
    return [change["id"] for change in answer.json()["results"]]


def test_without_new_numbers_a_restored_record_tells_nothing_and_the_check_says_what_to_do(
    client, transactional_db
):
    published("从前的一轮。")
    restored()

    assert ids(told_since(client, "")) == []
    found = future()
    assert found.count == Change.objects.count()
    assert "manage.py renumber_changes" in found.invariant.says


def test_mirrors_go_on_where_they_stood_and_what_comes_is_told_after_it(
    client, transactional_db, capsys
):
    old = published("从前的一轮。")
    place = restored()
    call_command("renumber_changes")
    new = published("恢复之后的一轮。")
    settle()

    assert ids(told_since(client, "")) == [old.pk, new.pk]
    assert ids(told_since(client, str(place))) == [new.pk]
    assert f"Changes up to {place.transaction} were restored" in capsys.readouterr().out
    assert not future().count


def test_a_copy_that_had_gone_further_than_the_backup_is_told_to_begin_anew(
    client, transactional_db
):
    published("从前的一轮。")
    place = restored()
    renumber()
    published("恢复之后的一轮。")
    settle()
    lost = Place(place.transaction + 700, 5)

    answer = told_since(client, str(lost))

    assert answer.status_code == 410
    assert lost < Place.now(), "it is refused although the numbers have gone past it"


def test_a_webhook_goes_on_where_it_stood(subscribe, receiver):
    webhook = subscribe(receiver, since=BEGINNING)
    published("从前的一轮。")
    deliver(webhook)
    receiver.forget()
    restored()
    renumber()
    new = published("恢复之后的一轮。")

    deliver(webhook)

    told = [change["id"] for change in receiver.changes if change["subject"] == "event"]
    assert told == [new.pk]


def test_a_record_put_back_twice_counts_on_above_both(client, transactional_db):
    published("第一轮。")
    restored()
    renumber()
    published("第二轮。")
    renumber()
    published("第三轮。")
    settle()

    numbers = [*Change.objects.order_by("id").values_list("transaction", flat=True)]
    assert numbers == sorted(numbers)
    assert len(ids(told_since(client, ""))) == 3
    assert Renumbering.objects.count() == 2


def test_what_is_told_while_numbers_change_is_numbered_above(transactional_db):
    """Whoever writes meanwhile waits for the new numbers, and uses them."""
    published("从前的一轮。")
    restored()

    def write(number):
        try:
            if number == 3:
                renumber()
            else:
                published(f"第{number}轮。")
        finally:
            connection.close()

    begun = timezone.now() - timedelta(seconds=1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(6)))

    done = Renumbering.objects.get()
    assert done.first >= done.last + GAP
    changes = Change.objects.filter(at__gt=begun)
    assert not changes.filter(transaction__gt=done.last, transaction__lt=done.first).exists()
