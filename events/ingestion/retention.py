"""What is not kept for ever: pages as they arrived, and notes of polls, imports, deliveries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from events.models import Article, Delivery, RawPage, Run
from people.models import KeptAnswer

BATCH = 500
"""Rows in one transaction, so that nobody waits for long."""


def delete_old() -> dict[str, int]:
    """Delete what is older than the settings say; how many of each it was.

    A page that is still to be read is kept, however old it is. All texts are kept.
    """
    unread = models.Q(article__state=Article.State.FETCHED) | models.Q(
        article__failed_at=Article.State.FETCHED
    )
    pages = RawPage.objects.exclude(unread)
    deliveries = Delivery.objects.all()
    runs = Run.objects.exclude(state__in=[Run.State.WAITING, Run.State.RUNNING])
    return {
        "raw pages": _delete(pages, "fetched_at", settings.RAW_PAGES_KEPT_DAYS),
        "runs": _delete(runs, "created_at", settings.RUNS_KEPT_DAYS),
        "kept answers": KeptAnswer.objects.outlived().delete()[0],
        "deliveries": _delete(deliveries, "at", settings.DELIVERIES_KEPT_DAYS),
    }


def _delete(rows: models.QuerySet[Any], since: str, days: int) -> int:
    """Delete the rows that are older than so many days, the oldest first; none for 0 days."""
    if not days:
        return 0
    old, count = rows.filter(**{f"{since}__lt": Now() - timedelta(days=days)}), 0
    while batch := list(old.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=batch).delete()
        count += len(batch)
    return count
