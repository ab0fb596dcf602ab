"""What a letter tells: which events are new, corrected or taken back since the one before.

The changes of the record are numbered (people/models/change.py), and a subscription keeps the place
up to which it has told. A letter tells what changed after that place, up to the last change before
which none can arrive any more; so nothing is missed, and nothing told twice. A change that only
adds a source is none that is told.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Max, Q, QuerySet
from django.utils import timezone, translation

from events import outbox
from events.channels import latest
from events.facets import Filters
from events.following.mornings import next_letter
from events.following.subscriptions import DIGEST
from events.following.timelines import timeline_of
from events.models import Card, Event, EventQuerySet, Subscription
from events.models.subscription import ToldEvent
from events.proofs import with_evidence
from events.readers import DJANGO_LANGUAGES
from people.models import Change, Status
from people.models.change import Place

MOST_AT_ONCE = 200


class Span(NamedTuple):
    """A stretch of the changes: after one place, which was found at a time, up to another."""

    after: Place
    until: Place
    looked_at: datetime

    def __str__(self) -> str:
        return json.dumps([str(self.after), str(self.until), self.looked_at.isoformat()])

    @classmethod
    def read(cls, text: str) -> Span:
        """What `str` wrote."""
        after, until, looked_at = json.loads(text)
        return cls(Place.read(after), Place.read(until), datetime.fromisoformat(looked_at))


def told(filters: Filters, span: Span) -> EventQuerySet:
    """The events of a timeline that became public or say something else, as `latest` has them.

    `is_new` is true of those that became public.
    """
    changes = _changes(span)
    published = changes.filter(what=Change.What.PUBLISHED).values("subject_id")
    return (
        latest(filters)
        .filter(pk__in=changes.values("subject_id"))
        .annotate(is_new=ExpressionWrapper(Q(pk__in=published), BooleanField()))
        .filter(
            Q(is_new=True)
            | Q(changed_at__gt=span.looked_at)
            | Q(pk__in=_changed_unseen(changes, span))
        )
    )


def _changed_unseen(changes: QuerySet[Change], span: Span) -> list[int]:
    """The events that a transaction changed before we looked, and which ended only afterwards.

    A card says when it last changed, but not by which transaction: it was by this one if the one
    before had told of the event earlier. There are hardly ever any.
    """
    ran_on = changes.filter(at__lte=span.looked_at).exclude(what=Change.What.PUBLISHED)
    ids = list(ran_on.values_list("subject_id", flat=True))
    if not ids:
        return []
    before = Change.objects.filter(
        subject=Change.Subject.EVENT, subject_id__in=ids, transaction__lte=span.after.transaction
    )
    told_at = dict(before.values_list("subject_id").annotate(at=Max("at")))
    cards = Card.objects.filter(pk__in=ids).values_list("pk", "changed_at")
    return [pk for pk, changed_at in cards if pk not in told_at or changed_at > told_at[pk]]


def _changes(span: Span) -> QuerySet[Change]:
    """What happened to public events within a span."""
    here = Change.objects.filter(subject=Change.Subject.EVENT).after(span.after)
    return here.filter(transaction__lte=span.until.transaction)


def taken_back(subscription: Subscription, span: Span) -> EventQuerySet:
    """The events that earlier letters told of and that were retracted or removed since."""
    retracted = _changes(span).filter(what=Change.What.RETRACTED).values("subject_id")
    told_of = subscription.told_events.values("event_id")
    return Event.objects.filter(pk__in=retracted, status=Status.RETRACTED, merged_into=None).filter(
        pk__in=told_of
    )


@transaction.atomic
def remember(subscription: Subscription, events: list[Event], retracted: list[Event]) -> None:
    """Note what a letter has told, for the next one. Twice changes nothing."""
    if not Subscription.objects.select_for_update().filter(pk=subscription.pk).exists():
        return
    subscription.told_events.bulk_create(
        [ToldEvent(subscription=subscription, event_id=event.pk) for event in events],
        ignore_conflicts=True,
    )
    subscription.told_events.filter(event_id__in=[event.pk for event in retracted]).delete()


def send_due() -> int:
    """Have all letters written whose time has come, and answer how many it was.

    Two at once share the work: of a letter that both have in hand, one comes first.
    """
    count = 0
    while due := list(Subscription.objects.due().order_by("next_at")[:MOST_AT_ONCE]):
        count += sum(prepare(subscription) for subscription in due)
    return count


def prepare(subscription: Subscription) -> bool:
    """Let a subscription be told what is new, and go on to its next time; whether a letter goes.

    The letter and the place from which the next one goes on are one transaction. Whoever has
    read the row before somebody else went on with it changes nothing.
    """
    now, until = timezone.now(), Place.now()
    after = min(subscription.told_until, until)  # a database that was put back counts lower
    assert subscription.looked_at is not None  # noqa: S101 - a constraint of the table
    span = Span(after, until, subscription.looked_at)
    is_news = _has_news(subscription, span)
    with transaction.atomic():
        mine = Subscription.objects.due().filter(pk=subscription.pk, place=subscription.place)
        gone_on = mine.update(
            place=str(until),
            looked_at=now,
            next_at=next_letter(subscription.every, subscription.language, now),
        )
        if gone_on and is_news:
            body = {"subscription": subscription.pk, "span": str(span)}
            outbox.tell(DIGEST, f"{subscription.pk}.{until}", body)
    return bool(gone_on and is_news)


def _has_news(subscription: Subscription, span: Span) -> bool:
    with translation.override(DJANGO_LANGUAGES[subscription.language]):
        channel = timeline_of(subscription)
        if channel is None:
            return False
        return told(channel.filters, span).exists() or taken_back(subscription, span).exists()


def news(filters: Filters, span: Span, most: int) -> tuple[list[Event], int]:
    """The events of a letter, at most so many, and how many there are."""
    events = told(filters, span).prefetch_related(with_evidence())
    shown = list(events[:most])
    return shown, len(shown) if len(shown) < most else events.count()
