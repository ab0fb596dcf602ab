"""Letting the numbers of changes go on after the record was restored into a PostgreSQL."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Max

from people.models import Change, Renumbering
from people.models.change import oldest_running

GAP = 1_000_000_000
"""More transactions than a record that was lost can have had since its backup."""


@transaction.atomic
def renumber() -> Renumbering:
    """Count on above all numbers that were given out, also since the backup was made.

    No change is touched, nor any place in them: mirrors and webhooks go on where they stand. Only
    a place that the lost record gave out after its backup is known to be one, and refused.
    """
    with connection.cursor() as cursor:  # what was begun has ended, and what begins now waits
        cursor.execute("LOCK TABLE people_change IN SHARE ROW EXCLUSIVE MODE")
    restored = Change.objects.aggregate(last=Max("transaction"))["last"] or 0
    number = oldest_running()
    first = max(restored, number) + GAP
    newest = Renumbering.objects.order_by("id").last()
    shift = newest.shift if newest else 0
    return Renumbering.objects.create(last=restored, first=first, shift=shift + first - number)
