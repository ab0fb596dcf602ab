"""A timeline as the record told it on a past day, from the versions of its rows.

What is withdrawn since stays withdrawn: an event is shown if it was published then and still is, or
is merged into one that is; parties are shown that are public now, under their present names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.cards import Shown, data_of
from events.models import Article, Card, Event, Evidence, Participation
from people.models import Entity, Status
from people.versions import values_of

ISO = "%Y-%m-%d"
SHOWN = 200
"""The newest so many events are told; whoever needs more asks for an earlier day or the changes."""


class DayForm(forms.Form):
    """The day on which a reader wants to know what was known."""

    on = forms.DateField(
        label=_("As known on"),
        input_formats=[ISO],
        widget=forms.DateInput({"type": "date", "min": "2000-01-01"}, format=ISO),
        error_messages={
            "invalid": _("Write the day as 2026-01-31."),
            "required": _("Choose a day."),
        },
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not date(2000, 1, 1) <= day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day from the year 2000 until today."))
        return day


@dataclass(frozen=True, slots=True)
class AsKnown:
    events: Sequence[Event]
    total: int
    """How many events there were in all, of those that are public still."""

    withdrawn: int
    """How many were public then, and are not any more."""


def as_known(entity: Entity, day: date) -> AsKnown:
    """The events of an entity as they were told at the end of a day, newest first.

    Each has its card and evidence as they were, none of which is stored.
    """
    until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    told = [
        version
        for version in _last(Event, until, pgh_obj__in=_events_of(entity, until))
        if version.status == Status.PUBLISHED and version.merged_into_id is None
    ]
    public = _public([version.pgh_obj_id for version in told])
    kept = sorted(
        (version for version in told if version.pgh_obj_id in public),
        key=lambda version: (version.date, version.pgh_obj_id),
        reverse=True,
    )
    events = [Event.KINDS[version.kind](**values_of(version)) for version in kept[:SHOWN]]
    _complete(events, until)
    return AsKnown(events, len(kept), len(told) - len(kept))


def _events_of(entity: Entity, until: datetime) -> set[int]:
    """The events in which the entity, or what is merged into it, took part at that time."""
    own = set(Entity.objects.filter(survivor=entity).values_list("pk", flat=True))
    versions = _versions(Participation)
    rows = versions.filter(entity_id__in=own).values("pgh_obj_id")
    return {
        part.event_id
        for part in _last(Participation, until, pgh_obj_id__in=rows)
        if part.entity_id in own
    }


def _public(ids: Collection[int]) -> set[int]:
    """Those that are published still, by themselves or by what they are merged into."""
    events = Event.objects.filter(pk__in=ids).select_related("merged_into__merged_into")
    return {event.pk for event in events if event.root.status == Status.PUBLISHED}


def _complete(events: Sequence[Event], until: datetime) -> None:
    """Give the events their parties, evidence and cards of that time."""
    ids = [event.pk for event in events]
    parts = [
        Participation(**values_of(one)) for one in _last(Participation, until, event_id__in=ids)
    ]
    proofs = [Evidence(**values_of(one)) for one in _last(Evidence, until, event_id__in=ids)]
    people = Entity.objects.published().select_related("survivor")
    named = {
        entity.pk: entity
        for entity in Entity.objects.filter(
            pk__in={part.entity_id for part in parts}, survivor__in=people
        ).select_related("survivor")
    }
    articles = (
        Article.objects.filter(pk__in={proof.article_id for proof in proofs})
        .select_related("source")
        .defer("text")
        .in_bulk()
    )
    for event in events:
        mine = [part for part in parts if part.event_id == event.pk and part.entity_id in named]
        for part in mine:
            part.survivor = named[part.entity_id].survivor
        own = [proof for proof in proofs if proof.event_id == event.pk]
        for proof in own:
            proof.article = articles[proof.article_id]
        own.sort(key=lambda proof: (proof.article.told_on, proof.article_id, proof.start))
        event.card = Card(event=event, data=data_of(Shown(event, mine, own)))
        _keep(event, own)


def _keep(event: Event, proofs: list[Evidence]) -> None:
    """Let `event.evidence.all()` be these, as after a prefetch."""
    found: Any = Evidence.objects.none()
    found._result_cache = proofs  # noqa: SLF001 - as Django's own prefetch does
    event._prefetched_objects_cache = {"evidence": found}  # type: ignore[attr-defined] # noqa: SLF001


def _versions(model: type[Any]) -> QuerySet[Any]:
    related: Any = model._meta.get_field("versions").related_model
    return related.objects.all()  # type: ignore[no-any-return] # a queryset


def _last(model: type[Any], until: datetime, **which: Any) -> Iterator[Any]:
    """The last version, before a moment, of each row that was there then."""
    rows = _versions(model).filter(**which).values("pgh_obj_id")
    newest = (
        _versions(model)
        .filter(pgh_obj_id__in=rows, pgh_created_at__lt=until)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    wanted = which.get("event_id__in")
    for version in newest:
        if version.pgh_label != "delete" and (wanted is None or version.event_id in wanted):
            yield version
