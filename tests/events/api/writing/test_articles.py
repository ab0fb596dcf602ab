"""Texts that are looked through, and articles that are brought in."""

import pytest
from django.test import Client

from events.ingestion import pipeline
from events.models import Article, Event
from people.api.permissions import Scope
from people.models import Company
from people.roles import Role
from tests.events.api.writing.clients import fields, told, writer

pytestmark = pytest.mark.django_db

TEXT = (
    "2024年4月1日，智谱AI宣布完成近亿美元B轮融资，由红杉中国领投。\n"
    "On May 6, 2024, Anthropic raised $4 billion from Amazon."
)


def test_facts_are_found_in_a_text_and_nothing_is_stored(contributor):
    facts = told(contributor.post("extract/", {"text": TEXT, "published": "2024-04-02"}), 200)

    funding = next(event for event in facts["events"] if event["kind"] == "funding")
    start, end = funding["evidence"]["start"], funding["evidence"]["end"]
    assert TEXT[start:end] == funding["evidence"]["quote"]
    assert facts["published"] == "2024-04-02"
    assert not Article.objects.exists()
    assert not Event.objects.exists()


def test_english_is_read_as_well_as_chinese(contributor):
    text = "Anthropic raised $4 billion from Amazon, the company said on Monday."
    facts = told(contributor.post("extract/", {"text": text, "language": "en"}), 200)
    assert facts["events"][0]["amount"]["value"] == 4_000_000_000


def test_a_token_to_read_is_enough_and_has_a_tenth_of_the_rate(contributor):
    reading = writer(Role.CONTRIBUTOR, Scope.READ).post("extract/", {"text": "智谱融资"})
    writing = contributor.post("extract/", {"text": "智谱融资"})

    assert (reading.status_code, writing.status_code) == (200, 200)
    assert int(reading["RateLimit-Limit"]) * 10 == int(writing["RateLimit-Limit"])
    assert Client().post("/api/v1/extract/", {}, "application/json").status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": "字" * 200_001}, "text"),
        ({"text": "智谱", "language": "fr"}, "language"),
        ({"text": "智谱", "published": "昨天"}, "published"),
        ({"text": "智谱", "model": "gpt"}, "model"),
    ],
)
def test_what_is_wrong_with_a_text_is_told(contributor, body, field):
    assert field in fields(contributor.post("extract/", body), 400)


def test_an_address_is_a_job_and_twice_the_same_one(contributor):
    body = {"address": "https://news.example/智谱?utm_source=rss"}

    first = contributor.post("ingest/", body)
    again = contributor.post("ingest/", {"address": "https://news.example/智谱"})

    job = told(first, 202)
    assert (job["state"], job["events"]) == ("waiting", [])
    assert told(again, 202)["id"] == job["id"]
    assert first["Location"] == f"http://testserver/api/v1/ingest/{job['id']}/"
    assert first["Cache-Control"] == "private, no-store"
    assert Article.objects.count() == 1


def test_a_job_tells_what_was_found_to_whoever_may_see_it(contributor):
    body = {"text": TEXT, "title": "智谱融资", "published": "2024-04-02"}
    job = told(contributor.post("ingest/", body), 202)
    assert job["state"] == "working"

    pipeline.run(job["id"])

    done = told(contributor.get(f"ingest/{job['id']}/"), 200)
    assert (done["state"], done["address"]) == ("done", None)
    assert {event["status"] for event in done["events"]} == {"proposed"}
    assert told(contributor.post("ingest/", body), 202)["id"] == job["id"]
    assert Client().get(f"/api/v1/ingest/{job['id']}/").status_code == 401
    reading = writer(Role.CONTRIBUTOR, Scope.READ)
    assert reading.get(f"ingest/{job['id']}/").status_code == 403


def test_a_job_that_failed_says_why_and_is_tried_again_when_it_is_asked_for(contributor):
    body = {"address": "https://news.example/没有"}
    pk = told(contributor.post("ingest/", body), 202)["id"]
    Article.objects.update(state="failed", failed_at="waiting", error="answers with status 404")

    failed = told(contributor.get(f"ingest/{pk}/"), 200)
    assert (failed["state"], failed["reason"]) == ("failed", "answers with status 404")
    assert told(contributor.post("ingest/", body), 202)["state"] == "waiting"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "address"),
        ({"address": "file:///etc/passwd"}, "address"),
        ({"address": "智谱"}, "address"),
        ({"text": "短"}, "text"),
    ],
)
def test_an_address_or_text_that_cannot_be_one_is_refused(contributor, body, field):
    assert field in fields(contributor.post("ingest/", body), 400)
    assert not Article.objects.exists()


def test_a_job_that_is_none_is_not_found(contributor):
    assert contributor.get("ingest/999999999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    ("text", "company", "kinds", "posts"),
    [
        ("2024年4月1日，星尘智能科技宣布完成近亿美元B轮融资，投资方未披露。",
         "星尘智能科技", ["funding"], 0),
        ("Acme Cortex announced that Jane Roe joined as chief scientist. It has raised $12m.",
         "Acme Cortex", ["career", "funding"], 1),
    ],
)  # fmt: skip
def test_a_job_lists_what_was_proposed_about_companies_that_nobody_knew(
    contributor, text, company, kinds, posts
):
    job = told(contributor.post("ingest/", {"text": text, "published": "2024-04-02"}), 202)
    pipeline.run(job["id"])

    done = told(contributor.get(f"ingest/{job['id']}/"), 200)

    assert (done["state"], done["reason"]) == ("done", None)
    assert sorted(event["kind"] for event in done["events"]) == kinds
    assert len(done["affiliations"]) == posts
    for found in (*done["events"], *done["affiliations"]):
        standing = contributor.client.get(found["url"])
        assert told(standing, 200)["status"] == found["status"] == "proposed"
    assert Company.objects.filter(aliases__text=company, status="proposed").exists()


def test_a_job_that_gave_nothing_says_so(contributor):
    text = "今天天气很好，适合出门散步，公园里的花都开了。"
    job = told(contributor.post("ingest/", {"text": text}), 202)
    pipeline.run(job["id"])

    done = told(contributor.get(f"ingest/{job['id']}/"), 200)

    assert (done["state"], done["events"], done["affiliations"]) == ("done", [], [])
    assert "by hand" in done["reason"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "2130706433", "0x7f.1", "[::1]",
     "[fd00::1]", "[::ffff:10.0.0.1]", "localhost", "wiki.internal"],
)  # fmt: skip
def test_an_address_inside_a_network_is_refused_at_once(contributor, host):
    mistakes = fields(contributor.post("ingest/", {"address": f"http://{host}/新闻"}), 400)
    assert "address" in mistakes
    assert not Article.objects.exists()
