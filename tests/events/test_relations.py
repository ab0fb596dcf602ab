"""Founders, investors, holdings and acquisitions beside an entity's timeline."""

import pytest

from events import profiles
from people.models import Status
from tests.events.test_pages import text_of
from tests.factories import CompanyFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱")


def test_a_company_tells_its_founders_investors_and_acquisitions(client, zhipu):
    fund = CompanyFactory(name_zh="红杉中国", slug="hongshan")
    person = PersonFactory(name_zh="唐杰", slug="tang-jie")
    event_of(("person", person), ("company", zhipu), kind="founding")
    event_of(("company", zhipu), ("lead", fund))
    event_of(("company", zhipu), ("investor", fund))
    event_of(("acquirer", zhipu), ("target", CompanyFactory(name_zh="小公司")), kind="acquisition")

    text = text_of(client.get("/zh/companies/zhipu/"))

    assert "创始人 1 唐杰" in text
    assert "投资方 1 红杉中国 2个事件" in text
    assert "收购对象 1 小公司" in text
    assert "创办的公司 1 智谱" in text_of(client.get("/zh/people/tang-jie/"))


def test_an_investor_tells_its_portfolio_and_who_invested_beside_it(client, zhipu):
    fund, other = CompanyFactory(name_en="Fund", slug="fund"), CompanyFactory(name_en="Other")
    event_of(("company", zhipu), ("lead", fund), ("investor", other))

    text = text_of(client.get("/en/companies/fund/"))

    assert "Portfolio 1 Zhipu AI" in text
    assert "Invested together with 1 Other" in text


@pytest.mark.parametrize("values", [{"status": Status.PROPOSED}, {"certainty": "rumoured"}])
def test_what_is_not_public_or_has_not_happened_ties_nobody(client, zhipu, values):
    event_of(("company", zhipu), ("lead", CompanyFactory(name_en="Hidden Fund")), **values)
    event_of(("company", zhipu))

    assert "Investors 1" not in text_of(client.get("/en/companies/zhipu/"))


def test_a_long_list_is_cut_and_leads_to_all(client, zhipu, monkeypatch):
    monkeypatch.setattr(profiles, "MOST_LISTED", 1)
    for name in ("First", "Second"):
        event_of(("company", zhipu), ("lead", CompanyFactory(name_en=name)))

    response = client.get("/en/companies/zhipu/")

    assert "Investors 2 Second All on the timeline" in text_of(response)
    assert "?kind=funding&amp;role=company#timeline" in response.content.decode()
