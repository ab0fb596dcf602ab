"""Whether an event is the one that a fact speaks of: decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from rapidfuzz import fuzz

from events.claims import agree, value_of
from events.ingestion.known import Known
from events.ingestion.told import Told
from events.models import Event
from events.models.vocabulary import Kind, Role
from people.models import Entity
from people.money import Sum
from people.names import fold

PRINCIPALS: Mapping[str, tuple[Role, ...]] = {
    Kind.FUNDING: (Role.COMPANY,),
    Kind.CAREER: (Role.PERSON, Role.COMPANY),
    Kind.RELEASE: (Role.MODEL,),
    Kind.ACQUISITION: (Role.ACQUIRER, Role.TARGET),
    Kind.STAKE_SALE: (Role.HOLDER, Role.COMPANY),
    Kind.LISTING: (Role.COMPANY,),
    Kind.LAYOFF: (Role.COMPANY,),
    Kind.PARTNERSHIP: (Role.PARTNER,),
    Kind.FOUNDING: (Role.COMPANY,),
    Kind.CLOSURE: (Role.COMPANY,),
    Kind.STATEMENT: (Role.SPEAKER,),
    Kind.STATISTIC: (Role.PUBLISHER,),
}
"""The roles whose entities an event must share with a fact to be the same one."""

DAYS_APART: Mapping[str, int] = {
    Kind.FUNDING: 45,
    Kind.CAREER: 45,
    Kind.RELEASE: 14,
    Kind.ACQUISITION: 120,
    Kind.LISTING: 120,
    Kind.STATEMENT: 3,
    Kind.STATISTIC: 400,
}
"""How far apart two articles may date one event. What happens once in a lifetime has no limit."""
USUAL_DAYS_APART = 30
ONCE = {Kind.FOUNDING, Kind.CLOSURE}
UNDATED_DAYS_APART = 200
DAYS_OF_ONE_CHANGE = 3
ALIKE: Collection[set[str]] = ({"joined", "appointed"}, {"released", "open_sourced"})
"""Changes of which articles tell one as the other, when they happen at once."""

REPEATED_ROUNDS = {"strategic", "grant", "debt"}
"""What a company may raise again a few weeks later."""

SAME_WORDS = 85
"""How alike two quotes must be, of 100, to be one statement."""


def principals(told: Told) -> list[tuple[Role, Entity]]:
    """Those without whom an event is another one."""
    roles = PRINCIPALS[told.fact.kind]
    return [(role, entity) for role in roles for entity in told.of_role(role)]


def days_apart(kind: str, *, are_dated: bool) -> int | None:
    """How many days may lie between an event and a fact; None if any number may."""
    if kind in ONCE:
        return None
    if are_dated:
        return DAYS_APART.get(kind, USUAL_DAYS_APART)
    return None if kind == Kind.CAREER else UNDATED_DAYS_APART


def is_same(known: Known, told: Told) -> bool:
    """Whether a fact speaks of this event. Pure: nothing is looked up that is not at hand."""
    event, fields = known.event, told.fields
    if event.kind != told.fact.kind or not _dates_agree(event, told):
        return False
    if not _principals_agree(known, told):
        return False
    match told.fact.kind:
        case Kind.STATEMENT:
            return _same_words(known, told.fact.evidence.quote)
        case Kind.STATISTIC:
            mine = (event.value, fold(event.unit), event.period)
            return mine == (fields.get("value"), fold(fields.get("unit", "")), fields.get("period"))
        case Kind.CAREER | Kind.RELEASE:
            return _changes_agree(event, told)
        case Kind.ACQUISITION:
            return _agree(event.stake, fields.get("stake"))  # a price moves while they negotiate
        case Kind.LISTING:
            return _exchanges_agree(known, told) and _terms_agree(known, told)
        case _:
            return _terms_agree(known, told)


def closeness(known: Known, told: Told) -> float:
    """How well an event that may be meant fits: terms and parties in common, less days apart."""
    event, fields = known.event, told.fields
    terms = sum(bool(getattr(event, name, None) == value) for name, value in fields.items())
    parties = {(role, entity.survivor_id) for role, entity in told.parts} & known.survivors
    days: int = 0
    if event.when.is_known and told.when.is_known:
        days = max((told.when.start - event.when.end).days, (event.when.start - told.when.end).days)
    return 2.0 * terms + len(parties) - max(days, 0) / 30


def _principals_agree(known: Known, told: Told) -> bool:
    """Whether all principals of the fact are the event's, or fill a place that it has open."""
    filled = {role for role, _ in known.survivors}
    mine = {(role, entity.survivor_id) for role, entity in principals(told) if role in filled}
    return mine <= known.survivors and bool(mine or not principals(told))


def _dates_agree(event: Event, told: Told) -> bool:
    are_dated = event.when.is_known and told.when.is_known
    days = days_apart(event.kind, are_dated=are_dated)
    return days is None or event.when.near(told.when, days)


def _changes_agree(event: Event, told: Told) -> bool:
    """Whether it is the same change, or one that is told in the other's words on the same days."""
    change: str = told.fields.get("change", "")
    if event.change == change:
        return True
    if {event.change, change} not in ALIKE or not (event.when.is_known and told.when.is_known):
        return False
    title = told.fields.get("title")
    same_title = not (event.title and title) or fold(event.title) == fold(title)
    return same_title and event.when.near(told.when, DAYS_OF_ONE_CHANGE)


def _exchanges_agree(known: Known, told: Told) -> bool:
    mine = {survivor for role, survivor in known.survivors if role == Role.EXCHANGE}
    other = {entity.survivor_id for entity in told.of_role(Role.EXCHANGE)}
    return not (mine and other) or bool(mine & other)


def _terms_agree(known: Known, told: Told) -> bool:
    """No round, sum or stake speaks against the two being one.

    A round that both call by one name is one, whatever sums they tell: two A rounds so near to
    each other would be called A and A+. Else it is enough to agree with one of the sums told.
    """
    event, fields = known.event, told.fields
    rounds = {event.round, fields.get("round")} - {"", None}
    if len(rounds) == 2:
        return False
    if rounds and event.round == fields.get("round") and event.round not in REPEATED_ROUNDS:
        return True
    if not all(_agree(getattr(event, name), fields.get(name)) for name in ("stake", "headcount")):
        return False
    return all(
        any(mine.agrees_with(other) for mine in _sums(known, name))
        for name in ("amount", "valuation")
        if (other := fields.get(name)) and getattr(event, name)
    )


def _sums(known: Known, name: str) -> list[Sum]:
    """Those that the event has and that its articles claim."""
    claimed = [proof.claims.get(name) for proof in known.proofs]
    chosen: Sum = getattr(known.event, name)
    return [chosen, *(value_of(name, value) for value in claimed if value)]


def _agree(mine: float | Decimal | None, other: float | Decimal | None) -> bool:
    """Whether two numbers are one but for rounding, where both are told."""
    return not mine or not other or agree(mine, other)


def _same_words(known: Known, quote: str) -> bool:
    return any(fuzz.ratio(fold(proof.quote), fold(quote)) >= SAME_WORDS for proof in known.proofs)
