from __future__ import annotations

from django.core.management.base import BaseCommand

from events.statistics import summary


class Command(BaseCommand):
    help = (
        "Reckon the statistics from the whole record anew and put right what differs. Triggers "
        "keep them true, so this is for a database that was written to without its triggers. Safe "
        "to run while the site is at work, and again."
    )

    def handle(self, *args: object, **options: object) -> None:
        wrong = summary.mend()
        summary.fold()
        self.stdout.write(f"{wrong} sums were wrong." if wrong else "All sums were right.")
