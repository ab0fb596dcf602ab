"""Import an invented table of lay-offs twice, in a database of its own: rows a second, and memory.

python -m tests.bench.datasets --rows 100000
"""

import argparse
import csv
import io
import os
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

import django

SYLLABLES = "ba ce di fo gu ha ki lo mu ne pi ro sa te vu wa xi yo za ren".split()
HEADER = (
    "company,location,total_laid_off,date,percentage_laid_off,industry,source,stage,funds_raised,"
    "country,date_added"
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.datasets", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    from django.db import connection

    from tracker import services

    with services.session():
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            for line in measured(rows):
                sys.stdout.write(line + "\n")
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def measured(rows: int) -> Iterator[str]:
    """A line for each import: all rows are new, then none is."""
    from events.models import Event
    from tests.bench.timing import peak_megabytes

    table = table_of(rows)
    yield f"{rows:,} rows, {len(table) / 1e6:.1f} MB, {rows // 3:,} companies"
    for name in ("new", "known"):
        started, used = time.perf_counter(), time.process_time()
        told = imported(table)
        seconds = time.perf_counter() - started
        yield (
            f"{name}: {seconds:.1f} s, {rows / seconds:,.0f} rows a second, of which "
            f"{1000 * (time.process_time() - used) / rows:.2f} ms a row is this process; {told}; "
            f"{Event.objects.count():,} events; peak memory {peak_megabytes():,} MB"
        )


def imported(table: bytes) -> str:
    from events.ingestion.datasets import importing
    from events.ingestion.datasets.mappings import mapping_named
    from events.models import Run

    handed_in = importing.hand_in(table, mapping_named("layoffs"), file_name="layoffs.csv")
    handed_in.save()
    importing.start(handed_in)
    while importing.work(handed_in.pk, seconds=3600):
        pass
    run = Run.objects.get(dataset=handed_in)
    return f"{run.state}, {run.new:,} new, {run.known:,} known, {run.failed:,} failed"


def table_of(rows: int) -> bytes:
    """Three lay-offs a company, on days apart, half of the companies with Chinese names."""
    die = random.Random(20231114)
    text = io.StringIO()
    table: Any = csv.writer(text)
    table.writerow(HEADER.split(","))
    for number in range(rows):
        company = die.randrange(max(1, rows // 3))
        day = f"{die.randint(1, 12)}/{die.randint(1, 28)}/{die.randint(2020, 2026)}"
        share = die.choice(["", "0.1", "0.15"])
        table.writerow(
            [
                f"{spelled(company)} {'智能科技' if company % 2 else 'Labs'}", f"City {number}",
                f"{die.randint(10, 20_000)}.0", day, share, "Retail",
                f"https://news.example/{number}", "Series B", die.randint(1, 9000),
                die.choice(["China", "United States", "France"]), day,
            ]
        )  # fmt: skip
    return text.getvalue().encode()


def spelled(number: int) -> str:
    """Another name for each number."""
    digits: list[str] = []
    while number or len(digits) < 4:
        number, digit = divmod(number, len(SYLLABLES))
        digits.append(SYLLABLES[digit])
    return "".join(digits).capitalize()


if __name__ == "__main__":
    main()
