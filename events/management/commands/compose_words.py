from __future__ import annotations

from django.core.management.base import BaseCommand

from events.search import documents


class Command(BaseCommand):
    help = "Compose anew the words by which events and names are found, where they are not right."

    def handle(self, *args: object, **options: object) -> None:
        count = documents.recompose()
        self.stdout.write(f"{count} composed anew")
