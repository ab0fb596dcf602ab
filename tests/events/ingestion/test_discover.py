"""One pasted address, and the ways of following what is there."""

from datetime import date

import pytest

from events.ingestion import discover as module
from events.ingestion.discover import discover
from events.ingestion.errors import FetchError, Unreadable
from events.models import Article, Item, Run
from tests.events.ingestion.conftest import answer
from tests.events.ingestion.pages import CHINESE

pytestmark = pytest.mark.django_db

XML = "Content-Type: application/xml"
NOT_THERE = answer(b"", status="404 Not Found")


class Answers(dict[str, bytes]):
    """Whatever is not there is answered with 404."""

    def __missing__(self, path: str) -> bytes:
        return NOT_THERE


@pytest.fixture
def site(site, settings):
    settings.POLITE_PAUSE_SECONDS = 0
    site.answers = Answers()
    return site


def feed(*numbers: int, title: str = "北岸科技") -> bytes:
    items = "".join(
        f"<item><title>第{number}条新闻</title><link>/news/{number}00000</link>"
        f"<pubDate>2024-02-{number:02}</pubDate></item>"
        for number in numbers
    )
    return answer(f"<rss><channel><title>{title}</title>{items}</channel></rss>".encode(), XML)


def sitemap(*paths: str) -> bytes:
    places = "".join(f"<url><loc>{path}</loc></url>" for path in paths)
    return answer(f"<urlset>{places}</urlset>".encode(), XML)


def front_page(*feeds: str) -> bytes:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{f}">' for f in feeds)
    headlines = "".join(
        f'<p><a href="/news/{number}00000">星河智能第{number}次融资</a></p>'
        for number in range(1, 5)
    )
    head = f"<head><title>北岸科技</title>{links}</head>"
    return answer(f"<html lang='zh'>{head}<body>{headlines}</body></html>".encode())


def kinds(offers) -> list[tuple[str, str]]:
    return [
        (offer.kind, offer.address.partition("127.0.0.1:")[2].partition("/")[2]) for offer in offers
    ]


def test_a_feed_is_followed_as_it_is(site):
    site.answers["/rss"] = feed(1, 2, 3)

    (offer,) = discover(site.url("/rss"))

    assert (offer.kind, offer.address) == ("feed", site.url("/rss"))
    assert (offer.title, offer.language, offer.items) == ("北岸科技", "zh", 3)
    assert offer.newest == date(2024, 2, 3)


def test_a_front_page_offers_its_feeds_its_sitemaps_and_itself(site):
    site.answers["/"] = front_page("/comments/feed", "/feed", "/feed/atom", "/gone")
    site.answers["/feed"] = site.answers["/feed/atom"] = feed(1, 2)
    site.answers["/comments/feed"] = feed(9)
    site.answers["/robots.txt"] = answer(
        f"Sitemap: {site.url('/map.xml')}\nSitemap: {site.url('/news.xml')}\n".encode(),
        "Content-Type: text/plain",
    )
    site.answers["/news.xml"] = sitemap(site.url("/news/100000"))
    site.answers["/map.xml"] = sitemap(site.url("/news/300000"), site.url("/news/200000"))

    offers = discover(site.url("/"))

    assert kinds(offers) == [
        ("feed", "feed"),
        ("feed", "comments/feed"),
        ("sitemap", "news.xml"),
        ("sitemap", "map.xml"),
        ("listing", ""),
        ("page", ""),
    ]
    assert {offer.title for offer in offers} == {"北岸科技"}
    assert [offer.items for offer in offers] == [2, 1, 1, 2, 4, 1]


def test_feeds_that_nobody_names_are_looked_for_in_the_usual_places(site):
    site.answers["/blog"] = front_page()
    site.answers["/blog/rss.xml"] = feed(1)
    site.answers["/feed"] = answer("<html>没有这一页</html>".encode())

    assert kinds(discover(site.url("/blog")))[0] == ("feed", "blog/rss.xml")


def test_a_sitemap_index_is_offered_with_its_most_promising_part(site):
    part = f"<sitemap><loc>{site.url('/news.xml')}</loc></sitemap>"
    site.answers["/sitemap.xml"] = answer(f"<sitemapindex>{part}</sitemapindex>".encode(), XML)
    site.answers["/news.xml"] = sitemap(site.url("/news/100000"))

    (offer,) = discover(site.url("/sitemap.xml"))

    assert (offer.kind, offer.items) == ("sitemap", 1)


def test_an_article_is_offered_as_a_single_page(site):
    site.answers["/a"] = answer(CHINESE.format(charset="gb2312").encode("gb18030"))

    (offer,) = discover(site.url("/a"))

    assert (offer.kind, offer.title) == ("page", "星河智能完成新一轮融资")
    assert (offer.language, offer.newest) == ("zh", date(2024, 2, 20))


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        pytest.param(NOT_THERE, FetchError, "status 404", id="not there"),
        pytest.param(answer(b"", XML), Unreadable, "empty", id="empty"),
        pytest.param(
            answer(b"%PDF-1.7", "Content-Type: application/pdf"), FetchError, "type", id="PDF"
        ),
    ],
)
def test_an_address_of_which_nothing_can_be_made_says_why(site, content, error, reason):
    site.answers["/x"] = content

    with pytest.raises(error, match=reason):
        discover(site.url("/x"))


def test_the_search_makes_few_requests_and_writes_nothing_of_what_it_finds(site, monkeypatch):
    monkeypatch.setattr(module, "MAX_REQUESTS", 5)
    site.answers["/"] = front_page()

    offers = discover(site.url("/"))

    assert kinds(offers) == [("listing", ""), ("page", "")]
    assert len([one for one in site.requests if "/robots.txt" not in one]) == 5
    assert not Article.objects.exists()
    assert not Item.objects.exists()
    assert not Run.objects.exists()


def test_a_search_that_has_taken_long_enough_ends(site, monkeypatch):
    monkeypatch.setattr(module, "SECONDS", -1.0)

    with pytest.raises(Unreadable, match="long enough"):
        discover(site.url("/"))
