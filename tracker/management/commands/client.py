from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.api import schema
from tracker.client import PACKAGE, written


class Command(BaseCommand):
    help = "Write the parts of the Python client (docs/client) that follow from the API's schema."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail if stale")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        for name, text in written(schema()).items():
            path = PACKAGE / name
            if path.exists() and path.read_text() == text:
                continue
            if check:
                raise CommandError(f"{path.name} is stale: run manage.py client.")
            path.write_text(text)
            self.stdout.write(f"Written: {path.name}")
