from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from events.models.event import Event
from people.models.fields import WordsField


class EventWords(models.Model):
    """What an event is found by: composed with its card, see events/search/documents.py.

    It has no history: it can be composed anew.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="words")
    lexemes = WordsField()

    class Meta:
        indexes = [
            # New rows wait in a short list that every search reads as well.
            GinIndex(fields=["lexemes"], name="event_words", gin_pending_list_limit=1024)
        ]

    def __str__(self) -> str:
        return f"words of event {self.pk}"
