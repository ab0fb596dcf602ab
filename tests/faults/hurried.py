"""The site's Celery app with its patience cut short, so that what a fault broke heals in seconds.

Only times differ: which statements claim, release and ask again are the site's own. Parsers run
from a module that dies where a page tells it to. The environment can turn the clock of the worker.
"""

import os
import time
from datetime import datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - after the settings

from events import schedule  # noqa: E402
from events.extraction.facts import Facts  # noqa: E402
from events.ingestion import fetch, pipeline, poll, sandbox, visits  # noqa: E402
from events.models import Article, article, host, watch  # noqa: E402
from tracker.celery import app  # noqa: E402

__all__ = ["app"]

SECOND = timedelta(seconds=1)
LEASE = 10 * SECOND
ASK_AGAIN_AFTER = 5 * SECOND

PATIENCE: list[tuple[Any, str, object]] = [
    (article, "LEASE", LEASE),
    (article, "ASK_AGAIN_AFTER", ASK_AGAIN_AFTER),
    (watch, "POLL_LEASE", LEASE),
    (watch, "ASK_AGAIN_AFTER", ASK_AGAIN_AFTER),
    (poll, "POLL_LEASE", LEASE),
    (host, "TURN", LEASE),
    (visits, "FIRST_BACK_OFF", SECOND),
    (visits, "MAX_BACK_OFF", 4 * SECOND),
    (pipeline, "RETRY_AFTER", SECOND),
    (schedule, "SHORTEST", SECOND),
    (schedule, "LONGEST_FIRST_BACK_OFF", SECOND),
    (schedule, "LONGEST", 2 * SECOND),
    (fetch, "TOTAL_SECONDS", float(os.environ.get("FAULTS_FETCH_SECONDS", fetch.TOTAL_SECONDS))),
]
for module, name, value in PATIENCE:
    if not hasattr(module, name):
        raise AttributeError(f"{module.__name__} has no {name} any more.")
    setattr(module, name, value)

if slow := int(os.environ.get("FAULTS_EXTRACT_SECONDS", "0")):
    extract = pipeline.extract_facts

    def dawdle(article: Article) -> Facts:
        time.sleep(slow)
        return extract(article)

    pipeline.extract_facts = dawdle

sandbox.__name__ = "tests.faults.parser"

for entry in ("sweep", "poll_due", "relay"):
    app.conf.beat_schedule[entry]["schedule"] = 2 * SECOND
if seconds := os.environ.get("FAULTS_VISIBILITY"):
    app.conf.broker_transport_options |= {
        "visibility_timeout": int(seconds),
        "unacked_restore_interval": 1,
    }

if ahead := timedelta(seconds=float(os.environ.get("FAULTS_CLOCK", "0"))):
    right = timezone.now

    def wrong() -> datetime:
        return right() + ahead

    timezone.now = wrong
