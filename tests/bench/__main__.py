"""Measure a large invented record and the way of articles into it, as ratios to baselines."""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import django

PARTS = (
    "reading",
    "changelists",
    "ingesting",
    "working",
    "polling",
    "matching",
    "desk",
    "statistics",
    "searching",
)
RESULT = Path(__file__).parents[2] / "bench.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--events", type=int, default=50_000, help="how many (default %(default)s)")
    parser.add_argument(
        "--times", type=int, default=1, help="copy them, to so many times as many (default 1)"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="these parts")
    parser.add_argument(
        "--keep",
        metavar="NAME",
        help="a database to measure on and to leave: made where there is none of that name",
    )
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tracker import services

    setup_test_environment()
    with services.session():
        if options.keep:
            connection.settings_dict["TEST"]["NAME"] = options.keep
        connection.creation.create_test_db(
            verbosity=0,
            autoclobber=not options.keep,
            keepdb=bool(options.keep),
            serialize=False,
        )
        try:
            result = fill(options.events, options.times) | measured(options.only)
        finally:
            if not options.keep:
                connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def measured(only: Sequence[str]) -> dict[str, Any]:
    from tests.bench.timing import peak_megabytes

    started = time.monotonic()
    say(f"{'':<34}{'ms':>9}{'ratio':>8}  to")
    figures = []
    for part in only:
        for figure in import_module(f"tests.bench.{part}").figures():
            figures.append(figure)
            speed = f"; {figure.per_second} a second" if figure.per_second else ""
            say(
                f"{figure.name:<34}{figure.milliseconds:>9.2f}{figure.ratio:>8.2f}"
                f"  {figure.baseline} ({figure.baseline_milliseconds:.2f} ms){speed}"
            )
    say(f"\npeak memory {peak_megabytes():,} MB; {time.monotonic() - started:.0f} s in all")
    return {
        "peak_megabytes": peak_megabytes(),
        "figures": [figure.to_dict() for figure in figures],
    }


def fill(events: int, times: int) -> dict[str, Any]:
    """Have so many invented events; those of a kept database are taken as they are."""
    from django.core.management import call_command

    from events.models import Event
    from tests.bench.copies import copy_events

    if there := Event.objects.count():
        say(f"{there:,} events, kept from an earlier run\n")
        return {"events": there}
    started = time.monotonic()
    call_command("generate", "--events", str(events), stdout=sys.stderr)
    seconds = time.monotonic() - started
    say(f"{events:,} events, made in {seconds:.0f} s ({events / seconds:,.0f} a second)\n")
    if times > 1:
        copy_events(times)
        say(f"{events * times:,} with copies\n")
    return {"events": events * times, "events_made_per_second": round(events / seconds)}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
