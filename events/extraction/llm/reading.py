"""One article read by a model, piece by piece, within its limits of time and tokens."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from .. import MAX_CHARACTERS, TextTooLong
from ..document import Document
from ..text import detect_language
from . import Reading
from .checking import Checked
from .chunks import chunks, estimated_tokens
from .client import BrokenAnswer, Client, connect
from .errors import ModelAway, ModelError
from .prompt import instructions, message
from .schema import Answer
from .settings import LLMSettings
from .usage import Usage

ANSWER_TOKENS = 8_000
LEAST_ANSWER_TOKENS = 500
MOST_ASKED = 2
"""How often a model is asked about one piece, if its answer is broken."""


def read_all(
    text: str, settings: LLMSettings, *, published: date | None, language: str | None
) -> Reading:
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(f"more than {MAX_CHARACTERS:,} characters: split it into articles")
    document = Document(text, language or detect_language(text), published)
    usage = Usage()
    return asyncio.run(_read(document, settings, usage))


async def _read(document: Document, settings: LLMSettings, usage: Usage) -> Reading:
    checked = Checked(document)
    try:
        async with asyncio.timeout(settings.timeout), connect(settings, usage) as client:
            for number, (start, end) in enumerate(chunks(document)):
                asked = message(
                    document.text[start:end],
                    published=document.published,
                    headline=_headline(document) if number else "",
                )
                checked.add(await _ask(client, asked, settings, usage), (start, end))
    except TimeoutError as error:
        reason = f"the model took more than {settings.timeout:g} seconds"
        raise ModelAway(reason, usage, is_usage_known=False) from error
    return Reading(checked.facts(), usage, dict(+checked.dropped))


async def _ask(client: Client, asked: str, settings: LLMSettings, usage: Usage) -> dict[str, Any]:
    """The answer about one piece; a broken one is asked for again, as long as tokens last."""
    overhead = instructions() + str(Answer.model_json_schema())
    needed = estimated_tokens(overhead + asked)
    for attempt in range(1, MOST_ASKED + 1):
        left = settings.max_tokens - usage.total - needed
        if left < LEAST_ANSWER_TOKENS:
            raise ModelError(f"it would take more than {settings.max_tokens:,} tokens", usage)
        try:
            return await client.ask(asked, max_tokens=min(ANSWER_TOKENS, left))
        except BrokenAnswer:
            if attempt == MOST_ASKED:
                raise
    raise AssertionError("unreachable")


def _headline(document: Document) -> str:
    first = document.sentences[0]
    return document.text[first.start : min(first.end, first.start + 200)]
