from __future__ import annotations

from django.core.management.base import BaseCommand

from people.renumbering import renumber


class Command(BaseCommand):
    help = (
        "Let the numbers of changes go on after the record was restored from a backup. Run it "
        "once after each restoration, before the site is started."
    )

    def handle(self, *args: object, **options: object) -> None:
        done = renumber()
        self.stdout.write(
            f"Changes up to {done.last} were restored, the next are numbered from {done.first}. "
            "Copies that had gone further are told to begin anew."
        )
