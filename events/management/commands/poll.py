"""Poll sources now, and say of each what was found."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events import tasks
from events.ingestion.poll import poll
from events.ingestion.sorting import Fate
from events.models import Run, Source, Watch

NOT_NOW = "its server is not to be asked yet, or a worker is polling it: try again in a minute"


class Command(BaseCommand):
    help = (
        "Poll sources now and leave what is new to the workers. SOURCE is a name, an address or "
        "an id; without one, all that are due are polled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="SOURCE")

    def handle(self, *args: Any, sources: list[str], **options: Any) -> None:
        Watch.objects.ensure()
        failed = 0
        for source in chosen(sources):
            polled = poll(source.pk, only_due=not sources)
            if polled is None:
                self.stdout.write(f"{source}: {NOT_NOW}")
                continue
            tasks.ask_for(polled.articles)
            if polled.run.state == Run.State.FAILED:
                failed += 1
                self.stderr.write(self.style.ERROR(f"{source}: {polled.run.error}"))
            else:
                self.stdout.write(f"{source}: {told(polled.run)}")
        if failed:
            raise CommandError(f"{failed} could not be polled: see above.")


def chosen(names: Iterable[str]) -> list[Source]:
    """The sources that are named, or else those that are due."""
    if not names:
        return list(Source.objects.filter(watch__in=Watch.objects.due()))
    return [_named(name) for name in names]


def told(run: Run) -> str:
    """What a run found, as "3 found: 1 new, 2 known"."""
    parts = (f"{count} {fate.replace('_', ' ')}" for fate in Fate if (count := getattr(run, fate)))
    return f"{run.found} found: {', '.join(parts)}" if run.found else "nothing new"


def _named(name: str) -> Source:
    sources = Source.objects.filter(kind__in=Source.FOLLOWED)
    found = sources.filter(pk=int(name)) if name.isascii() and name.isdigit() else None
    source = (found or sources.filter(address=name) or sources.filter(name=name)).first()
    if source is None:
        raise CommandError(f"“{name}” is no source that can be polled: see the list in the admin.")
    Watch.objects.bulk_create([Watch(source=source)], ignore_conflicts=True)
    return source
