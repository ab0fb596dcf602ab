"""Celery's door to the dumps."""

from __future__ import annotations

import logging

from celery import shared_task

from events.exports import dumping

log = logging.getLogger(__name__)

MOST_SECONDS = 3 * 3600


@shared_task(soft_time_limit=MOST_SECONDS, time_limit=MOST_SECONDS + 60)
def dump_daily(**_: object) -> None:
    """Write the dump of the day, if it is due. Two at once write one."""
    if done := dumping.dump_if_due():
        log.info("Dumped the record to %s", done)
