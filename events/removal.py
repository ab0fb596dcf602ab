"""A person's values erased everywhere, on their request: what would be, and the deed.

What is left is a tombstone: the row with its id, without a name, retracted. Its addresses answer
410, and the hashes of its names keep them from being taken up again: see people/removed.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.core.cache import caches
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from events import cards, cases, redaction
from events.actions import deed
from events.following import subscriptions
from events.ingestion.sketch import sketch
from events.models import (
    Article,
    Case,
    Collection,
    CollectionMember,
    Contradiction,
    Correction,
    Event,
    EventJudgement,
    Evidence,
    Participation,
    RawPage,
    Review,
    Suggestion,
)
from events.models.vocabulary import Kind, Role
from people import removed
from people.actions import Refused
from people.merging import below
from people.models import Affiliation, Alias, Entity, Judgement, Merge, Resemblance, Status
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import Model

OF_A_PERSON = {(Kind.CAREER, Role.PERSON), (Kind.STATEMENT, Role.SPEAKER)}
"""Events that tell of one person and nothing else."""
MOST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Erasure:
    """What removing a person would erase."""

    family: tuple[int, ...]
    """The person and all who are merged into them."""
    forms: redaction.Forms
    addresses: tuple[str, ...]
    affiliations: tuple[int, ...]
    retracted: tuple[int, ...]
    """Events that are about this person alone."""
    kept: tuple[int, ...]
    """Events of others that go on without this person."""
    articles: tuple[int, ...]
    """Articles in which the name is covered."""
    rows: dict[str, int] = field(default_factory=dict)
    """All rows that have the name, by table."""


def survey(person: Entity, *, with_rows: bool = True) -> Erasure:
    """What would be erased, for an editor to see first."""
    family = sorted(below(person.survivor))
    forms = redaction.forms_of(redaction.names_of(family), family)
    parts = Participation.objects.filter(entity__in=family)
    named = set(parts.values_list("event", flat=True))
    alone = set(
        parts.filter(
            Q(*(Q(event__kind=kind, role=role) for kind, role in OF_A_PERSON), _connector=Q.OR)
        ).values_list("event", flat=True)
    )
    others = Participation.objects.filter(event__in=named).exclude(entity__in=family)
    retracted = alone | (named - set(others.values_list("event", flat=True)))
    posts = set(Affiliation.objects.filter(person__in=family).values_list("pk", flat=True))
    proofs = Evidence.objects.filter(Q(event__in=named) | Q(affiliation__in=posts))
    mentioned = {
        pk for name in ("text", "title", "author")
        for pk in redaction.mentioning(forms.own, Article._meta.db_table, name)
    }  # fmt: skip
    return Erasure(
        family=tuple(family),
        forms=forms,
        addresses=tuple(_addresses(family)),
        affiliations=tuple(sorted(posts)),
        retracted=tuple(sorted(retracted)),
        kept=tuple(sorted(named - retracted)),
        articles=tuple(sorted(mentioned | set(proofs.values_list("article", flat=True)))),
        rows=redaction.count(forms.own) if with_rows else {},
    )


def remove_person(case: Case, *, reason: str, by: User) -> Case:
    """Erase all that the record has of a case's person, and close the case as granted."""
    require(by, Ability.CASES)
    with deed(by, f"removal, case {case.number}"):
        case = cases.locked(case)
        if case.state == Case.State.GRANTED:
            return case
        if case.kind != Case.Kind.REMOVAL:
            raise Refused(_("This case asks for a correction, not for a removal."))
        if case.entity is None:
            raise Refused(_("Say first whose record the case is about."))
        if case.entity.kind != Entity.Kind.PERSON:
            raise Refused(_("Only people are removed: this record is no person."))
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{MOST_SECONDS}s'")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people.merging', 0))")
        _erase(case.entity)
        subscriptions.forget(case.email)
        return cases.decide(case, Case.State.GRANTED, reason=reason, by=by)


def _erase(person: Entity) -> None:
    family = sorted(below(person.survivor))
    held = list(Entity.objects.filter(pk__in=family).order_by("pk").select_for_update())
    found = survey(person, with_rows=False)
    forms = found.forms.own + found.forms.shared
    removed.remember(forms, found.addresses)

    posts = Affiliation.objects.filter(pk__in=found.affiliations)
    gone = Evidence.objects.filter(Q(event__in=found.retracted) | Q(affiliation__in=posts))
    proofs = list(gone.values_list("pk", flat=True))
    Review.objects.filter(Q(affiliation__in=posts) | Q(event__in=found.retracted)).delete()
    _forget_decisions(found)
    _forget_memberships(family)
    gone.delete()
    posts.delete()
    Participation.objects.filter(entity__in=family).delete()
    Alias.objects.filter(entity__in=family).delete()
    _retract(found.retracted)
    _entomb(held)
    _forget_versions(found, proofs)

    caches["pictures"].clear()
    _cover_articles(found.articles, forms)
    redaction.cover_everywhere(found.forms.own)
    for table in ("events_event", "events_card", "events_extraction"):
        key, rows = _tied(table, found)
        redaction.cover_in(found.forms.shared, table, key, rows)
    told_there = Evidence.objects.filter(article__in=found.articles, event__isnull=False)
    touched = {*found.kept, *found.retracted, *told_there.values_list("event", flat=True)}
    cards.compose(sorted(touched))


def _addresses(family: Iterable[int]) -> list[str]:
    """The public addresses that these entities have or had, as `person/slug`."""
    versions = _versions(Entity).objects.filter(pgh_obj__in=family)
    entities = Entity.objects.filter(pk__in=family)
    pairs = {*entities.values_list("kind", "slug"), *versions.values_list("kind", "slug")}
    return sorted(f"{kind}/{slug}" for kind, slug in pairs)


def _tied(table: str, found: Erasure) -> tuple[str, tuple[int, ...]]:
    """The rows of a table that tell of this person, by the column that names them."""
    return {
        "events_event": ("id", found.kept),
        "events_card": ("event_id", found.kept),
        "events_extraction": ("article_id", found.articles),
    }[table]


def _forget_decisions(found: Erasure) -> None:
    family = found.family
    pair = Q(first__in=family) | Q(second__in=family)
    Judgement.objects.filter(pair).delete()
    Resemblance.objects.filter(pair).delete()
    Merge.objects.filter(Q(entity__in=family) | Q(into__in=family)).update(taken={}, reason="")
    Correction.objects.filter(
        Q(entity__in=family) | Q(event__in=found.retracted) | Q(affiliation__in=found.affiliations)
    ).delete()
    Contradiction.objects.filter(Q(entity__in=family) | Q(event__in=found.retracted)).delete()
    EventJudgement.objects.filter(
        Q(first__in=found.retracted) | Q(second__in=found.retracted)
    ).delete()
    Suggestion.objects.filter(Q(entity__in=family) | Q(event__in=found.retracted)).delete()
    subscriptions.forget_timelines(found.addresses)
    pages = [f"/people/{address.partition('/')[2]}/" for address in found.addresses]
    Suggestion.objects.filter(page__in=pages).delete()
    Case.objects.filter(entity__in=family).update(page="", said="", proof="")
    Case.objects.filter(page__in=pages).update(page="")


def _forget_memberships(family: Iterable[int]) -> None:
    """A collection that is left without a member is public no more."""
    rows = CollectionMember.objects.filter(entity__in=family)
    collections = list(rows.values_list("collection", flat=True))
    rows.delete()
    emptied = Collection.objects.filter(pk__in=collections, members=None)
    emptied.update(status=Collection.Status.DRAFT)


def _retract(events: Iterable[int]) -> None:
    """Leave of these events their kind and date."""
    for event in Event.objects.filter(pk__in=list(events)).order_by("pk").select_for_update():
        event.status = Status.RETRACTED
        event.title = event.certainty_why = event.note_en = event.note_zh = ""
        event.held = []
        event.save()


@pgtrigger.ignore("people.Entity:slug_is_permanent")
def _entomb(entities: Iterable[Entity]) -> None:
    """Leave of these entities their ids: nothing else of theirs is anybody's."""
    for entity in entities:
        entity.name_en, entity.name_zh, entity.slug = "Removed", "已移除", f"removed-{entity.pk}"
        entity.description_en = entity.description_zh = entity.country = ""
        entity.website = entity.wikidata_id = ""
        entity.status, entity.held = Status.RETRACTED, []
        entity.save()


def _forget_versions(found: Erasure, proofs: list[int]) -> None:
    """Of the history, nothing that says what was erased; the last version of each is the tomb."""
    family, events = found.family, found.retracted
    last = _versions(Entity).objects.filter(pgh_obj__in=family).order_by("pgh_obj", "-pgh_id")
    tombs = list(last.distinct("pgh_obj").values_list("pk", flat=True))
    last.order_by().exclude(pk__in=tombs).delete()
    of_events = _versions(Event).objects.filter(pgh_obj__in=events).order_by("pgh_obj", "-pgh_id")
    ends = list(of_events.distinct("pgh_obj").values_list("pk", flat=True))
    of_events.order_by().exclude(pk__in=ends).delete()
    _versions(Alias).objects.filter(entity__in=family).delete()
    _versions(Affiliation).objects.filter(person__in=family).delete()
    _versions(Participation).objects.filter(entity__in=family).delete()
    _versions(Evidence).objects.filter(pgh_obj__in=proofs).delete()
    _versions(CollectionMember).objects.filter(entity__in=family).delete()


def _versions(tracked: type[Model]) -> Any:
    """The table of a tracked table's versions."""
    return tracked._meta.get_field("versions").related_model


def _cover_articles(articles: Iterable[int], forms: tuple[str, ...]) -> None:
    """Cover the name in articles, and in the quotes that stand there; drop the pages as they came.

    The hashes are made anew, so that the same page read again, and covered, is the same article.
    """
    rows = Article.objects.filter(pk__in=list(articles)).order_by("pk").select_for_update()
    for article in rows:
        names = ("title", "author", "text")
        told = {name: redaction.covered(getattr(article, name), forms) for name in names}
        if all(getattr(article, name) == value for name, value in told.items()):
            continue
        for name, value in told.items():
            setattr(article, name, value)
        if article.text:
            article.text_hash = hashlib.sha256(article.text.encode()).hexdigest()
            article.sketch = sketch(article.text)
        article.save(update_fields=[*names, "text_hash", "sketch"])
        RawPage.objects.filter(article=article).delete()
        with connection.cursor() as cursor:
            cursor.execute(_QUOTES_FOLLOW, [article.pk])
        versions = _versions(Evidence).objects.filter(article=article)
        keys = list(versions.values_list("pk", flat=True))
        redaction.cover_in(forms, versions.model._meta.db_table, "pgh_id", keys)


_QUOTES_FOLLOW = """
UPDATE events_evidence proof
   SET quote = substr(article.text, proof.start + 1, proof."end" - proof.start)
  FROM events_article article
 WHERE article.id = proof.article_id AND article.id = %s
   AND proof.quote <> substr(article.text, proof.start + 1, proof."end" - proof.start)
"""
