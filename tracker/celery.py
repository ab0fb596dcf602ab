"""The Celery app. Tasks live in each app's tasks.py and are found there."""

import os
import signal
import threading
from datetime import timedelta

from celery import Celery
from celery.signals import beat_init, celeryd_init, worker_shutting_down
from celery.worker import state
from django.conf import settings
from kombu import Queue

from tracker import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tideline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["events.exports", "events.webhooks"])
# What waits for other people's servers waits in queues of its own. A worker takes from all,
# unless it is told to take from one.
app.conf.task_queues = [Queue("default"), Queue("fetch"), Queue("webhooks")]
app.conf.task_default_queue = "default"
app.conf.task_routes = {
    "events.tasks.fetch": {"queue": "fetch"},
    "events.tasks.poll": {"queue": "fetch"},
    "events.webhooks.tasks.deliver": {"queue": "webhooks"},
}
app.conf.beat_schedule = {
    # What stands still because a message was lost or a worker died is asked for again.
    "sweep": {"task": "events.tasks.sweep", "schedule": timedelta(seconds=15)},
    # Sources whose time has come are polled.
    "poll_due": {"task": "events.tasks.poll_due", "schedule": timedelta(seconds=15)},
    # What editors are to be told is written in the outbox first, and sent from there.
    "relay": {"task": "events.tasks.relay", "schedule": timedelta(seconds=15)},
    # What is new on the timelines that readers follow is written in the outbox, when it is time.
    "send_digests": {"task": "events.tasks.send_digests", "schedule": timedelta(minutes=1)},
    # What has changed is sent to those who asked for it.
    "deliver_due": {
        "task": "events.webhooks.tasks.deliver_due",
        "schedule": timedelta(seconds=5),
    },
    # The whole record is written to files once a day, at the first chance after it is due.
    "dump_daily": {"task": "events.exports.tasks.dump_daily", "schedule": timedelta(hours=1)},
    # Pages and runs that have been kept for long enough are deleted.
    "delete_old": {"task": "events.tasks.delete_old", "schedule": timedelta(days=1)},
    # Values, dates and posts that do not fit each other are listed for editors.
    "find_contradictions": {
        "task": "events.tasks.find_contradictions",
        "schedule": timedelta(minutes=10),
    },
    # Of names that fit a search equally well, those that take part in most events go first.
    "recount_prominence": {
        "task": "events.tasks.recount_prominence",
        "schedule": timedelta(minutes=10),
    },
    # Articles whose facts were changed find their place in the queue of the desk.
    "settle_queue": {"task": "events.tasks.settle_queue", "schedule": timedelta(minutes=1)},
    # What statistics are summed up from is kept small.
    "fold_statistics": {
        "task": "events.tasks.fold_statistics",
        "schedule": timedelta(minutes=5),
    },
    # What rules fit is published: what an article just brought is looked at at once.
    "publish_by_rules": {
        "task": "events.tasks.publish_by_rules",
        "schedule": timedelta(minutes=1),
    },
    # Names that arrived are compared with those that are known.
    "find_duplicates": {"task": "events.tasks.find_duplicates", "schedule": timedelta(minutes=1)},
}


@celeryd_init.connect
@beat_init.connect
def start_embedded_broker(**_: object) -> None:
    """A worker or beat without a REDIS_URL brings its own broker, as a database connection does."""
    if settings.EMBEDDED_BROKER:
        services.ensure_valkey()


GRACE_SECONDS = 18
"""How long tasks may go on when their worker is asked to end. It is gone within 30 seconds, also
where Celery waits for ten more, for the answer of a process that has none to give.
"""


@worker_shutting_down.connect
def end_in_time(**_: object) -> None:
    """Let nothing new be begun, and end what takes too long: its row is then free for others."""
    from events.ingestion import visits

    visits.closing.set()
    patience = threading.Timer(GRACE_SECONDS, _interrupt_tasks)
    patience.daemon = True
    patience.start()


def _interrupt_tasks() -> None:
    """As their soft time limit would, which each step notes as a failed try. Threads go unharmed:
    what runs in them waits for one server at most, which has less time than this.
    """
    for request in list(state.active_requests):
        pid = request.worker_pid
        if pid and pid != os.getpid():
            os.kill(pid, signal.SIGUSR1)
