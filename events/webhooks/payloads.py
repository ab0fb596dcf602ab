"""What is sent: changes as `changes/` tells them, and tests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from events.api.changes import told
from events.filters import EventFilter
from events.models import Event, Webhook
from people.api.addresses import Addresses
from people.languages import LANGUAGES
from people.models import Change
from people.models.change import Place

CHANGES, TEST = "changes", "test"


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that are told in one delivery, and which of their events the filter asks for."""

    changes: list[Change] = field(default_factory=list)
    matching: frozenset[int] = frozenset()

    @property
    def events(self) -> set[int]:
        return {change.subject_id for change in self.changes if _is_event(change)}


def batch_of(webhook: Webhook, upto: Place) -> Batch:
    """What a webhook is to be told of the changes after its place, up to another.

    An event that is public no more is told of under every filter, as it has no form any more that
    a filter could ask for; one that left the filter is told of if it was told of before.
    """
    changes = Change.objects.after(webhook.place).upto(upto).order_by("transaction", "id")
    if webhook.subjects:
        changes = changes.filter(subject__in=webhook.subjects)
    if webhook.changes:
        changes = changes.filter(what__in=webhook.changes)
    if not webhook.query:
        return Batch(list(changes))
    asked = list(changes)
    ids = {change.subject_id for change in asked}
    matching = _matching(webhook.query, ids)
    public = set(Event.objects.published().filter(pk__in=ids).values_list("pk", flat=True))
    before = set(webhook.matches.filter(event_id__in=ids).values_list("event_id", flat=True))
    concerned = matching | before | (ids - public)
    return Batch(
        [change for change in asked if change.subject_id in concerned], frozenset(matching)
    )


def changes_body(webhook: Webhook, batch: Batch, at: datetime) -> str:
    hidden = batch.events - batch.matching if webhook.query else frozenset()
    language = next(known for known in LANGUAGES if known == webhook.language)
    changes = told(batch.changes, language, Addresses(f"{settings.SITE_URL}/"), hidden)
    cursor = json.dumps(str(batch.changes[-1].place))
    return (
        f'{{"type": "{CHANGES}", "timestamp": "{at.isoformat()}", '
        f'"data": {{"cursor": {cursor}, "changes": [{", ".join(changes)}]}}}}'
    )


def challenge_body(challenge: UUID, at: datetime) -> str:
    return json.dumps(
        {"type": TEST, "timestamp": at.isoformat(), "data": {"challenge": challenge.hex}}
    )


def mistakes_in(query: str) -> dict[str, list[str]]:
    """What is wrong with a filter, by the names of its parameters."""
    data = QueryDict(query)
    known = EventFilter.base_filters.keys() - {"ordering"}
    unknown = [name for name in data if name not in known]
    if unknown:
        words = ", ".join(sorted(known))
        return {name: [f"Not known here. There are {words}."] for name in unknown}
    errors = EventFilter(data, queryset=Event.objects.none()).errors
    return {name: [str(error) for error in found] for name, found in errors.items()}


def _matching(query: str, ids: set[int]) -> set[int]:
    """Those of these events that a filter asks for; none if what it names is public no more."""
    events = Event.objects.published().filter(card__published=True, pk__in=ids)
    asked = EventFilter(QueryDict(query), queryset=events)
    if not asked.is_valid():
        return set()
    return set(asked.qs.order_by().distinct().values_list("pk", flat=True))


def _is_event(change: Change) -> bool:
    return change.subject == Change.Subject.EVENT
