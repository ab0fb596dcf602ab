"""The front door, the search, and the pages of errors."""

import pytest
from django.template.loader import render_to_string

from people.models import Status
from tests.factories import CompanyFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db


def unmarked(response):
    """The page without the marks of what was searched for."""
    return response.content.decode().replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("asked", "given"),
    [("zh-CN,zh;q=0.9", "/zh/"), ("zh-TW", "/zh/"), ("fr", "/en/"), ("en-GB,zh;q=0.5", "/en/")],
)
def test_the_front_door_leads_to_the_browsers_language(client, asked, given):
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, given)
    assert response["Vary"] == "Accept-Language"


def test_the_address_decides_the_language_whatever_the_browser_asks_for(client):
    response = client.get("/zh/", headers={"accept-language": "en"})

    assert response["Content-Language"] == "zh-hans"
    assert "潮线" in response.content.decode()


@pytest.mark.parametrize("q", ["智谱", "智谱华章", "zhipu"])
def test_search_finds_a_name_in_either_language_from_two_characters(client, q):
    company = CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱", names=["智谱华章"])
    event_of(("company", company))
    event_of(quote="另一件事。")

    html = unmarked(client.get("/zh/search/", {"q": q}))

    assert '<a href="/zh/companies/zhipu/">智谱</a>' in html
    assert html.count('<li class="event ') == 1


def test_search_finds_the_words_of_quotes(client):
    event_of(quote="王小川创办百川智能。")
    event_of(quote="Nothing of that.")

    html = unmarked(client.get("/en/search/", {"q": "创办百川"}))

    assert html.count('<li class="event ') == 1
    assert "王小川创办百川智能。" in html


def test_search_puts_who_bears_just_that_name_first(client):
    for name in ("Ada Lovelace Institute", "Ada"):
        PersonFactory(name_en=name, status=Status.PUBLISHED)

    html = unmarked(client.get("/en/search/", {"q": "Ada"}))

    assert html.index(">Ada</a>") < html.index(">Ada Lovelace Institute</a>")


def test_a_search_for_nothing_asks_for_words(client):
    assert "至少两个字" in client.get("/zh/search/").content.decode()


def test_a_search_that_finds_nothing_says_so(client):
    page = client.get("/en/search/?q=nothing+at+all").content.decode()
    assert "Nothing published has the name or words “nothing at all”." in page
    assert 'id="timeline"' not in page

    narrowed = client.get("/en/search/?q=nothing+at+all&certainty=denied").content.decode()
    assert "No event fits all of this." in narrowed


def test_nothing_published_is_said_in_words(client):
    response = client.get("/zh/")

    assert response.status_code == 200
    assert "尚未发布任何内容" in response.content.decode()


@pytest.mark.parametrize(("path", "words"), [("/zh/x/", "这个地址没有内容"), ("/en/x/", "nothing")])
def test_an_unknown_address_offers_the_search(client, path, words):
    response = client.get(path)

    assert response.status_code == 404
    assert words in response.content.decode()
    assert f'action="{path[:4]}search/"' in response.content.decode()


def test_the_page_of_a_broken_site_needs_nothing_from_it(django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string("500.html")

    assert "网站出了故障" in html


def test_pages_are_only_read(client):
    assert client.post("/en/").status_code == 405
