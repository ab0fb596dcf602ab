"""Taking back one's own decisions of the last hour, from what the history says they changed.

A decision is put back whole or not at all: fields, participants, the entities that it made
public, the event that a split made. Where somebody has changed the same since, it is refused and
said by whom. An entity that another published record names by now stays public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext as _

from events import cards, corrections, joining, merging
from events.actions import deed
from events.models import Correction, Event, EventMerge, Evidence, Participation, Review
from people import actions as people
from people.actions import Refused
from people.models import Affiliation, Entity, Merge, Status
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UNDOABLE = timedelta(hours=1)

Decision = Review | EventMerge | Merge

RECORDS: tuple[Any, ...] = (Evidence, Event, Affiliation, Participation, Entity)
"""What decisions change, in the order in which it is put back: the sentences of a split go home
before its event goes, and who is public follows the events."""

FOLLOWS = {"created_at", "updated_at", "sort_key", "survivor_id"}
"""Columns that follow from others."""
BESIDE = {Participation: {"date", "published"}}


def decisions_of(
    user: User, *, since: datetime | None = None, most: int | None = None
) -> list[Decision]:
    """Those that this person can still take back, the last one first."""
    oldest = max(since or now() - UNDOABLE, now() - UNDOABLE)
    mine = {"by": user, "at__gte": oldest, "undone_at": None}
    reviews = Review.objects.filter(**mine, deed__isnull=False).select_related(
        "event__card", "affiliation__person", "affiliation__company"
    )
    merges = EventMerge.objects.filter(**mine).select_related("event__card", "into__card")
    entities = Merge.objects.filter(**mine).select_related("entity", "into")
    kinds: tuple[Any, ...] = (reviews, merges, entities)
    found: list[Decision] = [one for kind in kinds for one in kind.order_by("-at", "-pk")[:most]]
    return sorted(found, key=lambda decision: (decision.at, decision.pk), reverse=True)[:most]


def undo(decision: Decision, *, by: User) -> None:
    """Put back what a decision changed. Doing it twice changes nothing."""
    if decision.by_id != by.pk:
        raise Refused(
            _("Only one's own decisions can be undone: this one is of %(name)s.")
            % {"name": decision.by}
        )
    if decision.at < now() - UNDOABLE:
        raise Refused(_("This was decided more than an hour ago: correct or retract it instead."))
    match decision:
        case EventMerge():
            if not EventMerge.objects.get(pk=decision.pk).undone_at:
                joining.unmerge_event(decision.event, by=by)
        case Merge():
            if not Merge.objects.get(pk=decision.pk).undone_at:
                merging.unmerge_entity(decision.entity, by=by)
        case Review():
            _undo_review(decision, by)


def _undo_review(review: Review, by: User) -> None:
    is_split = review.verdict == Review.Verdict.SPLIT
    require(by, Ability.MERGE if is_split else Ability.PUBLISH)
    with deed(by, "undo"):
        review = Review.objects.select_for_update().get(pk=review.pk)
        if review.undone_at:
            return
        if review.deed is None:
            raise Refused(_("The history does not say what this decision changed."))
        changes = [change for record in RECORDS for change in _changes(record, review.deed)]
        _hold(review, changes)
        for change in changes:
            change.check()
        if is_split:
            _check_alone(changes)
        before = corrections.shown(_subject(review))
        for change in changes:
            change.put_back()
        review.undone_at = now()
        review.save(update_fields=["undone_at"])
        if review.event_id:
            cards.compose([review.event_id])
        _tell(review, before, by)


def _check_alone(changes: Collection[Change]) -> None:
    """Refuse where the event that a split made has other evidence by now."""
    made = [change.pk for change in changes if change.record is Event and change.before is None]
    moved = [change.pk for change in changes if change.record is Evidence and change.before]
    if Evidence.objects.filter(event__in=made).exclude(pk__in=moved).exists():
        raise Refused(_("The event that was split off has more evidence now: merge them instead."))


def _subject(review: Review) -> Event | Affiliation:
    """What was decided on, as it is now."""
    if review.event_id:
        return Event.objects.get(pk=review.event_id)
    return Affiliation.objects.get(pk=review.affiliation_id or 0)


def _tell(review: Review, before: corrections.Values | None, by: User) -> None:
    """Tell readers of what they have seen meanwhile that it is again as it was."""
    was_retracted = review.verdict == Review.Verdict.RETRACTED
    kind = Correction.Kind.RESTORED if was_retracted else Correction.Kind.CORRECTED
    corrections.note(_subject(review), before, by=by, kind=kind)


@dataclass(frozen=True, slots=True)
class Change:
    """What one deed did to one row: its versions before and after, of which one may be missing."""

    record: Any
    pk: int
    before: Any
    after: Any

    @property
    def columns(self) -> list[str]:
        """Those in which the two versions differ."""
        if not (self.before and self.after):
            return []
        return [
            column
            for column in _columns(self.record)
            if getattr(self.before, column) != getattr(self.after, column)
        ]

    def check(self) -> None:
        """Refuse where the row is not as the deed left it."""
        row = self._row()
        if self.record is Entity:
            return  # it stays public where others need it
        if self.after is None or row is None:
            is_kept = self.after is None and row is None
        elif self.before is None:
            is_kept = all(getattr(row, c) == getattr(self.after, c) for c in _columns(self.record))
        else:
            is_kept = all(getattr(row, c) == getattr(self.after, c) for c in self.columns)
        if not is_kept:
            raise Refused(
                _("%(who)s has changed the same since: nothing was undone. Correct it instead.")
                % {"who": self._who_since()}
            )

    def put_back(self) -> None:
        row = self._row()
        if self.before is None:
            if row:  # a participant has gone with its event
                row.delete()
        elif self.after is None:
            told = {column: getattr(self.before, column) for column in _columns(self.record)}
            self.record(**told).save(force_insert=True)
        elif self.columns and not (self.record is Entity and _is_needed(row)):
            for column in self.columns:
                setattr(row, column, getattr(self.before, column))
            row.save(update_fields=[_name_of(self.record, column) for column in self.columns])

    def _row(self) -> Any:
        return self.record.objects.filter(pk=self.pk).first()

    def _who_since(self) -> str:
        versions = self.record.pgh_event_model.objects.filter(pgh_obj_id=self.pk)
        last = versions.select_related("pgh_context").order_by("-pgh_id").first()
        told = last.pgh_context.metadata if last and last.pgh_context else {}
        user = get_user_model().objects.filter(pk=told.get("user") or 0).first()
        return user.get_username() if user else _("Somebody")


def _changes(record: Any, deed_id: UUID) -> Iterator[Change]:
    versions = record.pgh_event_model.objects
    of_row: dict[int, list[Any]] = {}
    for version in versions.filter(pgh_context=deed_id).order_by("pgh_id"):
        of_row.setdefault(version.pgh_obj_id, []).append(version)
    for pk, told in of_row.items():
        first, last = told[0], told[-1]
        before = None
        if first.pgh_label != "insert":
            earlier = versions.filter(pgh_obj_id=pk, pgh_id__lt=first.pgh_id)
            before = earlier.order_by("-pgh_id").first()
            if before is None:
                raise Refused(_("The history does not say what this decision changed."))
        yield Change(record, pk, before, None if last.pgh_label == "delete" else last)


def _columns(record: Any) -> list[str]:
    told = {field.attname for field in record.pgh_event_model._meta.concrete_fields}
    untold = FOLLOWS | BESIDE.get(record, set())
    return [
        field.attname
        for field in record._meta.concrete_fields
        if field.attname in told and field.attname not in untold
    ]


def _name_of(record: Any, column: str) -> str:
    return str(next(f.name for f in record._meta.concrete_fields if f.attname == column))


def _hold(review: Review, changes: Collection[Change]) -> None:
    """Hold all that was changed, in the order in which every deed does: entities first."""
    names = {change.pk for change in changes if change.record is Entity}
    for change in changes:
        if change.record is Participation:
            names.add((change.before or change.after).entity_id)
    if review.event_id:
        parts = Participation.objects.filter(event=review.event_id)
        names |= set(parts.values_list("entity_id", flat=True))
    people.hold_still(names, to_publish=True)
    if review.event_id:
        events = {change.pk for change in changes if change.record is Event}
        list(Event.objects.select_for_update().filter(pk__in=events).order_by("pk"))
    else:
        Affiliation.objects.select_for_update().get(pk=review.affiliation_id or 0)


def _is_needed(entity: Entity) -> bool:
    """Whether anything public names the entity."""
    if entity.merged_into_id or entity.status != Status.PUBLISHED:
        return True
    named = Participation.objects.filter(survivor=entity, published=True)
    posts = Affiliation.objects.published().filter(
        models.Q(person=entity.pk) | models.Q(company=entity.pk)
    )
    others = Entity.objects.filter(
        models.Q(developer=entity) | models.Q(family=entity) | models.Q(merged_into=entity),
        status=Status.PUBLISHED,
    )
    return named.exists() or posts.exists() or others.exists()
