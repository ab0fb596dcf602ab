"""Proposing an event with the sentences that prove it, in one deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from events import cards
from events.actions import add_evidence, create_event, deed
from events.certainty import certainty_of
from events.models import Article, Event
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
    require(by, Ability.PROPOSE)
    proofs = list(proofs)
    if not proofs:
        raise Refused(_("An event needs evidence: give an article and a quote from it."))
    with deed(by, "create"):
        told = {"certainty": proofs[0][2], **changes}
        event = create_event(kind, told, by=by)
        for article, quote, certainty in proofs:
            add_evidence(event, article=article, quote=quote, certainty=certainty, by=by)
        follows = certainty_of(proof.witness for proof in event.evidence.oldest_first())
        if changes.get("certainty", follows) == follows:
            event = Event.objects.select_for_update().get(pk=event.pk)
            event.certainty = follows
            event.held = [name for name in event.held if name != "certainty"]
            event.save(update_fields=["certainty", "held", "updated_at"])
            cards.compose([event.pk])
        return event
