"""An event as one article tells it, with the names in it resolved to entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from events.claims import value_of
from events.extraction.facts import EventFact, Facts, Money
from events.ingestion.resolve import EITHER, Name, Resolver
from events.models import Article
from events.models.event import OWN
from events.models.vocabulary import Kind, Role
from people.dates import PartialDate
from people.models import Entity

COMPANY, PERSON, MODEL = ((kind,) for kind in ("company", "person", "model"))

PARTS: Mapping[str, Mapping[str, tuple[Role, tuple[str, ...]]]] = {
    Kind.FUNDING: {
        "company": (Role.COMPANY, COMPANY),
        "leads": (Role.LEAD, EITHER),
        "investors": (Role.INVESTOR, EITHER),
    },
    Kind.CAREER: {"person": (Role.PERSON, PERSON), "company": (Role.COMPANY, COMPANY)},
    Kind.RELEASE: {"model": (Role.MODEL, MODEL), "company": (Role.DEVELOPER, COMPANY)},
    Kind.ACQUISITION: {"acquirer": (Role.ACQUIRER, EITHER), "target": (Role.TARGET, COMPANY)},
    Kind.STAKE_SALE: {"holder": (Role.HOLDER, EITHER), "company": (Role.COMPANY, COMPANY)},
    Kind.LISTING: {"company": (Role.COMPANY, COMPANY), "exchange": (Role.EXCHANGE, COMPANY)},
    Kind.LAYOFF: {"company": (Role.COMPANY, COMPANY)},
    Kind.PARTNERSHIP: {"companies": (Role.PARTNER, COMPANY)},
    Kind.FOUNDING: {"company": (Role.COMPANY, COMPANY)},
    Kind.CLOSURE: {"company": (Role.COMPANY, COMPANY)},
    Kind.STATEMENT: {"speaker": (Role.SPEAKER, PERSON), "company": (Role.COMPANY, COMPANY)},
    Kind.STATISTIC: {"publisher": (Role.PUBLISHER, COMPANY)},
}
"""The roles of a fact that are names: the role in the event, and the kinds that it takes."""

KINDS_OF_ROLE: Mapping[str, tuple[str, ...]] = {
    role: kinds for parts in PARTS.values() for role, kinds in parts.values()
}
"""Which kinds of entity play a role; the usual one first."""

NEEDED: Mapping[str, tuple[Role, ...]] = {
    Kind.FUNDING: (Role.COMPANY,),
    Kind.CAREER: (Role.PERSON,),
    Kind.RELEASE: (Role.MODEL,),
    Kind.ACQUISITION: (Role.ACQUIRER, Role.TARGET),
    Kind.STAKE_SALE: (Role.HOLDER, Role.COMPANY),
    Kind.STATEMENT: (Role.SPEAKER,),
    Kind.PARTNERSHIP: (Role.PARTNER,),
    Kind.STATISTIC: (),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one article tells it, its names resolved."""

    article: Article
    fact: EventFact
    parts: tuple[tuple[Role, Entity], ...]
    fields: Mapping[str, Any]
    when: PartialDate

    def of_role(self, role: Role) -> list[Entity]:
        return [entity for part, entity in self.parts if part == role]


def names_in(facts: Facts) -> Iterable[Name]:
    for fact in facts.events:
        for role, (_, kinds) in PARTS[fact.kind].items():
            yield from (Name(text, kinds) for text in texts_of(fact.roles.get(role)))
    for claim in facts.affiliations:
        yield Name(claim.person, PERSON)
        yield Name(claim.company, COMPANY)


def texts_of(value: Any) -> list[str]:
    """The names in a role, of which some hold one and others several."""
    if not value:
        return []
    return [value] if isinstance(value, str) else [*value]


def tell(article: Article, fact: EventFact, resolve: Resolver) -> Told | None:
    """The fact with its names resolved; None where a name without which it is no event is not."""
    parts: dict[tuple[Role, int], tuple[Role, Entity]] = {}
    for role, (part, kinds) in PARTS[fact.kind].items():
        for text in texts_of(fact.roles.get(role)):
            entity = resolve(Name(text, kinds))
            is_lead = entity and (Role.LEAD, entity.pk) in parts
            if entity and not (part == Role.INVESTOR and is_lead):
                parts[part, entity.pk] = (part, entity)
    have = [part for part, _ in parts]
    needed = NEEDED.get(fact.kind, (Role.COMPANY,))
    if any(role not in have for role in needed):
        return None
    if fact.kind == Kind.PARTNERSHIP and len(parts) < 2:
        return None
    return Told(article, fact, tuple(parts.values()), fields_of(fact), when_of(fact, article))


def when_of(fact: EventFact, article: Article) -> PartialDate:
    return PartialDate.parse(fact.date) if fact.date else PartialDate.unknown(article.told_on)


def fields_of(fact: EventFact) -> dict[str, Any]:
    """The fact's own fields as the event's attributes take them."""
    fields: dict[str, Any] = {}
    for name, own in OWN.items():
        value = fact.roles.get(name)
        if value is not None and value != "" and fact.kind in own.kinds:
            fields[name] = value_of(name, asdict(value) if isinstance(value, Money) else value)
    return fields
