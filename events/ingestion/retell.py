"""A proposal after one article tells it otherwise, or no longer: what nobody claims is given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from events.extraction.facts import EventFact
from events.ingestion.difference import Fact
from events.ingestion.evidence import fact_of
from events.ingestion.known import Known, save
from events.ingestion.told import PARTS, Told, fields_of, texts_of
from events.models import Event
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
        _give_up_values(known, old, claims)
        _give_up_parties(known, old, claims)
    if told:
        known.refine(told)
    else:
        known.follow()
    save([known])


def _give_up_values(known: Known, old: EventFact, claims: Sequence[EventFact]) -> None:
    """Empty the fields of which only `old` told; of the others what is claimed is followed."""
    event = known.event
    claimed = {name for claim in claims for name in fields_of(claim)}
    for name, value in fields_of(old).items():
        if name not in {*event.held, *claimed} and getattr(event, name) == value:
            setattr(event, name, _EMPTY.get(name, OWN[name].empty))
    is_dated = "when" in event.held or any(claim.date for claim in claims)
    if old.date and str(event.when) == old.date and not is_dated:
        told_on = (proof.article.told_on for proof in known.proofs)
        event.when = PartialDate.unknown(min(told_on, default=event.date))


_EMPTY: Mapping[str, None] = {"amount": None, "valuation": None, "period": None}
"""The values of several columns, which are none together."""


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
