"""From what the rules find to the finished facts: each thing once, with its best evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .confidence import AFFILIATION, Signs, confidence
from .dates import compatible, finer
from .document import Document, Entity
from .facts import ROLES, AffiliationFact, EventFact, Facts, Money, Named, Quote

CERTAINTY_ORDER = ("denied", "planned", "rumoured", "reported", "confirmed")
"""Where two apply to one telling, the first of these."""

PRINCIPALS = {
    "funding": ("company",),
    "career": ("change", "person", "company"),
    "release": ("model",),
    "acquisition": ("acquirer", "target"),
    "stake_sale": ("holder", "company"),
    "listing": ("company",),
    "layoff": ("company",),
    "partnership": ("companies",),
    "founding": ("company",),
    "closure": ("company",),
    "statement": ("speaker", "company"),
    "statistic": ("value", "unit", "publisher", "period"),
}
"""The roles by which two tellings are known to be of one event."""

_REQUIRED = {
    **{kind: roles[:1] for kind, roles in PRINCIPALS.items()},
    "career": ("change", "person"),
    "acquisition": ("acquirer", "target"),
    "stake_sale": ("holder", "company"),
}
"""The roles without which there is no event."""


@dataclass(slots=True)
class _Event:
    kind: str
    roles: dict[str, Any]
    date: str | None
    certainty: str
    quote: Quote
    confidence: float
    rule: str
    tellings: int = 1

    @property
    def weight(self) -> tuple[int, float, int]:
        told = sum(1 for value in self.roles.values() if value not in (None, []))
        return told + (self.date is not None), self.confidence, -self.quote.start

    @property
    def names(self) -> set[Entity]:
        """Everyone who takes part in the event."""
        values = [
            item
            for value in self.roles.values()
            for item in (value if isinstance(value, list) else [value])
        ]
        return {value for value in values if isinstance(value, Entity)}

    @property
    def parties(self) -> tuple[Any, ...]:
        """What every telling of the event names."""
        if self.kind == "partnership":
            return ()
        return tuple(self.roles[role] for role in _REQUIRED[self.kind])


@dataclass(slots=True)
class _Affiliation:
    person: Entity
    company: Entity
    title: str | None
    former: bool
    quote: Quote
    confidence: float
    rule: str
    tellings: int = 1


class Draft:
    """The facts of a document while rules add to them. Names are the document's entities.

    `weigh` says how sure a finished fact is.
    """

    def __init__(self, document: Document, *, weigh: Callable[[Signs], float] = confidence) -> None:
        self.document = document
        self._weigh = weigh
        self._events: list[_Event] = []
        self._affiliations: list[_Affiliation] = []
        self._totals: list[tuple[Sequence[Entity], Money]] = []

    def event(
        self,
        kind: str,
        quote: Quote,
        *,
        rule: str,
        date: str | None = None,
        certainty: str = "confirmed",
        confidence: float = 0.8,
        **roles: Any,
    ) -> bool:
        """Add one telling of an event; without its principal roles it is none, and not taken."""
        unknown = roles.keys() - set(ROLES[kind])
        if unknown:
            raise ValueError(f"{kind} has no role {', '.join(sorted(unknown))}")
        told = {
            role: _unique(roles[role]) if isinstance(roles[role], (list, tuple)) else roles[role]
            for role in ROLES[kind]
            if roles.get(role) not in (None, [], ())
        }
        if not all(role in told for role in _REQUIRED[kind]):
            return False
        if kind == "partnership" and len(told["companies"]) < 2:
            return False
        if kind == "acquisition" and told["acquirer"] is told["target"]:
            return False
        self._events.append(_Event(kind, told, date, certainty, quote, confidence, rule))
        return True

    def affiliation(  # noqa: PLR0913 (the parts of one fact, by keyword)
        self,
        person: Entity,
        company: Entity,
        quote: Quote,
        *,
        rule: str,
        title: str | None = None,
        former: bool = False,
        confidence: float = 0.8,
    ) -> None:
        """Add one telling of a position that a person holds or held."""
        self._affiliations.append(
            _Affiliation(person, company, title, former, quote, confidence, rule)
        )

    def deny_latest(self, *, before: int, of: set[Entity]) -> None:
        """What the last sentence before an offset told of these, short of fact, is denied."""
        told = [event for event in self._events if event.quote.start < before and event.names & of]
        latest = max((event.quote.start for event in told), default=-1)
        for event in told:
            if event.quote.start == latest and event.certainty != "confirmed":
                event.certainty = "denied"

    def total(self, companies: Sequence[Entity], told: Money) -> None:
        """Note what one of these, the likeliest first, is told to have raised in all."""
        self._totals.append((companies, told))

    def facts(self) -> Facts:
        """The finished facts: tellings of one event or position merged, in order of appearance."""
        document = self.document
        named: Mapping[str, list[Named]] = {
            kind: [_named(entity) for entity in document.entities if entity.kind == kind]
            for kind in ("person", "company", "model")
        }
        return Facts(
            language=document.language,
            published=document.published.isoformat() if document.published else None,
            people=named["person"],
            companies=named["company"],
            models=named["model"],
            affiliations=[
                _affiliation_fact(found, self._weigh(_signs_of_post(found, document.language)))
                for found in _merged(self._affiliations)
            ],
            events=[
                _event_fact(event, self._weigh(_signs_of_event(event, document.language)))
                for event in self._merged_events()
            ],
        )

    def _merged_events(self) -> list[_Event]:
        merged: dict[Any, list[_Event]] = {}
        for event in sorted(self._events, key=lambda event: event.weight, reverse=True):
            alike = merged.setdefault((event.kind, *event.parties), [])
            twin = next((other for other in alike if _same_event(other, event)), None)
            if twin is None:
                alike.append(event)
            else:
                _absorb(twin, event)
        events = sorted(
            (event for alike in merged.values() for event in alike),
            key=lambda event: event.quote.start,
        )
        return self._with_totals(events)

    def _with_totals(self, events: Sequence[_Event]) -> list[_Event]:
        """Let the last round of a company carry the total told of it, which is no round itself."""
        left = list(events)
        for companies, told in self._totals:
            rounds = {
                event.roles["company"]: event
                for event in left
                if event.kind == "funding" and event.certainty != "denied"
                if not _is_total(event, told)
            }
            company = next((company for company in companies if company in rounds), None)
            if company is not None:
                rounds[company].roles.setdefault("total", told)
                left = [
                    event
                    for event in left
                    if event.roles.get("company") is not company or not _is_total(event, told)
                ]
        return left


def _is_total(event: _Event, told: Money) -> bool:
    """Whether a round is told by nothing but a sum, which is what was raised in all."""
    roles = event.roles.keys() - {"company", "amount", "total"}
    return event.kind == "funding" and not roles and event.roles.get("amount") == told


def strongest(certainties: set[str]) -> str:
    """The certainty of a telling in which several kinds of hedge stand."""
    return next((step for step in CERTAINTY_ORDER if step in certainties), "confirmed")


def _unique(values: list[Any] | tuple[Any, ...]) -> list[Any]:
    return list(dict.fromkeys(values))


def _named(entity: Entity) -> Named:
    name = entity.name
    return Named(name, tuple(form for form in entity.forms if form != name))


def _same_event(one: _Event, other: _Event) -> bool:
    if one.kind != other.kind or not compatible(one.date, other.date):
        return False
    if one.kind == "statement" and one.quote != other.quote:
        return False
    if one.kind == "funding" and not (
        _agree(one, other, "round", "amount")
        and _as_settled(one, other)
        and _of_common_backers(one, other)
    ):
        return False
    if one.kind == "layoff" and not _agree(one, other, "headcount"):
        return False
    if one.kind == "listing" and not _agree(one, other, "exchange"):
        return False
    if one.kind == "partnership":
        return len(set(one.roles["companies"]) & set(other.roles["companies"])) >= 2
    return _agree(one, other, *PRINCIPALS[one.kind])


def _as_settled(one: _Event, other: _Event) -> bool:
    """Whether neither is still wanted and the other done; their terms may show them the same."""
    if (one.certainty == "planned") == (other.certainty == "planned"):
        return True
    terms = ("round", "amount")
    return "denied" in (one.certainty, other.certainty) or any(
        one.roles.get(role) is not None and one.roles.get(role) == other.roles.get(role)
        for role in terms
    )


def _of_common_backers(one: _Event, other: _Event) -> bool:
    """Whether a round with a date may be the one that others back and that has none.

    Two lists of investors without a common name, dated and not, are of two rounds, unless the
    terms are the same.
    """
    backers = [set(event.roles.get("investors", ())) for event in (one, other)]
    if not all(backers) or (one.date is None) == (other.date is None):
        return True
    same = any(
        one.roles.get(role) and one.roles.get(role) == other.roles.get(role)
        for role in ("round", "amount")
    )
    return same or not backers[0].isdisjoint(backers[1])


def _agree(one: _Event, other: _Event, *roles: str) -> bool:
    """Whether no role has two different values."""
    return all(
        one.roles.get(role) is None
        or other.roles.get(role) is None
        or _value(one.roles[role]) == _value(other.roles[role])
        for role in roles
    )


def _value(value: Any) -> Any:
    return (value.value, value.currency) if hasattr(value, "currency") else value


def _absorb(event: _Event, other: _Event) -> None:
    """Fill from another telling what this one leaves open."""
    for role, value in other.roles.items():
        mine = event.roles.get(role)
        if mine is None:
            event.roles[role] = value
        elif isinstance(mine, list):
            event.roles[role] = _unique([*mine, *value])
    if "open_sourced" in (event.roles.get("change"), other.roles.get("change")):
        event.roles["change"] = "open_sourced"
    event.date = finer(event.date, other.date)
    event.confidence = max(event.confidence, other.confidence)
    event.tellings += other.tellings
    if "denied" in (event.certainty, other.certainty):
        event.certainty = "denied"


def _merged(found: list[_Affiliation]) -> list[_Affiliation]:
    """Each position once: the fullest title; former when the article's story ends so."""
    merged: dict[tuple[int, int], list[_Affiliation]] = {}
    for telling in found:
        alike = merged.setdefault((id(telling.person), id(telling.company)), [])
        first = next((one for one in alike if not _differ(one, telling)), None)
        if first is None:
            alike.append(telling)
            continue
        first.former = first.former or telling.former
        first.confidence = max(first.confidence, telling.confidence)
        first.tellings += telling.tellings
        if telling.title and len(telling.title) > len(first.title or ""):
            first.title, first.quote, first.rule = (
                telling.title,
                telling.quote,
                telling.rule,
            )
    return [one for alike in merged.values() for one in alike]


def _differ(one: _Affiliation, other: _Affiliation) -> bool:
    """Whether two tellings are of a post that was given up and another that was given for it."""
    if one.former == other.former or not (one.title and other.title):
        return False
    if (one if other.former else other).rule != "career-appointed":
        return False
    words = set(one.title.casefold().split())
    return words.isdisjoint(other.title.casefold().split())


def _signs_of_post(found: _Affiliation, language: str) -> Signs:
    return Signs(
        language,
        AFFILIATION,
        rule=found.confidence,
        tellings=found.tellings,
        unknown=_unknown({found.person, found.company}),
        roles=2 + (found.title is not None),
    )


def _affiliation_fact(found: _Affiliation, sure: float) -> AffiliationFact:
    return AffiliationFact(
        found.person.name,
        found.company.name,
        found.title,
        found.former,
        found.quote,
        sure,
        found.rule,
    )


def _signs_of_event(event: _Event, language: str) -> Signs:
    return Signs(
        language,
        event.kind,
        rule=event.confidence,
        tellings=event.tellings,
        unknown=_unknown(event.names),
        roles=event.weight[0],
    )


def _event_fact(event: _Event, sure: float) -> EventFact:
    roles = {role: _plain(value) for role, value in event.roles.items()}
    return EventFact(
        event.kind,
        roles,
        event.date,
        event.certainty,
        event.quote,
        sure,
        event.rule,
    )


def _unknown(names: set[Entity]) -> int:
    return sum(entity.entry is None for entity in names)


def _plain(value: Any) -> Any:
    if isinstance(value, Entity):
        return value.name
    return [_plain(item) for item in value] if isinstance(value, list) else value
