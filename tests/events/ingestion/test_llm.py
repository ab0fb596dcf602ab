"""Articles are read by a language model where that is asked for, within the budget of the day."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.ingestion import pipeline
from events.models import Article, Event, Extraction
from events.models.article import MOST_ATTEMPTS
from events.models.source import Extractor
from tests.factories import ArticleFactory, SourceFactory
from tests.provider import Provider, Reply, serving
from tests.settings import BASE_DIR

pytestmark = pytest.mark.django_db

State = Article.State
QUOTE = "2023年10月20日，智谱AI宣布完成25亿元B轮融资，由红杉中国领投。"
TEXT = f"智谱AI完成B轮融资\n\n{QUOTE}"
ANSWER = {
    "people": [], "models": [], "affiliations": [],
    "companies": [{"name": "智谱AI", "aliases": []}, {"name": "红杉中国", "aliases": []}],
    "events": [
        {
            "kind": "funding", "company": "智谱AI", "leads": ["红杉中国"], "round": "B",
            "date": "2023-10-20", "certainty": "confirmed", "evidence": {"quote": QUOTE},
        },
        {
            "kind": "closure", "company": "智谱AI", "certainty": "confirmed",
            "evidence": {"quote": "智谱AI宣布关闭。"},
        },
    ],
}  # fmt: skip


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    """A model that costs 1 USD for a million tokens read and 10 for a million written."""
    with serving() as provider:
        settings.LLM_MODEL = "test-model"
        settings.LLM_BASE_URL = f"http://127.0.0.1:{provider.port}/v1"
        settings.LLM_PRICE_IN, settings.LLM_PRICE_OUT = Decimal(1), Decimal(10)
        provider.replies = [Reply(ANSWER)]
        yield provider


def to_read(**values) -> Article:
    given = {"source": SourceFactory(extractor=Extractor.MODEL), "text": TEXT} | values
    return ArticleFactory(state=State.READ, language="zh", **given)


def spent(cost: str, article: Article, **ago) -> Extraction:
    row = Extraction.objects.create(article=article, extractor="llm", version="1", cost_usd=cost)
    Extraction.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(**ago))
    return row


def test_a_source_set_to_the_model_has_its_articles_read_by_it(provider):
    article = pipeline.run(to_read().pk)

    assert article.state == State.RECORDED
    event = Event.objects.get()
    assert (event.kind, event.round, event.status) == ("funding", "B", "proposed")
    evidence = event.evidence.get()
    assert (evidence.extractor, evidence.rule, evidence.quote) == ("llm", "llm", QUOTE)
    row = article.extractions.get()
    assert (row.extractor, row.model, row.note) == ("llm", "test-model", "")
    assert (row.tokens_in, row.tokens_out, row.cost_usd) == (1000, 200, Decimal("0.003"))
    assert row.dropped == {"quote not in the text": 1}


@pytest.mark.parametrize(
    ("by_source", "by_article", "asked"),
    [("offline", "", 0), ("model", "offline", 0), ("offline", "model", 1), (None, "model", 1)],
)
def test_an_article_overrules_its_source(provider, by_source, by_article, asked):
    source = SourceFactory(extractor=by_source) if by_source else None

    pipeline.run(to_read(source=source, extractor=by_article).pk)

    assert len(provider.requests) == asked


UNSET = {
    "LLM_MODEL is empty": {"LLM_MODEL": ""},
    "LLM_PROVIDER must be": {"LLM_PROVIDER": "other"},
    "LLM_API_KEY is empty": {"LLM_PROVIDER": "anthropic"},
    "LLM_PRICE_IN": {"LLM_BASE_URL": "", "LLM_API_KEY": "k", "LLM_PRICE_IN": Decimal(0)},
    "LLM_TIMEOUT_SECONDS must": {"LLM_TIMEOUT_SECONDS": 600},
}


@pytest.mark.parametrize(("reason", "values"), UNSET.items(), ids=UNSET)
def test_without_a_model_the_rules_read_and_the_row_says_so(provider, settings, reason, values):
    for name, value in values.items():
        setattr(settings, name, value)

    article = pipeline.run(to_read().pk)

    row = article.extractions.get()
    assert (row.extractor, article.state, article.error) == ("rules", State.RECORDED, "")
    assert row.note.startswith("Read by rules and not by a model: ")
    assert reason in row.note
    assert Event.objects.get().round == "B"
    assert provider.requests == []


def test_the_budget_holds_what_all_workers_spent_today_and_have_set_aside(provider, settings):
    settings.LLM_MAX_COST_USD = Decimal("0.9")  # an article may take 0.4
    article = to_read()
    spent("50", article, days=1)
    spent("0.3", article, seconds=0)
    assert pipeline.step(article.pk) == State.EXTRACTED

    spent("0.3", article, seconds=0)
    late = pipeline.run(to_read(address="file:late.txt", text=f"{TEXT} 又讯。").pk)

    assert len(provider.requests) == 1
    note = late.extractions.get().note
    assert "budget of 0.9 USD" in note
    assert "0.6030 are spent" in note


def test_a_model_that_costs_nothing_needs_no_budget(provider, settings):
    settings.LLM_MAX_COST_USD = settings.LLM_PRICE_IN = settings.LLM_PRICE_OUT = Decimal(0)

    pipeline.run(to_read().pk)

    assert len(provider.requests) == 1


def test_a_busy_model_is_asked_again_later_and_at_the_last_try_the_rules_read(provider):
    provider.replies = [Reply(body=b"{}", status=503, headers={"Retry-After": "0"})]
    article = to_read()

    for attempt in range(1, MOST_ATTEMPTS):
        assert pipeline.step(article.pk) == State.READ
        article.refresh_from_db()
        assert (article.attempts, article.next_try_at is None) == (attempt, False)
        assert "503" in article.error
    assert pipeline.step(article.pk) == State.EXTRACTED

    *tries, rules = article.extractions.order_by("pk")
    assert [(row.facts, row.cost_usd) for row in tries] == [({}, Decimal(0))] * MOST_ATTEMPTS
    assert "503" in rules.note
    assert pipeline.step(article.pk) == State.RECORDED
    assert Event.objects.get().evidence.get().extractor == "rules"


def test_an_answer_that_cannot_be_used_is_paid_for_and_the_rules_read(provider):
    provider.replies = [Reply("{")]

    article = pipeline.run(to_read().pk)

    failed, rules = article.extractions.order_by("pk")
    assert (failed.facts, failed.tokens_in, failed.cost_usd) == ({}, 2000, Decimal("0.006"))
    assert "form asked for" in failed.note
    assert "form asked for" in rules.note
    assert article.state == State.RECORDED


def test_a_request_given_up_counts_as_much_as_it_could_have_cost(provider, settings):
    settings.LLM_TIMEOUT_SECONDS = 1
    provider.replies = [Reply(ANSWER, delay=2.5)]
    article = to_read()

    assert pipeline.step(article.pk) == State.READ

    assert article.extractions.get().cost_usd == Decimal("0.4")


def test_an_article_read_by_rules_can_be_read_again_by_the_model(provider):
    article = pipeline.run(to_read(source=None).pk)
    assert pipeline.read_again(article, Extractor.MODEL)

    article = pipeline.run(article.pk)

    assert article.state == State.RECORDED
    assert {row.extractor for row in article.extractions.all()} == {"rules", "llm"}
    event = Event.objects.get()
    assert event.evidence.exclude(extractor="").exists()

    assert pipeline.read_again(article, Extractor.OFFLINE)
    pipeline.step(article.pk)
    article.refresh_from_db()
    assert pipeline.latest_extraction(article).extractor == "rules"


def test_an_article_that_a_worker_holds_is_not_read_again(provider):
    article = to_read()
    Article.objects.claim(article.pk, State.READ)

    assert not pipeline.read_again(article, Extractor.MODEL)


def test_ingest_asks_the_model_for_a_known_article_too_and_tells_where_it_could_not(
    provider, settings, tmp_path, capsys
):
    path = tmp_path / "2023-10-20-news.txt"
    path.write_text(TEXT, encoding="utf-8")
    call_command("ingest", str(path))
    assert provider.requests == []

    call_command("ingest", "--llm", str(path))
    assert len(provider.requests) == 1
    assert {row.extractor for row in Extraction.objects.all()} == {"rules", "llm"}
    assert capsys.readouterr().err == ""

    settings.LLM_MODEL = ""
    call_command("ingest", "--llm", str(path))
    assert "no language model is set up" in capsys.readouterr().err


def test_extract_prints_what_the_model_finds_and_what_that_took(
    provider, settings, tmp_path, capsys
):
    path = tmp_path / "2023-10-20-news.txt"
    path.write_text(TEXT, encoding="utf-8")

    call_command("extract", "--llm", str(path))

    out, err = capsys.readouterr()
    (event,) = json.loads(out)["events"]
    assert (event["kind"], event["rule"], event["evidence"]["quote"]) == ("funding", "llm", QUOTE)
    assert "1000 tokens read, 200 written, 0.0030 USD" in err
    assert "{'quote not in the text': 1}" in err

    provider.replies = [Reply(body=b"{}", status=401)]
    with pytest.raises(CommandError, match="the model's server: status_code: 401"):
        call_command("extract", "--llm", str(path))
    settings.LLM_MODEL = ""
    with pytest.raises(CommandError, match="--llm: no language model"):
        call_command("extract", "--llm", str(path))


def test_editors_can_have_chosen_articles_read_by_the_model(provider, admin_client):
    article = pipeline.run(to_read(source=None).pk)
    chosen = {"action": "read_by_model", "_selected_action": [article.pk]}

    answer = admin_client.post("/admin/events/article/", chosen, follow=True)

    assert "1 article will be read by the language model." in answer.content.decode()
    article = pipeline.run(article.pk)
    assert pipeline.latest_extraction(article).extractor == "llm"
    page = admin_client.get(f"/admin/events/article/{article.pk}/change/").content.decode()
    assert "llm 1.0 (test-model): 1000 + 200 tokens, 0.0030 USD, 1 dropped" in page
    form = admin_client.get(f"/admin/events/source/{SourceFactory().pk}/change/")
    assert 'name="extractor"' in form.content.decode()


def test_importing_the_pipeline_does_not_import_the_option():
    code = (
        "import sys, django; django.setup()\n"
        "import events.ingestion.pipeline\n"
        "assert not {'pydantic', 'pydantic_ai', 'openai', 'anthropic'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, check=True)
