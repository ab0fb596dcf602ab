"""Whatever order articles come in, and however often, the record tells the same events."""

import random

import pytest

from events.extraction.facts import Facts
from events.ingestion.record import record
from events.models import Event, Participation
from people.models import Affiliation
from tests.evaluation.samples import samples
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def articles():
    """The sample articles that the demo reads, with their hand-made answers as facts."""
    for sample in samples("tuning"):
        if sample.path.parent.name == "articles":
            article = ArticleFactory(
                text=sample.text, published_on=sample.published, language=sample.language
            )
            yield article, Facts.from_dict(with_places(sample.gold, sample.text))


def with_places(gold, text):
    """The answer, each quote with its place in the text."""
    placed = dict(gold)
    for group in ("events", "affiliations"):
        placed[group] = []
        for fact in gold[group]:
            quote = fact["evidence"]["quote"]
            start = text.index(quote)
            evidence = {"quote": quote, "start": start, "end": start + len(quote)}
            placed[group].append({**fact, "evidence": evidence})
    return placed


def outcome() -> set[tuple[str, ...]]:
    """The events with who took part, and the posts: without ids."""
    parts = Participation.objects.select_related("event", "entity")
    told: dict[int, list[str]] = {}
    for part in parts:
        told.setdefault(part.event_id, []).append(f"{part.role}:{part.entity.name}")
    events = {
        (event.kind, event.change, *sorted(told.get(event.pk, []))) for event in Event.objects.all()
    }
    posts = Affiliation.objects.select_related("person", "company")
    return events | {("post", post.person.name, post.company.name, post.title) for post in posts}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_articles_and_reading_them_twice_change_nothing(seed):
    told = list(articles())
    for article, facts in told:
        record(article, facts, extractor="test", version="1")
    straight = outcome(), Event.objects.count()
    Event.objects.all().delete()
    Affiliation.objects.all().delete()

    random.Random(seed).shuffle(told)
    for article, facts in told * 2:
        record(article, facts, extractor="test", version="1")

    assert outcome() ^ straight[0] == set()
    assert Event.objects.count() == straight[1]
