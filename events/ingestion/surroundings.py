"""Whom people are named with: what tells two who bear one name apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from django.db.models import F, Max, Min, Q, QuerySet

from events.extraction.facts import EventFact, Facts
from events.models import Article, Event, Evidence, Participation
from events.models.vocabulary import Kind, Role
from people.dates import PartialDate
from people.likeness import Context, Post
from people.models import Affiliation, Entity, Status

PERSON_ROLES = ("person", "speaker")
BEGINNINGS = {"joined", "appointed", "founded"}
LEFT = "left"


class Surroundings:
    """What an article tells around each person: its companies and posts, by full names, folded."""

    def __init__(
        self, facts: Facts, full_name: Callable[[str, str], str], told_on: date | None
    ) -> None:
        self._full_name = full_name
        self._companies: dict[str, set[str]] = defaultdict(set)
        self._posts: dict[str, list[Post]] = defaultdict(list)
        for claim in facts.affiliations:
            seen = (told_on,) if told_on and not claim.former else ()
            self._add(claim.person, claim.company, Post(claim.title or "", seen=seen))
        for fact in facts.events:
            for role in PERSON_ROLES:
                if person := fact.roles.get(role):
                    self._add(person, fact.roles.get("company"), _post_of(fact))

    def companies(self, person: str) -> AbstractSet[str]:
        return self._companies[person]

    def posts(self, person: str) -> Sequence[Post]:
        return self._posts[person]

    def _add(self, person: str, company: str | None, post: Post | None) -> None:
        if company:
            who = self._full_name(Entity.Kind.PERSON, person)
            where = self._full_name(Entity.Kind.COMPANY, company)
            self._companies[who].add(where)
            if post:
                self._posts[who].append(replace(post, company=where))


def _post_of(fact: EventFact) -> Post | None:
    """The post of which a move tells when it began or ended."""
    if fact.kind != Kind.CAREER:
        return None
    when = PartialDate.parse(fact.date) if fact.date else None
    return _moved(fact.roles.get("change") or "", fact.roles.get("title") or "", "", when)


def _moved(change: str, title: str, company: str, when: PartialDate | None) -> Post:
    return Post(
        title,
        company,
        started=when if change in BEGINNINGS else None,
        ended=when if change == LEFT else None,
    )


def context_of(people: Collection[int], article: Article | None = None) -> Mapping[int, Context]:
    """What the record knows around each of these survivors, and whether the article tells of it."""
    posts = _posts_of(people, Affiliation.objects.all(), Participation.objects.all())
    told = _told_by(article, people) if article else set()
    here = frozenset({str(article.origin_id)} if article else ())
    return {
        person: Context(
            ties=frozenset(post.company for post in posts.get(person, ())),
            articles=here if person in told else frozenset(),
            posts=tuple(posts.get(person, ())),
        )
        for person in people
    }


def public_context_of(people: Collection[int]) -> Mapping[int, Context]:
    """What readers may know around each of these survivors."""
    events = Event.objects.published()
    posts = _posts_of(
        people,
        Affiliation.objects.published(),
        Participation.objects.filter(event__in=events, survivor__status=Status.PUBLISHED),
    )
    return {
        person: Context(frozenset(post.company for post in own), posts=tuple(own))
        for person, own in posts.items()
    }


def _posts_of(
    people: Collection[int],
    affiliations: QuerySet[Affiliation],
    participations: QuerySet[Participation],
) -> Mapping[int, list[Post]]:
    """The posts of each, and the companies beside which it is named otherwise: without a title."""
    found: dict[int, list[Post]] = defaultdict(list)
    dated = ~Q(evidence__article__published_known=Article.DateKnown.ARRIVAL)
    held = affiliations.filter(person__survivor__in=people).annotate(
        first=Min("evidence__article__published_on", filter=dated),
        last=Max("evidence__article__published_on", filter=dated),
    )
    for post in held.select_related("person", "company"):
        told = (post.first, post.last)
        seen = () if post.former else tuple(day for day in told if day)
        where = str(post.company.survivor_id)
        found[post.person.survivor_id].append(
            Post(post.title, where, post.started, post.ended, seen)
        )
    beside = participations.filter(
        role=Role.COMPANY, event__participations__survivor__in=people,
        event__participations__role__in=(Role.PERSON, Role.SPEAKER),
    ).annotate(who=F("event__participations__survivor"))  # fmt: skip
    for move in beside.filter(event__kind=Kind.CAREER).select_related("event"):
        event = move.event
        found[move.who].append(_moved(event.change, event.title, str(move.survivor_id), event.when))
    others = beside.exclude(event__kind=Kind.CAREER)
    for person, company in others.values_list("who", "survivor").distinct():
        found[person].append(Post("", str(company)))
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
