"""The rounds on the page of a company, and those on the page of an investor."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")


def words_of(html):
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def rows_of(client, path):
    html = client.get(path).content.decode()
    return [words_of(row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)][1:]


def remarks_of(client, path):
    [remarks] = re.findall(r'<ul class="remarks">.*?</ul>', client.get(path).content.decode(), re.S)
    return [words_of(remark) for remark in re.findall(r"<li>(.*?)</li>", remarks, re.DOTALL)]


def told(value, currency="USD", qualifier=Qualifier.EXACT, words=""):
    return Sum.told(Decimal(value), currency, qualifier, words)


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_en="Zhipu", name_zh="智谱", status=Status.PUBLISHED)


@pytest.fixture
def fund():
    return CompanyFactory(
        slug="fund", name_en="Tide Capital", name_zh="潮水资本", status=Status.PUBLISHED
    )


def raised(company, when, amount=None, *backers, **values):
    parties = ("company", company), *backers
    return event_of(*parties, kind="funding", when=PartialDate.parse(when), amount=amount, **values)


def test_each_round_stands_in_a_row_that_opens_its_event(client, zhipu, fund):
    person = PersonFactory(name_zh="周安", name_en="Zhou An")
    event = raised(
        zhipu,
        "2024-03",
        told(10**8, "CNY", Qualifier.ABOUT),
        ("lead", fund),
        ("investor", person),
        round="B",
        valuation=told(2 * 10**9),
    )

    assert rows_of(client, "/zh/companies/zhipu/") == [
        "2024年3月 B轮 约1亿元 ≈ 约1390万美元 20亿美元 潮水资本 周安 已报道"
    ]
    assert rows_of(client, "/en/companies/zhipu/") == [
        "March 2024 Series B about CN¥100 m ≈ about $13.9 m $2 bn Tide Capital Zhou An Reported"
    ]
    html = client.get("/zh/companies/zhipu/").content.decode()
    assert f'<th scope="row"><a href="/zh/events/{event.pk}/">' in html


def test_the_total_says_what_it_does_not_count(client, zhipu):
    raised(zhipu, "2021", told(5 * 10**6), round="A")
    raised(zhipu, "2022", told(6 * 10**6, qualifier=Qualifier.OVER), round="B")
    secret = raised(zhipu, "2023", Sum.undisclosed(), round="B+")
    raised(zhipu, "2024", told(3 * 10**8, "AED"), round="C")
    raised(zhipu, "2025", told(10**9), round="D", certainty="rumoured")

    assert remarks_of(client, "/en/companies/zhipu/") == [
        "Counted by the lower bound of what is told: Series B, 2022",
        "Not counted, as no amount is known: Series B+, 2023",
        "Not counted, for want of a reference rate: Series C, 2024",
        "Not counted, as neither confirmed nor reported: Series D, 2025",
    ]
    html = client.get("/zh/companies/zhipu/").content.decode()
    assert "逾1100万美元 计入2轮" in words_of(html)
    assert f'<a href="/zh/events/{secret.pk}/">B+轮' in html


def test_an_investor_has_the_companies_it_invested_in(client, zhipu, fund):
    raised(zhipu, "2024-03", told(10**8), ("lead", fund), ("investor", fund), round="B")
    raised(CompanyFactory(name_zh="月明"), "2025", None, ("investor", fund), certainty="rumoured")

    html = client.get("/zh/companies/fund/").content.decode()

    assert "对外投资 1家公司" in words_of(html)
    assert [row.split(" ")[:2] for row in rows_of(client, "/zh/companies/fund/")] == [
        ["2025年", "月明"],
        ["2024年3月", "智谱"],
    ]
    assert 'id="rounds"' not in html


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REJECTED, Status.RETRACTED])
def test_rounds_that_are_not_published_count_for_nothing(client, zhipu, fund, status):
    raised(zhipu, "2024", told(10**8), ("lead", fund), status=status)

    for path in ("/zh/companies/zhipu/", "/zh/companies/fund/"):
        assert rows_of(client, path) == []


def test_many_rounds_take_the_queries_of_one(client, zhipu, fund):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/zh/companies/zhipu/")
        return len(queries)

    raised(zhipu, "2001", told(10**8, "CNY"), ("lead", fund))
    once = asked()
    for year in range(2002, 2020):
        raised(zhipu, str(year), told(10**8, "CNY"), ("lead", fund))

    assert asked() == once


def test_of_many_rounds_all_are_counted_and_the_newest_are_drawn(client, zhipu, monkeypatch):
    monkeypatch.setattr("events.rounds.MOST_DRAWN", 2)
    monkeypatch.setattr("events.rounds.MOST_MENTIONED", 1)
    for year in ("2020", "2021", "2022"):
        raised(zhipu, year, told(10**6))
    for year in ("2023", "2024", "2025"):
        raised(zhipu, year)

    words = words_of(client.get("/en/companies/zhipu/").content.decode())
    assert "6 rounds" in words
    assert "from 3 rounds" in words
    assert [row[:4] for row in rows_of(client, "/en/companies/zhipu/")] == ["2025", "2024"]
    assert remarks_of(client, "/en/companies/zhipu/")[0].endswith("2025 and 2 others")
    assert "另有2轮" in remarks_of(client, "/zh/companies/zhipu/")[0]
