from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from events.models.event import Event
from people.models.fields import WordsField

STANDS_BESIDE_ITS_EVENT = """
    SELECT date, published INTO NEW.date, NEW.published
      FROM events_event WHERE id = NEW.event_id;
    RETURN NEW;
"""


class EventWords(models.Model):
    """What an event is found by: composed with its card, see events/search/documents.py.

    It has no history: it can be composed anew. The event's date and whether it is public stand
    here too, so that a common word is looked for from the newest event on in this table alone.
    PostgreSQL alone writes these two.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="words")
    lexemes = WordsField()
    date = models.DateField(editable=False)
    published = models.BooleanField(editable=False)

    class Meta:
        indexes = [
            # New rows wait in a short list that every search reads as well.
            GinIndex(fields=["lexemes"], name="event_words", gin_pending_list_limit=1024),
            models.Index(
                models.F("date").desc(),
                models.F("event").desc(),
                name="event_words_newest",
                condition=models.Q(published=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_beside_its_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=STANDS_BESIDE_ITS_EVENT,
            )
        ]

    def __str__(self) -> str:
        return f"words of event {self.pk}"
