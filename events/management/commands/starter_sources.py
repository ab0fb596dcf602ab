"""Load a list of well-known sources of the field, none of which is followed yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from events.models import Source

STARTERS = Path(__file__).parents[2] / "starter_sources.json"


class Command(BaseCommand):
    help = (
        "Add well-known labs, papers and newsletters in Chinese and English as sources. None is "
        "followed until an editor says so; what is there already stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        starters = json.loads(STARTERS.read_text("utf-8"))
        added = 0
        for values in starters:
            known = Source.objects.filter(Q(name=values["name"]) | Q(address=values["address"]))
            if not known.exists():
                Source.objects.create(**values)
                added += 1
        self.stdout.write(f"{added} sources added, of {len(starters)}")
