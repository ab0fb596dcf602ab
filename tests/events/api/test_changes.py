"""The feed of changes: a copy kept by it is the record, whoever writes while it is read."""

import json
import random
import threading
import time

import pytest
from django.db import connection, transaction
from django.test import Client

from events import actions, cards
from events.joining import merge_events
from events.merging import merge_entities, unmerge_entity
from events.models import Card, Event
from people import actions as people
from people.dates import PartialDate
from people.models import Change, Entity, Status
from people.models.change import LARGEST, oldest_running
from tests.factories import (
    AffiliationFactory,
    AliasFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

LISTS = ("events", "people", "companies", "models", "affiliations")
SUBJECTS = {"people": "person", "companies": "company"}
MOST_PAGES = 500
PATIENCE_SECONDS = 60


def all_of(client, address):
    """Every row of a list, by its pages."""
    rows = []
    while address:
        page = client.get(address).json()
        rows += page["results"]
        address = page["next"]
    return rows


def record(client):
    """What the lists of the API say, by kind and id."""
    return {
        (SUBJECTS.get(name, name.removesuffix("s")), row["id"]): row
        for name in LISTS
        for row in all_of(client, f"/api/v1/{name}/?page_size=500")
    }


def settle():
    """Wait until nothing that runs can come before what is written: other databases count too."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while Change.objects.filter(transaction__gte=oldest_running()).exists():
        assert time.monotonic() < deadline, "another transaction never ends"
        time.sleep(0.02)


class Mirror:
    """A client that keeps a copy of the record by the changes alone."""

    def __init__(self, client, since=""):
        settle()
        self.client = client
        self.copy = {}
        self.seen = []
        self.address = f"/api/v1/changes/?page_size=3{since}"

    def catch_up(self, *, patiently=True):
        if patiently:
            settle()
        for _ in range(MOST_PAGES):
            answer = self.client.get(self.address)
            assert answer.status_code == 200, answer.content
            page = answer.json()
            for change in page["results"]:
                self.seen.append(change)
                key = change["subject"], change["id"]
                self.copy.pop(key, None)
                if change["data"] is not None:
                    self.copy[key] = change["data"]
            self.address = page["next"]
            if not page["more"]:
                return self
        pytest.fail("there is always more")


@pytest.fixture
def editor(transactional_db):
    return EditorFactory(is_superuser=True)


@pytest.fixture
def told(editor):
    """A proposed round of a proposed company, with a name in each language."""
    company = CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱")
    return event_of(
        ("company", company), kind="funding", status=Status.PROPOSED, quote="智谱完成融资。"
    )


def whats(mirror, subject="event"):
    return [change["what"] for change in mirror.seen if change["subject"] == subject]


def test_a_proposal_is_not_told_and_its_publication_is(client, told, editor):
    mirror = Mirror(client).catch_up()
    assert mirror.seen == []
    actions.accept_event(told, by=editor)
    mirror.catch_up()
    assert whats(mirror) == ["published"]
    assert whats(mirror, "company") == ["published"]
    assert mirror.copy == record(client)


def test_a_correction_and_a_retraction_are_told_as_such(client, told, editor):
    actions.accept_event(told, by=editor)
    mirror = Mirror(client).catch_up()
    actions.correct_event(told, {"note_zh": "更正。"}, by=editor)
    mirror.catch_up()
    assert mirror.seen[-1]["what"] == "corrected"
    assert mirror.copy == record(client)
    actions.retract_event(told, by=editor, reason="错了")
    mirror.catch_up()
    assert (mirror.seen[-1]["what"], mirror.seen[-1]["data"]) == ("retracted", None)
    assert mirror.copy == record(client)


def test_what_is_merged_leads_to_what_stands_for_it_and_back(client, told, editor):
    actions.accept_event(told, by=editor)
    kept = CompanyFactory(slug="zhipu-ai", name_zh="智谱华章", status=Status.PUBLISHED)
    mirror = Mirror(client).catch_up()
    company = Entity.objects.get(slug="zhipu")
    merge_entities(company, kept, by=editor, reason="同一家公司")
    mirror.catch_up()
    (told_of_it,) = [change for change in mirror.seen if change["what"] == "merged"]
    assert (told_of_it["id"], told_of_it["into"]) == (company.pk, kept.pk)
    assert mirror.copy == record(client)
    unmerge_entity(company, by=editor, reason="并非同一家")
    assert mirror.catch_up().copy == record(client)


def test_a_merged_event_leads_to_the_one_that_stands_for_it(client, told, editor):
    actions.accept_event(told, by=editor)
    other = event_of(
        ("company", Entity.objects.get(slug="zhipu")), kind="funding", quote="智谱又完成融资。"
    )
    mirror = Mirror(client).catch_up()
    merge_events(other, told, by=editor, reason="同一轮")
    mirror.catch_up()
    (change,) = [change for change in mirror.seen if change["what"] == "merged"]
    assert (change["id"], change["into"]) == (other.pk, told.pk)
    assert mirror.copy == record(client)


def test_a_new_name_reaches_all_that_shows_it(client, told, editor):
    actions.accept_event(told, by=editor)
    company = Entity.objects.get(slug="zhipu")
    person = PersonFactory(name_zh="唐杰", status=Status.PUBLISHED)
    AffiliationFactory(person=person, company=company, status=Status.PUBLISHED)
    ModelFactory(name_en="GLM-5", developer=company, status=Status.PUBLISHED)
    mirror = Mirror(client).catch_up()
    people.rename(company, name_en="Z.ai", name_zh="智谱", by=editor)
    cards.compose_of(company)
    AliasFactory(entity=company, text="Z.ai 智谱")
    mirror.catch_up()
    assert mirror.copy == record(client)
    assert mirror.copy["company", company.pk]["name"] == "Z.ai"


def test_only_the_subjects_asked_for_are_told(client, told, editor):
    actions.accept_event(told, by=editor)
    settle()
    for query in ("subject=event", "subject=event,model"):
        page = client.get(f"/api/v1/changes/?{query}").json()
        assert [change["subject"] for change in page["results"]] == ["event"]
    answer = client.get("/api/v1/changes/?subject=party")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "subject")


def test_from_now_on_only_what_comes_is_told(client, told, editor):
    actions.accept_event(told, by=editor)
    mirror = Mirror(client, since="&since=now").catch_up()
    assert mirror.seen == []
    actions.correct_event(told, {"note_en": "New."}, by=editor)
    assert len(mirror.catch_up().seen) == 1


@pytest.mark.parametrize("since", ["x", "1", "1-", "-1-2", f"{2**64}-1", "１-２"])
def test_a_cursor_that_was_not_given_out_is_refused(client, db, since):
    answer = client.get("/api/v1/changes/", {"since": since})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "since")


def test_a_cursor_from_after_a_restoration_says_to_begin_anew(client, transactional_db):
    answer = client.get("/api/v1/changes/", {"since": f"{LARGEST}-1"})
    assert answer.status_code == 410
    assert "Begin anew" in answer.json()["errors"][0]["remedy"]


def test_a_change_is_told_only_when_no_earlier_transaction_can_add_any(client, told, editor):
    """One transaction begins first and ends last: nothing of the other is told between."""
    second = event_of(
        ("company", Entity.objects.get(slug="zhipu")),
        kind="release",
        change="released",
        status=Status.PUBLISHED,
    )
    mirror = Mirror(client, since="&since=now").catch_up()
    begun, end = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            Card.objects.filter(event=second).update(data={**second.card.data, "slow": 1})
            begun.set()
            end.wait(10)
        connection.close()

    thread = threading.Thread(target=slowly)
    thread.start()
    assert begun.wait(10)
    actions.accept_event(told, by=editor)
    assert mirror.catch_up(patiently=False).seen == []
    end.set()
    thread.join()
    Card.objects.filter(event=second).update(data=told.card.data)
    mirror.catch_up()
    assert sorted(whats(mirror)) == ["published", "updated", "updated"]


def test_a_copy_kept_under_load_is_the_record(told, editor):
    """Writers in several threads, and a reader who never stops: neither gap nor repetition."""
    company = Entity.objects.get(slug="zhipu")
    events = [
        event_of(
            ("company", company),
            kind="funding",
            status=Status.PROPOSED,
            quote=f"智谱完成第{number}轮融资。",
            when=PartialDate.parse(f"20{10 + number}"),
        )
        for number in range(8)
    ]
    done = threading.Event()
    failures = []

    def write(own, seed):
        dice = random.Random(seed)
        try:
            for turn in range(12):
                event = Event.objects.get(pk=dice.choice(own).pk)
                if event.status != Status.PUBLISHED:
                    actions.accept_event(event, by=editor, reason="again")
                elif dice.random() < 0.4:
                    actions.retract_event(event, by=editor, reason="错了")
                else:
                    actions.correct_event(event, {"note_en": f"Turn {turn}."}, by=editor)
        except Exception as error:  # noqa: BLE001 - told by the test
            failures.append(error)
        finally:
            connection.close()

    mirror = Mirror(Client())

    def read():
        while not done.is_set():
            mirror.catch_up(patiently=False)
        connection.close()

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(events[n::4], n)) for n in range(4)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()

    assert failures == []
    mirror.catch_up()
    client = Client()
    assert mirror.copy == record(client)
    cursors = [change["cursor"] for change in mirror.seen]
    assert len(cursors) == len(set(cursors)) == Change.objects.count()


def test_nothing_unpublished_is_told(client, told, editor):
    hidden = CompanyFactory(name_zh="秘密公司", slug="secret")
    event_of(("company", hidden), status=Status.PROPOSED, note_zh="秘密")
    into = CompanyFactory(name_zh="公开公司", status=Status.PUBLISHED)
    merge_entities(hidden, into, by=editor, reason="同一家")
    settle()
    answer = client.get("/api/v1/changes/")
    assert "秘密" not in json.dumps(
        [change for change in answer.json()["results"] if change["id"] != into.pk],
        ensure_ascii=False,
    )
    assert hidden.pk not in {
        change["id"] for change in answer.json()["results"] if change["subject"] == "company"
    }


def test_a_page_costs_the_same_however_many_changes(
    client, told, editor, django_assert_max_num_queries
):
    actions.accept_event(told, by=editor)
    EvidenceFactory(event=told)
    for number in range(5):
        event_of(("company", Entity.objects.get(slug="zhipu")), quote=f"第{number}句。")
    settle()
    with django_assert_max_num_queries(12):
        assert len(client.get("/api/v1/changes/").json()["results"]) > 5
