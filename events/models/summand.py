from __future__ import annotations

from django.db import models

from events.models.vocabulary import Certainty, Change, Kind
from people.models.fields import PrecisionField

KEYS = ("kind", "certainty", "precision", "start", "currency", "round", "change", "licence")
"""What the events of a summand have in common."""

MEASURES = (
    "events", "counted", "floored", "undisclosed", "without_rate", "usd", "with_headcount",
    "headcount",
)  # fmt: skip
"""What is added up of them."""


class Summand(models.Model):
    """What some published events add to the statistics, or take away from them again.

    Statistics are sums over these rows: see events/statistics/summary.py. Triggers of PostgreSQL
    add rows in the transaction that changes a card, and change none, so nobody waits for another.

    A month stands for the days in it; a longer period, and an unknown date, stands for itself. Of
    an unknown date `start` is the month in which an article first told of the event.
    """

    kind = models.CharField(max_length=11, choices=Kind)
    certainty = models.CharField(max_length=9, choices=Certainty)
    precision = PrecisionField()
    start = models.DateField()
    currency = models.CharField(max_length=3, blank=True)
    round = models.CharField(max_length=20, blank=True)
    change = models.CharField(max_length=15, choices=Change, blank=True)
    licence = models.CharField(max_length=80, blank=True)

    events = models.IntegerField()
    counted = models.IntegerField(help_text="Events of which at least a sum in US dollars is known")
    floored = models.IntegerField(help_text="Those of the counted that may have been more")
    undisclosed = models.IntegerField(help_text="Events of which no amount is told")
    without_rate = models.IntegerField(help_text="Events whose amount has no reference rate")
    usd = models.DecimalField(max_digits=26, decimal_places=2)
    with_headcount = models.IntegerField()
    headcount = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "start"], name="summand_of_kind")]

    def __str__(self) -> str:
        return f"{self.events} of {self.kind} in {self.start:%Y-%m}"
