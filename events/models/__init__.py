from events.models.article import Article, RawPage
from events.models.card import Card
from events.models.case import Case, CaseStep
from events.models.collection import Collection, CollectionMember
from events.models.contradiction import Contradiction
from events.models.correction import Correction
from events.models.dataset_import import DatasetImport
from events.models.dataset_mapping import DatasetMapping
from events.models.event import Event, EventQuerySet, Participation
from events.models.event_words import EventWords
from events.models.evidence import Evidence
from events.models.extraction import Extraction
from events.models.host import Host
from events.models.identity import EventJudgement, EventMerge
from events.models.item import Item
from events.models.kinds import (
    AcquisitionEvent,
    CareerEvent,
    ClosureEvent,
    FoundingEvent,
    FundingEvent,
    LayoffEvent,
    ListingEvent,
    PartnershipEvent,
    ReleaseEvent,
    StakeSaleEvent,
    StatementEvent,
    StatisticEvent,
)
from events.models.message import Message
from events.models.model import Model
from events.models.prominence import Prominence
from events.models.queue import QueueItem, QueueTouch
from events.models.rate import Rate
from events.models.review import Review
from events.models.rule import Rule, RuleMatch, RuleSource
from events.models.run import Run
from events.models.saved_filter import SavedFilter
from events.models.source import Source
from events.models.subscription import Subscription
from events.models.suggestion import Suggestion
from events.models.summand import Summand
from events.models.watch import Watch
from events.models.webhook import Delivery, Webhook, WebhookMatch

__all__ = [
    "AcquisitionEvent",
    "Article",
    "Card",
    "CareerEvent",
    "Case",
    "CaseStep",
    "ClosureEvent",
    "Collection",
    "CollectionMember",
    "Contradiction",
    "Correction",
    "DatasetImport",
    "DatasetMapping",
    "Delivery",
    "Event",
    "EventJudgement",
    "EventMerge",
    "EventQuerySet",
    "EventWords",
    "Evidence",
    "Extraction",
    "FoundingEvent",
    "FundingEvent",
    "Host",
    "Item",
    "LayoffEvent",
    "ListingEvent",
    "Message",
    "Model",
    "Participation",
    "PartnershipEvent",
    "Prominence",
    "QueueItem",
    "QueueTouch",
    "Rate",
    "RawPage",
    "ReleaseEvent",
    "Review",
    "Rule",
    "RuleMatch",
    "RuleSource",
    "Run",
    "SavedFilter",
    "Source",
    "StakeSaleEvent",
    "StatementEvent",
    "StatisticEvent",
    "Subscription",
    "Suggestion",
    "Summand",
    "Watch",
    "Webhook",
    "WebhookMatch",
]
