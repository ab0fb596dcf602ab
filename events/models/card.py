from __future__ import annotations

from django.db import models

from events.models.event import Event


class Card(models.Model):
    """An event's public form, composed when it or what it shows changes: see events/cards.py.

    Lists and timelines read this row alone. It has no history: it can be composed anew.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="card")
    data = models.JSONField()

    def __str__(self) -> str:
        return f"card of event {self.pk}"
