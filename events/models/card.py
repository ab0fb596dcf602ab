from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models.fields.json import KeyTransform

from events.models.event import Event
from people.models.change import told

STANDS_BESIDE_ITS_EVENT = """
    SELECT date, published INTO NEW.date, NEW.published
      FROM events_event WHERE id = NEW.event_id;
    NEW.changed_at = COALESCE(NEW.changed_at, clock_timestamp());
    IF NEW.published THEN
        NEW.published_at = COALESCE(NEW.published_at, clock_timestamp());
    END IF;
    RETURN NEW;
"""
KNOWS_WHEN_IT_CHANGED = """
    IF NEW.published AND NOT OLD.published THEN
        NEW.published_at = COALESCE(OLD.published_at, clock_timestamp());
        NEW.changed_at = clock_timestamp();
    ELSIF NEW.data - ARRAY['articles', 'origins'] <> OLD.data - ARRAY['articles', 'origins'] THEN
        NEW.changed_at = clock_timestamp();
    END IF;
    RETURN NEW;
"""

TELLS_ITS_CHANGES = """
    IF TG_OP <> 'INSERT' AND OLD.published AND (TG_OP = 'DELETE' OR NOT NEW.published) THEN
        PERFORM people_tell('event', OLD.event_id, CASE
            WHEN EXISTS (SELECT FROM events_event
                          WHERE id = OLD.event_id AND merged_into_id IS NOT NULL)
            THEN 'merged' ELSE 'retracted' END);
    ELSIF TG_OP = 'DELETE' OR NOT NEW.published THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' OR NOT OLD.published THEN
        PERFORM people_tell('event', NEW.event_id, 'published');
    ELSIF OLD.data <> NEW.data THEN
        PERFORM people_tell('event', NEW.event_id, 'updated');
    END IF;
    RETURN NULL;
"""


class Card(models.Model):
    """An event's public form, composed when it or what it shows changes: see events/cards.py.

    Lists and timelines read this row alone. It has no history: it can be composed anew. A value in
    US dollars is the low bound of the sum or, where there is none, the high one.

    The event's date and whether it is public stand here too, and when it first became public and
    when what it tells last changed; another article that tells the same is no change. PostgreSQL
    alone writes these four.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="card")
    data = models.JSONField()
    amount_usd = models.DecimalField(max_digits=22, decimal_places=2, null=True, blank=True)
    valuation_usd = models.DecimalField(max_digits=22, decimal_places=2, null=True, blank=True)
    date = models.DateField(editable=False)
    published = models.BooleanField(editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["amount_usd"],
                name="card_amount_usd",
                condition=models.Q(amount_usd__isnull=False),
            ),
            models.Index(
                models.F("changed_at").desc(),
                models.F("event").desc(),
                name="card_last_changed",
                condition=models.Q(published=True),
            ),
            models.Index(KeyTransform("origins", "data"), "event", name="card_origins"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_beside_its_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=STANDS_BESIDE_ITS_EVENT,
            ),
            pgtrigger.Trigger(
                name="knows_when_it_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=KNOWS_WHEN_IT_CHANGED,
            ),
            told("tells_its_changes", TELLS_ITS_CHANGES),
        ]

    def __str__(self) -> str:
        return f"card of event {self.pk}"
