"""Facts -> proposed events and affiliations with their evidence, once however often it runs."""

from __future__ import annotations

from typing import Any

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
            event = find_event(told) or _propose(told)
            _prove(article, fact, claims=_claims(fact), made=made, event=event)
            _refine(event, told)
            touched.add(event.pk)
    for claim in facts.affiliations:
        _record_affiliation(article, claim, resolve, made)
    cards.compose(touched)


def _propose(told: Told) -> Event:
    event = Event.KINDS[told.fact.kind](certainty=told.fact.certainty)
    event.when = told.when
    for name, value in told.fields.items():
        setattr(event, name, value)
    event.save()
    for role, entity in told.parts:
        Participation.objects.create(event=event, entity=entity, role=role)
    return event


def _prove(
    article: Article,
    fact: EventFact | AffiliationFact,
    *,
    claims: dict[str, Any],
    made: dict[str, str],
    **subject: Any,
) -> None:
    quote = fact.evidence
    Evidence.objects.get_or_create(
        article=article,
        start=quote.start,
        end=quote.end,
        **subject,
        defaults={
            "quote": quote.quote,
            "certainty": getattr(fact, "certainty", "confirmed"),
            "claims": claims,
            "rule": fact.rule,
            "confidence": fact.confidence,
            **made,
        },
    )


def _claims(fact: EventFact) -> dict[str, Any]:
    document = Facts(language="", published=None, events=[fact]).to_dict()["events"][0]
    told_elsewhere = ("kind", "evidence", "certainty", "confidence", "rule")
    return {role: value for role, value in document.items() if role not in told_elsewhere}


def _refine(event: Event, told: Told) -> None:
    """Let the certainty follow the evidence and, while nobody has decided, fill what was vague."""
    if event.status == Status.PROPOSED:
        if "when" not in event.held and _is_finer(told.when, event.when):
            event.when = told.when
        for name, value in told.fields.items():
            own = OWN[name]
            if name not in event.held and getattr(event, own.column) == own.empty:
                setattr(event, name, value)
        if "participants" not in event.held:
            for role, entity in told.parts:
                Participation.objects.get_or_create(event=event, entity=entity, role=role)
    if "certainty" not in event.held:
        event.certainty = certainty_of(proof.witness for proof in event.evidence.oldest_first())
    event.save()


def _is_finer(new: PartialDate, old: PartialDate) -> bool:
    if not new.is_known:
        return not old.is_known and new.start < old.start
    if not old.is_known:
        return True
    return new.within(old) and new != old


def _record_affiliation(
    article: Article, claim: AffiliationFact, resolve: Resolver, made: dict[str, str]
) -> None:
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
    claims = {"title": claim.title, "former": claim.former}
    _prove(article, claim, claims=claims, made=made, affiliation=affiliation)
    may_change = affiliation.status == Status.PROPOSED and "former" not in affiliation.held
    if not created and may_change and claim.former and not affiliation.former:
        affiliation.former = True
        affiliation.save()
