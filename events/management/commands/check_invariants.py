from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from events.invariants import EXAMPLES, check


class Command(BaseCommand):
    help = (
        "Check that the record agrees with itself: reads only, and exits with 1 and examples of "
        "what is broken. Safe to run while the site is at work."
    )

    def handle(self, *args: object, **options: object) -> None:
        broken = 0
        for finding in check():
            name = finding.invariant.name
            if not finding.count:
                self.stdout.write(f"{self.style.SUCCESS('holds ')} {name}")
                continue
            broken += 1
            self.stdout.write(f"{self.style.ERROR('broken')} {name}: {finding.invariant.says}")
            for example in finding.examples:
                self.stdout.write(f"         {example}")
            if finding.count > EXAMPLES:
                self.stdout.write(f"         and {finding.count - EXAMPLES} more")
        if broken:
            raise CommandError(f"{broken} invariants are broken: see above.")
