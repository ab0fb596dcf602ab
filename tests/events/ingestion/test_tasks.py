"""Which articles the workers are asked for. What they do with them is the pipeline's to test."""

from datetime import timedelta

import pytest
import redis
from celery import current_app
from django.db.models.functions import Now

from events import tasks
from events.models import Article, Host
from tests.events.ingestion.conftest import answer
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

State = Article.State
PAGE = "<article><p>智谱AI宣布完成25亿元B轮融资，由红杉中国领投。</p></article>".encode()


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, int, float]]:
    """The messages to the workers: which task, which article, and in how many seconds."""
    sent: list[tuple[str, int, float]] = []

    def to_fetch(args: tuple[int], countdown: float) -> None:
        sent.append(("fetch", args[0], countdown))

    monkeypatch.setattr(tasks, "messages", lambda queue: 0)
    monkeypatch.setattr(tasks.fetch, "apply_async", to_fetch)
    monkeypatch.setattr(tasks.advance, "delay", lambda pk: sent.append(("advance", pk, 0)))
    return sent


def waiting(host: str, count: int = 1, **values) -> list[int]:
    return [
        ArticleFactory(address=f"https://{host}/{number}", state=State.WAITING, **values).pk
        for number in range(count)
    ]


def test_postgresql_writes_the_host_of_an_address():
    for address, host in [
        ("https://news.example.com/a", "news.example.com"),
        ("http://127.0.0.1:8901/?a=/", "127.0.0.1:8901"),
        ("file:星河.html", ""),
    ]:
        assert Article.objects.get(pk=ArticleFactory(address=address).pk).host == host


def test_a_sweep_asks_for_one_article_of_each_host(asked):
    first, *_ = waiting("a.example", 30)
    other = waiting("b.example")[0]
    read = ArticleFactory(state=State.READ).pk

    tasks.sweep()
    assert asked == [("advance", read, 0), ("fetch", first, 0), ("fetch", other, 0)]

    tasks.sweep()
    assert len(asked) == 3


def test_a_sweep_adds_nothing_to_a_long_queue_of_articles_to_read(asked, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(tasks, "messages", {"default": 2}.get)
    read, _ = (ArticleFactory(state=State.READ).pk for _ in range(2))

    tasks.sweep()

    assert asked == [("advance", read, 0)]


def test_the_messages_of_a_queue_are_counted(broker):
    with redis.Redis.from_url(broker) as server:
        assert tasks.messages("队列") == 0
        server.rpush("队列", "一", "二")
        assert tasks.messages("队列") == 2
        server.delete("队列")


def test_a_broker_that_is_away_has_no_messages(monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_url", "redis+socket:///nowhere.sock")

    assert tasks.messages("default") == 0


def test_a_sweep_leaves_hosts_alone_that_rest_for_long(asked):
    waiting("a.example", 3)
    soon = waiting("b.example")[0]
    Host.objects.create(name="a.example", free_at=Now() + timedelta(hours=1))
    Host.objects.create(name="b.example", free_at=Now() + timedelta(seconds=30))

    tasks.sweep()

    [(task, article, seconds)] = asked
    assert (task, article) == ("fetch", soon)
    assert 20 < seconds < 31


def test_hosts_with_thousands_of_articles_do_not_keep_others_from_their_turn(asked, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_AT_ONCE", 2)
    waiting("a.example", 20)
    waiting("b.example", 20)
    late = waiting("c.example")[0]

    tasks.sweep()
    tasks.sweep()

    assert ("fetch", late, 0) in asked


def test_after_a_fetch_the_article_goes_on_and_its_host_s_next_one_is_asked_for(
    asked, site, settings
):
    settings.POLITE_PAUSE_SECONDS = 5
    settings.IGNORE_ROBOTS_HOSTS = [site.host]
    site.answers["/1"] = answer(PAGE)
    first, second, _ = [
        ArticleFactory(address=site.url(f"/{number}"), state=State.WAITING).pk
        for number in (1, 2, 3)
    ]

    tasks.fetch(first)

    assert [message[:2] for message in asked] == [("advance", first), ("fetch", second)]
    assert 4 < asked[1][2] <= 5.05
    assert Article.objects.get(pk=first).state == State.FETCHED


def test_an_article_of_a_busy_host_is_put_off_without_an_attempt(asked, site):
    until = Now() + timedelta(minutes=2)
    Host.objects.create(name=site.host, free_at=until)
    pk = ArticleFactory(address=site.url("/1"), state=State.WAITING).pk

    for _ in range(5):
        tasks.fetch(pk)

    article = Article.objects.get(pk=pk)
    assert (article.state, article.attempts, article.lease_until) == (State.WAITING, 0, None)
    assert article.next_try_at == Host.objects.get().free_at
    assert site.host in article.error
    assert (asked, site.requests) == ([], [])


def test_an_article_is_not_put_off_for_ever(asked, site):
    Host.objects.create(name=site.host, free_at=Now() + timedelta(minutes=2))
    pk = ArticleFactory(address=site.url("/1"), state=State.WAITING).pk
    Article.objects.update(created_at=Now() - timedelta(days=15))

    tasks.fetch(pk)

    article = Article.objects.get(pk=pk)
    assert (article.state, article.failed_at) == (State.FAILED, State.WAITING)
    assert "14 days" in article.error


def test_an_article_is_tried_again_when_its_server_asks_for_it(asked, site, settings):
    settings.IGNORE_ROBOTS_HOSTS = [site.host]
    site.answers["/1"] = answer(b"", "Retry-After: 600", status="503 Service Unavailable")
    pk = ArticleFactory(address=site.url("/1"), state=State.WAITING).pk

    tasks.fetch(pk)

    soon, late = Now() + timedelta(seconds=590), Now() + timedelta(seconds=600)
    assert Article.objects.filter(next_try_at__range=(soon, late), attempts=1).exists()


def test_what_is_not_fetched_is_not_advanced(asked):
    pk = waiting("a.example")[0]

    tasks.advance(pk)

    assert Article.objects.get(pk=pk).attempts == 0
