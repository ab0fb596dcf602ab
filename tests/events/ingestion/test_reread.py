"""Stored pages: how long they are kept, and reading them again."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from events.ingestion import pipeline, retention
from events.ingestion import reread as module
from events.ingestion.read import Reading
from events.ingestion.reextract import difference_of
from events.ingestion.reread import NoPage, reread
from events.models import Article, RawPage, Run
from events.models.source import Extractor
from tests.factories import ArticleFactory, EditorFactory

pytestmark = pytest.mark.django_db

PAGE = (
    "<html><body><article><p>2023年10月20日，智谱AI宣布完成25亿元B轮融资，由红杉中国领投。</p>"
    "<p>公司表示，资金将用于研发。</p></article></body></html>"
)


@pytest.fixture
def article() -> Article:
    """An article that has gone all the way from its page."""
    article = ArticleFactory(
        text="", text_hash="", source=None, title="", published_on=None, language=""
    )
    pipeline.store_page(article, PAGE.encode(), content_type="text/html", charset="utf-8")
    article.save()
    return pipeline.run(article.pk)


def better_reader(monkeypatch, text: str) -> None:
    monkeypatch.setattr(module, "read_raw", lambda _: Reading("标题", text, language="zh"))


def test_a_page_that_reads_as_before_makes_no_new_version(article):
    assert reread(article) is None
    assert Article.objects.count() == 1


def test_a_page_that_reads_otherwise_makes_a_version_of_the_same_origin(article, monkeypatch):
    better_reader(monkeypatch, f"{article.text}\n\n文末还有一段。")
    old_text = article.text

    version = reread(article)

    assert version is not None
    assert (version.address, version.reprint_of) == (article.address, article)
    assert version.published_on == article.published_on
    assert RawPage.objects.get().article == version
    article.refresh_from_db()
    assert article.text == old_text
    assert pipeline.run(version.pk).state == Article.State.RECORDED


def test_reading_twice_makes_one_version(article, monkeypatch):
    better_reader(monkeypatch, "另一种读法，也有足够的文字。")
    version = reread(article)

    assert version is not None
    assert reread(version) is None
    with pytest.raises(NoPage):
        reread(article)
    assert Article.objects.count() == 2


def test_old_pages_are_deleted_and_their_articles_can_still_be_extracted(article, settings):
    settings.RAW_PAGES_KEPT_DAYS = 30
    RawPage.objects.update(fetched_at=Now() - timedelta(days=31))

    assert retention.delete_old()["raw pages"] == 1

    article = Article.objects.get()
    assert not RawPage.objects.exists()
    assert difference_of(article).changes == ()
    assert pipeline.read_again(article, Extractor.OFFLINE)
    assert pipeline.run(article.pk).state == Article.State.RECORDED


@pytest.mark.parametrize(
    ("days_kept", "days_old", "values"),
    [
        pytest.param(30, 29, {}, id="not old enough"),
        pytest.param(0, 9999, {}, id="kept for ever"),
        pytest.param(30, 31, {"state": "fetched"}, id="still to be read"),
        pytest.param(
            30, 31, {"state": "failed", "failed_at": "fetched", "error": "?"}, id="to be retried"
        ),
    ],
)
def test_pages_are_kept(article, settings, days_kept, days_old, values):
    settings.RAW_PAGES_KEPT_DAYS = days_kept
    RawPage.objects.update(fetched_at=Now() - timedelta(days=days_old))
    Article.objects.update(**values)

    assert retention.delete_old()["raw pages"] == 0
    assert RawPage.objects.exists()


def test_old_runs_are_deleted_in_batches_unless_they_are_at_work(settings, monkeypatch):
    settings.RUNS_KEPT_DAYS = 30
    monkeypatch.setattr(retention, "BATCH", 2)
    for state in ["done"] * 5 + ["running"]:
        Run.objects.create(task="poll", state=state)
    Run.objects.update(created_at=Now() - timedelta(days=31))
    Run.objects.create(task="poll", state="done")

    assert retention.delete_old()["runs"] == 5
    assert sorted(Run.objects.values_list("state", flat=True)) == ["done", "running"]


def test_an_editor_reads_a_page_again_from_the_article_s_page(client, article):
    client.force_login(EditorFactory())
    page = client.get(reverse("admin:events_article_change", args=[article.pk]))
    assert b'value="reread"' in page.content

    answer = client.post(
        reverse("admin:events_article_changelist"),
        {"action": "reread", "_selected_action": [article.pk]},
        follow=True,
    )

    assert "reads as before" in answer.content.decode()
    RawPage.objects.all().delete()
    page = client.get(reverse("admin:events_article_change", args=[article.pk]))
    assert b'value="reread"' not in page.content
