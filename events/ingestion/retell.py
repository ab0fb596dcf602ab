"""A proposal after one article tells it otherwise, or no longer: what nobody claims is given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from events.extraction.facts import EventFact
from events.ingestion.difference import Fact
from events.ingestion.evidence import fact_of
from events.ingestion.known import Known, is_finer, save
from events.ingestion.told import PARTS, Told, fields_of, texts_of
from events.models import Event, Evidence
from events.models.event import OWN
from events.models.vocabulary import Role
from people.dates import PartialDate
from people.models import Affiliation, Alias
from people.names import fold


def let_go(subject: Event | Affiliation, old: Fact) -> bool:
    """Take back what a sentence, deleted by now, told; False if nothing is left and it is gone."""
    if not subject.evidence.exists():
        subject.delete()
        return False
    retell(subject, old, None)
    return True


def retell(subject: Event | Affiliation, old: Fact, told: Told | None) -> None:
    """Let a proposal follow its evidence, of which one sentence told `old` and now `told`."""
    if isinstance(subject, Affiliation):
        _retell_post(subject)
    elif isinstance(old, EventFact):
        _retell_event(subject, old, told)


def _retell_post(post: Affiliation) -> None:
    claims = post.evidence.exclude(claims={}).values_list("claims", flat=True)
    former = any(claim.get("former") for claim in claims)
    if "former" not in post.held and former != post.former and not post.ended_on:
        post.former = former
        post.save()


def _retell_event(event: Event, old: EventFact, told: Told | None) -> None:
    known = Known.of(event)
    if all(proof.extractor for proof in known.proofs):  # else a person has proved what stands here
        claims = [fact for proof in known.proofs if isinstance(fact := fact_of(proof), EventFact)]
        if told:
            claims.insert(0, told.fact)
        _give_up_values(event, old, claims)
        _give_up_date(event, old, claims, known.proofs)
        _give_up_parties(known, old, claims)
    if told:
        known.refine(told)
    else:
        known.weigh()
    save([known])


def _give_up_values(event: Event, old: EventFact, claims: Sequence[EventFact]) -> None:
    """Put what is still claimed in the place of the values that only `old` claimed."""
    claimed = [fields_of(claim) for claim in claims]
    for name, value in fields_of(old).items():
        if name in event.held or getattr(event, name) != value:
            continue
        others = [fields[name] for fields in claimed if name in fields]
        if value not in others:
            setattr(event, name, others[0] if others else _EMPTY.get(name, OWN[name].empty))


_EMPTY: Mapping[str, None] = {"amount": None, "valuation": None, "period": None}
"""The values of several columns, which are none together."""


def _give_up_date(
    event: Event, old: EventFact, claims: Sequence[EventFact], proofs: Sequence[Evidence]
) -> None:
    if "when" in event.held or not old.date or str(event.when) != old.date:
        return
    others = [claim.date for claim in claims if claim.date]
    if old.date in others:
        return
    first_told = min((proof.article.told_on for proof in proofs), default=event.date)
    best = PartialDate.parse(others[0]) if others else PartialDate.unknown(first_told)
    for other in map(PartialDate.parse, others):
        best = other if is_finer(other, best) else best
    event.when = best


def _give_up_parties(known: Known, old: EventFact, claims: Sequence[EventFact]) -> None:
    if "participants" in known.event.held:
        return
    was, now = _parties([old]), _parties(claims)
    for part in list(known.parts):
        aliases = Alias.objects.filter(entity__survivor=part.survivor_id)
        forms = set(aliases.values_list("folded", flat=True))
        if forms & was[part.role] and not forms & now[part.role]:
            known.parts.remove(part)
            part.delete()


def _parties(facts: Iterable[EventFact]) -> Mapping[str, set[str]]:
    """The folded names in each role of an event; who leads a round is not its investor too."""
    names: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        own: dict[str, set[str]] = defaultdict(set)
        for role, (part, _kinds) in PARTS[fact.kind].items():
            own[part] |= {fold(text) for text in texts_of(fact.roles.get(role))}
        own[Role.INVESTOR] -= own[Role.LEAD]
        for name, folded in own.items():
            names[name] |= folded
    return names
