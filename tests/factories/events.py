from datetime import date

import factory

from events import cards
from events.models import Article, Event, Evidence, Participation, Source
from people import actions
from people.dates import PartialDate
from people.models import Status
from tests.factories.base import RecordFactory


class SourceFactory(RecordFactory[Source]):
    class Meta:
        model = Source

    name = factory.Sequence(lambda number: f"Outlet {number}")


class ArticleFactory(RecordFactory[Article]):
    """An article that has been read and recorded."""

    class Meta:
        model = Article

    address = factory.Sequence(lambda number: f"https://outlet.example/{number}")
    source = factory.SubFactory(SourceFactory)
    title = factory.Sequence(lambda number: f"Title {number}")
    text = factory.Sequence(lambda number: f"Sentence number {number}.")
    text_hash = factory.Sequence(lambda number: f"{number:064x}")
    raw_hash = factory.Sequence(lambda number: f"{number:064x}")
    published_on = date(2024, 5, 6)
    language = "en"
    state = Article.State.RECORDED


class EventFactory(RecordFactory[Event]):
    """A proposed funding event of 6 May 2024 that names nobody and has no evidence."""

    class Meta:
        model = Event

    kind = "funding"
    certainty = "reported"
    when = PartialDate.parse("2024-05-06")

    @classmethod
    def _create(cls, model_class, *args, **values):
        event = Event.KINDS[values.pop("kind")]()
        for name, value in values.items():
            setattr(event, name, value)
        event.save()
        return event


class ParticipationFactory(RecordFactory[Participation]):
    class Meta:
        model = Participation

    event = factory.SubFactory(EventFactory)
    role = "company"


class EvidenceFactory(RecordFactory[Evidence]):
    """The whole text of an article as the proof of an event."""

    class Meta:
        model = Evidence

    article = factory.SubFactory(ArticleFactory)
    quote = factory.LazyAttribute(lambda proof: proof.article.text)
    start = 0
    end = factory.LazyAttribute(lambda proof: len(proof.article.text))
    certainty = "reported"


def event_of(*parties, status=Status.PUBLISHED, quote="", article=None, **values):
    """An event with evidence and its card; `parties` are pairs of role and entity.

    A published one makes its parties public, as accepting it would.
    """
    event = EventFactory(status=status, **values)
    for role, entity in parties:
        ParticipationFactory(event=event, role=role, entity=entity)
    article = article or ArticleFactory(**({"text": quote} if quote else {}))
    EvidenceFactory(event=event, article=article)
    if status == Status.PUBLISHED:
        actions.publish(entity for _, entity in parties)
    cards.compose([event.pk])
    return event
