"""Workers that fetch, read and store pages, and leave what is in them to others."""

from celery.signals import worker_process_init

from tracker.celery import app

__all__ = ["app"]


@worker_process_init.connect
def leave_the_rest(**_: object) -> None:
    from events.ingestion import pipeline
    from events.models import Article

    for state in (Article.State.READ, Article.State.EXTRACTED):
        del pipeline.STEPS[state]
