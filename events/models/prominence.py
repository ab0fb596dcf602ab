from __future__ import annotations

from django.db import models

from people.models import Entity


class Prominence(models.Model):
    """In how many published events an entity takes part: what namesakes are ordered by.

    Counted every few minutes, see events/search/prominence.py. Nothing is shown of it.
    """

    entity = models.OneToOneField(
        Entity, models.CASCADE, primary_key=True, related_name="prominence"
    )
    events = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(events__gt=0), name="prominence_is_of_some_events"
            )
        ]

    def __str__(self) -> str:
        return f"entity {self.pk} in {self.events} events"
