"""Whom a name means, and what is known from an article, as programs ask it."""

import pytest

from people.models import Status
from people.names import has_han
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    PersonFactory,
    event_of,
)
from tests.tracker.test_api import errors

pytestmark = pytest.mark.django_db
PUBLIC = Status.PUBLISHED


def matches(client, **asked):
    response = client.get("/api/v1/match/", asked)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def who(results):
    return [(one["entity"]["slug"], one["is_sure"]) for one in results]


@pytest.mark.parametrize("name", ["李开复", "李開復", "Kai-Fu Lee", "Lee Kai-fu"])
def test_a_name_is_matched_in_any_script_and_order(client, name):
    PersonFactory(slug="li-kaifu", name_zh="李开复", name_en="", status=PUBLIC)

    [found] = matches(client, name=name, kind="person", lang="zh")

    assert (found["entity"]["slug"], found["entity"]["name"]) == ("li-kaifu", "李开复")
    assert found["is_sure"]
    assert found["score"] >= 0.9
    reason = found["reasons"][0]
    assert reason["weight"] > 0
    assert has_han(reason["text"])


def test_a_company_tells_two_of_one_name_apart(client):
    baidu, xiaomi = (
        CompanyFactory(slug=slug, name_zh=name, status=PUBLIC)
        for slug, name in (("baidu", "百度"), ("xiaomi", "小米"))
    )
    for slug, company in (("li-lei", baidu), ("li-lei-2", xiaomi)):
        person = PersonFactory(slug=slug, name_zh="李磊", name_en="", status=PUBLIC)
        AffiliationFactory(person=person, company=company, status=PUBLIC)

    assert {sure for _, sure in who(matches(client, name="李磊"))} <= {False}
    assert who(matches(client, name="李磊", company="小米"))[0] == ("li-lei-2", True)


def test_a_misspelt_name_is_found_but_not_sure(client):
    CompanyFactory(slug="anthropic", name_en="Anthropic", name_zh="", status=PUBLIC)

    assert who(matches(client, name="Antropic")) == [("anthropic", False)]
    assert matches(client, name="Zhipu") == []


def test_what_is_not_public_neither_answers_nor_counts(client):
    hidden = CompanyFactory(slug="hidden", name_zh="藏海科技", name_en="Canghai")
    person = PersonFactory(slug="zhang-wei", name_zh="张伟", name_en="", status=PUBLIC)
    before = matches(client, name="张伟", company="云帆科技")
    cloud = CompanyFactory(slug="yunfan", name_zh="云帆科技", status=PUBLIC)
    proposed = AffiliationFactory(person=person, company=cloud)

    assert matches(client, name=hidden.name_zh) == []
    assert matches(client, name="Canghay") == []
    proposed_only = matches(client, name="张伟", company="云帆科技")
    assert [one["score"] for one in proposed_only] == [one["score"] for one in before]
    proposed.status = PUBLIC
    proposed.save()
    assert matches(client, name="张伟", company="云帆科技")[0]["score"] > (
        before[0]["score"] if before else 0
    )


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "name"),
        ({"name": "长" * 201}, "name"),
        ({"name": "智谱", "kind": "country"}, "kind"),
        ({"name": "智谱", "company": [str(n) for n in range(11)]}, "company"),
        ({"nmae": "智谱", "name": "智谱"}, "nmae"),
    ],
)
def test_a_bad_question_is_told_what_is_wrong(client, asked, field):
    assert field in errors(client.get("/api/v1/match/", asked))


def test_an_articles_facts_are_looked_up_by_its_address(client):
    article = ArticleFactory(address="https://news.example/a?id=7", title="智谱完成融资")
    company = CompanyFactory(slug="zhipu", name_zh="智谱", status=PUBLIC)
    public = event_of(("company", company), kind="funding")
    proposed = event_of(("company", company), kind="funding", status=Status.PROPOSED)
    for event in (public, proposed):
        EvidenceFactory(event=event, article=article)

    for spelling in (
        "https://news.example/a?id=7",
        "http://www.news.example/a/?utm_source=x&id=7#top",
    ):
        found = client.get("/api/v1/lookup/", {"url": spelling, "lang": "zh"}).json()
        assert found["article"]["title"] == "智谱完成融资"
        assert [event["id"] for event in found["events"]] == [public.pk]
        assert found["affiliations"] == []


def test_an_article_of_which_nothing_is_public_is_not_known(client):
    article = ArticleFactory(address="https://news.example/hidden")
    EvidenceFactory(event=event_of(status=Status.PROPOSED), article=article)

    known, unknown = (
        client.get("/api/v1/lookup/", {"url": f"https://news.example/{page}"})
        for page in ("hidden", "nothing")
    )

    assert known.status_code == unknown.status_code == 404
    assert known.json()["detail"] == unknown.json()["detail"]
    assert "url" in errors(client.get("/api/v1/lookup/", {"url": "智谱"}))
