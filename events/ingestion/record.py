"""Facts -> proposed events and affiliations with their evidence, once however often it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection, transaction

from events.extraction.facts import AffiliationFact, Facts
from events.ingestion.candidates import Candidates
from events.ingestion.evidence import evidence_of
from events.ingestion.known import Known, save
from events.ingestion.resolve import Name, Resolver
from events.ingestion.told import COMPANY, PERSON, Told, names_in, tell
from events.models import Article, Event, Evidence
from people.models import Affiliation, Status

Made = Mapping[str, str]
"""What found the facts: `extractor` and `version`."""


@transaction.atomic(savepoint=False)
def record(article: Article, facts: Facts, *, extractor: str, version: str) -> None:
    """Record all that an article states. Recording it again adds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30s'")  # names are held for a whole article
    resolve = Resolver(facts, names_in(facts), article=article)
    made = {"extractor": extractor, "version": version}
    told = [told for fact in facts.events if (told := tell(article, fact, resolve))]
    record_events(told, made)
    record_affiliations(article, facts.affiliations, resolve, made)


def record_events(all_told: Sequence[Told], made: Made) -> list[Event]:
    """The events that are told, each proposed if nobody told it before, with their proof.

    However many they are, of one article or of several, they take the same few statements. Their
    entities are held, see `people.actions`.
    """
    candidates = Candidates(all_told)
    found: list[Known] = []
    for told in all_told:
        known = candidates.find(told) or Known.proposed(told)
        known.prove(told, made)
        known.refine(told)
        candidates.keep(known)
        found.append(known)
    save(dict.fromkeys(found))
    return [known.event for known in found]


def record_affiliations(
    article: Article, claims: Iterable[AffiliationFact], resolve: Resolver, made: Made
) -> None:
    """Propose the positions that an article tells of, unless they are known, and prove them."""
    told: list[tuple[Post, AffiliationFact]] = []
    for claim in claims:
        person, company = resolve(Name(claim.person, PERSON)), resolve(Name(claim.company, COMPANY))
        if person and company:
            told.append((Post(person.pk, company.pk, (claim.title or "")[:200]), claim))
    if not told:
        return
    known = _affiliations(post for post, _ in told)
    changed = []
    for post, claim in told:
        if post not in known:
            known[post] = Affiliation(**post._asdict(), former=claim.former)
        elif claim.former and _may_turn_former(known[post]):
            known[post].former = True
            changed.append(known[post])
    for affiliation in changed:
        if affiliation.pk:
            affiliation.save(update_fields=["former", "updated_at"])
    Affiliation.objects.bulk_create(
        [affiliation for affiliation in known.values() if not affiliation.pk],
        update_conflicts=True,  # changes nothing, and gives the ids of what another one has added
        unique_fields=["person", "company", "title"],
        update_fields=["title"],
    )
    Evidence.objects.bulk_create(
        [
            Evidence(article=article, affiliation=known[post], **evidence_of(claim), **made)
            for post, claim in told
        ],
        ignore_conflicts=True,
    )


class Post(NamedTuple):
    """A person's position at a company, of which there is one affiliation."""

    person_id: int
    company_id: int
    title: str


def _affiliations(posts: Iterable[Post]) -> dict[Post, Affiliation]:
    """Those that the database has of these people at these companies."""
    people, companies, _titles = zip(*posts, strict=True)
    known = Affiliation.objects.filter(person__in=people, company__in=companies)
    return {Post(one.person_id, one.company_id, one.title): one for one in known}


def _may_turn_former(affiliation: Affiliation) -> bool:
    is_open = affiliation.status == Status.PROPOSED and "former" not in affiliation.held
    return is_open and not affiliation.former
