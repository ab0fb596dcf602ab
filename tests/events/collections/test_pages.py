"""The pages of collections, their timelines in every form, and what must not be seen there."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.collections import actions
from people.dates import PartialDate
from people.models import Status
from tests.events.collections.made import collection_of, draft_of
from tests.events.test_pages import heads_of, merged, text_of
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db
PAGE = "/zh/collections/authors/"
REQUEST = re.compile('"request_id": "[0-9a-f]+"')


def person(name="沙泽尔", **values):
    return PersonFactory(status=Status.PUBLISHED, name_zh=name, **values)


def company(name="智谱", **values):
    return CompanyFactory(status=Status.PUBLISHED, name_zh=name, **values)


def moved(who, where, day, **values):
    return event_of(
        ("person", who), ("company", where), kind="career",
        when=PartialDate.parse(day), **{"change": "joined", **values},
    )  # fmt: skip


def members(response):
    found = re.search(r'<ol class="members">(.*?)</ol>', response.content.decode(), re.DOTALL)
    return re.findall(r"<h3><a [^>]*>(.*?)</a>", found[1], re.DOTALL) if found else []


def test_a_collection_tells_who_and_where_they_are_now_and_what_happened_to_all(client):
    first, second, employer = person("沙泽尔"), person("琼斯"), company("月之暗面")
    moved(first, employer, "2021-05", title="首席科学家")
    moved(second, company("樱花"), "2023-08-17", change="founded")
    event_of(("company", company("无关")))
    collection_of(second, first)

    response = client.get(PAGE)

    assert members(response) == ["琼斯", "沙泽尔"]
    text = text_of(response)
    assert "论文作者" in text
    assert "他们如今在哪里。" in text
    assert "2位成员" in text
    assert "首席科学家" in text
    assert "月之暗面" in text
    assert len(heads_of(response)) == 2
    assert "无关" not in text
    english = client.get("/en/collections/authors/")
    assert "Where they are now." in text_of(english)


def test_one_member_and_no_event(client):
    collection_of(person())

    response = client.get(PAGE)

    assert response.status_code == 200
    assert members(response) == ["沙泽尔"]
    assert "1位成员" in text_of(response)


def test_a_company_is_told_by_its_last_round_and_a_model_by_its_maker(client):
    zhipu = company("智谱")
    event_of(("company", zhipu), kind="funding", when=PartialDate.parse("2023-10"))
    glm = ModelFactory(
        status=Status.PUBLISHED, name_zh="清言", developer=zhipu, open_weights=True, licence="MIT"
    )
    collection_of(zhipu, glm)

    text = text_of(client.get(PAGE))

    assert "最近一轮" in text
    assert "2023年10月" in text
    assert "MIT" in text


def test_nothing_unpublished_is_shown(client):
    hidden, known = PersonFactory(name_zh="未公开的人"), person()
    secret = draft_of(known, slug="secret", title_zh="秘密名单")
    collection_of(hidden, known)
    moved(hidden, company("藏身公司"), "2024", status=Status.PROPOSED)

    response = client.get(PAGE)

    assert members(response) == ["沙泽尔"]
    for page in (PAGE, "/zh/collections/", f"/zh/people/{known.slug}/", "/sitemap-pages.xml"):
        seen = b"".join(client.get(page)).decode()
        assert "未公开的人" not in seen
        assert "秘密名单" not in seen
        assert "collections/secret" not in seen
    for address in (
        "/zh/collections/secret/",
        "/zh/collections/nothing/",
        "/api/v1/collections/secret/",
        "/api/v1/collections/nothing/",
    ):
        assert client.get(address).status_code == 404
    assert secret.pk not in [
        row["id"] for row in client.get("/api/v1/collections/").json()["results"]
    ]
    for address in ("/api/v1/events/", "/zh/feed.json", "/zh/events.csv", "/zh/"):
        draft, nothing = (
            client.get(f"{address}?collection={slug}") for slug in ("secret", "nothing")
        )
        assert draft.status_code == nothing.status_code == 400
        told = [REQUEST.sub("", answer.content.decode()) for answer in (draft, nothing)]
        assert told[0].replace("secret", "nothing") == told[1]


def test_one_that_was_withdrawn_is_gone_like_a_draft(client):
    collection = collection_of(person())
    actions.withdraw(collection, by=EditorFactory())

    assert client.get(PAGE).status_code == 404
    assert client.get("/api/v1/collections/authors/").status_code == 404


def test_without_a_published_member_it_says_so_and_has_no_events(client):
    who = person()
    collection_of(who)
    event_of(("company", company("别家")))
    who.status = Status.RETRACTED
    who.save()

    response = client.get(PAGE)

    assert members(response) == []
    assert heads_of(response) == []
    assert "目前没有公开的成员" in text_of(response)
    assert client.get("/api/v1/events/?collection=authors").json()["results"] == []


def test_a_merged_member_is_shown_once_by_its_survivor(client):
    one, other = person("旧名"), person("新名")
    collection_of(one, other)
    merged(one, other)

    assert members(client.get(PAGE)) == ["新名"]


def test_its_filters_and_channels_are_those_of_every_timeline(client):
    who, where = person(), company("月之暗面")
    moved(who, where, "2021-05")
    event_of(("company", where), kind="funding", when=PartialDate.parse("2023-10"))
    event_of(("company", company("别家")), kind="funding")
    collection_of(who, where)

    assert len(heads_of(client.get(PAGE))) == 2
    page = client.get(f"{PAGE}?kind=funding")
    assert len(heads_of(page)) == 1
    content = page.content.decode()
    assert "/zh/feed.atom?kind=funding&amp;collection=authors" in content
    assert "/zh/follow/?kind=funding&amp;collection=authors" in content
    feed = client.get("/zh/feed.json?kind=funding&collection=authors").json()
    assert len(feed["items"]) == 1
    assert "论文作者" in feed["title"]
    assert client.get("/zh/calendar.ics?collection=authors").content.count(b"BEGIN:VEVENT") == 2
    table = b"".join(client.get("/zh/events.csv?collection=authors").streaming_content)
    assert len(table.decode().strip().splitlines()) == 3
    assert client.get("/zh/embed/?collection=authors").status_code == 200
    assert client.get("/zh/follow/?collection=authors").status_code == 200
    assert len(client.get("/api/v1/events/?collection=authors").json()["results"]) == 2
    both = client.get(f"/api/v1/events/?collection=authors&company={where.slug}&kind=career")
    assert len(both.json()["results"]) == 1
    found = client.get("/api/v1/events/?collection=authors&role=person").json()["results"]
    assert [event["kind"] for event in found] == ["career"]
    home = client.get("/zh/?collection=authors")
    assert len(heads_of(home)) == 2
    assert "论文作者" in text_of(home)
    assert 'content="noindex, follow"' in home.content.decode()


def test_a_wrong_filter_or_place_is_a_helpful_400(client):
    collection_of(person())

    assert client.get(f"{PAGE}?from=2025-13").status_code == 400
    assert client.get(f"{PAGE}?cursor=nonsense").status_code == 400
    assert client.get("/zh/collections/?cursor=nonsense").status_code == 400


def test_a_collection_is_found_from_its_members_the_list_and_the_site_map(client):
    who = person()
    collection_of(who)

    page = client.get(f"/zh/people/{who.slug}/").content.decode()
    assert "所在合集" in page
    assert PAGE in page
    assert PAGE in client.get("/zh/collections/").content.decode()
    assert "/zh/collections/" in client.get("/zh/").content.decode()
    sites = b"".join(client.get("/sitemap-pages.xml").streaming_content).decode()
    assert PAGE in sites
    assert client.get("/collections/authors")["Location"].endswith("/collections/authors/")


def test_other_programs_are_told_what_it_is(client):
    collection_of(person("沙泽尔", slug="noam-shazeer"))

    content = client.get(PAGE).content.decode()

    (written,) = re.findall(r'ld\+json">(.*?)</script>', content, re.DOTALL)
    told = json.loads(written)
    assert told["@type"] == "ItemList"
    assert told["itemListElement"][0]["item"]["name"] == "沙泽尔"
    assert '<link rel="canonical" href="http://testserver/zh/collections/authors/">' in content
    assert 'hreflang="en" href="http://testserver/en/collections/authors/"' in content
    assert 'hreflang="x-default" href="http://testserver/collections/authors"' in content


def test_the_list_is_leafed_through_by_key(client, monkeypatch):
    monkeypatch.setattr("events.collections.pages.PAGE_SIZE", 1)
    assert "尚未发布任何合集" in text_of(client.get("/zh/collections/"))
    who = person()
    collection_of(who, slug="one", title_zh="第一份")
    collection_of(who, slug="two", title_zh="第二份")

    first = client.get("/zh/collections/").content.decode()
    (older,) = re.findall(r'href="([^"]*cursor=[^"]*)" rel="next"', first)
    second = client.get(older)

    assert "第二份" in first
    assert "第一份" not in first
    assert "第一份" in second.content.decode()


def test_many_members_take_the_queries_of_one(client):
    def asked(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    def several(number):
        made = []
        for _ in range(number):
            who, where = person(), company()
            moved(who, where, "2021-05")
            post = AffiliationFactory(person=who, company=where, status=Status.PUBLISHED)
            EvidenceFactory(event=None, affiliation=post)
            event_of(("company", where), kind="funding")
            made += [who, where, ModelFactory(status=Status.PUBLISHED, developer=where)]
        return made

    collection_of(*several(1), slug="one")
    collection_of(*several(5), slug="six")

    pages = [f"/en/collections/{slug}/" for slug in ("one", "six")]
    for page in pages:
        asked(page)
    assert asked(pages[1]) == asked(pages[0])
    api = [f"/api/v1/collections/{slug}/" for slug in ("one", "six")]
    assert asked(api[1]) == asked(api[0])
