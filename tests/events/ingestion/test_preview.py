"""A look at a source before it is saved."""

import pytest

from events.ingestion.poll import poll
from events.ingestion.preview import preview
from events.models import Article, Host, Item, Source, Watch
from tests.events.ingestion.conftest import answer
from tests.factories.events import SourceFactory

pytestmark = pytest.mark.django_db

FEED = answer(
    """<rss><channel><title>北岸科技</title><language>zh-CN</language>
    <item><title>星河智能完成融资</title><link>/1</link><pubDate>2024-02-20</pubDate></item>
    <item><title>招聘启事</title><link>/2</link></item>
    <item><title>无处可取</title></item><item/></channel></rss>""".encode(),
    "Content-Type: application/xml",
)


@pytest.fixture
def source(site, settings) -> Source:
    """A source that nobody has saved."""
    settings.IGNORE_ROBOTS_HOSTS = [site.host]
    settings.POLITE_PAUSE_SECONDS = 0
    site.answers["/feed"] = FEED
    return Source(name="北岸", kind="feed", address=site.url("/feed"), exclude_words="招聘")


def titles(found) -> list[str]:
    return [one.listed.title for one in found]


def test_a_preview_shows_what_a_poll_would_take_and_leave_out(source, site):
    seen = preview(source)

    assert (seen.title, seen.language, seen.error) == ("北岸科技", "zh", "")
    assert titles(seen.taken) == ["星河智能完成融资"]
    assert seen.taken[0].listed.address == site.url("/1")
    assert str(seen.taken[0].listed.published_on) == "2024-02-20"
    assert [(one.listed.title, one.word) for one in seen.left_out] == [("招聘启事", "招聘")]
    assert titles(seen.of_no_use) == ["无处可取"]
    assert not seen.known


def test_a_preview_writes_nothing(source):
    preview(source)

    assert not Source.objects.exists()
    assert not Article.objects.exists()
    assert not Item.objects.exists()


def test_a_preview_of_a_source_that_was_polled_shows_what_it_knows(source):
    source.save()
    Watch.objects.create(source=source)
    assert poll(source.pk)
    source.exclude_words = ""

    seen = preview(source)

    assert titles(seen.known) == ["星河智能完成融资"]
    assert titles(seen.taken) == ["招聘启事"]


def test_a_preview_says_why_a_source_cannot_be_read(source, site):
    source.kind = "sitemap"
    assert "a feed, not a sitemap" in preview(source).error

    site.answers["/feed"] = answer(b"", status="403 No")
    Host.objects.all().delete()
    assert "status 403" in preview(source).error


def test_a_preview_of_a_single_page_shows_its_article(site, source):
    site.answers["/page"] = answer("<p>星河智能宣布完成新一轮融资，由远山资本领投。</p>".encode())
    seen = preview(SourceFactory.build(kind="page", address=site.url("/page")))

    assert len(seen.taken) == 1
