"""One address for one page: what is no filter makes no other, and deep filters are not indexed."""

import re

import pytest

from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db


def canonical(html):
    (address,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    return address.replace("&amp;", "&")


@pytest.fixture(autouse=True)
def zhipu():
    company = CompanyFactory(slug="zhipu", name_zh="智谱")
    event_of(("company", company), kind="funding")
    return company


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("/zh/?utm_source=x&kind=funding", "/zh/?kind=funding"),
        ("/zh/?ordering=date", "/zh/"),
        ("/zh/?kind=release,funding", "/zh/?kind=funding&kind=release"),
        ("/zh/?kind=release&kind=funding&kind=", "/zh/?kind=funding&kind=release"),
        ("/en/companies/zhipu/?from=2023&ordering=-date", "/en/companies/zhipu/?from=2023"),
    ],
)
def test_a_timeline_is_known_by_its_filters_alone(client, address, known):
    html = client.get(address).content.decode()

    assert canonical(html) == f"http://testserver{known}"
    other = {"/zh": "/en", "/en": "/zh"}[known[:3]]
    assert f'href="http://testserver{other}{known[3:]}"'.replace("&", "&amp;") in html


@pytest.mark.parametrize(
    ("query", "indexed"),
    [
        ("", True),
        ("?kind=funding", True),
        ("?certainty=confirmed", True),
        ("?kind=funding&certainty=confirmed", False),
        ("?kind=funding,release", False),
        ("?from=2023", False),
        ("?q=智谱", False),
    ],
)
def test_only_shallow_filters_are_indexed(client, query, indexed):
    html = client.get(f"/zh/{query}").content.decode()
    assert ('content="noindex, follow"' in html) is not indexed
