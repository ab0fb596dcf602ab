"""The page of statistics as a reader meets it: figures, the events behind them, both languages."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, ModelFactory, event_of

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")


def text_of(response):
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def dollars(value, qualifier=Qualifier.EXACT):
    return Sum.told(value, "USD", qualifier)


def company(slug, name_zh):
    return CompanyFactory(slug=slug, name_en=slug.title(), name_zh=name_zh, status=Status.PUBLISHED)


@pytest.fixture
def record():
    zhipu, fund = company("zhipu", "智谱"), company("hillhouse", "高瓴")
    for when, amount in (
        ("2024-05-06", dollars(10**8)),
        ("2024-05", dollars(12 * 10**8, Qualifier.OVER)),
        ("2024-Q1", dollars(5 * 10**8)),
        ("2024", None),
        ("2022-03", dollars(10**7)),
    ):
        parties = ("company", zhipu), ("lead", fund)
        event_of(*parties, kind="funding", when=PartialDate.parse(when), amount=amount)
    event_of(("company", zhipu), kind="layoff", headcount=12000)
    event_of(("company", zhipu), kind="funding", certainty="rumoured", amount=dollars(10**11))
    for licence in ("MIT", "MIT", ""):
        model = ModelFactory(status=Status.PUBLISHED)
        event_of(("model", model), kind="release", change="released", licence=licence)


def links_of(html, label):
    """The addresses of the marks that a screen reader calls so."""
    pattern = rf'<a href="([^"]+)" aria-label="{re.escape(label)}"'
    return [unescape(address) for address in re.findall(pattern, html)]


@pytest.mark.parametrize(
    ("label", "events"),
    [
        ("2024年5月，逾13亿美元，2轮", 2),
        ("2024年第一季度，5亿美元，1轮", 1),
        ("2024年，金额不详，1轮", 1),
        ("2022年3月，1000万美元，1轮", 1),
    ],
)
def test_each_mark_leads_to_just_the_events_behind_it(client, record, label, events):
    page = client.get("/zh/statistics/").content.decode()
    [address] = links_of(page, label)
    assert client.get(address).content.decode().count('<li class="event ') == events


def test_by_year_all_of_a_year_is_in_its_column(client, record):
    page = client.get("/en/statistics/?by=year").content.decode()
    [address] = links_of(page, "2024, over $1.8\u00a0bn, 4 rounds")
    assert client.get(address).content.decode().count('<li class="event ') == 4
    assert "plot-rows-0" in page


def test_what_is_rumoured_is_in_no_sum(client, record):
    assert "逾18.1亿美元 共5轮，其中1轮没有可计入的金额" in text_of(client.get("/zh/statistics/"))


def test_licences_investors_kinds_and_lay_offs_are_told(client, record):
    text = text_of(client.get("/zh/statistics/"))
    assert "MIT 2" in text
    assert "未提许可证 1" in text
    assert "高瓴 5 5" in text
    assert "融资 5 逾18.1亿美元" in text
    assert "1.2万人，1次裁员" in client.get("/zh/statistics/").content.decode()


def test_years_narrow_all_figures(client, record):
    text = text_of(client.get("/en/statistics/?from=2022&to=2022"))
    assert "$10 m in 1 round" in text
    assert "Lay-offs by month" not in text


def test_of_an_empty_record_the_page_says_so(client):
    assert "还没有公开任何有日期的事件。" in text_of(client.get("/zh/statistics/"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?from=2024-05-06", "统计精确到月。请写成2024-05。"),
        ("?from=去年", "“去年”不是时间段。"),
        ("?from=2025&to=2024", ""),
        ("?by=week", "统计只能按月或按年"),
    ],
)
def test_a_wrong_address_says_what_to_write(client, record, query, words):
    response = client.get(f"/zh/statistics/{query}")
    assert response.status_code == 400
    assert words in text_of(response)
    assert client.get(f"/zh/statistics/funding.csv{query}").status_code == 400


@pytest.mark.parametrize("name", ["funding", "kinds", "releases", "investors", "layoffs"])
def test_each_figure_is_a_table_to_download(client, record, name):
    page = client.get("/zh/statistics/?by=year").content.decode()
    assert f'href="/zh/statistics/{name}.csv?by=year"' in page
    response = client.get(f"/zh/statistics/{name}.csv?by=year")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows
    expected = {
        "funding": ("usd", "1800000000.00"),
        "kinds": ("kind", "release"),
        "releases": ("licence", "MIT"),
        "investors": ("investor", "高瓴"),
        "layoffs": ("headcount", "12000"),
    }[name]
    assert expected[1] in [row[expected[0]] for row in rows]


def test_a_cell_is_no_formula(client):
    fund = company("fund", "=1+1")
    event_of(("investor", fund), ("company", company("zhipu", "智谱")), kind="funding")
    table = client.get("/zh/statistics/investors.csv").content.decode()
    assert "\n'=1+1,company," in table


def test_the_queries_do_not_grow_with_the_record(client, record):
    client.get("/en/statistics/?by=year")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/en/statistics/?by=year")
    for year in range(2010, 2020):
        event_of(("company", company(f"c{year}", "新公司")), kind="funding",
                 when=PartialDate.parse(str(year)))  # fmt: skip
    client.get("/en/statistics/?by=year")
    with CaptureQueriesContext(connection) as many:
        client.get("/en/statistics/?by=year")
    assert len(many) == len(few)


def test_a_page_is_known_again_until_the_record_changes(client, record):
    tag = client.get("/en/statistics/")["ETag"]
    assert client.get("/en/statistics/", headers={"if-none-match": tag}).status_code == 304
    event_of(("company", company("new", "新")), kind="funding")
    assert client.get("/en/statistics/", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("query", ["?licence=MIT", "?kind=release&precision=day,month"])
def test_a_timeline_can_be_asked_by_licence_and_precision(client, record, query):
    assert client.get(f"/zh/{query}").status_code == 200
    answer = client.get(f"/api/v1/events/{query}").json()
    assert len(answer["results"]) == (2 if "licence" in query else 3)
