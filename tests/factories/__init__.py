"""One factory a model, each saying no more than the model demands."""

from tests.factories.accounts import EditorFactory, MemberFactory
from tests.factories.events import (
    ArticleFactory,
    EventFactory,
    EvidenceFactory,
    ParticipationFactory,
    SourceFactory,
    event_of,
)
from tests.factories.people import (
    AffiliationFactory,
    AliasFactory,
    CompanyFactory,
    ModelFactory,
    PersonFactory,
)

__all__ = [
    "AffiliationFactory",
    "AliasFactory",
    "ArticleFactory",
    "CompanyFactory",
    "EditorFactory",
    "EventFactory",
    "EvidenceFactory",
    "MemberFactory",
    "ModelFactory",
    "ParticipationFactory",
    "PersonFactory",
    "SourceFactory",
    "event_of",
]
