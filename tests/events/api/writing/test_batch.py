"""Many proposals at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event, EventWords, Participation
from events.proposing import write_proposal
from people.models import Company
from people.refusals import Refused
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
        return write_proposal(*args, **kwargs)

    monkeypatch.setattr("events.api.writing.batch.write_proposal", dies)
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


def test_whom_one_proposes_the_next_may_name(contributor, article):
    new = {"role": "company", "name": "星尘智能", "new": True}
    events = [proposal(article, round=letter, participants=[new]) for letter in "AB"]

    told(contributor.post("events/batch/", {"events": events}), 200)

    assert Company.objects.filter(name_zh="星尘智能").count() == 1
    companies = Participation.objects.values_list("entity__name_zh", flat=True)
    assert list(companies) == ["星尘智能", "星尘智能"]


def test_what_fails_late_leaves_no_newcomer_and_lets_the_next_propose_it(
    contributor, article, monkeypatch
):
    new = {"role": "company", "name": "星尘智能", "new": True}
    events = [proposal(article, round=letter, participants=[new]) for letter in "AB"]

    def refuses(kind, changes, proofs, *, by):
        if changes["round"] == "A":
            raise Refused("不行。")
        return write_proposal(kind, changes, proofs, by=by)

    monkeypatch.setattr("events.api.writing.batch.write_proposal", refuses)
    answer = told(contributor.post("events/batch/", {"events": events}), 200)

    assert [each["status"] for each in answer["results"]] == [409, 201]
    assert Company.objects.filter(name_zh="星尘智能").count() == 1


def test_one_that_the_database_refuses_spoils_no_other(contributor, article, monkeypatch):
    """As where somebody else has taken the record in hand for too long."""

    def waits(kind, changes, proofs, *, by):
        if changes["round"] == "B":
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE lock_not_available; END $$")
        return write_proposal(kind, changes, proofs, by=by)

    monkeypatch.setattr("events.api.writing.batch.write_proposal", waits)
    events = [proposal(article, round=letter) for letter in "ABC"]
    answer = told(contributor.post("events/batch/", {"events": events}), 200)

    assert [each["status"] for each in answer["results"]] == [201, 503, 201]


def test_each_is_shown_and_found_as_if_proposed_alone(contributor, article):
    alone = told(contributor.post("events/", proposal(article)), 201)
    answer = told(contributor.post("events/batch/", {"events": [proposal(article)]}), 200)
    (result,) = answer["results"]

    read = told(contributor.get(f"proposals/events/{result['id']}/"), 200)

    differ = {"id", "url", "pages", "evidence"}
    assert {name: read[name] for name in read.keys() - differ} == {
        name: alone[name] for name in alone.keys() - differ
    }
    assert EventWords.objects.filter(event=result["id"]).exists()


def test_one_more_costs_a_dozen_queries_however_many_it_names(contributor, article):
    names = [CompanyFactory(name_zh=f"{letter}星资本").name_zh for letter in "红蓝紫"]
    parties = [
        {"role": "company", "name": "智谱"},
        *({"role": "investor", "kind": "company", "name": name} for name in names),
    ]

    def queries(number: int) -> int:
        events = [proposal(article, participants=parties)] * number
        with CaptureQueriesContext(connection) as asked:
            answer = told(contributor.post("events/batch/", {"events": events}), 200)
        assert answer["proposed"] == number
        return len(asked)

    queries(1)
    assert queries(12) - queries(2) <= 12 * 10
