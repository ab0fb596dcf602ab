"""Text in, facts out: what an article about the AI industry states, with the proving sentences."""

from __future__ import annotations

from datetime import date

from .facts import Facts
from .lexicon import Lexicon
from .text import detect_language

NAME = "rules"
VERSION = "1.0"
MAX_CHARACTERS = 200_000

__all__ = ["MAX_CHARACTERS", "NAME", "VERSION", "TextTooLong", "extract"]


class TextTooLong(ValueError):
    """The text is no article: it has more than MAX_CHARACTERS characters."""


def extract(
    text: str,
    *,
    published: date | None = None,
    language: str | None = None,
    lexicon: Lexicon | None = None,
) -> Facts:
    """All that the text states. Relative dates are read from the day it was published."""
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(
            f"the text has {len(text):,} characters; at most {MAX_CHARACTERS:,} can be read: "
            "split it into articles"
        )
    language = language or detect_language(text)
    if language not in ("zh", "en"):
        raise ValueError(f"language {language!r} is not supported: use 'zh' or 'en'")
    if not text.strip():
        return Facts(language, published.isoformat() if published else None)

    from .document import Document

    document = Document(text, language, published)
    lexicon = lexicon or Lexicon.default()
    if language == "zh":
        from .zh import extract_zh

        return extract_zh(document, lexicon)
    from .en import extract_en

    return extract_en(document, lexicon)
