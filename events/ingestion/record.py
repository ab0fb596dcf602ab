"""Facts -> proposed events and affiliations with their evidence, once however often it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db import connection, transaction

from events import cards
from events.certainty import certainty_of
from events.extraction.facts import AffiliationFact, EventFact, Facts
from events.ingestion.resolve import Name, Resolver
from events.ingestion.same import find_event
from events.ingestion.told import COMPANY, PERSON, Told, names_in, tell
from events.models import Article, Event, Evidence, Participation
from events.models.event import OWN
from people.dates import PartialDate
from people.models import Affiliation, Status

Fact = EventFact | AffiliationFact


@transaction.atomic
def record(article: Article, facts: Facts, *, extractor: str, version: str) -> None:
    """Record all that an article states. Recording it again adds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30s'")  # names are held for a whole article
    resolve = Resolver(facts, names_in(facts))
    made = {"extractor": extractor, "version": version}
    touched = set()
    for fact in facts.events:
        if told := tell(article, fact, resolve):
            touched.add(record_event(article, told, made).pk)
    for claim in facts.affiliations:
        record_affiliation(article, claim, resolve, made)
    cards.compose(touched)


def record_event(article: Article, told: Told, made: Mapping[str, str]) -> Event:
    """The event that an article tells, proposed if nobody told it before, with its proof."""
    event = find_event(told) or _propose(told)
    _prove(article, told.fact, made, event=event)
    refine(event, told)
    return event


def _propose(told: Told) -> Event:
    event = Event.KINDS[told.fact.kind](certainty=told.fact.certainty)
    event.when = told.when
    for name, value in told.fields.items():
        setattr(event, name, value)
    event.save()
    for role, entity in told.parts:
        Participation.objects.create(event=event, entity=entity, role=role)
    return event


def _prove(article: Article, fact: Fact, made: Mapping[str, str], **subject: Any) -> None:
    quote = fact.evidence
    Evidence.objects.get_or_create(
        article=article,
        start=quote.start,
        end=quote.end,
        **subject,
        defaults={**evidence_of(fact), **made},
    )


def evidence_of(fact: Fact) -> dict[str, Any]:
    """What a row of evidence keeps of a fact."""
    return {
        "quote": fact.evidence.quote,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "certainty": getattr(fact, "certainty", "confirmed"),
        "claims": _claims(fact),
        "rule": fact.rule,
        "confidence": fact.confidence,
    }


def subject_of(proof: Evidence) -> Event | Affiliation:
    """What it proves: PostgreSQL sees to it that there is one or the other."""
    return proof.event or cast("Affiliation", proof.affiliation)


def fact_of(proof: Evidence) -> Fact:
    """The fact that a row of evidence was made from."""
    evidence = {"quote": proof.quote, "start": proof.start, "end": proof.end}
    found = {"evidence": evidence, "confidence": proof.confidence or 0.0, "rule": proof.rule}
    if proof.event is not None:
        told = {"kind": proof.event.kind, "certainty": proof.certainty}
        document: dict[str, Any] = {"events": [{**proof.claims, **told, **found}]}
    else:
        post = cast("Affiliation", proof.affiliation)
        parties = {"person": post.person.name, "company": post.company.name}
        document = {"affiliations": [{**proof.claims, **parties, **found}]}
    facts = Facts.from_dict({"language": "und", **document})
    return facts.events[0] if facts.events else facts.affiliations[0]


def _claims(fact: Fact) -> dict[str, Any]:
    if isinstance(fact, AffiliationFact):
        return {"title": fact.title, "former": fact.former}
    document = Facts(language="", published=None, events=[fact]).to_dict()["events"][0]
    told_elsewhere = ("kind", "evidence", "certainty", "confidence", "rule")
    return {role: value for role, value in document.items() if role not in told_elsewhere}


def refine(event: Event, told: Told) -> None:
    """Let the certainty follow the evidence and, while nobody has decided, fill what was vague."""
    if event.status == Status.PROPOSED:
        if "when" not in event.held and is_finer(told.when, event.when):
            event.when = told.when
        for name, value in told.fields.items():
            own = OWN[name]
            if name not in event.held and getattr(event, own.column) == own.empty:
                setattr(event, name, value)
        if "participants" not in event.held:
            for role, entity in told.parts:
                Participation.objects.get_or_create(event=event, entity=entity, role=role)
    weigh(event)


def weigh(event: Event) -> None:
    """Save the event, as certain as its evidence makes it unless a person has said otherwise."""
    if "certainty" not in event.held:
        event.certainty = certainty_of(proof.witness for proof in event.evidence.oldest_first())
    event.save()


def is_finer(new: PartialDate, old: PartialDate) -> bool:
    """Whether a date says more than another; of two unknown ones the earlier telling counts."""
    if not new.is_known:
        return not old.is_known and new.start < old.start
    if not old.is_known:
        return True
    return new.within(old) and new != old


def record_affiliation(
    article: Article, claim: AffiliationFact, resolve: Resolver, made: Mapping[str, str]
) -> None:
    """Propose the position that an article tells of, unless it is known, and prove it."""
    person = resolve(Name(claim.person, PERSON))
    company = resolve(Name(claim.company, COMPANY))
    if person is None or company is None:
        return
    affiliation, created = Affiliation.objects.get_or_create(
        person_id=person.pk,
        company_id=company.pk,
        title=(claim.title or "")[:200],
        defaults={"former": claim.former},
    )
    _prove(article, claim, made, affiliation=affiliation)
    may_change = affiliation.status == Status.PROPOSED and "former" not in affiliation.held
    if not created and may_change and claim.former and not affiliation.former:
        affiliation.former = True
        affiliation.save()
