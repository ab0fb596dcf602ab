"""Things that readers must not see, each with a word in all its texts that betrays them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from events import cards, joining
from events.actions import retract_event
from events.models import (
    Article,
    Case,
    Collection,
    CollectionMember,
    Event,
    EventJudgement,
    Evidence,
    Participation,
    Review,
    Suggestion,
)
from events.models.event import OWN
from events.models.vocabulary import Kind
from people.dates import PartialDate
from people.models import Entity, Judgement, Status
from people.money import Qualifier, Sum
from tests.contract.record import CHANGES, VALUES
from tests.factories import (
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CompanyFactory,
    EditorFactory,
    EventFactory,
    EvidenceFactory,
    ModelFactory,
    ParticipationFactory,
    PersonFactory,
    SourceFactory,
)

MARK, ZH_MARK = "qvzmark", "鵺鷲"
"""Words that nothing else has, whatever it is; an event's shortest text holds both."""

WORDS = f"{MARK} {ZH_MARK}"
STATUSES = (Status.PROPOSED, Status.REJECTED)
LATER = PartialDate.parse("2025-11-20")
"""After all that is published, so that what it gives away would stand first."""


@dataclass
class Hidden:
    """The keys of hidden things by the collection in which they would be."""

    keys: dict[str, list[str]] = field(default_factory=dict)

    def add(self, collection: str, key: object) -> None:
        self.keys.setdefault(collection, []).append(str(key))


def marked(model: type[models.Model], *but: str) -> dict[str, str]:
    """The word for every text of a model that is free, of those that it has today."""
    free = {}
    for column in model._meta.concrete_fields:
        is_text = type(column) in (models.CharField, models.TextField)
        if is_text and not column.choices and column.editable and column.name not in but:
            free[column.name] = WORDS[: column.max_length or None]
    return free


def hide() -> Hidden:
    """What was never public: all that can be proposed and rejected, beside what is published."""
    hidden = Hidden()
    public = {kind: _public(kind) for kind in Entity.Kind.values}
    by = EditorFactory(username=MARK)
    source = SourceFactory(**marked(SourceFactory._meta.model), address=_address("feed"))
    hidden.add("sources", source.pk)
    news, entities = _article("posts", source=source), public
    for status in STATUSES:
        entities = {kind: _entity(kind, status, public) for kind in Entity.Kind.values}
        for kind, entity in entities.items():
            hidden.add(
                {"person": "people", "company": "companies"}.get(kind, "models"), entity.slug
            )
        for kind in Kind.values:
            event = _event(kind, status, {**public, **_other(public, entities, kind)})
            article = _article(f"{status}-{kind}", source=source)
            EvidenceFactory(event=event, article=article)
            cards.compose([event.pk])
            Review.objects.create(event=event, verdict="rejected", by=by, reason=WORDS)
            hidden.add("events", event.pk)
            hidden.add("articles", article.pk)
        for person, company in ((public, public), (public, entities), (entities, public)):
            post = AffiliationFactory(
                person=person["person"],
                company=company["company"],
                status=status,
                title=f"{WORDS}{status}",
            )
            EvidenceFactory(affiliation=post, article=news)
            hidden.add("affiliations", post.pk)
        first, second = sorted([public["company"], entities["company"]], key=lambda one: one.pk)
        Judgement.objects.create(first=first, second=second, verdict="unsure", reason=WORDS, by=by)
    draft = Collection.objects.create(
        **{**marked(Collection), "slug": "hidden-collection"}, created_by=by
    )
    hidden.add("collections", draft.slug)
    for collection, member in (
        (draft, public["person"]),
        (Collection.objects.published().get(), entities["person"]),
    ):
        CollectionMember.objects.create(
            collection=collection, entity=member, note_en=WORDS, note_zh=WORDS
        )
    # What stands in public things and is not for readers.
    Review.objects.create(event=_public_event(), verdict="accepted", by=by, reason=WORDS)
    proof = Evidence.objects.filter(event=_public_event()).select_related("article").get()
    Article.objects.filter(pk=proof.article_id).update(text=f"{proof.article.text}{WORDS}")
    start = len(proof.article.text)
    event = Event.objects.get(pk=hidden.keys["events"][0])
    EvidenceFactory(
        event=event, article=proof.article, quote=WORDS, start=start, end=start + len(WORDS)
    )
    ModelFactory._meta.model.objects.filter(pk=public["model"].pk).update(
        family=entities["model"].pk
    )
    pair = sorted([_public_event().pk, event.pk])
    EventJudgement.objects.create(first_id=pair[0], second_id=pair[1], reason=WORDS, by=by)
    failed = _article("failed", source=source, state="failed", failed_at="read", error=WORDS)
    hidden.add("articles", failed.pk)
    letter = {"language": "zh", "email": f"{MARK}@example.org", "seed": MARK, "token_hash": MARK}
    Suggestion.objects.create(event=_public_event(), **{**marked(Suggestion), **letter})
    Case.objects.create(entity=public["person"], kind="removal", **{**marked(Case), **letter})
    return hidden


def take_back() -> Hidden:
    """What was public: an event that is retracted, and one that is merged into another."""
    hidden = Hidden()
    by = EditorFactory(username=MARK)
    public = {kind: _public(kind) for kind in Entity.Kind.values}
    retracted, merged = (_event("funding", Status.PUBLISHED, public) for _ in range(2))
    article = _article("retracted", source=SourceFactory(**marked(SourceFactory._meta.model)))
    EvidenceFactory(event=retracted, article=article)
    EvidenceFactory(event=merged)  # what proves it goes over to the other
    cards.compose([retracted.pk, merged.pk])
    retract_event(retracted, by=by, reason="撤回：报道有误。")
    joining.merge_events(merged, _public_event(), by=by, reason=WORDS)
    hidden.add("events", retracted.pk)
    hidden.add("events", merged.pk)
    hidden.add("articles", article.pk)
    return hidden


def _public(kind: str) -> Entity:
    """The published one that most of the record is about: the first."""
    part = Participation.objects.filter(entity__kind=kind, event=_public_event()).first()
    return part.entity if part else Entity.KINDS[kind].objects.published().earliest("pk")


def _public_event() -> Event:
    return Event.objects.published().filter(kind="funding").earliest("pk")


def _entity(kind: str, status: str, public: dict[str, Entity]) -> Entity:
    factory: Any = {"person": PersonFactory, "company": CompanyFactory, "model": ModelFactory}[kind]
    own = {"developer": public["company"], "licence": WORDS} if kind == "model" else {}
    entity: Entity = factory(
        slug=f"hidden-{kind}-{status}",
        status=status,
        **{f"name_{language}": f"{WORDS} {kind} {status}" for language in ("en", "zh")},
        **{f"description_{language}": WORDS for language in ("en", "zh")},
        country="IS",
        website=_address(kind),
        wikidata_id=f"Q{9_000_000 + len(kind) * 100 + len(status)}",
        **own,
    )
    AliasFactory(entity=entity, text=f"{ZH_MARK}又名{MARK}{status}")
    return entity


def _event(kind: str, status: str, parties: dict[str, Entity]) -> Event:
    own: dict[str, Any] = {name: value for name, value in VALUES.items() if kind in OWN[name].kinds}
    for name in ("round", "title", "licence", "unit"):
        if name in own:
            own[name] = WORDS
    for name in ("amount", "valuation"):
        if name in own:
            own[name] = Sum.told(Decimal(9_000_000_000), "ISK", Qualifier.EXACT, WORDS)
    if kind in CHANGES:
        own["change"] = CHANGES[kind]
    event = EventFactory(
        kind=kind, status=status, when=LATER, certainty="confirmed",
        note_en=WORDS, note_zh=WORDS, certainty_why=WORDS, **own,
    )  # fmt: skip
    for role in Event.KINDS[kind].ROLES:
        of = {"person": "person", "model": "model", "speaker": "person"}.get(role, "company")
        ParticipationFactory(event=event, role=role, entity=parties[of])
    return event


def _other(public: dict[str, Entity], entities: dict[str, Entity], kind: str) -> dict[str, Entity]:
    """Who of the parties is hidden too: it alternates, so that each is once and is not once."""
    kinds = Entity.Kind.values
    turn = Kind.values.index(kind) % (len(kinds) + 1)
    return {name: entities[name] for name in kinds[:turn]}


def _article(name: str, **values: Any) -> Article:
    return ArticleFactory(
        **{"title": WORDS, "author": WORDS, "text": f"{WORDS}。{name}", **values},
        address=_address(name), language="is", published_on=date(2025, 11, 21),
    )  # fmt: skip


def _address(name: str) -> str:
    return f"https://{MARK}.example/{name}"
