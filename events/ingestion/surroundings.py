"""Whom people are named with: what tells two who bear one name apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from django.db.models import Q

from events.extraction.facts import Facts
from events.models import Article, Evidence, Participation
from events.models.vocabulary import Role
from people.likeness import Context
from people.models import Affiliation, Entity

PERSON_ROLES = ("person", "speaker")


def companies_told(
    facts: Facts, full_name: Callable[[str, str], str]
) -> Mapping[str, frozenset[str]]:
    """The companies that an article names with each person: full names, folded."""
    told: dict[str, set[str]] = defaultdict(set)

    def tie(person: str, company: str | None) -> None:
        if company:
            told[full_name(Entity.Kind.PERSON, person)].add(full_name(Entity.Kind.COMPANY, company))

    for claim in facts.affiliations:
        tie(claim.person, claim.company)
    for fact in facts.events:
        for role in PERSON_ROLES:
            if person := fact.roles.get(role):
                tie(person, fact.roles.get("company"))
    return defaultdict(frozenset, {name: frozenset(ties) for name, ties in told.items()})


def context_of(people: Collection[int], article: Article | None = None) -> Mapping[int, Context]:
    """What the record knows around each of these survivors, and whether the article tells of it."""
    companies, told = _companies_of(people), _told_by(article, people) if article else set()
    here = frozenset({str(article.origin_id)} if article else ())
    return {
        person: Context(
            ties=frozenset(companies.get(person, ())),
            articles=here if person in told else frozenset(),
        )
        for person in people
    }


def _companies_of(people: Collection[int]) -> Mapping[int, set[str]]:
    """The ids, as text, of the companies that the record names with each of these."""
    found: dict[int, set[str]] = defaultdict(set)
    posts = Affiliation.objects.filter(person__survivor__in=people)
    for person, company in posts.values_list("person__survivor", "company__survivor"):
        found[person].add(str(company))
    beside = Participation.objects.filter(
        role=Role.COMPANY, event__participations__survivor__in=people,
        event__participations__role__in=(Role.PERSON, Role.SPEAKER),
    )  # fmt: skip
    pairs = beside.values_list("event__participations__survivor", "survivor").distinct()
    for person, company in pairs:
        found[person].add(str(company))
    return found


def _told_by(article: Article, people: Collection[int]) -> set[int]:
    """Those of whom an article, its origin or another of its reprints tells already."""
    same = Article.objects.filter(Q(pk=article.origin_id) | Q(reprint_of=article.origin_id))
    proofs = Evidence.objects.filter(article__in=same)
    in_posts = proofs.filter(affiliation__person__survivor__in=people)
    in_events = proofs.filter(event__participations__survivor__in=people)
    return {
        *in_posts.values_list("affiliation__person__survivor", flat=True),
        *in_events.values_list("event__participations__survivor", flat=True),
    }
