"""A company's network on its pages and as a file: who stands in it, and what each tie leads to."""

import csv
import io
import re
from html import unescape

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.merging import merge_entities
from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, EditorFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")
PAGE = "/zh/companies/zhipu/network/"


def text_of(response):
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def firm(slug, name_zh, **values):
    return CompanyFactory(slug=slug, name_en=slug.title(), name_zh=name_zh, **values)


@pytest.fixture
def zhipu():
    return firm("zhipu", "智谱", status=Status.PUBLISHED)


def ties_of(client, query="", language="zh"):
    answer = client.get(f"/{language}/companies/zhipu/network/ties.csv{query}")
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return [(row["tie"], row["name"], row["count"], row["certainty"]) for row in rows]


def moved(origin, target, left="2023-03", arrived="2023-05"):
    person = PersonFactory(status=Status.PUBLISHED)
    for company, change, when in ((origin, "left", left), (target, "joined", arrived)):
        parties = ("person", person), ("company", company)
        event_of(*parties, kind="career", change=change, when=PartialDate.parse(when))


def test_each_sort_of_tie_stands_in_its_direction(client, zhipu):
    fund, small, owner, bought, partner, school, next_one = (
        firm(slug, name)
        for slug, name in (
            ("hillhouse", "高瓴"), ("seed", "小公司"), ("tencent", "腾讯"), ("bought", "云潮"),
            ("partner", "联想"), ("tsinghua", "清华大学"), ("moon", "月之暗面"),
        )
    )  # fmt: skip
    event_of(("company", zhipu), ("lead", fund), certainty="confirmed")
    event_of(("company", zhipu), ("investor", fund), certainty="reported")
    event_of(("company", small), ("investor", zhipu))
    event_of(("acquirer", owner), ("target", zhipu), kind="acquisition")
    event_of(("acquirer", zhipu), ("target", bought), kind="acquisition")
    event_of(("partner", zhipu), ("partner", partner), kind="partnership")
    moved(school, zhipu)
    moved(zhipu, next_one)

    assert ties_of(client) == [
        ("investors", "高瓴", "2", "confirmed"),
        ("acquired-by", "腾讯", "1", "reported"),
        ("came-from", "清华大学", "1", ""),
        ("invested-in", "小公司", "1", "reported"),
        ("acquired", "云潮", "1", "reported"),
        ("partners", "联想", "1", "reported"),
        ("went-to", "月之暗面", "1", ""),
    ]
    page = client.get(PAGE)
    assert "7方 ，7条关系" in text_of(page)
    html5lib.HTMLParser(strict=True).parse(page.content.decode())
    assert "高瓴" in text_of(client.get("/zh/companies/zhipu/"))
    assert f'href="{PAGE}?tie=investors"' in client.get("/zh/companies/zhipu/").content.decode()


def test_a_mark_leads_to_the_one_event_or_to_the_timeline_of_all_of_them(client, zhipu):
    fund, partner = firm("hillhouse", "高瓴"), firm("partner", "联想")
    rounds = [event_of(("company", zhipu), ("lead", fund)) for _ in range(2)]
    event_of(("company", zhipu), ("lead", fund), certainty="rumoured")
    signed = event_of(("partner", zhipu), ("partner", partner), kind="partnership")

    page = client.get(PAGE).content.decode()

    assert f'<a href="/zh/events/{signed.pk}/" aria-label="合作方：联想，1个事件">' in page
    href = unescape(re.findall(r'<a href="([^"]*)" aria-label="投资方：高瓴，2轮">', page)[0])
    timeline = client.get(href.partition("#")[0]).content.decode()
    assert set(re.findall(r'id="e(\d+)"', timeline)) == {str(one.pk) for one in rounds}


def test_only_what_is_published_and_happened_stands_in_it(client, zhipu):
    fund = firm("hidden", "不公开的基金")
    event_of(("company", zhipu), ("lead", fund), status=Status.PROPOSED)
    rumoured = firm("rumoured", "传闻基金")
    for certainty in ("rumoured", "planned", "denied"):
        event_of(("company", zhipu), ("lead", rumoured), certainty=certainty)

    assert ties_of(client) == []
    page = text_of(client.get(PAGE))
    assert "尚无智谱与他方关系的记录。" in page
    assert "不公开的基金" not in page
    firm("draft", "草稿公司", status=Status.PROPOSED)
    assert client.get("/zh/companies/draft/network/").status_code == 404
    assert client.get("/zh/companies/draft/network/ties.csv").status_code == 404


def test_of_too_many_the_strongest_of_each_sort_are_drawn_and_all_are_reached(client, zhipu):
    for number in range(30):
        event_of(("company", zhipu), ("investor", firm(f"fund-{number}", f"第{number}基金")))
    event_of(("partner", zhipu), ("partner", firm("partner", "联想")), kind="partnership")

    page = client.get(PAGE).content.decode()
    drawn = re.findall(r'aria-label="(投资方|合作方)：[^"]*，1', page)

    assert (drawn.count("投资方"), drawn.count("合作方")) == (19, 1)
    assert f'href="{PAGE}?tie=investors#table" aria-label="投资方：另有11个"' in page
    every = client.get(f"{PAGE}?tie=investors").content.decode()
    assert all(f">第{number}基金</a>" in every for number in range(30))
    assert "联想" not in every
    assert len(ties_of(client, "?tie=investors")) == 30


def test_a_sort_that_does_not_exist_is_told(client, zhipu):
    assert client.get(f"{PAGE}?tie=friends").status_code == 400
    answer = client.get("/en/companies/zhipu/network/ties.csv?tie=friends")
    assert (answer.status_code, answer.content) == (400, b"tie: friends is no sort of tie.\n")


def test_the_network_of_a_merged_company_is_that_of_its_survivor(client, zhipu):
    other = firm("zhipu-huazhang", "智谱华章", status=Status.PUBLISHED)
    fund = firm("hillhouse", "高瓴")
    event_of(("company", other), ("lead", fund))
    event_of(("company", zhipu), ("lead", other))
    merge_entities(other, zhipu, by=EditorFactory())

    assert ties_of(client) == [("investors", "高瓴", "1", "reported")]
    moved_page = client.get("/zh/companies/zhipu-huazhang/network/")
    assert (moved_page.status_code, moved_page["Location"]) == (308, PAGE)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}ties.csv", "/zh/companies/zhipu/"])
def test_many_ties_take_the_queries_of_one(client, zhipu, path):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    event_of(("company", zhipu), ("investor", firm("fund", "基金")))
    moved(firm("school", "学校"), zhipu)
    once = asked()
    for number in range(12):
        event_of(("company", zhipu), ("investor", firm(f"fund-{number}", f"第{number}基金")))
        moved(firm(f"school-{number}", f"第{number}学校"), zhipu)

    assert asked() == once
