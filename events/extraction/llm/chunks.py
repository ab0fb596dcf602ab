"""A long article in pieces that a model reads one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document

CHUNK_TOKENS = 3_000


def estimated_tokens(text: str) -> int:
    """About as many tokens as the text has: one for a Chinese character, one for three letters."""
    return len(text.encode(errors="replace")) // 3 + 1


def chunks(document: Document, limit: int = CHUNK_TOKENS) -> list[tuple[int, int]]:
    """Spans of at most `limit` tokens that cover all sentences, none of them twice.

    They end at paragraphs; only a paragraph that is too long by itself is cut, between sentences.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _blocks(document, limit):
        first = spans[-1][0] if spans else start
        if spans and estimated_tokens(document.text[first:end]) <= limit:
            spans[-1] = (first, end)
        else:
            spans.append((start, end))
    return spans


def _blocks(document: Document, limit: int) -> Iterator[tuple[int, int]]:
    paragraphs: dict[int, list[tuple[int, int]]] = {}
    for sentence in document.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append((sentence.start, sentence.end))
    for sentences in paragraphs.values():
        start, end = sentences[0][0], sentences[-1][1]
        if estimated_tokens(document.text[start:end]) <= limit:
            yield start, end
        else:
            yield from sentences
