"""Talent flows, on their page and in the API."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.dates import PartialDate
from people.models import Status
from tests.factories import AffiliationFactory, CompanyFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")
API = "/api/v1/talent-flows/"


def text_of(response):
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def move(person, company, change, when, **values):
    parties = ("person", person), ("company", company)
    when = PartialDate.parse(when)
    return event_of(*parties, kind="career", change=change, when=when, **values)


def crossed(origin, target, left, arrived, **values):
    person = PersonFactory(status=Status.PUBLISHED, **values)
    return move(person, origin, "left", left), move(person, target, "joined", arrived)


def flows_of(client, query=""):
    answer = client.get(API + query).json()
    return [
        (flow["origin"]["slug"], flow["target"]["slug"], flow["count"])
        for flow in answer["results"]
    ]


@pytest.fixture
def firms():
    names = {"baidu": "百度", "zhipu": "智谱", "moon": "月之暗面"}
    return [
        CompanyFactory(slug=slug, name_en=slug.title(), name_zh=name, status=Status.PUBLISHED)
        for slug, name in names.items()
    ]


def test_flows_are_counted_the_largest_first_each_with_its_events(client, firms):
    baidu, zhipu, moon = firms
    events = crossed(baidu, zhipu, "2023-03", "2023-05-06", name_zh="王晓", name_en="Wang Xiao")
    crossed(baidu, zhipu, "2024", "2024-06")
    crossed(zhipu, moon, "2024-01", "2024-02")

    assert flows_of(client) == [("baidu", "zhipu", 2), ("zhipu", "moon", 1)]
    flow = client.get(f"{API}?lang=zh&to=2023").json()["results"][0]
    assert flow["origin"]["name"] == "百度"
    [crossing] = flow["people"]
    assert crossing["person"]["name"] == "王晓"
    assert (crossing["left"]["text"], crossing["arrived"]["text"]) == ("2023-03", "2023-05-06")
    assert [event["id"] for event in crossing["events"]] == [event.pk for event in events]
    assert crossing["events"][0]["url"].endswith(f"/api/v1/events/{events[0].pk}/")

    page = client.get("/zh/talent/")
    assert "百度 → 到 智谱 2人" in text_of(page)
    assert "王晓 2023年3月离开 2023年5月6日到任" in text_of(page)
    for event in events:
        assert f'href="/zh/events/{event.pk}/"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "flows"),
    [
        ("?from=2024&to=2024", [("zhipu", "moon", 1)]),
        ("?to=2023-06", [("baidu", "zhipu", 1)]),
        ("?company=moon", [("zhipu", "moon", 1)]),
        ("?company=zhipu&from=2025", []),
    ],
)
def test_flows_are_asked_for_by_period_and_company(client, firms, query, flows):
    baidu, zhipu, moon = firms
    crossed(baidu, zhipu, "2023-03", "2023-05")
    crossed(zhipu, moon, "2024-01", "2024-02")

    assert flows_of(client, query) == flows
    page = client.get(f"/en/talent/{query}")
    assert len(re.findall('class="flow"', page.content.decode())) == len(flows)


def test_posts_with_dates_flow_as_events_do(client, firms):
    baidu, zhipu, _moon = firms
    person = PersonFactory(slug="wang", status=Status.PUBLISHED)
    end, start = PartialDate.parse("2023-04"), PartialDate.parse("2023-06")
    AffiliationFactory(
        person=person, company=baidu, former=True, status=Status.PUBLISHED,
        ended_on=end.start, ended_end=end.end, ended_precision=end.precision,
    )  # fmt: skip
    AffiliationFactory(
        person=person, company=zhipu, status=Status.PUBLISHED,
        started_on=start.start, started_end=start.end, started_precision=start.precision,
    )  # fmt: skip

    assert flows_of(client) == [("baidu", "zhipu", 1)]
    assert 'href="/en/people/wang/#career"' in client.get("/en/talent/").content.decode()


def test_only_what_is_published_and_happened_flows(client, firms):
    baidu, zhipu, _moon = firms
    for values in ({"status": Status.PROPOSED}, {"certainty": "rumoured"}):
        person = PersonFactory(name_zh="秘密人物", status=Status.PUBLISHED)
        move(person, baidu, "left", "2023-03")
        move(person, zhipu, "joined", "2023-05", **values)
    stranger = PersonFactory(name_zh="秘密人物")
    for company, change in ((baidu, "left"), (zhipu, "joined")):
        move(stranger, company, change, "2023-03")
    stranger.refresh_from_db()
    stranger.status = Status.RETRACTED
    stranger.save()

    assert flows_of(client) == []
    assert "秘密人物" not in client.get("/zh/talent/").content.decode()
    assert "尚无从一家公司到另一家公司的流动记录。" in text_of(client.get("/zh/talent/"))


def test_what_cannot_be_asked_is_told_by_its_field(client):
    answer = client.get(f"{API}?company=nobody&from=never&page=0&year=2024")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["year"]
    answer = client.get(f"{API}?company=nobody&from=never&page=0")
    assert {error["field"] for error in answer.json()["errors"]} == {"company", "from", "page"}

    page = client.get("/zh/talent/?company=无此公司&from=never")
    assert page.status_code == 400
    assert page.content.decode().count("field-error") == 2


def test_a_company_typed_by_its_name_leads_to_its_slug(client, firms):
    response = client.get("/zh/talent/?company=月之暗面&from=2024")

    assert (response.status_code, response["Location"]) == (
        302, "/zh/talent/?company=moon&from=2024",
    )  # fmt: skip


def test_flows_beyond_a_page_are_on_the_next(client, firms, monkeypatch):
    for module in ("events.talentpages", "events.api.talent"):
        monkeypatch.setattr(f"{module}.PAGE_SIZE", 1)
    baidu, zhipu, moon = firms
    crossed(baidu, zhipu, "2023-03", "2023-05")
    crossed(zhipu, moon, "2024-01", "2024-02")

    first = client.get(API).json()
    second = client.get(first["next"]).json()

    assert (first["count"], first["previous"], second["next"]) == (2, None, None)
    assert [flow["origin"]["slug"] for flow in (*first["results"], *second["results"])] == [
        "zhipu",
        "baidu",
    ]
    html = client.get("/en/talent/?page=2").content.decode()
    assert "Baidu" in html
    assert 'href="/en/talent/" rel="prev"' in html


@pytest.mark.parametrize("path", ["/en/talent/", "/zh/talent/?company=baidu", API])
def test_many_flows_take_the_queries_of_one(client, firms, path):
    baidu, zhipu, _moon = firms

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    crossed(baidu, zhipu, "2003-03", "2003-05")
    once = asked()
    for year in range(2004, 2020):
        crossed(baidu, CompanyFactory(), f"{year}-03", f"{year}-05")

    assert asked() == once <= 4


def test_each_ribbon_of_the_picture_leads_to_its_flow_in_the_list(client, firms):
    baidu, zhipu, _ = firms
    crossed(baidu, zhipu, "2023-03", "2023-05-06")
    page = client.get("/zh/talent/").content.decode()
    anchor = f"flow-{baidu.pk}-{zhipu.pk}"
    assert f'<a href="#{anchor}" aria-label="百度到智谱：1人">' in page
    assert f'id="{anchor}"' in page


def test_flows_are_a_table_to_download_under_the_same_filters(client, firms):
    baidu, zhipu, moon = firms
    crossed(baidu, zhipu, "2023-03", "2023-05-06")
    crossed(zhipu, moon, "2024-01", "2024-02")
    assert (
        'href="/zh/talent/flows.csv?to=2023"' in client.get("/zh/talent/?to=2023").content.decode()
    )
    table = client.get("/zh/talent/flows.csv?to=2023").content.decode("utf-8-sig")
    assert table.splitlines() == [
        "origin,origin_slug,target,target_slug,people",
        "百度,baidu,智谱,zhipu,1",
    ]
    wrong = client.get("/zh/talent/flows.csv?from=never")
    assert (wrong.status_code, wrong["Content-Type"][:10]) == (400, "text/plain")


def test_flows_are_kept_until_anything_that_they_follow_from_changes(client, firms):
    baidu, zhipu, _ = firms
    crossed(baidu, zhipu, "2023-03", "2023-05-06")
    assert flows_of(client) == [("baidu", "zhipu", 1)]
    with CaptureQueriesContext(connection) as queries:
        client.get(API)
    assert not any("events_participation" in query["sql"] and "max" not in query["sql"]
                   for query in queries)  # fmt: skip

    _, joined = crossed(baidu, zhipu, "2023-04", "2023-06")
    assert flows_of(client) == [("baidu", "zhipu", 2)]
    joined.certainty = "rumoured"
    joined.save()
    assert flows_of(client) == [("baidu", "zhipu", 1)]
    baidu.name_zh = "百度集团"
    baidu.save()
    assert client.get(f"{API}?lang=zh").json()["results"][0]["origin"]["name"]
    person = PersonFactory(status=Status.PUBLISHED)
    ended = {"ended_on": "2020-01-01", "ended_end": "2020-12-31", "ended_precision": "year"}
    begun = {"started_on": "2021-01-01", "started_end": "2021-12-31", "started_precision": "year"}
    published = {"person": person, "status": Status.PUBLISHED}
    AffiliationFactory(company=baidu, former=True, **ended, **published)
    AffiliationFactory(company=zhipu, **begun, **published)
    assert flows_of(client) == [("baidu", "zhipu", 2)]
