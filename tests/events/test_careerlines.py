"""The career line of a person's page, and who is at a company and who left."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.dates import PartialDate
from people.models import Status
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CompanyFactory,
    EvidenceFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")


def stations_of(client, path):
    html = client.get(path).content.decode()
    found = re.findall(r'<li class="station[^>]*>(.*?)</details>', html, re.DOTALL)
    return [" ".join(unescape(TAGS.sub(" ", station)).split()) for station in found]


def text_of(response):
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def move(person, company, change, when, **values):
    parties = ("person", person), ("company", company)
    when = PartialDate.parse(when)
    return event_of(*parties, kind="career", change=change, when=when, **values)


@pytest.fixture
def baidu():
    return CompanyFactory(slug="baidu", name_en="Baidu", name_zh="百度", status=Status.PUBLISHED)


@pytest.fixture
def wang():
    return PersonFactory(slug="wang", name_en="Wang Xiao", name_zh="王晓", status=Status.PUBLISHED)


def test_stations_open_to_their_events_and_quotes(client, wang, baidu):
    post = AffiliationFactory(
        person=wang, company=baidu, title="首席科学家", status=Status.PUBLISHED
    )
    EvidenceFactory(affiliation=post, article=ArticleFactory(text="百度首席科学家王晓。"))
    left = move(wang, baidu, "left", "2023-03")
    joined = move(wang, CompanyFactory(name_zh="智谱", name_en="Zhipu"), "joined", "2023-09-01")

    chinese = stations_of(client, "/zh/people/wang/")
    english = stations_of(client, "/en/people/wang/")

    assert chinese[0].startswith("至2023年3月 百度 首席科学家 1个事件，1个职位")
    assert "“百度首席科学家王晓。”" in chinese[0]
    assert chinese[1].startswith("5个月内没有记录 2023年9月1日起 智谱")
    assert english[1].startswith("Nothing recorded for 5 months since 1 Sep 2023 Zhipu 1 event")
    html = client.get("/zh/people/wang/").content.decode()
    for event in (left, joined):
        assert f'<a href="/zh/events/{event.pk}/">' in html


def test_what_is_not_published_or_did_not_happen_makes_no_station(client, wang, baidu):
    move(wang, baidu, "joined", "2020", status=Status.PROPOSED)
    move(wang, baidu, "joined", "2020", certainty="rumoured")
    move(wang, baidu, "joined", "2020", certainty="denied")
    AffiliationFactory(person=wang, company=baidu)
    secret = CompanyFactory(name_zh="秘密公司")
    AffiliationFactory(person=wang, company=secret, status=Status.PUBLISHED)

    assert stations_of(client, "/zh/people/wang/") == []
    assert "秘密公司" not in client.get("/zh/people/wang/").content.decode()


def test_the_stations_of_merged_people_and_companies_are_the_survivors(client, wang, baidu):
    old_person, old_company = PersonFactory(), CompanyFactory()
    move(old_person, old_company, "joined", "2020")
    move(wang, baidu, "left", "2022")
    for old, survivor in ((old_person, wang), (old_company, baidu)):
        old.merged_into = old.survivor = survivor
        old.save()
    from events import cards
    from events.models import Event

    cards.compose(Event.objects.values_list("pk", flat=True))

    [station] = stations_of(client, "/en/people/wang/")

    assert station.startswith("2020 to 2022 Baidu 2 events")


def test_a_company_tells_who_is_there_and_where_others_went(client, wang, baidu):
    move(wang, baidu, "joined", "2019")
    move(wang, baidu, "left", "2023-03")
    founded = move(wang, CompanyFactory(name_en="Moon", name_zh="月明"), "founded", "2023-06")
    here = PersonFactory(name_en="Li Lei", name_zh="李磊")
    move(here, baidu, "joined", "2021", title="CTO")

    response = client.get("/zh/companies/baidu/")

    assert "现有成员 1 李磊 首席技术官，2021年起" in text_of(response)
    assert "离开者与去向 1 王晓 创办月明" in text_of(response)
    assert f'<a class="what" href="/zh/events/{founded.pk}/">创办月明</a>' in (
        response.content.decode()
    )


@pytest.mark.parametrize("path", ["/zh/people/wang/", "/zh/companies/baidu/"])
def test_many_stations_take_the_queries_of_one(client, wang, baidu, path):
    def another(number):
        company, other = CompanyFactory(status=Status.PUBLISHED), PersonFactory()
        move(wang, company, "joined", f"{2000 + number}-01")
        move(other, baidu, "left", f"{2000 + number}-01")
        move(other, company, "joined", f"{2000 + number}-02")
        EvidenceFactory(
            affiliation=AffiliationFactory(person=wang, company=company, status=Status.PUBLISHED)
        )

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    another(0)
    once = asked()
    for number in range(1, 20):
        another(number)

    assert asked() == once


def test_one_title_in_two_languages_is_told_once(client, wang, baidu):
    for title in ("CEO", "首席执行官"):
        AffiliationFactory(person=wang, company=baidu, title=title, status=Status.PUBLISHED)

    page = text_of(client.get(f"/zh/people/{wang.slug}/"))

    assert "首席执行官" in page
    assert "首席执行官，首席执行官" not in page
