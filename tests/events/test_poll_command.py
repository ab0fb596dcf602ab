"""`manage.py poll`, and `manage.py ingest` with the addresses of sources."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from events.models import Article, Host, Source, Watch
from tests.events.ingestion.conftest import answer, site  # noqa: F401 - a fixture
from tests.events.ingestion.pages import CHINESE
from tests.factories.events import SourceFactory

pytestmark = pytest.mark.django_db

FEED = answer(
    """<rss><channel><title>北岸科技</title><language>zh</language>
    <item><title>星河智能完成融资</title><link>/1</link></item></channel></rss>""".encode(),
    "Content-Type: application/xml",
)
PAGE = answer(CHINESE.format(charset="utf-8").encode())


@pytest.fixture
def web(site, settings, broker):  # noqa: F811
    """A site with a front page that names its feed, and one article."""
    settings.POLITE_PAUSE_SECONDS = 0
    site.answers |= {
        "/robots.txt": answer(b"", "Content-Type: text/plain"),
        "/": answer(b'<link rel="alternate" type="application/rss+xml" href="/feed"><p>hello'),
        "/feed": FEED,
        "/1": PAGE,
        "/sitemap.xml": answer(b"", status="404 Not Found"),
        "/sitemap_index.xml": answer(b"", status="404 Not Found"),
    }
    return site


def test_polling_says_what_was_found(web, capsys):
    SourceFactory(name="北岸", kind="feed", address=web.url("/feed"), enabled=True)

    call_command("poll")
    call_command("poll")
    call_command("poll", "北岸")

    assert capsys.readouterr().out.splitlines() == [
        "北岸: 1 found: 1 new",
        "北岸: 1 found: 1 known",
    ]


def test_a_source_may_be_named_by_id_or_address_and_need_not_be_followed(web, capsys):
    source = SourceFactory(kind="feed", address=web.url("/feed"))

    call_command("poll", str(source.pk), source.address)

    assert capsys.readouterr().out.count("1 found") == 2


def test_polling_says_what_failed_and_goes_on(web, capsys):
    SourceFactory(name="B", kind="feed", address=web.url("/feed"))
    SourceFactory(name="A", kind="sitemap", address=web.url("/feed"))

    with pytest.raises(CommandError, match="1 could not"):
        call_command("poll", "A", "B")
    with pytest.raises(CommandError, match="“C” is no source"):
        call_command("poll", "C")

    out = capsys.readouterr()
    assert "A: The address gives a feed, not a sitemap" in out.err
    assert "B: 1 found: 1 new" in out.out


def test_ingesting_a_feed_takes_its_articles_once_and_does_not_follow_it(web, capsys):
    for _ in range(2):
        call_command("ingest", web.url("/feed"))

    source = Source.objects.get(kind="feed")
    assert not source.enabled
    assert (source.name, source.language) == ("北岸科技", "zh")
    article = Article.objects.get()
    assert (article.source, article.state) == (source, "recorded")
    out = capsys.readouterr().out
    assert "北岸科技: 1 found: 1 new" in out
    assert "北岸科技: 1 found: 1 known" in out


def test_ingesting_an_article_fetches_it_once(web):
    call_command("ingest", web.url("/1"))

    assert Article.objects.get().state == "recorded"
    assert sum("GET /1 " in request for request in web.requests) == 1
    assert not Source.objects.filter(kind="feed").exists()


def test_a_front_page_can_be_followed_by_its_address(web, capsys):
    call_command("ingest", "--follow", "--queue", web.url("/"))

    source = Source.objects.get()
    assert (source.kind, source.address, source.enabled) == ("feed", web.url("/feed"), True)
    assert Article.objects.get().state == "waiting"
    Watch.objects.update(next_poll_at=Now())
    assert Watch.objects.due().exists()


def test_what_cannot_be_followed_is_named_with_the_reason(web, tmp_path, capsys):
    with pytest.raises(CommandError, match="2 of 2"):
        call_command("ingest", "--follow", str(tmp_path / "a.txt"), web.url("/sitemap.xml"))

    err = capsys.readouterr().err
    assert "only an address can be followed" in err
    assert "status 404" in err


def test_two_sources_of_one_title_have_two_names(web):
    SourceFactory(name="北岸科技")
    SourceFactory(name=f"北岸科技 ({web.host})")
    Host.objects.all().delete()

    call_command("ingest", "--follow", "--queue", web.url("/feed"))

    assert Source.objects.get(kind="feed").name == f"北岸科技 ({web.host}) 2"
