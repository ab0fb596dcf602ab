"""Asked twice, done once; changed by two at once, by neither unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from events.ingestion.retention import delete_old
from events.models import Event
from people.models import KeptAnswer
from people.roles import Role
from tests.events.api.writing.clients import fields, proposal, told, writer
from tests.factories import ArticleFactory, CompanyFactory, event_of

TEXT = "智谱宣布完成近亿美元B轮融资，由红杉中国领投。"


def at_once(*deeds):
    """Do these at the same moment, each in a thread and connection of its own."""
    barrier = Barrier(len(deeds))

    def do(deed):
        try:
            barrier.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


@pytest.mark.django_db
def test_the_same_key_and_request_is_answered_as_the_first_time(contributor, article):
    first = contributor.post("events/", proposal(article), idempotency_key="键-1".encode().hex())
    again = contributor.post("events/", proposal(article), idempotency_key="键-1".encode().hex())

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Idempotent-Replayed"] == "true"
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_request_is_refused(contributor, article):
    contributor.post("events/", proposal(article), idempotency_key="k")
    other = contributor.post("events/", proposal(article, round="C"), idempotency_key="k")
    assert (other.status_code, Event.objects.count()) == (422, 1)


@pytest.mark.django_db
def test_the_keys_of_two_people_are_two_keys(contributor, editor, article):
    body = proposal(article)
    contributor.post("events/", body, idempotency_key="k")
    told(editor.post("events/", body, idempotency_key="k"), 201)
    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_what_was_refused_frees_its_key(contributor, article):
    assert contributor.post("events/", {"kind": "funding"}, idempotency_key="k").status_code == 400
    assert not KeptAnswer.objects.exists()
    told(contributor.post("events/", proposal(article), idempotency_key="k"), 201)


@pytest.mark.django_db
def test_a_kept_answer_is_forgotten_after_a_day_and_a_dead_request_after_minutes(
    contributor, article
):
    contributor.post("events/", proposal(article), idempotency_key="k")
    KeptAnswer.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    told(contributor.post("events/", proposal(article), idempotency_key="k"), 201)
    assert Event.objects.count() == 2

    KeptAnswer.objects.update(status=None)
    busy = contributor.post("events/", proposal(article), idempotency_key="k")
    assert busy.status_code == 409
    KeptAnswer.objects.update(begun_at=timezone.now() - timedelta(minutes=6))
    told(contributor.post("events/", proposal(article), idempotency_key="k"), 201)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "两个字", "a b", "k" * 256])
def test_a_key_that_is_none_is_refused(contributor, article, key):
    answer = contributor.post("events/", proposal(article), idempotency_key=key)
    assert "Idempotency-Key" in fields(answer, 400)


@pytest.mark.django_db(transaction=True)
def test_a_key_that_comes_five_times_at_once_does_one_deed():
    who, article = writer(Role.CONTRIBUTOR), ArticleFactory(text=TEXT)
    CompanyFactory(name_zh="智谱")
    body = proposal(article)

    answers = at_once(*[lambda: who.post("events/", body, idempotency_key="k")] * 5)

    assert Event.objects.count() == 1
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    ids = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(ids) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_of_one_state_one_is_done():
    who = writer(Role.EDITOR)
    event = event_of(("company", CompanyFactory(name_zh="智谱")), round="A")
    read = Client().get(f"/api/v1/events/{event.pk}/")["ETag"]

    def correct(value):
        body = {"round": value, "reason": "更正"}
        return lambda: who.patch(f"events/{event.pk}/", body, if_match=read)

    answers = at_once(correct("B"), correct("C"), correct("D"))

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]
    done = next(answer for answer in answers if answer.status_code == 200)
    assert done.json()["round"] == Event.objects.get().round


@pytest.mark.django_db(transaction=True)
def test_one_new_name_proposed_at_once_is_introduced_once():
    who, article = writer(Role.CONTRIBUTOR), ArticleFactory(text=TEXT)

    answers = at_once(*[lambda: who.post("events/", proposal(article))] * 4)

    assert [answer.status_code for answer in answers] == [201] * 4
    parties = {answer.json()["participants"][0]["id"] for answer in answers}
    assert len(parties) == 1


@pytest.mark.django_db
def test_old_answers_are_deleted_with_what_else_is_not_kept(contributor, article):
    contributor.post("events/", proposal(article), idempotency_key="k")
    assert delete_old()["kept answers"] == 0
    KeptAnswer.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    assert delete_old()["kept answers"] == 1
