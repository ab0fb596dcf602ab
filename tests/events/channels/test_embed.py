"""A timeline in the frame of another site: no script, no cookie, and nothing to click away to."""

import pytest

from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱")


def round_of(company, **values):
    values = {"kind": "funding", "when": PartialDate.parse("2024-03"), **values}
    return event_of(("company", company), **values)


def test_other_sites_may_frame_it_and_no_other_page(client, zhipu):
    event = round_of(zhipu)

    response = client.get("/zh/companies/zhipu/embed/")

    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "X-Frame-Options" not in response
    assert not response.cookies
    page = client.get("/zh/companies/zhipu/")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    html = response.content.decode()
    assert "<script" not in html
    assert f'href="http://testserver/zh/events/{event.pk}/" target="_blank" rel="noopener"' in html
    assert html.count("<a ") == html.count('target="_blank" rel="noopener"')
    assert '<html lang="zh-Hans">' in html


def test_the_filters_the_theme_and_the_number_are_in_the_address(client, zhipu):
    for year in ("2021", "2022", "2023"):
        round_of(zhipu, when=PartialDate.parse(year))
    round_of(zhipu, kind="layoff")

    html = client.get("/en/embed/?kind=funding&theme=dark&count=2").content.decode()

    assert 'data-theme="dark"' in html
    assert html.count('class="embed-line') == 2
    assert "2023" in html
    assert "2021" not in html
    assert 'href="http://testserver/en/?kind=funding"' in html


@pytest.mark.parametrize("query", ["theme=pink", "count=0", "count=51", "count=²", "from=2023-13"])
def test_a_wrong_address_says_what_is_wrong(client, db, query):
    response = client.get(f"/en/embed/?{query}")

    assert response.status_code == 400
    assert f"<li>{query.partition('=')[0]}: " in response.content.decode()
    assert "frame-ancestors *" in response["Content-Security-Policy"]


def test_nothing_unpublished_is_in_a_frame(client, zhipu):
    round_of(zhipu)
    for status in (Status.PROPOSED, Status.REJECTED, Status.RETRACTED):
        round_of(zhipu, status=status)

    assert client.get("/en/embed/").content.decode().count('class="embed-line') == 1
    assert client.get("/en/companies/nobody/embed/").status_code == 404
