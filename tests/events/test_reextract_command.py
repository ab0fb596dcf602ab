"""`manage.py reextract` shows what the current extractor says otherwise, and applies it."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from events import actions
from events.extraction import NAME
from events.extraction.facts import EventFact, Facts, Quote
from events.ingestion import pipeline
from events.ingestion.record import record
from events.models import Article, Event
from tests.factories import ArticleFactory, EditorFactory, SourceFactory
from tests.settings import BASE_DIR

pytestmark = pytest.mark.django_db

TEXT = "2023年10月20日，智谱AI宣布完成25亿元B轮融资，由红杉中国领投。"


def misread(**values):
    """An article in which an earlier version read the round wrongly and a figure that is none."""
    article = ArticleFactory(
        text=TEXT, title="智谱AI融资", language="zh", published_on=date(2023, 10, 20), **values
    )
    proof = Quote(TEXT, 0, len(TEXT))
    facts = Facts("zh", "2023-10-20")
    roles = {"company": "智谱AI", "round": "A"}
    facts.events = [
        EventFact("funding", roles, "2023-10-20", "confirmed", proof, 0.9, "old"),
        EventFact("layoff", {"company": "智谱AI"}, None, "confirmed", proof, 0.9, "old"),
    ]
    pipeline.store_facts(article, facts)
    record(article, facts, extractor=NAME, version="0.1")
    return article


def run(*args):
    out = io.StringIO()
    call_command("reextract", *map(str, args), stdout=out, stderr=out)
    return out.getvalue()


def test_differences_are_shown_with_headline_values_and_quote_before_anything_is_written():
    article = misread()

    shown = run("--article", article.pk)

    assert f"Article {article.pk}, 2023-10-20: 智谱AI融资" in shown
    assert "round: Series A → Series B" in shown
    assert "~ 智谱AI" in shown
    assert "- 智谱AI" in shown
    assert f"“{TEXT}”" in shown
    assert "1 articles read, 1 differ (0 +, 1 ~, 1 -, 0 =); nothing was written" in shown
    assert set(Event.objects.values_list("kind", "round")) == {("funding", "A"), ("layoff", "")}


def test_applied_the_record_follows_and_a_second_time_there_is_nothing_to_do():
    article = misread()

    run("--article", article.pk, "--apply")
    again = run("--article", article.pk, "--apply")

    assert [(event.kind, event.round) for event in Event.objects.all()] == [("funding", "B")]
    assert "0 differ" in again


def test_what_an_editor_decided_is_shown_and_left():
    article = misread()
    for event in Event.objects.all():
        actions.accept_event(event, by=EditorFactory())

    shown = run("--all", "--apply")

    assert "decided by an editor: only shown" in shown
    assert "2 =" in shown
    assert Event.objects.get(kind="funding").round == "A"
    assert article.evidence.count() == 2


def test_articles_are_chosen_by_source_and_day():
    outlet = SourceFactory(name="潮汐快讯")
    misread(source=outlet)
    misread()
    assert "1 articles read" in run("--source", "潮汐快讯")
    assert "2 articles read" in run("--since", "2023-10-20")
    assert "0 articles read" in run("--since", "2023-10-21")
    assert "2 articles read" in run("--all")


def test_articles_that_the_extractor_never_read_are_passed_over():
    ArticleFactory()

    assert "0 articles read" in run("--all")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "--article, --source, --since or --all"),
        (["--article", "999999"], "no article 999999"),
        (["--source", "nobody"], "no source “nobody”"),
        (["--since", "2023-02-30"], "is not a day"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_name(args, message):
    with pytest.raises(CommandError, match=message):
        run(*args)


def test_an_article_that_fails_is_named_and_the_others_are_read():
    waiting = ArticleFactory(state=Article.State.WAITING)
    fine = misread()
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 articles failed"):
        call_command("reextract", "--article", waiting.pk, fine.pk, stdout=out, stderr=out)

    assert f"Article {waiting.pk}: Only a recorded article" in out.getvalue()
    assert "1 articles read" in out.getvalue()


@pytest.mark.parametrize(
    "name",
    ["zh-2023-10-23-funding.html", "zh-2025-11-13-talent.html", "en-2025-08-06-gpt-oss.txt"],
)
def test_an_article_that_this_version_recorded_holds_nothing_new(name):
    call_command("ingest", str(BASE_DIR / "tests" / "articles" / name), stdout=io.StringIO())
    assert Event.objects.count() > 2

    assert "1 articles read, 0 differ" in run("--all")
