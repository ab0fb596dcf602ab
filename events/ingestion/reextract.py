"""Reading stored articles again: what the current extractor would change, and carrying it out.

What a person has decided is only compared. Everything else follows the new facts, through the
same step that records an article for the first time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from events import cards
from events.extraction import NAME, VERSION
from events.extraction.facts import AffiliationFact, EventFact, Facts
from events.ingestion import pipeline
from events.ingestion.candidates import find_event
from events.ingestion.difference import (
    Change,
    Difference,
    Fact,
    Fate,
    Recorded,
    compare,
    in_order,
)
from events.ingestion.evidence import evidence_of, fact_of, subject_of
from events.ingestion.record import record_affiliations, record_events
from events.ingestion.resolve import Name, Resolver
from events.ingestion.retell import let_go, retell
from events.ingestion.told import COMPANY, PARTS, PERSON, names_in, tell
from events.models import Article, Event, Evidence, Source
from events.models.vocabulary import Role
from people.actions import hold_still
from people.models import Affiliation, Entity, Status
from people.roles import Ability, require

MADE = {"extractor": NAME, "version": VERSION}


class NotNow(Exception):
    """The article cannot be read again as it stands; the message says why."""


def difference_of(article: Article) -> Difference:
    """What the current extractor says otherwise than the record. Nothing is written."""
    return _difference(_recorded_only(article), pipeline.extract_facts(article))


def reextract(article: Article, *, by: Any = None, seen: str = "") -> Difference:
    """Let the record follow the current extractor, in one transaction; what was changed.

    With the digest of a difference that was `seen`, another one than that is not carried out.
    Doing it twice changes nothing.
    """
    require(by, Ability.SOURCES)
    taken = Article.objects.claim(_recorded_only(article).pk, Article.State.RECORDED)
    if taken is None:
        raise NotNow(_("Somebody else is reading this article at the moment: try again soon."))
    try:
        facts = pipeline.extract_facts(taken)
        difference = _difference(taken, facts)
        if seen and difference.digest != seen:
            raise NotNow(_("The difference is another one by now: look at it again."))
        who = {"user": by.pk} if by else {}
        with transaction.atomic(), pghistory.context(action="reextract", **who):
            if not Article.objects.held(taken).select_for_update().exists():
                raise NotNow(_("It took too long, and somebody else has the article: try again."))
            _carry_out(taken, facts, difference)
            pipeline.store_facts(taken, facts)
    finally:
        Article.objects.held(taken).update(lease_until=None, attempts=0)
    return difference


def _recorded_only(article: Article) -> Article:
    if article.state != Article.State.RECORDED:
        raise NotNow(
            _("Only a recorded article can be read again: this one is “%(state)s”.")
            % {"state": article.get_state_display()}
        )
    if article.source and article.source.kind == Source.Kind.DATASET:
        raise NotNow(
            _("A row of a data set is read by its mapping: import the data set again instead.")
        )
    return article


def _difference(article: Article, facts: Facts) -> Difference:
    known = list(_recorded(article))
    changes = compare(known, [*facts.events, *facts.affiliations])
    look_up = Resolver(facts, names_in(facts), article=article, introduces=False)
    told = (_placed(article, change, look_up) for change in changes)
    return Difference(tuple(in_order(change for change in told if change)))


def _placed(article: Article, change: Change, look_up: Resolver) -> Change | None:
    """A new fact beside what other articles have told; None if it would add nothing."""
    fact = change.new
    if change.old or fact is None:
        return change
    subject: Event | Affiliation | None
    if isinstance(fact, AffiliationFact):
        person, company = look_up(Name(fact.person, PERSON)), look_up(Name(fact.company, COMPANY))
        if person is None or company is None:
            return None
        subject = Affiliation.objects.filter(
            person_id=person.pk, company_id=company.pk, title=(fact.title or "")[:200]
        ).first()
    else:
        told = tell(article, fact, look_up)
        if told is None:
            return None
        subject = find_event(told)
    if subject is None:
        return change
    quote = fact.evidence
    if subject.evidence.filter(article=article, start=quote.start, end=quote.end).exists():
        return None
    return replace(change, is_left=is_decided(subject))


def is_decided(subject: Event | Affiliation) -> bool:
    return subject.status != Status.PROPOSED or getattr(subject, "merged_into_id", None) is not None


def is_curated(subject: Event | Affiliation) -> bool:
    """Whether a person has set, reviewed, merged or proved something of it."""
    return bool(
        subject.held
        or subject.reviews.exists()
        or subject.evidence.filter(extractor="").exists()
        or (isinstance(subject, Event) and subject.merged.exists())
    )


def _recorded(article: Article) -> Iterator[Recorded]:
    """What the extractor has proved with sentences of this article."""
    proofs = (
        Evidence.objects.filter(article=article, extractor=NAME)
        .select_related("event", "affiliation__person", "affiliation__company")
        .prefetch_related("event__participations__survivor__aliases")
        .order_by("start", "pk")
    )
    for proof in proofs:
        subject = subject_of(proof)
        yield Recorded(
            evidence=proof.pk,
            fact=fact_of(proof),
            names=_names(subject),
            held=tuple(subject.held),
            is_decided=is_decided(subject),
            is_curated=is_curated(subject),
        )


def _names(subject: Event | Affiliation) -> dict[str, list[frozenset[str]]]:
    if isinstance(subject, Affiliation):
        return {"person": [_forms(subject.person)], "company": [_forms(subject.company)]}
    by_part: dict[str, list[frozenset[str]]] = {}
    for part in subject.participations.all():
        by_part.setdefault(part.role, []).append(_forms(part.survivor))
    leads = by_part.get(Role.LEAD, [])
    return {
        role: [*by_part.get(part, []), *(leads if part == Role.INVESTOR else [])]
        for role, (part, _kinds) in PARTS[subject.kind].items()
    }


def _forms(entity: Entity) -> frozenset[str]:
    return frozenset(alias.folded for alias in entity.aliases.all())


def _carry_out(article: Article, facts: Facts, difference: Difference) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30s'")  # as in recording
    new = [change.new for change in difference.to_do if change.new]
    wanted = replace(
        facts,
        events=[fact for fact in new if isinstance(fact, EventFact)],
        affiliations=[fact for fact in new if isinstance(fact, AffiliationFact)],
    )
    resolve = Resolver(wanted, names_in(wanted), article=article)
    _hold(change.old.evidence for change in difference.to_do if change.old)
    if _difference(article, facts).digest != difference.digest:
        raise NotNow(_("The difference is another one by now: look at it again."))
    touched: set[int] = set()
    for change in sorted(difference.to_do, key=lambda change: change.fate != Fate.WITHDRAWN):
        touched |= _apply(article, change, resolve)
    cards.compose(touched)


def _hold(evidence: Iterable[int]) -> None:
    """Lock the events and affiliations of this evidence, as an editor's decision does."""
    proofs = list(Evidence.objects.filter(pk__in=list(evidence)))
    events = {proof.event_id for proof in proofs if proof.event_id}
    hold_still(Entity.objects.filter(participations__event__in=events).values_list("pk", flat=True))
    posts = {proof.affiliation_id for proof in proofs if proof.affiliation_id}
    for locked in (
        Event.objects.filter(pk__in=events),
        Affiliation.objects.filter(pk__in=posts),
    ):
        list(locked.select_for_update().order_by("pk").values_list("pk"))


def _apply(article: Article, change: Change, resolve: Resolver) -> set[int]:
    """Carry one change out; the events whose cards are to be composed anew."""
    old, fact = change.old, change.new
    if old is None:
        if isinstance(fact, AffiliationFact):
            record_affiliations(article, [fact], resolve, MADE)
            return set()
        told = tell(article, fact, resolve) if fact else None
        return {event.pk for event in record_events([told] if told else [], MADE)}
    proof = Evidence.objects.select_related("event", "affiliation").get(pk=old.evidence)
    subject = subject_of(proof)
    if fact is None:
        proof.delete()
        is_left = let_go(subject, old.fact)
    else:
        _rewrite(proof, subject, fact)
        told = tell(article, fact, resolve) if isinstance(fact, EventFact) else None
        retell(subject, old.fact, told)
        is_left = True
    return {subject.pk} if is_left and isinstance(subject, Event) else set()


def _rewrite(proof: Evidence, subject: Event | Affiliation, fact: Fact) -> None:
    """Let evidence be the new fact's, unless other evidence has its place already."""
    quote = fact.evidence
    others = subject.evidence.filter(article=proof.article_id, start=quote.start, end=quote.end)
    if others.exclude(pk=proof.pk).exists():
        proof.delete()
        return
    for name, value in {**evidence_of(fact), **MADE}.items():
        setattr(proof, name, value)
    proof.save()
