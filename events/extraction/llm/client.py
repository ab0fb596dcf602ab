"""Asks a model over its provider's own protocol, by way of pydantic-ai."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, cast

import anthropic
import openai
from httpx2 import AsyncByteStream, Response
from pydantic_ai import Agent, StructuredDict, ToolOutput
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAPIError,
    ModelConnectionError,
    ModelRateLimitError,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RunUsage

from .errors import ModelAway, ModelError
from .prompt import instructions
from .schema import Answer
from .settings import LLMSettings
from .usage import Usage

ANSWER_BYTES = 2_000_000
"""A server that sends more is no model that keeps to its limits."""
RETRIES = 2
"""Of a request that a server turned away, after the time that it asks for."""
TRANSIENT = (
    ModelConnectionError,
    ModelRateLimitError,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
)


class AnswerTooLarge(Exception):
    """The server sends more than ANSWER_BYTES."""


class _Limited(AsyncByteStream):
    """The content of an answer, as far as it may go."""

    def __init__(self, stream: AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > ANSWER_BYTES:
                raise AnswerTooLarge(f"the answer has more than {ANSWER_BYTES:,} bytes")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _limit(response: Response) -> None:
    response.stream = _Limited(cast("AsyncByteStream", response.stream))


class Client:
    """Asks one model, and counts what that takes."""

    def __init__(self, model: Model, usage: Usage) -> None:
        schema = StructuredDict(Answer.model_json_schema(), name="facts")
        output = ToolOutput(schema, name="facts", description="The facts that the article states.")
        self._agent = Agent(model, output_type=output, instructions=instructions(), retries=0)
        self._usage = usage

    async def ask(self, message: str, *, max_tokens: int) -> dict[str, Any]:
        """The model's answer as it came, of which only the outer form is sure."""
        taken = RunUsage()
        settings = ModelSettings(max_tokens=max_tokens)
        try:
            result = await self._agent.run(message, usage=taken, model_settings=settings)
        except AgentRunError as error:
            self._count(taken)
            raise self._explained(error) from error
        except AnswerTooLarge as error:
            raise ModelError(str(error), self._usage, is_usage_known=False) from error
        self._count(taken)
        return result.output

    def _count(self, taken: RunUsage) -> None:
        self._usage.tokens_in += taken.input_tokens
        self._usage.tokens_out += taken.output_tokens

    def _explained(self, error: AgentRunError) -> ModelError:
        if not isinstance(error, ModelAPIError):
            return BrokenAnswer(f"the answer is not in the form asked for: {error}", self._usage)
        kind = ModelAway if isinstance(error, TRANSIENT) else ModelError
        is_known = not isinstance(error, ModelTimeoutError)
        return kind(f"the model's server: {error}", self._usage, is_usage_known=is_known)


class BrokenAnswer(ModelError):
    """The model answered, but not in the form that it was asked for."""


@asynccontextmanager
async def connect(settings: LLMSettings, usage: Usage) -> AsyncIterator[Client]:
    """A client of the model that the settings name; no redirect leads it elsewhere."""
    hooks = {"response": [_limit]}
    async with AsyncExitStack() as stack:
        model: Model
        if settings.provider == "anthropic":
            claude = anthropic.AsyncAnthropic(
                api_key=settings.api_key,
                base_url=settings.base_url or None,
                max_retries=RETRIES,
                timeout=settings.timeout,
                http_client=anthropic.DefaultAsyncHttpxClient(
                    follow_redirects=False, event_hooks=hooks
                ),
            )
            await stack.enter_async_context(claude)
            model = AnthropicModel(
                settings.model, provider=AnthropicProvider(anthropic_client=claude)
            )
        else:
            # Others than OpenAI mostly know the limit of an answer by its older name alone.
            profile = OpenAIModelProfile(
                openai_chat_supports_max_completion_tokens=not settings.base_url
            )
            server = openai.AsyncOpenAI(
                api_key=settings.api_key or "none",
                base_url=settings.base_url or None,
                max_retries=RETRIES,
                timeout=settings.timeout,
                http_client=openai.DefaultAsyncHttpxClient(
                    follow_redirects=False, event_hooks=hooks
                ),
            )
            await stack.enter_async_context(server)
            model = OpenAIChatModel(
                settings.model, provider=OpenAIProvider(openai_client=server), profile=profile
            )
        yield Client(model, usage)
