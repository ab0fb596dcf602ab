"""Affiliations, articles and sources over the API."""

import pytest
from django.test import Client

from people.dates import PartialDate
from people.models import Status
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    PersonFactory,
    SourceFactory,
    event_of,
)

pytestmark = pytest.mark.django_db


def ids(response):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def post_of(status=Status.PUBLISHED, parties=Status.PUBLISHED, **values):
    """An affiliation with its evidence."""
    values.setdefault("person", PersonFactory(status=parties))
    values.setdefault("company", CompanyFactory(status=parties))
    post = AffiliationFactory(status=status, **values)
    EvidenceFactory(affiliation=post)
    return post


def test_an_affiliation_is_told_with_its_dates_and_its_evidence(client: Client):
    period = PartialDate.parse("2019-Q2")
    post = post_of(
        person=PersonFactory(slug="tang-jie", name_zh="唐杰", status=Status.PUBLISHED),
        company=CompanyFactory(slug="zhipu", name_zh="智谱", status=Status.PUBLISHED),
        title="首席科学家",
        started_on=period.start,
        started_end=period.end,
        started_precision=period.precision,
    )

    detail = client.get(f"/api/v1/affiliations/{post.pk}/?lang=zh").json()

    assert (detail["person"]["name"], detail["company"]["name"]) == ("唐杰", "智谱")
    assert detail["title"] == "首席科学家"
    assert (detail["started"]["text"], detail["started"]["start"]) == ("2019-Q2", "2019-04-01")
    assert (detail["ended"], detail["former"]) == (None, False)
    assert [proof["quote"] for proof in detail["evidence"]] == [post.evidence.get().quote]


def test_affiliations_are_asked_for_by_person_company_and_whether_they_are_over(client: Client):
    person = PersonFactory(slug="yang-zhilin", status=Status.PUBLISHED)
    moonshot = CompanyFactory(slug="moonshot", status=Status.PUBLISHED)
    now = post_of(person=person, company=moonshot)
    before = post_of(person=person, former=True)
    post_of()

    def found(query):
        return ids(client.get(f"/api/v1/affiliations/?{query}"))

    assert found("person=yang-zhilin") == [before.pk, now.pk]
    assert found("person=yang-zhilin&company=moonshot") == [now.pk]
    assert found("person=yang-zhilin&former=true") == [before.pk]
    assert found("company=moonshot&former=true") == []
    assert client.get("/api/v1/affiliations/?person=nobody").status_code == 400


def test_the_affiliations_of_a_merged_person_are_its_survivors(client: Client):
    old, new = (PersonFactory(slug=slug, status=Status.PUBLISHED) for slug in ("old", "new"))
    post = post_of(person=old)
    old.merged_into = old.survivor = new
    old.save()

    (row,) = client.get("/api/v1/affiliations/?person=old").json()["results"]

    assert (row["id"], row["person"]["slug"]) == (post.pk, "new")


@pytest.mark.parametrize(
    ("status", "parties"),
    [
        (Status.PROPOSED, Status.PUBLISHED),
        (Status.REJECTED, Status.PUBLISHED),
        (Status.RETRACTED, Status.PUBLISHED),
        (Status.PUBLISHED, Status.PROPOSED),
        (Status.PUBLISHED, Status.RETRACTED),
    ],
)
def test_an_affiliation_that_is_not_public_or_names_who_is_not_is_nowhere(
    client: Client, status, parties
):
    post = post_of(status=status, parties=parties)

    assert ids(client.get("/api/v1/affiliations/")) == []
    assert client.get(f"/api/v1/affiliations/{post.pk}/").status_code == 404


def test_an_article_is_told_with_the_sentences_that_prove_something_public_and_no_others(
    client: Client,
):
    article = ArticleFactory(
        title="智谱完成融资",
        text="智谱完成融资。另有机密。全文在此。",
        source=SourceFactory(name="36氪"),
        language="zh",
    )
    event, hidden = event_of(), event_of(status=Status.PROPOSED)
    EvidenceFactory(event=event, article=article, quote="智谱完成融资。", start=0, end=7)
    EvidenceFactory(event=hidden, article=article, quote="另有机密。", start=7, end=12)

    response = client.get(f"/api/v1/articles/{article.pk}/")

    assert response.json() == {
        "id": article.pk,
        "url": f"http://testserver/api/v1/articles/{article.pk}/",
        "title": "智谱完成融资",
        "address": article.address,
        "publisher": "36氪",
        "published_on": "2024-05-06",
        "language": "zh",
        "source": f"http://testserver/api/v1/sources/{article.source_id}/",
        "quotes": [
            {
                "quote": "智谱完成融资。",
                "start": 0,
                "end": 7,
                "certainty": "reported",
                "proves": f"http://testserver/api/v1/events/{event.pk}/",
            }
        ],
    }
    assert "机密" not in response.content.decode()
    assert "全文" not in client.get("/api/v1/articles/").content.decode()


def test_the_name_of_a_file_is_no_address(client: Client):
    event_of(article=ArticleFactory(address="file:private/notes.txt", text="一句话。"))

    (row,) = client.get("/api/v1/articles/").json()["results"]

    assert row["address"] is None
    assert "notes.txt" not in client.get("/api/v1/events/").content.decode()


def test_articles_are_asked_for_by_source_and_language(client: Client):
    chinese, english = ArticleFactory(language="zh"), ArticleFactory()
    for article in (chinese, english):
        event_of(article=article)

    assert ids(client.get("/api/v1/articles/?language=zh")) == [chinese.pk]
    assert ids(client.get(f"/api/v1/articles/?source={english.source_id}")) == [english.pk]
    assert client.get("/api/v1/articles/?source=x").status_code == 400
    assert client.get(f"/api/v1/articles/?source={10**30}").status_code == 400


def test_a_source_is_told_by_its_site_and_never_by_the_address_of_its_feed(client: Client):
    source = SourceFactory(
        name="机器之心", address="https://user:word@feeds.example/rss?key=secret"
    )
    event_of(article=ArticleFactory(source=source))
    SourceFactory(name="Not cited")

    (row,) = client.get("/api/v1/sources/").json()["results"]

    assert row == {
        "id": source.pk,
        "url": f"http://testserver/api/v1/sources/{source.pk}/",
        "name": "机器之心",
        "website": "https://feeds.example/",
        "kind": "manual",
        "trust": "press",
        "language": None,
    }
