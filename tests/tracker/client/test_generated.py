"""The client that is kept in docs/client is the one that the schema makes."""

import re
import subprocess
import sys
from pathlib import Path

from tracker.api import schema
from tracker.client import PACKAGE, written


def test_kept_client_follows_from_the_schema() -> None:
    for name, text in written(schema()).items():
        assert (PACKAGE / name).read_text() == text, f"{name} is stale: run manage.py client"


def test_client_needs_nothing_but_python() -> None:
    program = (
        "import sys; before = set(sys.modules); sys.path.insert(0, sys.argv[1]); "
        "import tideline_client; "
        "tops = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(tops - sys.stdlib_module_names))"
    )

    run = subprocess.run(
        [sys.executable, "-I", "-c", program, str(PACKAGE.parent)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == ["tideline_client"]


def test_types_find_mistakes_before_they_are_sent(tmp_path: Path) -> None:
    right = [
        'client.events(company="zhipu-ai", kind=["funding", "career"], from_="2024")',
        '[e["amount"] for e in client.events() if e["kind"] == "funding"]',
        'client.propose_event({"kind": "funding", "participants": [], "evidence": []})',
        'client.correct_company("zhipu-ai", {"country": "CN"}, if_match="*")',
        "[change['cursor'] for change in client.changes()]",
    ]
    wrong = [
        'client.events(kind="marriage")',
        'client.events(compny="zhipu-ai")',
        "client.match()",
        '[e["amount"] for e in client.events()]',
        'client.propose_event({"kind": "funding", "evidence": []})',
        'client.event("zhipu-ai")',
    ]
    program = tmp_path / "program.py"
    head = ["from tideline_client import Client", 'client = Client("https://your.example")']
    program.write_text("\n".join([*head, *right, *wrong]))

    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(program),
         "--cache-dir", str(PACKAGE.parents[2] / ".mypy_cache" / "client")],
        env={"MYPYPATH": str(PACKAGE.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip

    found = {int(line) for line in re.findall(r"program\.py:(\d+): error", run.stdout)}
    first = len(head) + len(right) + 1
    assert found == set(range(first, first + len(wrong))), run.stdout + run.stderr
