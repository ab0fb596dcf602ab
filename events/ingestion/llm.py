"""Asks a language model about an article, where one is set up and the day's budget allows it."""

from __future__ import annotations

import logging
from decimal import Decimal

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from events.extraction.facts import Facts
from events.extraction.llm import NAME, VERSION, LLMSettings, ModelAway, ModelError, read
from events.models import Article, Extraction
from events.models.article import MOST_ATTEMPTS

log = logging.getLogger(__name__)

PROVIDERS = ("openai", "anthropic")
LONGEST_SECONDS = 80
"""The worker ends a task that takes 100."""


class NotAsked(Exception):
    """No model can be asked now; the message says why."""


def llm_settings() -> LLMSettings:
    """The model that the environment names. NotAsked, if it names none or not well."""
    if not settings.LLM_MODEL:
        raise NotAsked("no language model is set up: LLM_MODEL is empty")
    if settings.LLM_PROVIDER not in PROVIDERS:
        raise NotAsked(f"LLM_PROVIDER must be one of {', '.join(PROVIDERS)}")
    own_server = settings.LLM_BASE_URL and settings.LLM_PROVIDER == "openai"
    if not settings.LLM_API_KEY and not own_server:
        raise NotAsked("LLM_API_KEY is empty")
    if not settings.LLM_BASE_URL and not (settings.LLM_PRICE_IN and settings.LLM_PRICE_OUT):
        raise NotAsked("LLM_PRICE_IN and LLM_PRICE_OUT are not set, so no budget would hold")
    if not 1 <= settings.LLM_TIMEOUT_SECONDS <= LONGEST_SECONDS:
        raise NotAsked(f"LLM_TIMEOUT_SECONDS must lie between 1 and {LONGEST_SECONDS}")
    return LLMSettings(
        model=settings.LLM_MODEL,
        provider=settings.LLM_PROVIDER,
        base_url=settings.LLM_BASE_URL,
        api_key=settings.LLM_API_KEY,
        max_tokens=settings.LLM_MAX_TOKENS,
        price_in=settings.LLM_PRICE_IN,
        price_out=settings.LLM_PRICE_OUT,
        timeout=settings.LLM_TIMEOUT_SECONDS,
    )


def read_article(article: Article) -> Facts:
    """What the model finds, with a row that says what that took.

    NotAsked, where the article is to be read without it. ModelAway, as long as trying again later
    may help.
    """
    model = llm_settings()
    row = _set_aside(article, model)
    try:
        reading = read(
            article.text,
            model,
            published=article.published_on,
            language=article.language or None,
        )
    except ModelError as error:
        row.note = str(error)[:500]
        row.tokens_in, row.tokens_out = error.usage.tokens_in, error.usage.tokens_out
        if error.is_usage_known:
            row.cost_usd = model.cost(row.tokens_in, row.tokens_out)
        row.save()
        if isinstance(error, ModelAway) and article.attempts < MOST_ATTEMPTS:
            raise
        raise NotAsked(str(error)) from error
    row.found_at = timezone.now()
    row.facts, row.dropped = reading.facts.to_dict(), dict(reading.dropped)
    row.tokens_in, row.tokens_out = reading.usage.tokens_in, reading.usage.tokens_out
    row.cost_usd = model.cost(row.tokens_in, row.tokens_out)
    row.save()
    if reading.dropped:
        log.info("%s: dropped from the model's answer: %s", article, row.dropped)
    return reading.facts


def _set_aside(article: Article, model: LLMSettings) -> Extraction:
    """A row with the highest cost that asking can have, if the day's budget still holds it."""
    budget: Decimal = settings.LLM_MAX_COST_USD
    with transaction.atomic():
        with connection.cursor() as cursor:  # one worker at a time looks and takes
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('llm budget', 0))")
        spent = Extraction.objects.spent_today()
        if model.highest_cost and spent + model.highest_cost > budget:
            raise NotAsked(
                f"the day's budget of {budget} USD has no room for another article: "
                f"{spent:.4f} are spent or set aside, and one may take {model.highest_cost:.4f}"
            )
        return Extraction.objects.create(
            article=article,
            extractor=NAME,
            version=VERSION,
            model=model.model[:100],
            cost_usd=model.highest_cost,
        )
