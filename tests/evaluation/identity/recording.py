"""Stories through the real resolver and recorder, on an empty database that stays empty."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from events.ingestion.record import record
from events.models import Article, Evidence, Source

from .labels import Telling
from .scores import Figures, b_cubed

ORDERS = 5
SEED = 20240229

Item = tuple[int, int]
"""A fact: its article's place in the file, and its own place in the article."""


def of_stories(tellings: Sequence[Telling]) -> Figures:
    """The mean of several shuffled orders, and the worst of them."""
    wanted = {
        (place, number): event
        for place, telling in enumerate(tellings)
        for number, event in enumerate(telling.events)
    }
    runs = [b_cubed(wanted, clusters(tellings, order)) for order in orders(len(tellings))]
    mean = {key: round(sum(run[key] for run in runs) / len(runs), 4) for key in runs[0]}
    lowest = min(run["f1"] for run in runs)
    return {
        **mean,
        "lowest_f1": lowest,
        "articles": len(tellings),
        "clusters": len(set(wanted.values())),
    }


def orders(count: int) -> list[list[int]]:
    """Some orders of so many things, always the same ones."""
    shuffle = random.Random(SEED).sample
    return [shuffle(range(count), count) for _ in range(ORDERS)]


def clusters(tellings: Sequence[Telling], order: Sequence[int]) -> dict[Item, int]:
    """Which event each fact was recorded under, when the articles came in this order."""
    with transaction.atomic():
        found: dict[Item, int] = {}
        articles = {place: record_telling(tellings[place]) for place in order}
        for place, article in articles.items():
            events = dict(Evidence.objects.filter(article=article).values_list("start", "event_id"))
            for number, fact in enumerate(tellings[place].facts.events):
                found[place, number] = events.get(fact.evidence.start, -len(found) - 1)
        transaction.set_rollback(True)
    return found


def record_telling(telling: Telling) -> Article:
    source, _ = Source.objects.get_or_create(
        name=telling.publisher, defaults={"trust": telling.trust}
    )
    article = Article.objects.create(
        source=source,
        address=f"https://news.example/{Article.objects.count()}",
        title=telling.events[0],
        text=telling.text,
        language=telling.facts.language,
        published_on=telling.published,
    )
    record(article, telling.facts, extractor="labels", version="1")
    return article


def mistakes(tellings: Sequence[Telling]) -> list[str]:
    """The events that were torn or thrown together in any order, by story."""
    wrong: set[str] = set()
    for order in orders(len(tellings)):
        told: dict[int, set[str]] = defaultdict(set)
        recorded: dict[str, set[int]] = defaultdict(set)
        for (place, number), event in clusters(tellings, order).items():
            told[event].add(tellings[place].events[number])
            recorded[tellings[place].events[number]].add(event)
        wrong |= {
            f"{' and '.join(sorted(names))}: one" for names in told.values() if len(names) > 1
        }
        wrong |= {f"{name}: {len(ids)}" for name, ids in recorded.items() if len(ids) > 1}
    return sorted(wrong)
