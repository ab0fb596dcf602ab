"""Import a data set, or show what importing it would do."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from events.ingestion.datasets import importing
from events.ingestion.datasets.dryrun import DryRun, dry_run
from events.ingestion.datasets.mapping import InvalidMapping
from events.ingestion.datasets.mappings import Choice, UnknownMapping, choices, mapping_named
from events.ingestion.errors import FetchError, Unreadable
from events.ingestion.visits import visit
from events.models import DatasetImport, Item, Run

SHOWN_ERRORS = 20


class Command(BaseCommand):
    help = (
        "Import a data set (CSV, TSV, JSON, JSON Lines, XLSX, Markdown table): each row becomes "
        "proposed facts with the row as their evidence. Importing the same again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE-OR-URL", nargs="?")
        parser.add_argument("--mapping", metavar="NAME", help="how rows are read; see --list")
        parser.add_argument("--source", metavar="NAME", default="", help="else as the mapping says")
        parser.add_argument("--dry-run", action="store_true", help="show it and write nothing")
        parser.add_argument("--list", action="store_true", help="list the mappings")
        parser.add_argument(
            "--queue", action="store_true", help="leave the work to the workers and return at once"
        )

    def handle(self, *args: Any, file: str | None, mapping: str | None, **options: Any) -> None:
        if options["list"]:
            for choice in choices():
                self.stdout.write(f"{choice.name}: {choice.title}. {choice.about}")
            return
        if not file or not mapping:
            raise CommandError("Give a file or address, and the --mapping; --list shows them.")
        try:
            handed_in = _handed_in(file, mapping_named(mapping), options["source"])
            if options["dry_run"]:
                self._show(dry_run(handed_in))
                return
        except (FetchError, InvalidMapping, UnknownMapping, Unreadable, importing.NotTaken) as no:
            raise CommandError(str(no)) from no
        handed_in.save()
        importing.start(handed_in)
        if options["queue"]:
            self.stdout.write(f"Import {handed_in.pk} is left to the workers.")
            return
        while importing.work(handed_in.pk, tell=self._progress):
            pass
        self._report(handed_in)

    def _progress(self, run: Run) -> None:
        of = f" of {run.total:,}" if run.total else ""
        self.stderr.write(f"\r{run.found:,}{of} rows", ending="")
        self.stderr.flush()

    def _report(self, handed_in: DatasetImport) -> None:
        handed_in.refresh_from_db()
        run = handed_in.run
        if run is None or run.state != Run.State.DONE:
            raise CommandError(f"The import did not end: {run.error if run else ''}")
        self.stderr.write("")
        self.stdout.write(
            f"{run.found:,} rows: {run.new:,} new, {run.changed:,} changed, {run.known:,} known, "
            f"{run.left_out:,} left out, {run.failed:,} failed; "
            f"{handed_in.vanished or 0:,} vanished"
        )
        failed = Item.objects.filter(source=run.source, outcome=Item.Outcome.FAILED).order_by("pk")
        for item in failed[: SHOWN_ERRORS if run.failed else 0]:
            self.stderr.write(self.style.WARNING(f"{item}: {item.reason}"))

    def _show(self, found: DryRun) -> None:
        for row in found.rows:
            self.stdout.write(f"row {row.number}: {row.fate}  {row.title}")
            for line in filter(None, (row.reason, *map(str, row.lines))):
                self.stdout.write(f"    {line}")
        totals = ", ".join(f"{count:,} {name}" for name, count in found.totals.items())
        self.stdout.write(f"{found.total:,} rows: {totals}. Nothing was written.")


def _handed_in(file: str, choice: Choice, source: str) -> DatasetImport:
    """The file or page, not saved."""
    address, charset = "", ""
    if file.startswith(("http://", "https://")):
        page = visit(file, max_bytes=settings.DATASET_MAX_BYTES)
        content, charset, address = page.content, page.charset, file
        name = file.partition("?")[0].rpartition("/")[2] or "data"
    else:
        path = Path(file)
        name = path.name
        try:
            if path.stat().st_size > settings.DATASET_MAX_BYTES:
                raise importing.NotTaken(f"{file}: too large.")
            content = path.read_bytes()
        except OSError as error:
            raise importing.NotTaken(f"{file} cannot be opened: {error.strerror}.") from error
    return importing.hand_in(
        content, choice, file_name=name, source_name=source, address=address, charset=charset
    )
