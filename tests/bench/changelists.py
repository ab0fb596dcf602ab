"""The editors' lists and their front page, with a record as large as it was made.

One event in eleven is made a proposal first, so that 1,100,000 make a million public ones.
"""

import sys
import time

import pgtrigger
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from events.models import Event
from tests.bench.baselines import newest_by_sql
from tests.bench.timing import Figure, medians

RUNS = 5
PROPOSED = 11
SQL = "SQL building JSON"
SLOWEST = 500.0
SLOWEST_HOME = 300.0

_PROPOSE = """
UPDATE events_event
   SET status = 'proposed', created_at = now() - (id %% 60) * interval '1 day'
 WHERE id %% {proposed} = 0
"""
_DOUBT = """
UPDATE events_evidence AS proof
   SET confidence = (ARRAY[0.97, 0.95, 0.85, 0.75, 0.6, 0.4])[1 + proof.event_id %% 6]
  FROM events_event AS event
 WHERE event.id = proof.event_id AND event.status = 'proposed'
"""

LISTS = {
    "home": ("admin:index", ""),
    "events": ("admin:events_event_changelist", ""),
    "events that wait": ("admin:events_event_changelist", "waiting=any"),
    "events of a kind that wait": (
        "admin:events_event_changelist", "waiting=any&kind__exact=listing&sure=high",
    ),
    "events without a date": ("admin:events_event_changelist", "lacks=date"),
    "events of one source": ("admin:events_event_changelist", "lacks=second_source"),
    "events of a year": ("admin:events_event_changelist", "year=2019"),
    "events: search a name": ("admin:events_event_changelist", "q=Baceba+AI"),
    "events: search in Chinese": ("admin:events_event_changelist", "q=潮海云山"),
    "events: search what is not there": ("admin:events_event_changelist", "q=没有这样的词"),
    "events: search two characters": ("admin:events_event_changelist", "q=动向"),
    "events: search a number": ("admin:events_event_changelist", "q=77"),
    "people": ("admin:people_person_changelist", ""),
    "people: search": ("admin:people_person_changelist", "q=潮海云"),
    "people without a description": ("admin:people_person_changelist", "lacks=description"),
    "companies": ("admin:people_company_changelist", ""),
    "companies: search": ("admin:people_company_changelist", "q=baceba"),
    "AI models": ("admin:events_model_changelist", ""),
    "affiliations": ("admin:people_affiliation_changelist", ""),
    "affiliations: search": ("admin:people_affiliation_changelist", "q=潮海"),
    "articles": ("admin:events_article_changelist", ""),
    "articles: search": ("admin:events_article_changelist", "q=潮海云山"),
    "evidence": ("admin:events_evidence_changelist", ""),
    "evidence: search": ("admin:events_evidence_changelist", "q=潮海云山"),
    "decisions": ("admin:events_review_changelist", ""),
    "sources": ("admin:events_source_changelist", ""),
    "contradictions": ("admin:events_contradiction_changelist", ""),
    "duplicates": ("admin:people_resemblance_changelist", ""),
    "items": ("admin:events_item_changelist", ""),
    "runs": ("admin:events_run_changelist", ""),
}  # fmt: skip


def figures() -> list[Figure]:
    _prepare()
    client = Client()
    client.force_login(User.objects.create(username="bench", is_staff=True, is_superuser=True))
    opened = {name: _opener(client, *page) for name, page in LISTS.items()}
    took = medians({"sql": newest_by_sql, **opened}, RUNS)
    slow = [name for name in LISTS if took[name] > (SLOWEST_HOME if name == "home" else SLOWEST)]
    if slow:
        sys.stderr.write(f"Slower than they are to be: {', '.join(slow)}\n")
    return [Figure(f"desk: {name}", took[name], SQL, took["sql"]) for name in LISTS]


def _opener(client: Client, page: str, query: str):
    address = f"{reverse(page)}?{query}" if query else reverse(page)

    def open_page() -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        response.render() if hasattr(response, "render") else None

    return open_page


def _prepare() -> None:
    started = time.monotonic()
    models = [f"events.{model}:update_update" for model in ("Event", "Evidence", "Participation")]
    with pgtrigger.ignore(*models), connection.cursor() as cursor:
        cursor.execute(_PROPOSE.format(proposed=PROPOSED))
        cursor.execute(_DOUBT)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    waiting = Event.objects.proposed().count()
    sys.stderr.write(f"{waiting:,} wait, made in {time.monotonic() - started:.0f} s\n")
