"""The list of sources and the record of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Status
from tests.events.test_pages import heads_of, text_of
from tests.factories import ArticleFactory, CompanyFactory, SourceFactory, event_of

pytestmark = pytest.mark.django_db


def told_by(source, **values):
    article = ArticleFactory(source=source, language="zh", text="智谱完成融资。")
    return event_of(("company", CompanyFactory(name_zh="智谱")), article=article, **values)


def test_a_source_has_a_record_and_the_timeline_of_what_it_proved(client):
    source = SourceFactory(name="机器之心", address="https://feeds.example/rss?key=secret")
    event = told_by(source)
    event_of()

    response = client.get(f"/zh/sources/{source.pk}/")

    text = text_of(response)
    assert len(heads_of(response)) == 1
    assert "机器之心" in text
    assert "事件 1" in text
    assert f"source={source.pk}" in response.content.decode()
    assert "secret" not in response.content.decode()
    assert f"/zh/sources/{source.pk}/" in client.get(f"/zh/events/{event.pk}/").content.decode()


def test_a_source_that_proves_nothing_public_has_no_page(client):
    hidden = SourceFactory(name="未公开")
    told_by(hidden, status=Status.PROPOSED)

    assert client.get(f"/en/sources/{hidden.pk}/").status_code == 404
    assert "未公开" not in text_of(client.get("/zh/sources/"))


def test_many_sources_take_the_queries_of_one(client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/sources/").status_code == 200
        return len(queries)

    told_by(SourceFactory())
    one = asked()
    for _ in range(5):
        told_by(SourceFactory())

    assert asked() == one


def test_the_list_of_sources_is_leafed_through_by_key(client, monkeypatch):
    monkeypatch.setattr("events.sourcepages.PAGE_SIZE", 1)
    for name in ("Alpha", "Beta"):
        told_by(SourceFactory(name=name))

    first = client.get("/en/sources/")

    assert "Alpha 1 event" not in text_of(first)
    assert "Alpha press · 1 event" in text_of(first)
    assert "Beta" not in text_of(first)
    assert client.get("/en/sources/?cursor=broken").status_code == 400
