from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models.functions import Now

from events.ingestion import pipeline
from events.ingestion.errors import FetchError, ParserDied
from events.models import Article, Event, Extraction
from events.models.article import MOST_ATTEMPTS
from people.models import Entity
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

State = Article.State
TEXT = "智谱AI完成B轮融资\n\n2023年10月20日，智谱AI宣布完成25亿元B轮融资，由红杉中国领投。"
PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>快讯</title>
<link rel="canonical" href="https://outlet.example/zhipu">
<meta property="og:site_name" content="潮汐快讯"></head><body><article><h1>智谱AI融资</h1>
<p>2023年10月20日，智谱AI宣布完成25亿元B轮融资，由红杉中国领投，阿里巴巴跟投。</p>
<p>公司称资金将用于大模型的研发，并扩大团队规模，预计明年推出新一代模型产品。</p>
</article></body></html>"""


def arrived(content: str, address: str = "file:article.txt", **values) -> Article:
    """An article whose page is here and is not read yet."""
    kind = "text/html" if content.startswith("<!doctype") else "text/plain"
    article = ArticleFactory(
        address=address, state=State.WAITING, text="", text_hash="", source=None, title="", **values
    )
    pipeline.store_page(article, content.encode(), content_type=kind, charset="utf-8")
    article.save()
    return article


def failing(monkeypatch, error, state=State.FETCHED):
    def work(article):
        raise error

    steps = pipeline.STEPS | {state: pipeline.STEPS[state]._replace(work=work)}
    monkeypatch.setattr(pipeline, "STEPS", steps)


def test_an_article_goes_all_the_way_to_a_proposed_event():
    article = pipeline.run(arrived(TEXT).pk)

    assert article.state == State.RECORDED
    event = Event.objects.get(kind="funding")
    assert (event.status, event.round, str(event.when)) == ("proposed", "B", "2023-10-20")
    assert event.evidence.get().quote in article.text
    assert Extraction.objects.filter(article=article).count() == 1


def test_a_saved_page_gives_its_address_its_outlet_and_its_title():
    article = pipeline.run(arrived(PAGE, address="file:saved.html", published_on=None).pk)

    assert article.address == "https://outlet.example/zhipu"
    assert article.publisher == "潮汐快讯"
    assert article.published_known == "arrival"


def test_the_same_text_at_the_same_address_is_known_already():
    first = pipeline.run(arrived(PAGE, address="file:one.html").pk)
    second = pipeline.run(arrived(PAGE + " ", address="file:two.html").pk)

    assert (second.state, second.reprint_of) == (State.DUPLICATE, first)
    assert Event.objects.filter(kind="funding").count() == 1


def test_the_same_text_at_another_address_is_a_reprint_of_one_origin():
    first = pipeline.run(arrived(PAGE, address="file:one.html").pk)
    second = pipeline.run(arrived(PAGE.replace("/zhipu", "/copy"), address="file:two.html").pk)

    assert (second.state, second.reprint_of) == (State.RECORDED, first)
    event = Event.objects.get(kind="funding")
    assert (event.card.data["articles"], event.card.data["origins"]) == (2, 1)


def test_a_site_cannot_pass_its_page_off_as_another_site_s():
    article = pipeline.run(arrived(PAGE, address="https://elsewhere.example/copy").pk)

    assert article.address == "https://elsewhere.example/copy"


@pytest.mark.parametrize(
    ("address", "claimed", "kept"),
    [
        ("https://m.outlet.example/a", "https://www.outlet.example/a", True),
        ("https://outlet.example/amp/a", "https://outlet.example/a", True),
        ("https://amp.outlet.example/a", "https://outlet.example/a", True),
        ("https://m.outlet.example/a", "https://m.other.example/a", False),
        ("https://m.example/a", "https://example/a", False),
    ],
)
def test_a_mobile_or_amp_page_may_name_the_address_of_the_large_one(address, claimed, kept):
    assert pipeline._canonical(address, claimed) == (claimed if kept else "")


def test_every_step_can_be_done_twice_with_the_same_result():
    article = pipeline.run(arrived(TEXT).pk)
    before = Event.objects.count(), Entity.objects.count()

    for state in (State.EXTRACTED, State.READ):
        Article.objects.filter(pk=article.pk).update(state=state)
        pipeline.run(article.pk)

    assert (Event.objects.count(), Entity.objects.count()) == before


def test_a_step_that_another_worker_holds_is_left_alone():
    article = arrived(TEXT)
    assert Article.objects.claim(article.pk, State.FETCHED)

    assert pipeline.step(article.pk) is None


def test_a_lease_that_ran_out_lets_the_next_worker_in():
    article = arrived(TEXT)
    Article.objects.claim(article.pk, State.FETCHED)
    Article.objects.update(lease_until=Now() - timedelta(seconds=1))

    assert pipeline.step(article.pk) == State.READ


def test_a_worker_that_lost_its_lease_writes_nothing(monkeypatch):
    article = arrived(TEXT)
    read = pipeline.STEPS[State.FETCHED].work

    def slow(article):
        Article.objects.update(attempts=article.attempts + 1)  # another one took it meanwhile
        return read(article)

    steps = pipeline.STEPS | {State.FETCHED: pipeline.STEPS[State.FETCHED]._replace(work=slow)}
    monkeypatch.setattr(pipeline, "STEPS", steps)

    assert pipeline.step(article.pk) is None
    article.refresh_from_db()
    assert (article.state, article.text) == (State.FETCHED, "")


@pytest.mark.parametrize(
    "error", [FetchError("timeout", "no answer in 20 seconds"), ParserDied("broke the parser")]
)
def test_what_may_be_better_next_time_is_tried_three_times(monkeypatch, error):
    failing(monkeypatch, error)
    article = arrived(TEXT)

    for attempt in range(MOST_ATTEMPTS):
        article.refresh_from_db()
        assert (article.state, article.attempts) == (State.FETCHED, attempt)
        pipeline.step(article.pk)

    article.refresh_from_db()
    assert (article.state, article.failed_at) == (State.FAILED, State.FETCHED)
    assert str(error) in article.error


def test_what_is_tried_again_waits_until_it_is_due(monkeypatch):
    failing(monkeypatch, FetchError("timeout", "no answer"))
    article = arrived(TEXT)
    pipeline.step(article.pk)

    assert not Article.objects.standing_still().exists()
    Article.objects.update(next_try_at=Now())
    assert article in Article.objects.standing_still()


def test_a_mistake_of_ours_is_a_visible_reason_too(monkeypatch):
    failing(monkeypatch, ZeroDivisionError("division by zero"))
    article = arrived(TEXT)

    pipeline.step(article.pk)

    article.refresh_from_db()
    assert article.error == "ZeroDivisionError: division by zero"


@pytest.mark.enable_socket
def test_an_address_that_is_refused_fails_at_once():
    article = ArticleFactory(address="http://127.0.0.1/", state=State.WAITING)

    failed = pipeline.run(article.pk)

    assert failed.state == State.FAILED
    assert "127.0.0.1" in failed.error


def test_a_result_that_cannot_be_kept_is_a_failed_try_of_the_step(monkeypatch):
    def keep(article, reading):
        article.state = State.READ
        raise ZeroDivisionError

    steps = pipeline.STEPS | {State.FETCHED: pipeline.STEPS[State.FETCHED]._replace(keep=keep)}
    monkeypatch.setattr(pipeline, "STEPS", steps)
    article = arrived(TEXT)

    assert pipeline.step(article.pk) == State.FETCHED
    article.refresh_from_db()
    assert (article.attempts, article.lease_until) == (1, None)
    assert article.next_try_at
    assert article.error


def test_a_worker_goes_on_with_the_article_that_it_has():
    article = arrived(TEXT)

    assert not pipeline.proceed(article.pk)
    article.refresh_from_db()
    assert article.state == State.RECORDED


def test_a_worker_does_not_try_again_what_failed_just_now(monkeypatch):
    failing(monkeypatch, FetchError("timeout", "no answer"))
    article = arrived(TEXT)

    assert not pipeline.proceed(article.pk)
    article.refresh_from_db()
    assert (article.state, article.attempts) == (State.FETCHED, 1)


def test_what_takes_long_is_asked_for_step_by_step(monkeypatch):
    monkeypatch.setattr(pipeline, "IN_HAND_SECONDS", 0)
    article = arrived(TEXT)

    assert pipeline.proceed(article.pk)
    article.refresh_from_db()
    assert article.state == State.READ


def test_an_article_at_which_workers_die_is_parked():
    article = arrived(TEXT)
    for _ in range(MOST_ATTEMPTS):
        Article.objects.claim(article.pk, State.FETCHED)
        Article.objects.update(lease_until=Now() - timedelta(seconds=1))

    pipeline.step(article.pk)

    article.refresh_from_db()
    assert (article.state, article.lease_until) == (State.FAILED, None)
    assert "died" in article.error


def test_a_failed_article_can_be_retried_where_it_failed(monkeypatch):
    with monkeypatch.context() as broken:
        failing(broken, ZeroDivisionError())
        article = arrived(TEXT)
        for _ in range(MOST_ATTEMPTS):
            pipeline.step(article.pk)
    article.refresh_from_db()

    pipeline.retry(article)

    assert pipeline.run(article.pk).state == State.RECORDED


def test_the_sample_articles_all_go_through():
    for path in sorted(Path("tests/articles").glob("*.txt")):
        page = path.read_text("utf-8")
        article = pipeline.run(arrived(page, f"file:{path.name}", raw_hash=path.name).pk)

        assert (article.state, article.error) == (State.RECORDED, "")
        assert article.evidence.exists()
