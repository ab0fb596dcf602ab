"""Articles that tell what never happened, and the sentences of them that prove it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from events.models import Article, Event, Evidence, Source


def make_evidence(source: Source, events: Sequence[Event], named: dict[int, list[str]]) -> None:
    """Two events an article; every second event is told by the next article as well."""
    told = [
        [*events[max(0, place - 1) : place], *events[place : place + 2]]
        for place in range(0, len(events), 2)
    ]
    articles = Article.objects.bulk_create(
        [_article(source, group, named, place % 2 == 1) for place, group in enumerate(told)]
    )
    proofs = []
    for article, group in zip(articles, told, strict=True):
        start = 0
        for event, quote in zip(group, article.text.split("\n"), strict=True):
            proofs.append(
                Evidence(
                    article=article,
                    event=event,
                    quote=quote,
                    start=start,
                    end=start + len(quote),
                    certainty=event.certainty,
                    extractor="generated",
                    confidence=0.9,
                )
            )
            start += len(quote) + 1
    Evidence.objects.bulk_create(proofs)


def _article(
    source: Source, events: Sequence[Event], named: dict[int, list[str]], is_chinese: bool
) -> Article:
    sentences = [
        f"第{event.pk}条消息称，{'、'.join(named[event.pk][1::2])}有新的动向。"
        if is_chinese
        else f"News number {event.pk} tells of {', '.join(named[event.pk][::2])}."
        for event in events
    ]
    text = "\n".join(sentences)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        source=source,
        address=f"https://generated.example/{events[-1].pk}",
        title=sentences[0][:300],
        published_on=events[-1].date_end,
        published_known=Article.DateKnown.GIVEN,
        language="zh" if is_chinese else "en",
        text=text,
        text_hash=digest,
        raw_hash=digest,
        state=Article.State.RECORDED,
    )
