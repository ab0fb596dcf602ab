"""Fill a database for benchmarks."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from events.models import Event
from events.synthetic import generate


def count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"“{text}” is no number of events: write it as 50000")
    return int(text)


class Command(BaseCommand):
    help = (
        "Add a large number of invented events with their people, companies, AI models, articles "
        "and evidence, the same each time. For benchmarks: never on a site that people read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--events", type=count, required=True, metavar="N", help="how many")
        parser.add_argument(
            "--force", action="store_true", help="even where the database has events already"
        )

    def handle(self, *args: object, events: int, force: bool, **options: object) -> None:
        if Event.objects.exists() and not force:
            raise CommandError(
                "This database has events, among which invented ones would be lost from sight. "
                "Point DATABASE_URL at an empty one, or add --force."
            )
        for made in generate(events):
            self.stdout.write(f"{made:,} of {events:,} events", ending="\r")
            self.stdout.flush()
        self.stdout.write("")
