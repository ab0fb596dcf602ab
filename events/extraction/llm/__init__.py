"""Facts by a language model: the same document, with the same rule that no quote is no fact.

An option. Nothing but `read` needs the packages of the extra `llm`, and they are imported when it
is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..facts import Facts
from .errors import ModelAway, ModelError
from .settings import LLMSettings
from .usage import Usage

NAME = "llm"
VERSION = "1.0"

__all__ = [
    "NAME", "VERSION", "LLMSettings", "ModelAway", "ModelError", "Reading", "Usage", "read",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model found, what that took, and how much was dropped, by reason."""

    facts: Facts
    usage: Usage
    dropped: Mapping[str, int]


def read(
    text: str,
    settings: LLMSettings,
    *,
    published: date | None = None,
    language: str | None = None,
) -> Reading:
    """All that a model finds in the text, as far as its quotes stand there. Or a ModelError."""
    try:
        from .reading import read_all
    except ImportError as error:
        raise ModelError(
            f"{error.name} is not installed: install requirements-llm.txt", Usage()
        ) from error
    return read_all(text, settings, published=published, language=language)
