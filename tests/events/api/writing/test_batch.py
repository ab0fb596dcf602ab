"""Many proposals at once."""

import pytest

from events.api.writing.changes import proposed
from events.models import Event
from tests.events.api.writing.clients import proposal, told
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def zhipu():
    return CompanyFactory(name_zh="智谱")


def test_each_is_told_what_became_of_it_and_a_bad_one_spoils_nothing(contributor, article):
    good, bad = proposal(article), proposal(article, date="昨天")
    unknown = {"address": "https://news.example/未读", "quote": "智谱"}
    far = proposal(article, evidence=[unknown])

    answer = told(contributor.post("events/batch/", {"events": [good, bad, "坏", far, good]}), 200)

    assert (answer["proposed"], answer["failed"]) == (2, 3)
    assert [each["status"] for each in answer["results"]] == [201, 400, 400, 400, 201]
    assert answer["results"][1]["errors"][0]["field"] == "date"
    assert "ingest" in answer["results"][3]["errors"][0]["remedy"]
    assert set(Event.objects.values_list("pk", flat=True)) == {
        answer["results"][0]["id"], answer["results"][4]["id"],
    }  # fmt: skip


def test_a_batch_that_was_cut_short_goes_on_where_it_was(contributor, article, monkeypatch):
    events = [proposal(article, round=letter) for letter in "ABC"]
    done: list[int] = []

    def dies(*args, **kwargs):
        if len(done) == 2:
            raise SystemExit
        done.append(1)
        return proposed(*args, **kwargs)

    monkeypatch.setattr("events.api.writing.batch.proposed", dies)
    with pytest.raises(SystemExit):
        contributor.post("events/batch/", {"events": events}, idempotency_key="k")
    monkeypatch.undo()

    answer = told(contributor.post("events/batch/", {"events": events}, idempotency_key="k"), 200)

    assert [each["status"] for each in answer["results"]] == [201] * 3
    assert Event.objects.count() == 3
    again = contributor.post("events/batch/", {"events": events}, idempotency_key="k")
    assert again.json() == answer


@pytest.mark.parametrize("events", [[], "坏", [{}] * 501])
def test_a_batch_has_one_to_five_hundred(contributor, events):
    told(contributor.post("events/batch/", {"events": events}), 400)


def test_a_batch_takes_the_scope_to_propose(client):
    assert client.post("/api/v1/events/batch/", {}, "application/json").status_code == 401
