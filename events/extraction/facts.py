"""The typed facts that an article states: what extraction answers and what recording reads.

The JSON form (`to_dict`, `from_dict`) is the facts document described in docs/facts.md. It is
also what gold answers look like, and the shape in which a language model is asked to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "funding", "career", "release", "acquisition", "stake_sale", "listing",
    "layoff", "partnership", "founding", "closure", "statement", "statistic",
)  # fmt: skip
CHANGES = {
    "career": ("left", "joined", "founded", "appointed"),
    "release": ("released", "open_sourced", "licence_changed"),
}
CERTAINTIES = ("confirmed", "reported", "rumoured", "planned", "denied")
QUALIFIERS = ("exact", "about", "over", "under", "several")

ROLES: dict[str, tuple[str, ...]] = {
    "funding": ("company", "investors", "leads", "round", "amount", "valuation", "total"),
    "career": ("change", "person", "company", "title"),
    "release": ("model", "change", "company", "parameters", "commercial_use"),
    "acquisition": ("acquirer", "target", "amount", "stake"),
    "stake_sale": ("holder", "company", "amount", "stake"),
    "listing": ("company", "exchange", "amount"),
    "layoff": ("company", "headcount", "share"),
    "partnership": ("companies",),
    "founding": ("company",),
    "closure": ("company",),
    "statement": ("speaker", "company"),
    "statistic": ("value", "unit", "publisher", "period"),
}
"""The roles of each kind of event, the principal ones first."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of the article: `text[start:end] == quote`, in Unicode code points.

    Both offsets are -1 where the place is not known, as in hand-made answers.
    """

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as worded: `value` in whole currency units, never more exact than told."""

    value: float
    currency: str
    qualifier: str = "exact"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A person, organisation or AI model: its fullest name in the text and the other forms used."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AffiliationFact:
    """The article says that a person holds, or held, a position at an organisation."""

    person: str
    company: str
    title: str | None
    former: bool
    evidence: Quote
    confidence: float = 0.5
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventFact:
    """One event as the article tells it. `roles` has the keys of ROLES[kind] that the text gives.

    Values are names (str), lists of names, Money, numbers, booleans or words, by role.
    `date` is `2023`, `2023-H1`, `2023-Q1`, `2023-03`, `2023-07-11` or None.
    """

    kind: str
    roles: Mapping[str, Any]
    date: str | None
    certainty: str
    evidence: Quote
    confidence: float = 0.5
    rule: str = ""


@dataclass(slots=True)
class Facts:
    """All that one article states."""

    language: str
    published: str | None
    people: list[Named] = field(default_factory=list)
    companies: list[Named] = field(default_factory=list)
    models: list[Named] = field(default_factory=list)
    affiliations: list[AffiliationFact] = field(default_factory=list)
    events: list[EventFact] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The facts document as plain JSON values."""
        return {
            "language": self.language,
            "published": self.published,
            "people": [_named(entity) for entity in self.people],
            "companies": [_named(entity) for entity in self.companies],
            "models": [_named(entity) for entity in self.models],
            "affiliations": [
                {
                    "person": fact.person,
                    "company": fact.company,
                    "title": fact.title,
                    "former": fact.former,
                    **_proof(fact),
                }
                for fact in self.affiliations
            ],
            "events": [
                {
                    "kind": fact.kind,
                    **{role: _plain(value) for role, value in fact.roles.items()},
                    "date": fact.date,
                    "certainty": fact.certainty,
                    **_proof(fact),
                }
                for fact in self.events
            ],
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Facts:
        """The facts of a facts document; keys that it does not define are left aside.

        Raises InvalidFacts, naming the place and what is expected there.
        """
        return cls(
            language=_text(document, "language", "the document"),
            published=document.get("published"),
            **{
                group: [
                    Named(_text(item, "name", place), tuple(item.get("aliases") or ()))
                    for place, item in _items(document, group)
                ]
                for group in ("people", "companies", "models")
            },
            affiliations=[
                _affiliation(item, place) for place, item in _items(document, "affiliations")
            ],
            events=[_event(item, place) for place, item in _items(document, "events")],
        )


class InvalidFacts(ValueError):
    """A facts document is not of the form described in docs/facts.md."""


def _named(entity: Named) -> dict[str, Any]:
    return {"name": entity.name, "aliases": list(entity.aliases)}


def _proof(fact: AffiliationFact | EventFact) -> dict[str, Any]:
    quote = fact.evidence
    return {
        "evidence": {"quote": quote.quote, "start": quote.start, "end": quote.end},
        "confidence": round(fact.confidence, 2),
        "rule": fact.rule,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return {
            "value": value.value,
            "currency": value.currency,
            "qualifier": value.qualifier,
            "words": value.words,
        }
    return list(value) if isinstance(value, (tuple, list)) else value


def _items(document: Mapping[str, Any], group: str) -> list[tuple[str, Mapping[str, Any]]]:
    items = document.get(group) or []
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise InvalidFacts(f"{group}: expected a list of objects")
    return [(f"{group}[{number}]", item) for number, item in enumerate(items)]


def _text(item: Mapping[str, Any], key: str, place: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value:
        raise InvalidFacts(f"{place}: {key} must be a text that is not empty")
    return value


def _one_of(item: Mapping[str, Any], key: str, place: str, choices: tuple[str, ...]) -> str:
    value = _text(item, key, place)
    if value not in choices:
        raise InvalidFacts(f"{place}: {key} {value!r} must be one of {', '.join(choices)}")
    return value


def _quote(item: Mapping[str, Any], place: str) -> Quote:
    evidence = item.get("evidence")
    if not isinstance(evidence, Mapping):
        raise InvalidFacts(f"{place}: evidence must be an object with a quote")
    quote = _text(evidence, "quote", f"{place}.evidence")
    start = evidence.get("start", -1)
    return Quote(quote, start, evidence.get("end", start + len(quote) if start >= 0 else -1))


def _affiliation(item: Mapping[str, Any], place: str) -> AffiliationFact:
    return AffiliationFact(
        _text(item, "person", place),
        _text(item, "company", place),
        item.get("title"),
        bool(item.get("former")),
        _quote(item, place),
        item.get("confidence", 0.5),
        item.get("rule", ""),
    )


def _event(item: Mapping[str, Any], place: str) -> EventFact:
    kind = _one_of(item, "kind", place, KINDS)
    if kind in CHANGES and item.get("change") is not None:
        _one_of(item, "change", place, CHANGES[kind])
    return EventFact(
        kind,
        {role: _typed(item[role]) for role in ROLES[kind] if item.get(role) is not None},
        item.get("date"),
        _one_of(item, "certainty", place, CERTAINTIES),
        _quote(item, place),
        item.get("confidence", 0.5),
        item.get("rule", ""),
    )


def _typed(value: Any) -> Any:
    if isinstance(value, Mapping) and "currency" in value:
        return Money(
            value.get("value", 0),
            value["currency"],
            value.get("qualifier", "exact"),
            value.get("words", ""),
        )
    return value
