"""Proposing an event or a post with what proves it, or an entity by its names: one deed each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events import cards
from events.actions import deed, proof_of, prove_affiliation, write_affiliation, write_event
from events.certainty import certainty_of
from events.entities import correct_entity
from events.models import Article, Event, Evidence
from people.actions import Newcomer, Refused, hold_names, introduce_all
from people.dates import PartialDate
from people.matching import match
from people.models import Affiliation, Alias, Entity
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Proofs = Iterable[tuple[Article, str, str]]
"""Articles, each with a quote of it and the certainty that this lends."""


def propose_event(kind: str, changes: Mapping[str, Any], proofs: Proofs, *, by: User) -> Event:
    """Propose an event that an article tells of: `changes` as in `events.actions.create_event`.

    Its certainty follows from the evidence, and goes on to do so, unless another one is given.
    """
    with transaction.atomic():
        event = write_proposal(kind, changes, proofs, by=by)
        cards.compose([event.pk])
        return event


def write_proposal(kind: str, changes: Mapping[str, Any], proofs: Proofs, *, by: User) -> Event:
    """As `propose_event`, of many in one transaction whose cards the caller composes together."""
    require(by, Ability.PROPOSE)
    missing = [name for name in ("when", "participants") if not changes.get(name)]
    if missing:
        raise Refused(_("An event needs %(fields)s.") % {"fields": ", ".join(missing)})
    evidence: dict[tuple[int, int, int], Evidence] = {}
    for told in proofs:
        proof = proof_of(*told)
        evidence.setdefault((proof.article_id, proof.start, proof.end), proof)
    if not evidence:
        raise Refused(_("An event needs evidence: give an article and a quote from it."))
    follows = certainty_of(proof.witness for proof in evidence.values())
    if changes.get("certainty") == follows:
        changes = {name: value for name, value in changes.items() if name != "certainty"}
    with deed(by, "create"):
        event = write_event(Event.KINDS[kind](proposed_by=by, certainty=follows), changes)
        for proof in evidence.values():
            proof.event = event
        Evidence.objects.bulk_create(evidence.values())
        return event


def propose_affiliation(
    affiliation: Affiliation, fields: Collection[str], proofs: Proofs, *, by: User
) -> Affiliation:
    """Propose a post that an article tells of. Of one title somebody has one post at a company."""
    require(by, Ability.PROPOSE)
    proofs = list(proofs)
    if not proofs:
        raise Refused(_("An affiliation needs evidence: give an article and a quote from it."))
    try:
        with deed(by, "create"):
            affiliation = write_affiliation(affiliation, fields, by=by)
            for article, quote, certainty in proofs:
                prove_affiliation(
                    affiliation, article=article, quote=quote, certainty=certainty, by=by
                )
            return affiliation
    except IntegrityError:
        post = {name: getattr(affiliation, name) for name in ("person_id", "company_id", "title")}
        known = Affiliation.objects.filter(**post).first()
        if known is None:
            raise
        raise Refused(
            _("This post is known already, as affiliation %(id)s: prove or correct that one.")
            % {"id": known.pk}
        ) from None


def unknown_date(event: Event) -> PartialDate:
    """An event of unknown date stands at the day on which it was first told."""
    days = [proof.article.told_on for proof in event.evidence.oldest_first()]
    return PartialDate.unknown(min(days, default=event.date))


class KnownAlready(Refused):
    """Others bear one of the names: `known`, with the likeliest first."""

    def __init__(self, known: Sequence[Entity]) -> None:
        self.known = known
        shown = ", ".join(f"{entity} ({entity.slug}, {entity.pk})" for entity in known[:5])
        super().__init__(_("This name is known already: %(shown)s.") % {"shown": shown})


def propose_entity(
    kind: str,
    names: Sequence[str],
    changes: Mapping[str, Any],
    *,
    by: User,
    company_type: str = "",
    namesake: bool = False,
) -> Entity:
    """Propose a person, a company or an AI model: `changes` as in `correct_entity`.

    With `namesake`, though others bear the first of the names or another one.
    """
    require(by, Ability.PROPOSE)
    with deed(by, "create"):
        hold_names((kind, name) for name in names)
        if not namesake and (known := match(kind, names).candidates):
            raise KnownAlready(known)
        newcomer = Newcomer(kind, names[0], company_type=company_type)
        (entity,) = introduce_all([newcomer], origin=Alias.Origin.EDITOR, by=by)
        return correct_entity(entity, changes, by=by)
