"""Putting events, entities, affiliations and sources back to what they were.

A version of an event is its row, its participations and its evidence at that moment: restoring
writes all three, holds what it sets against machines, and is a deed in the history like any other.
What follows is found anew: the certainty, unless an editor had set it, and what is shown. What a
merge has decided and the status that keeps an address public are never undone in passing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from events import cards, corrections
from events.actions import deed
from events.certainty import certainty_of
from events.four_eyes import require_other_eyes
from events.models import Correction, Event, Participation, Review, Source
from events.models.vocabulary import Kind
from people import actions as people
from people.actions import Refused
from people.models import Affiliation, Entity, Status
from people.restoring import put_back
from people.roles import Ability, require
from people.versions import ENTITY, SOURCE, Stamp, Tracked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EVENT = (
    Tracked(),
    Tracked("participations", "event", untold=("date",)),
    Tracked("evidence", "event", typed=False),
)
AFFILIATION = (Tracked(), Tracked("evidence", "affiliation", typed=False))

LEFT = frozenset({"held", "proposed_by"})
LEFT_OF_EVENT = LEFT | {"merged_into"}
LEFT_OF_ENTITY = LEFT | {"status", "slug", "merged_into"}
"""Columns that restoring leaves: what is held grows only, what is merged and public stays so."""

PUBLIC = (Status.PUBLISHED, Status.RETRACTED)
RELATIONS = ("developer", "family", "person", "company")


def restore_event(event: Event, stamp: Stamp, *, by: User, public_reason: str = "") -> Event:
    """Let an event say again what it said at a moment of its history."""
    with deed(by, "restore", public_reason=public_reason):
        then = {part.entity_id for part in EVENT[1].at(event, stamp.newest[1])}
        now = Participation.objects.filter(event=event).values_list("entity_id", flat=True)
        people.hold_still({*then, *now}, to_publish=True)
        event = Event.objects.select_for_update().get(pk=event.pk)
        people.require_to_change(event, by=by)
        if event.merged_into_id:
            raise Refused(
                _("This event was merged into event %(number)s: undo the merge first.")
                % {"number": event.merged_into_id}
            )
        before, status = corrections.shown(event), event.status
        changed = put_back(event, EVENT, stamp, leave=LEFT_OF_EVENT)
        _settle_status(event, status)
        event.hold(_fields_of(changed) | set(EVENT[0].at(event, stamp.newest[0])[0].held))
        if "certainty" not in event.held and event.evidence.exists():
            event.certainty = certainty_of(e.witness for e in event.evidence.oldest_first())
        event.save()
        is_back = event.is_published and status != Status.PUBLISHED
        if is_back:
            require(by, Ability.PUBLISH)
            require_other_eyes(event, by=by)
        if event.is_published:
            _check_public(event)
        Review.objects.create(event=event, verdict=Review.Verdict.RESTORED, by=by)
        cards.compose([event.pk])
        kind = Correction.Kind.RESTORED if is_back else Correction.Kind.CORRECTED
        corrections.note(event, before, by=by, reason=public_reason, kind=kind)
        return event


def restore_affiliation(
    affiliation: Affiliation, stamp: Stamp, *, by: User, public_reason: str = ""
) -> Affiliation:
    """Let an affiliation say again what it said at a moment of its history."""
    with deed(by, "restore", public_reason=public_reason):
        then = AFFILIATION[0].at(affiliation, stamp.newest[0])
        sides = [side for row in (affiliation, *then) for side in (row.person_id, row.company_id)]
        people.hold_still(sides, to_publish=True)
        affiliation = Affiliation.objects.select_for_update().get(pk=affiliation.pk)
        people.require_to_change(affiliation, by=by)
        before, status = corrections.shown(affiliation), affiliation.status
        changed = put_back(affiliation, AFFILIATION, stamp, leave=LEFT)
        _settle_status(affiliation, status)
        affiliation.hold(_fields_of(changed))
        affiliation.save()
        if affiliation.is_published:
            if not affiliation.evidence.exists():
                raise Refused(_("That version has no evidence, and a public one needs some."))
            people.publish([affiliation.person, affiliation.company])
        Review.objects.create(affiliation=affiliation, verdict=Review.Verdict.RESTORED, by=by)
        corrections.note(affiliation, before, by=by, reason=public_reason)
        return affiliation


def restore_entity(entity: Entity, stamp: Stamp, *, by: User, public_reason: str = "") -> Entity:
    """Let an entity be called and described again as at a moment of its history."""
    with deed(by, "restore", public_reason=public_reason):
        entity = Entity.objects.select_for_update().get(pk=entity.pk)
        people.require_to_change(entity, by=by)
        if entity.merged_into is not None:
            raise Refused(
                _("%(name)s is merged into %(other)s: undo the merge first.")
                % {"name": entity, "other": entity.merged_into}
            )
        before = corrections.shown(entity)
        changed = put_back(entity, ENTITY, stamp, leave=LEFT_OF_ENTITY)
        entity.hold(_fields_of(changed - {"aliases"}))
        entity.save()
        cards.compose_of(entity)
        corrections.note(entity, before, by=by, reason=public_reason)
        return entity


def restore_source(source: Source, stamp: Stamp, *, by: User, public_reason: str = "") -> Source:
    """Let a source be what it was. Readers are told nothing: it is not theirs to see."""
    require(by, Ability.SOURCES)
    with deed(by, "restore"):
        source = Source.objects.select_for_update().get(pk=source.pk)
        put_back(source, SOURCE, stamp, leave=frozenset())
        return source


def _settle_status(record: Any, now: str) -> None:
    """What readers could once open keeps its address: it is published or retracted for good."""
    if now in PUBLIC and record.status not in PUBLIC:
        record.status = now


def _check_public(event: Event) -> None:
    """Refuse what no public event may be, and make those public whom it names."""
    if not event.evidence.exists():
        raise Refused(_("That version has no evidence, and a public one needs some."))
    if event.kind != Kind.STATISTIC and not event.participations.exists():
        raise Refused(_("That version names nobody, and a public one must."))
    named = Entity.objects.filter(participations__event=event)
    people.publish(named)
    for entity in named.select_related("survivor"):
        if not entity.survivor.is_published:
            raise Refused(
                _("That version names %(name)s, who is not public: publish them first.")
                % {"name": entity.survivor}
            )


def _fields_of(changed: set[str]) -> set[str]:
    """The names by which editors hold what these columns and relations say."""
    fields = set()
    for column in changed:
        if column in ("date", "date_end", "precision"):
            fields.add("when")
        elif column == "participations":
            fields.add("participants")
        elif column not in ("status", "evidence", "certainty"):
            fields.add(_field_of(column))
    return fields


def _field_of(column: str) -> str:
    """A sum, a period or a partial date has several columns, a relation one of another name."""
    wholes = ("amount", "valuation", "period", "started", "ended")
    whole = next((name for name in wholes if column.startswith(f"{name}_")), "")
    return whole or {f"{name}_id": name for name in RELATIONS}.get(column, column)
