"""Thousands of requests that a machine makes up from the schema, against the running server.

Every answer has to be one that the schema tells of. The requests are the same in every run; `make
fuzz` makes up new ones, as many as FUZZ says for each operation.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.contract.record import publish_a_record
from tests.settings import BASE_DIR
from tracker.api import router

CASES = int(os.environ.get("FUZZ", "0"))
OWN_CHECKS = "positive_data_acceptance,negative_data_rejection"  # hooks.py has them
NOT_ASKED = "/changes/stream/|/dumps/[{]"
"""A stream has no end, and the name of a file with a slash in it is another address."""
ONE_OF_TWELVE = "/(?!funding)[a-z-]+-events/"
"""The collections of one kind of event are one view: `make fuzz` asks them all."""
ALIKE = ["--generation-deterministic", "--max-examples", "4"]
HOW = ["--max-examples", str(CASES)] if CASES else ALIKE


def keys(client: Client) -> dict[str, list[str]]:
    """Of all that is public, by collection."""
    found = {}
    for name, _, _ in router.registry:
        answer = client.get(f"/api/v1/{name}/?page_size=500")
        if answer.status_code == 200:  # others are for those who have a token
            rows = answer.json()["results"]
            found[name] = [row["url"].rstrip("/").rpartition("/")[2] for row in rows]
    return found


@pytest.mark.enable_socket
def test_every_answer_is_one_that_the_schema_tells_of(live_server, client: Client, tmp_path: Path):
    publish_a_record()
    known = keys(client)
    environment = {
        **os.environ,
        "CONTRACT_KEYS": json.dumps(known),
        "SCHEMATHESIS_HOOKS": "tests.contract.hooks",
        "PYTHONPATH": str(BASE_DIR),
        "NO_PROXY": "*",
    }
    report = tmp_path / "report.json"

    run = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")), "run",
            f"{live_server.url}/api/v1/schema/",
            "--checks", "all", "--exclude-checks", OWN_CHECKS,
            "--phases", "examples,coverage,fuzzing", "--include-method", "GET",
            "--exclude-path-regex", NOT_ASKED if CASES else f"{NOT_ASKED}|{ONE_OF_TWELVE}",
            "--workers", "2", "--no-color", "--continue-on-failure",
            "--report", "json", "--report-json-path", str(report),
            *HOW,
        ],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stdout + run.stderr
    assert known["events"]
