"""Write the whole public record to files now."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.exports.dumping import Running, dump, manifest_of


class Command(BaseCommand):
    help = (
        "Write the whole public record to NDJSON, CSV and, where its library is there, Parquet, "
        "with a manifest. Without --to it goes to DUMPS, where the site serves it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, to: Path | None, **options: Any) -> None:
        try:
            done = dump(to)
        except Running as error:
            raise CommandError("Another dump is being written: try again later.") from error
        counts = manifest_of(done)["counts"]
        told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        self.stdout.write(f"{done}: {told}")
