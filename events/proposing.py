"""Proposing an event with the sentences that prove it, in one deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from events import cards
from events.actions import deed, proof_of, write_event
from events.certainty import certainty_of
from events.models import Article, Event, Evidence
from people.actions import Refused
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
