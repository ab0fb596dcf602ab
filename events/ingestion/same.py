"""The event that a fact speaks of, when the database has it already."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Exists, OuterRef
from rapidfuzz import fuzz

from events.ingestion.told import Told
from events.models import Event, Evidence, Participation
from events.models.vocabulary import Kind, Role
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
SAME_WORDS = 85
"""How alike two quotes must be, of 100, to be one statement."""


def find_event(told: Told) -> Event | None:
    """The event that was told before, or None; the oldest where several would do.

    What an editor rejected is found too, and so is not proposed again; of merged events, the one
    that they were merged into.
    """
    candidates = Event.objects.filter(kind=told.fact.kind)
    for role in PRINCIPALS[told.fact.kind]:
        for entity in told.of_role(role):
            parts = Participation.objects.filter(
                event=OuterRef("pk"), role=role, survivor=entity.survivor_id
            )
            candidates = candidates.filter(Exists(parts))
    if told.fact.kind in (Kind.STATEMENT, Kind.STATISTIC) and not told.parts:
        candidates = candidates.filter(value=told.fields.get("value"))
    for event in candidates.select_related("merged_into").order_by("pk"):
        if _is_same(event, told):
            return event.merged_into or event
    return None


def _is_same(event: Event, told: Told) -> bool:
    if not _dates_agree(event, told):
        return False
    match told.fact.kind:
        case Kind.STATEMENT:
            return _same_words(event, told.fact.evidence.quote)
        case Kind.STATISTIC:
            mine = (event.value, fold(event.unit), event.period)
            fields = told.fields
            return mine == (fields.get("value"), fold(fields.get("unit", "")), fields.get("period"))
        case Kind.CAREER | Kind.RELEASE:
            change: str = told.fields.get("change", "")
            return event.change == change
        case _:
            return _terms_agree(event, told)


def _dates_agree(event: Event, told: Told) -> bool:
    if event.kind in ONCE:
        return True
    if event.when.is_known and told.when.is_known:
        days = DAYS_APART.get(event.kind, USUAL_DAYS_APART)
        return event.when.near(told.when, days)
    return event.kind == Kind.CAREER or event.when.near(told.when, UNDATED_DAYS_APART)


def _terms_agree(event: Event, told: Told) -> bool:
    """No round, sum or stake speaks against the two being one."""
    for name in ("round", "stake", "headcount"):
        mine, other = getattr(event, name), told.fields.get(name)
        if mine and other and mine != other:
            return False
    for name in ("amount", "valuation"):
        mine, other = getattr(event, name), told.fields.get(name)
        if mine and other and not mine.agrees_with(other):
            return False
    return True


def _same_words(event: Event, quote: str) -> bool:
    quotes = Evidence.objects.filter(event=event).values_list("quote", flat=True)
    return any(fuzz.ratio(fold(mine), fold(quote)) >= SAME_WORDS for mine in quotes)
