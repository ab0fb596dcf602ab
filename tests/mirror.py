"""A copy kept through changes/ while several processes write, compared with the record row by row.

    .venv/bin/python -m tests.mirror --minutes 10

It works on a database of its own, on the servers of the tests, and leaves nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
LISTS = ("events", "people", "companies", "models", "affiliations")
SUBJECTS = {"people": "person", "companies": "company"}
COMPANIES = 40


def write(number: int, ends: float, done: Any) -> None:
    """Publish, correct, retract, merge and rename, at random and in the way of others."""
    import django
    import factory

    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import OperationalError, transaction

    from events import actions
    from events.merging import merge_entities, unmerge_entity
    from events.models import Event
    from people.models import Entity
    from people.refusals import Refused
    from tests import factories
    from tests.factories import CompanyFactory, event_of

    for each in vars(factories).values():
        if isinstance(each, type) and issubclass(each, factory.Factory):
            each.reset_sequence(100_000 * (number + 1), force=True)
    luck = random.Random(number)  # a choice of deeds
    by = get_user_model().objects.get(username="mirror")

    def publish() -> None:
        company = luck.choice(Entity.objects.published().filter(kind="company")[:COMPANIES])
        with transaction.atomic():
            event_of(("company", company), kind="funding", quote="智谱完成融资。")
            time.sleep(luck.random() / 20)  # so that transactions end in another order

    def one() -> Event:
        return luck.choice(Event.objects.published().order_by("-id")[:50])

    def rename() -> None:
        company = luck.choice(Entity.objects.published().filter(kind="company")[:COMPANIES])
        Entity.objects.filter(pk=company.pk).update(description_zh=f"改名{luck.random()}")

    def merge() -> None:
        with transaction.atomic():
            one, other = CompanyFactory.create_batch(2, status="published")
            event_of(("company", one), kind="funding", quote="智谱完成融资。")
        merge_entities(one, other, by=by)
        if luck.random() < 0.5:
            unmerge_entity(one, by=by)

    deeds = {
        "publish": publish,
        "correct": lambda: actions.correct_event(one(), {"note_zh": f"更正{luck.random()}"}, by=by),
        "retract": lambda: actions.retract_event(one(), by=by, reason="错了"),
        "rename": rename,
        "merge": merge,
    }
    while time.time() < ends:
        (name,) = luck.choices(list(deeds), weights=[10, 5, 2, 3, 1])
        try:
            deeds[name]()
        except (Refused, OperationalError, IndexError):
            continue  # another process was first
        with done.get_lock():
            done.value += 1


def main(minutes: float, writers: int) -> int:
    import django
    from django.test import Client
    from django.test.utils import (
        override_settings,
        setup_databases,
        setup_test_environment,
        teardown_databases,
    )

    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            override_settings(SITE_URL="http://testserver"),
        ):
            return run(minutes, writers, Path(folder), Client())
    finally:
        teardown_databases(databases, verbosity=0)


def run(minutes: float, writers: int, folder: Path, client: Any) -> int:
    from django.db import connection

    from events.exports.dumping import dump
    from people.models import Change
    from people.models.change import oldest_running
    from tests.factories import CompanyFactory, EditorFactory

    EditorFactory(username="mirror", is_superuser=True)
    CompanyFactory.create_batch(COMPANIES, status="published")
    connection.close()
    processes = multiprocessing.get_context("fork")
    done = processes.Value("i", 0)
    begun, ends = time.time(), time.time() + minutes * 60
    working = [processes.Process(target=write, args=(n, ends, done)) for n in range(writers)]
    for process in working:
        process.start()

    time.sleep(min(5, minutes * 15))
    mirror = Mirror(client, dump(folder))
    loaded = len(mirror.copy)
    while any(process.is_alive() for process in working):
        if not mirror.read():
            time.sleep(0.1)
    while Change.objects.filter(transaction__gte=oldest_running()).exists():
        time.sleep(0.05)
    while mirror.read():
        pass

    record = record_of(client)
    wrong = [key for key in {*record, *mirror.copy} if record.get(key) != mirror.copy.get(key)]
    sys.stdout.write(
        f"{writers} writers, {time.time() - begun:.0f} s: {done.value:,} deeds; "
        f"{loaded:,} rows from the dump, then {mirror.seen:,} changes in {mirror.asked:,} answers, "
        f"{mirror.twice} told twice; {len(record):,} rows compared, {len(wrong)} differ\n"
    )
    for key in sorted(wrong)[:10]:
        sys.stdout.write(f"{key}\n  record: {record.get(key)}\n  copy: {mirror.copy.get(key)}\n")
    failed = [process.exitcode for process in working if process.exitcode]
    return int(bool(wrong or mirror.twice or failed))


class Mirror:
    """A client's copy: loaded from a dump, kept by the changes since its cursor."""

    def __init__(self, client: Any, dumped: Path) -> None:
        self.client = client
        self.copy: dict[tuple[str, int], Any] = {}
        for name in LISTS:
            with gzip.open(dumped / f"{name}.en.ndjson.gz") as lines:
                self.copy |= {key_of(name, row): row for row in map(json.loads, lines)}
        cursor = json.loads((dumped / "manifest.json").read_text())["cursor"]
        self.address = f"/api/v1/changes/?page_size=100&since={cursor}"
        self.cursors: set[str] = set()
        self.seen = self.twice = self.asked = 0

    def read(self) -> bool:
        """Take one answer over; whether there are more changes already."""
        page = self.client.get(self.address).json()
        self.asked += 1
        for change in page["results"]:
            self.seen += 1
            self.twice += change["cursor"] in self.cursors
            self.cursors.add(change["cursor"])
            key = change["subject"], change["id"]
            self.copy.pop(key, None)
            if change["data"] is not None:
                self.copy[key] = change["data"]
        self.address = page["next"]
        return bool(page["more"])


def record_of(client: Any) -> dict[tuple[str, int], Any]:
    """What the lists of the API say."""
    record: dict[tuple[str, int], Any] = {}
    for name in LISTS:
        address = f"/api/v1/{name}/?page_size=500"
        while address:
            page = client.get(address).json()
            record |= {key_of(name, row): row for row in page["results"]}
            address = page["next"]
    return record


def key_of(name: str, row: Any) -> tuple[str, int]:
    return SUBJECTS.get(name, name.removesuffix("s")), row["id"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--writers", type=int, default=4)
    asked = parser.parse_args()
    sys.exit(main(asked.minutes, asked.writers))
