from __future__ import annotations

from django.db import models

from events.models.event import Event


class Card(models.Model):
    """An event's public form, composed when it or what it shows changes: see events/cards.py.

    Lists and timelines read this row alone. It has no history: it can be composed anew. A value in
    US dollars is the low bound of the sum or, where there is none, the high one.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="card")
    data = models.JSONField()
    amount_usd = models.DecimalField(max_digits=22, decimal_places=2, null=True, blank=True)
    valuation_usd = models.DecimalField(max_digits=22, decimal_places=2, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["amount_usd"],
                name="card_amount_usd",
                condition=models.Q(amount_usd__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"card of event {self.pk}"
