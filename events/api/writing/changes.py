"""From what a client tells of an event to what the actions take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from events.api.writing.parties import Parties, participants
from events.api.writing.proofs import Proof
from events.api.writing.told import changes_of
from events.models import Event
from events.proposing import unknown_date
from people.dates import PartialDate

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Told = Mapping[str, Any]


def changed(told: Told, event: Event, *, by: User) -> dict[str, Any]:
    """What `events.actions.correct_event` is to set. Call it in the deed."""
    changes = changes_of(told)
    if "date" in told:
        changes["when"] = told["date"] or unknown_date(event)
    if "participants" in told:
        changes["participants"] = participants(event.kind, told["participants"], by=by)
    return changes


def proposal(
    told: Told, proofs: list[Proof], *, by: User, parties: Parties | None = None
) -> tuple[str, dict[str, Any], list[Proof]]:
    """What a body proposes, as `events.proposing` takes it. Call it in the deed.

    `parties` are those whom many bodies name, looked up together.
    """
    first_told = PartialDate.unknown(min(proof.article.told_on for proof in proofs))
    parts = participants(told["kind"], told["participants"], by=by, parties=parties)
    changes = {
        **changes_of(told),
        "when": told.get("date") or first_told,
        "participants": parts,
    }
    return told["kind"], changes, proofs
