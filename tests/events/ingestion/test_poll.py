"""Polls against a real server and database: nothing doubled, nothing lost, all of it told."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from events.ingestion import pipeline
from events.ingestion.poll import end_dead_polls, poll
from events.ingestion.survey import survey
from events.models import Article, Host, Item, Message, Run, Source, Watch
from tests.events.ingestion.conftest import answer
from tests.events.ingestion.pages import CHINESE, ENGLISH
from tests.factories.events import SourceFactory

pytestmark = pytest.mark.django_db

XML = "Content-Type: application/xml"


@pytest.fixture
def site(site, settings):
    """The server, whose robots.txt nobody asks for and which minds no haste."""
    settings.IGNORE_ROBOTS_HOSTS = [site.host]
    settings.POLITE_PAUSE_SECONDS = 0
    return site


def rss(*items: str) -> bytes:
    return f"<rss><channel><title>北岸</title>{''.join(items)}</channel></rss>".encode()


def item(number: int, title: str = "", inside: str = "") -> str:
    title = title or f"第{number}条新闻"
    return f"<item><title>{title}</title><link>/{number}</link>{inside}</item>"


@pytest.fixture
def source(site) -> Source:
    """A followed feed with three articles."""
    site.answers["/feed"] = answer(rss(item(1), item(2), item(3)), XML)
    return followed(site.url("/feed"))


def followed(address: str, kind: str = "feed", **values) -> Source:
    source = SourceFactory(address=address, kind=kind, enabled=True, **values)
    Watch.objects.ensure()
    return source


def polled(source: Source) -> Run:
    """A poll that ends, whether or not it is due, and whatever its host has gone through."""
    Host.objects.all().delete()
    result = poll(source.pk)
    assert result
    run = Run.objects.get(pk=result.run.pk)
    assert run.ended_at
    return run


def due_in(watch: Watch) -> timedelta:
    assert watch.next_poll_at
    return watch.next_poll_at - timezone.now()


def counts(run: Run) -> dict[str, int]:
    columns = ("new", "changed", "known", "left_out", "failed")
    return {column: getattr(run, column) for column in columns if getattr(run, column)}


def fetch_and_read(*articles: Article) -> None:
    for article in articles:
        while article.state in {"waiting", "fetched"}:
            pipeline.step(article.pk)
            article.refresh_from_db()


def let_pass(source: Source, span: timedelta) -> None:
    """As if all that is known of the source's polls had happened this long ago."""
    watch = Watch.objects.get(pk=source.pk)
    for name in ("polled_at", "succeeded_at", "yielded_at", "failing_since", "reported_at"):
        if then := getattr(watch, name):
            setattr(watch, name, then - span)
    watch.next_poll_at = None
    watch.save()


def test_a_poll_makes_an_article_of_each_item(source, site):
    site.answers["/feed"] = answer(
        rss(item(1, "星河智能完成融资", "<pubDate>Tue, 20 Feb 2024 00:30:00 +0800</pubDate>")), XML
    )

    run = polled(source)

    article = Article.objects.get()
    assert counts(run) == {"new": 1}
    assert (run.state, run.found) == ("done", 1)
    assert (article.address, article.host) == (site.url("/1"), site.host)
    assert (article.source, article.title) == (source, "星河智能完成融资")
    assert (article.published_on, article.published_known) == (date(2024, 2, 20), "feed")
    assert article.state == "waiting"
    assert source.items.get().article == article
    assert source.watch.etag == ""


def test_polling_again_adds_nothing(source):
    polled(source)

    assert counts(polled(source)) == {"known": 3}
    assert Article.objects.count() == Item.objects.count() == 3


def test_new_identities_for_old_articles_make_nothing_new(source, site):
    def guids(*numbers):
        return [item(1 + n % 3, inside=f"<guid isPermaLink='false'>{n}</guid>") for n in numbers]

    polled(source)
    site.answers["/feed"] = answer(rss(*guids(10, 11, 12, 13)), XML)

    assert counts(polled(source)) == {"known": 3}
    assert Item.objects.count() == 3


def test_a_poll_that_is_not_due_does_nothing(source):
    assert poll(source.pk, only_due=True)
    assert poll(source.pk, only_due=True) is None
    assert source.runs.count() == 1


def test_a_source_that_is_not_followed_or_paused_is_not_due(source):
    source.enabled = False
    source.save()
    assert poll(source.pk, only_due=True) is None

    source.enabled = True
    source.save()
    Watch.objects.update(paused_at=Now())
    assert poll(source.pk, only_due=True) is None


def test_an_unchanged_feed_is_asked_for_news_only(source, site):
    site.answers["/feed"] = answer(rss(item(1)), XML, 'ETag: "7"')
    polled(source)
    site.answers["/feed"] = answer(b"", status="304 Not Modified")

    run = polled(source)

    assert 'If-None-Match: "7"' in site.requests[-1]
    assert (run.state, counts(run)) == ("done", {})
    source.watch.refresh_from_db()
    assert source.watch.failures == 0


def test_what_an_editor_changed_is_read_in_full(source, site):
    site.answers["/feed"] = answer(rss(item(1)), XML, 'ETag: "7"')
    source.include_words = "收购"
    source.save()
    assert counts(polled(source)) == {"left_out": 1}
    source.include_words = "新闻"
    source.save()

    assert counts(polled(source)) == {"new": 1}
    assert "If-None-Match" not in site.requests[-1]
    assert source.items.get().outcome == "taken"


def test_words_leave_articles_out_and_say_why(source, site):
    source.exclude_words = "廣告"
    source.save()
    site.answers["/feed"] = answer(
        rss(item(1, inside="<description>这是广告</description>"), item(2)), XML
    )

    assert counts(polled(source)) == {"new": 1, "left_out": 1}
    assert counts(polled(source)) == {"known": 1, "left_out": 1}
    left_out = source.items.get(outcome="left_out")
    assert (left_out.article, left_out.reason) == (None, "It has the word “廣告”.")


def test_items_of_no_use_fail_with_a_reason_and_spoil_no_other(source, site):
    site.answers["/feed"] = answer(
        rss(
            "<item><title>内网</title><link>http://intranet/admin</link></item>",
            "<item><title>无处可取</title></item>",
            item(1),
            "<item></item>",
        ),
        XML,
    )

    assert counts(polled(source)) == {"new": 1, "failed": 3}
    reasons = " ".join(source.items.filter(outcome="failed").values_list("reason", flat=True))
    assert "a name of a local network" in reasons
    assert "neither an address nor a text" in reasons


def test_an_item_that_brings_its_whole_text_needs_no_address(source, site):
    text = "星河智能宣布完成超10亿美元融资，由远山资本领投。公司将继续训练模型。" * 3
    site.answers["/feed"] = answer(
        rss(f"<item><title>融资</title><guid>7</guid><description>{text}</description></item>"), XML
    )

    polled(source)
    fetch_and_read(*Article.objects.all())

    article = Article.objects.get()
    assert (article.state, article.title, article.text) == ("read", "融资", text)
    assert counts(polled(source)) == {"known": 1}


def test_two_sources_that_list_one_article_share_it(source, site):
    polled(source)
    site.answers["/other"] = answer(rss(item(3), item(4)), XML)

    other = followed(site.url("/other"))

    assert counts(polled(other)) == {"new": 1, "known": 1}
    assert Article.objects.count() == 4
    assert other.items.filter(article=None).count() == 0


def test_the_canonical_address_of_an_article_does_not_make_it_new(source, site):
    page = ENGLISH.replace("https://quay.example/lumen?fbclid=1", site.url("/lumen"))
    site.answers["/1"] = answer(page.encode())
    site.answers["/feed"] = answer(rss(item(1)), XML)
    polled(source)
    fetch_and_read(Article.objects.get())

    run = polled(source)

    # A port that is not the web's keeps the address; a site's own canonical one moves it.
    Article.objects.update(address="https://quay.example/lumen")
    assert counts(run) == counts(polled(source)) == {"known": 1}
    assert Article.objects.count() == 1


def test_a_changed_item_is_fetched_again_and_is_new_only_with_another_text(source, site):
    site.answers["/1"] = answer(ENGLISH.encode())
    site.answers["/feed"] = answer(rss(item(1)), XML)
    polled(source)
    fetch_and_read(Article.objects.get())
    site.answers["/feed"] = answer(rss(item(1, "更正")), XML)
    assert counts(polled(source)) == {"changed": 1}
    fetch_and_read(*Article.objects.all())
    assert sorted(Article.objects.values_list("state", flat=True)) == ["duplicate", "read"]

    site.answers["/1"] = answer(ENGLISH.replace("$40&nbsp;million", "$50 million").encode())
    site.answers["/feed"] = answer(rss(item(1, "再次更正")), XML)
    assert counts(polled(source)) == {"changed": 1}
    fetch_and_read(*Article.objects.all())

    texts = Article.objects.filter(state="read").values_list("text", flat=True)
    assert sorted("$50 million" in text for text in texts) == [False, True]


def test_a_changed_item_whose_article_still_waits_waits_once(source, site):
    polled(source)
    site.answers["/feed"] = answer(rss(item(1, "更正"), item(2), item(3)), XML)

    assert counts(polled(source)) == {"changed": 1, "known": 2}
    assert Article.objects.count() == 3


def test_a_feed_that_changes_its_form_makes_nothing_new(source, site):
    def listed(summary, count=20):
        inside = f"<description>{summary}</description>"
        return answer(rss(*(item(number, inside=inside) for number in range(count))), XML)

    site.answers["/feed"] = listed("阅读 1")
    polled(source)
    site.answers["/feed"] = listed("阅读 2", count=21)

    assert counts(polled(source)) == {"known": 20, "new": 1}
    assert counts(polled(source)) == {"known": 21}
    assert Article.objects.count() == Item.objects.exclude(article=None).count() == 21


def test_a_single_page_is_a_new_article_only_if_its_text_changed(site):
    source = followed(site.url("/page"), kind="page")
    site.answers["/page"] = answer(CHINESE.format(charset="gb2312").encode("gb18030"))
    assert counts(polled(source)) == {"new": 1}
    fetch_and_read(*Article.objects.all())
    page = CHINESE.format(charset="utf-8").replace("首页", "主页").encode()
    site.answers["/page"] = answer(page)
    assert counts(polled(source)) == {"known": 1}

    site.answers["/page"] = answer(page.replace("超10亿美元".encode(), "超11亿美元".encode()))

    assert counts(polled(source)) == {"changed": 1}
    assert Article.objects.count() == 2
    fetch_and_read(*Article.objects.all())
    assert set(Article.objects.values_list("state", flat=True)) == {"read"}
    assert source.items.get().article == Article.objects.latest("pk")


def test_a_listing_page_gives_the_links_that_match(site):
    source = followed(site.url("/"), kind="listing", link_pattern="/a/*")
    site.answers["/"] = answer('<a href="/a/1">更多</a> <a href="/b/2">别的文章标题</a>'.encode())

    assert counts(polled(source)) == {"new": 1}
    article = Article.objects.get()
    assert (article.address, article.title) == (site.url("/a/1"), "")


def test_a_sitemap_index_is_read_with_its_parts(site):
    source = followed(site.url("/sitemap.xml"), kind="sitemap")
    index = "<sitemapindex>{}</sitemapindex>"
    part = "<sitemap><loc>{}</loc></sitemap>"
    parts = part.format(site.url("/news.xml")) + part.format(site.url("/broken.xml"))
    site.answers["/sitemap.xml"] = answer(index.format(parts).encode(), XML, 'ETag: "1"')
    site.answers["/broken.xml"] = answer(b"", status="500 Oh")
    place = f"<url><loc>{site.url('/news/lumen-ai-raises-money')}</loc></url>"
    site.answers["/news.xml"] = answer(f"<urlset>{place}</urlset>".encode(), XML)

    assert counts(polled(source)) == {"new": 1}
    assert counts(polled(source)) == {"known": 1}


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        pytest.param(
            b"<html><p>hello</p></html>", "feed", "a page of links, not a feed", id="page"
        ),
        pytest.param(b"<html><p>hello</p></html>", "listing", "No links to articles", id="links"),
        pytest.param(b"<rss/>", "sitemap", "a feed, not a sitemap", id="feed"),
        pytest.param(b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss/>", "feed", "DTD", id="DTD"),
    ],
)
def test_what_cannot_be_read_fails_with_the_reason(site, content, kind, reason):
    site.answers["/x"] = answer(content)
    source = followed(site.url("/x"), kind=kind)

    run = polled(source)

    assert run.state == "failed"
    assert reason in run.error
    assert source.watch.error == run.error


def test_failures_slow_a_source_down_and_success_forgets_them(source, site):
    site.answers["/feed"] = answer(b"", status="500 Oh")
    polled(source)
    polled(source)
    watch = Watch.objects.get()
    assert watch.failures == 2
    assert due_in(watch) > timedelta(minutes=90)
    assert not Message.objects.exists()

    site.answers["/feed"] = answer(rss(item(1)), XML)
    polled(source)

    watch.refresh_from_db()
    assert not watch.failures
    assert watch.failing_since is None
    assert not watch.error


def test_the_wish_of_a_server_to_be_left_alone_is_granted(source, site):
    site.answers["/feed"] = answer(b"", "Retry-After: 80000", status="429 Slow")

    polled(source)

    assert due_in(Watch.objects.get()) > timedelta(seconds=79_000)


def test_a_source_that_breaks_is_told_of_once_and_again_after_it_had_recovered(source, site):
    def fail(*pauses: timedelta) -> None:
        site.answers["/feed"] = answer(b"", status="500 Oh")
        for pause in pauses:
            let_pass(source, pause)
            polled(source)

    half = timedelta(hours=12)
    fail(half, half)
    assert not Message.objects.exists()
    fail(half, half, half)
    message = Message.objects.get()
    assert message.topic == "source-broken"
    assert message.body["source"] == source.pk
    assert "status 500" in message.body["reason"]

    site.answers["/feed"] = answer(rss(item(1)), XML)
    polled(source)
    fail(half, half, half, half)
    assert Message.objects.count() == 2


def test_after_two_weeks_of_failure_a_source_pauses_itself(source, site):
    site.answers["/feed"] = answer(b"", status="404 Gone")
    polled(source)
    let_pass(source, timedelta(days=15))

    polled(source)

    watch = Watch.objects.get()
    assert watch.paused_at
    assert "15 days" in watch.pause_reason
    assert Message.objects.get().topic == "source-broken"
    assert poll(source.pk, only_due=True) is None


def test_a_source_that_falls_silent_is_told_of_once(source):
    polled(source)
    polled(source)
    assert not Message.objects.exists()
    let_pass(source, timedelta(days=40))
    polled(source)
    polled(source)

    message = Message.objects.get()
    assert message.topic == "source-silent"
    assert message.body["source"] == source.pk


def test_a_busy_host_puts_the_poll_off_without_counting_it(source, site, settings):
    settings.POLITE_PAUSE_SECONDS = 30
    polled(source)
    Watch.objects.update(next_poll_at=None)

    assert poll(source.pk, only_due=True) is None

    watch = Watch.objects.get()
    assert (watch.lease_until, watch.failures) == (None, 0)
    assert due_in(watch) > timedelta()
    assert source.runs.count() == 1


def test_a_poll_that_a_worker_died_over_is_ended_and_counts_as_a_failure(source):
    watch = Watch.objects.get()
    assert Watch.objects.claim(source.pk, only_due=True)
    Watch.objects.update(lease_until=Now() - timedelta(seconds=1))
    watch.refresh_from_db()
    dead = Run.objects.create(
        source=source, task="poll", state="running", attempts=1, lease_until=watch.lease_until
    )

    end_dead_polls()
    end_dead_polls()

    dead.refresh_from_db()
    watch.refresh_from_db()
    assert (dead.state, dead.error) == ("failed", "The worker died while it polled this source.")
    assert watch.failures == 1
    assert watch.lease_until is None


def test_a_worker_that_lost_its_claim_keeps_nothing(source, monkeypatch):
    def slowly(*args, **marks):
        found = survey(*args, **marks)
        Watch.objects.update(lease_until=Now() + timedelta(minutes=9))  # another one's claim
        return found

    monkeypatch.setattr("events.ingestion.poll.survey", slowly)

    assert poll(source.pk) is None
    assert not Article.objects.exists()


@pytest.fixture
def many(site) -> list[Source]:
    """Sources that list the same articles, in different orders."""
    pages = [item(number) for number in range(60)]
    sources = []
    for number in range(4):
        site.answers[f"/feed{number}"] = answer(rss(*(pages if number % 2 else pages[::-1])), XML)
        sources.append(followed(site.url(f"/feed{number}")))
    return sources


@pytest.mark.django_db(transaction=True)
def test_parallel_polls_double_nothing_and_lose_nothing(many, settings):
    settings.POLITE_PAUSE_SECONDS = 0

    def work() -> None:
        for source in many:
            for _ in range(3):
                poll(source.pk, only_due=True)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for source in many:
        poll(source.pk, only_due=True)
    assert Article.objects.count() == 60
    assert Item.objects.exclude(article=None).count() == 240
    assert not Watch.objects.exclude(lease_until=None).exists()
    assert not Run.objects.exclude(state="done").exists()
    assert Run.objects.count() == 4
