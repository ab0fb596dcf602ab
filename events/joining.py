"""Two events that are one, one that is two, and two that are not one: decided by people.

The evidence of a merged event goes over to the one that it is merged into, and so do the parties
and values that this one lacks. The decision remembers what went, and undoing brings back just
that: what arrived meanwhile, or was changed by somebody, stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from events import cards
from events.actions import decided, deed, given
from events.certainty import certainty_of
from events.models import Event, EventJudgement, EventMerge, Evidence, Participation, Review
from events.models.event import OWN
from people import actions as people
from people.actions import Refused
from people.models import Status
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def merge_events(event: Event, into: Event, *, by: User, reason: str = "") -> EventMerge:
    """Let `event` go on as `into`. Doing it twice changes nothing."""
    require(by, Ability.MERGE)
    with deed(by, "merge"):
        event, into = held(event, into)
        if event.merged_into_id == into.pk:
            return event.merges.get(undone_at=None)
        _check(event, into)
        moved = {
            "evidence": _move_evidence(event, into),
            "parts": _add_parties(event, into),
            "columns": _fill(event, into),
            "merged": list(event.merged.values_list("pk", flat=True)),
        }
        event.merged.update(merged_into=into)
        event.merged_into = into
        event.save(update_fields=["merged_into", "updated_at"])
        EventJudgement.objects.filter(first__in=(event, into), second__in=(event, into)).delete()
        decision = EventMerge.objects.create(
            event=event, into=into, moved=moved, reason=reason, by=by
        )
        _show(event, into)
        return decision


def unmerge_event(event: Event, *, by: User, reason: str = "") -> EventMerge:
    """Let a merged event stand for itself again, with what it brought along."""
    require(by, Ability.MERGE)
    with deed(by, "unmerge"):
        decision = _standing(event)
        event, into = held(event, decision.into)
        decision = _standing(event)
        moved = decision.moved
        event.merged_into = None
        event.save(update_fields=["merged_into", "updated_at"])
        Event.objects.filter(pk__in=moved["merged"], merged_into=into).update(merged_into=event)
        Evidence.objects.filter(pk__in=moved["evidence"], event=into).update(event=event)
        Participation.objects.filter(pk__in=moved["parts"], event=into).delete()
        _give_back(into, moved["columns"])
        decision.undone_by, decision.undone_at, decision.undone_why = by, timezone.now(), reason
        decision.save(update_fields=["undone_by", "undone_at", "undone_why"])
        _show(event, into)
        return decision


def keep_apart(one: Event, other: Event, *, by: User, reason: str = "") -> EventJudgement:
    """Keep the decision that two events are not one."""
    require(by, Ability.MERGE)
    with deed(by, "keep apart"):
        one, other = held(one, other)
        if (one.merged_into_id or one.pk) == (other.merged_into_id or other.pk):
            raise Refused(_("The two events are merged: undo that first."))
        first, second = sorted((one, other), key=lambda event: event.pk)
        judgement, _made = EventJudgement.objects.update_or_create(
            first=first, second=second, defaults={"by": by, "reason": reason}
        )
        return judgement


def split_event(event: Event, proofs: Iterable[Evidence], *, by: User, reason: str = "") -> Event:
    """A new proposed event that takes some of the evidence of this one, for it tells another.

    It begins as a copy: what is not right of it an editor corrects. The two are kept apart.
    """
    require(by, Ability.MERGE)
    with deed(by, "split"):
        event, _same = held(event, event)
        going = event.evidence.filter(pk__in=[proof.pk for proof in proofs])
        if not going or len(going) == event.evidence.count():
            raise Refused(_("Choose some of the evidence, and leave some: else it is one event."))
        columns = {
            field.attname: getattr(event, field.attname)
            for field in Event._meta.concrete_fields
            if field.name not in NOT_COPIED
        }
        other: Event = Event.KINDS[event.kind](**columns, proposed_by=by)
        other.save()
        Participation.objects.bulk_create(
            Participation(event=other, entity_id=part.entity_id, role=part.role)
            for part in event.participations.all()
        )
        going.update(event=other)
        EventJudgement.objects.create(first=event, second=other, by=by, reason=given(reason))
        decided(event, Review.Verdict.SPLIT, by, given(reason))
        _show(event, other)
        return other


NOT_COPIED = {
    "id", "status", "held", "merged_into", "proposed_by", "created_at", "updated_at",
}  # fmt: skip


def held(one: Event, other: Event) -> tuple[Event, Event]:
    """Both as they are now, for this transaction alone, and the entities that they name."""
    ids = sorted({one.pk, other.pk})
    names = Participation.objects.filter(event__in=ids).values_list("entity_id", flat=True)
    people.hold_still(names, to_publish=True)
    held = Event.objects.select_for_update().order_by("pk").in_bulk(ids)
    return held[one.pk], held[other.pk]


def _check(event: Event, into: Event) -> None:
    if event.pk == into.pk or event.merged_into_id or into.merged_into_id:
        raise Refused(_("Choose two events of which neither is merged into another."))
    if event.kind != into.kind:
        raise Refused(_("The two events are not of one kind: correct that first."))
    if into.status in (Status.REJECTED, Status.RETRACTED):
        raise Refused(_("The event that would stay was refused: merge them the other way round."))
    if event.status == Status.PUBLISHED and into.status != Status.PUBLISHED:
        raise Refused(_("A public event keeps its page: merge them the other way round."))


def _standing(event: Event) -> EventMerge:
    decision = event.merges.filter(undone_at=None).select_related("into").first()
    if decision is None:
        raise Refused(_("The event is not merged into another one."))
    return decision


def _move_evidence(event: Event, into: Event) -> list[int]:
    """What `into` has not: the same sentence proves an event once."""
    there = Evidence.objects.filter(
        event=into,
        article=models.OuterRef("article"),
        start=models.OuterRef("start"),
        end=models.OuterRef("end"),
    )
    going = event.evidence.exclude(models.Exists(there))
    ids = list(going.values_list("pk", flat=True))
    Evidence.objects.filter(pk__in=ids).update(event=into)
    return ids


def _add_parties(event: Event, into: Event) -> list[int]:
    have = set(into.participations.values_list("role", "survivor"))
    if "participants" in into.held:
        return []
    made = [
        Participation(event=into, entity_id=part.entity_id, role=part.role)
        for part in event.participations.all()
        if (part.role, part.survivor_id) not in have
    ]
    Participation.objects.bulk_create(made)
    if into.is_published:
        people.publish(part.entity for part in made)
    return [part.pk for part in made]


def _fill(event: Event, into: Event) -> dict[str, Any]:
    """Give `into` the values that it lacks; each column as it was and is, as text."""
    columns: dict[str, Any] = {}
    for name, own in OWN.items():
        lacks = getattr(into, own.column) == own.empty and name not in into.held
        if lacks and getattr(event, own.column) != own.empty:
            for column in columns_of(name):
                was, now = getattr(into, column), getattr(event, column)
                columns[column] = {"was": _text(was), "is": _text(now)}
                setattr(into, column, now)
    into.save()
    return columns


def _give_back(into: Event, columns: dict[str, Any]) -> None:
    names = {name for name in OWN for column in columns_of(name) if column in columns}
    for name in names:
        told = {column: columns[column] for column in columns_of(name)}
        if all(_text(getattr(into, column)) == one["is"] for column, one in told.items()):
            for column, one in told.items():
                field = cast("models.Field[Any, Any]", Event._meta.get_field(column))
                setattr(into, column, field.to_python(one["was"]))
    into.save()


def columns_of(name: str) -> list[str]:
    """The columns in which a field of some kinds is stored: a sum has five of them."""
    names = (field.attname for field in Event._meta.concrete_fields)
    return [column for column in names if column == name or column.startswith(f"{name}_")]


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)


def _show(*events: Event) -> None:
    """Let the certainty follow the evidence that each has now, and the cards say so."""
    for event in events:
        if "certainty" not in event.held and event.evidence.exists():
            event.certainty = certainty_of(e.witness for e in event.evidence.oldest_first())
            event.save(update_fields=["certainty", "updated_at"])
    cards.compose(event.pk for event in events)
