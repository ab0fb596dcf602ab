"""Print how well names and events are told apart in both halves, and how it was before."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django

RECORDED = Path(__file__).parents[3] / "docs" / "identity-figures.json"


def main() -> None:
    """Mistakes are of the tuning half: nobody looks into the unseen one."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.identity", description=__doc__
    )
    parser.add_argument(
        "--mistakes", action="store_true", help="list what was decided wrongly in the tuning half"
    )
    parser.add_argument(
        "--record", action="store_true", help=f"write the figures to {RECORDED.name} in docs/"
    )
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    from django.db import connection

    from tracker import services

    with services.session():
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            result, wrong = measured()
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    before = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    sys.stdout.write(report(result, before))
    if options.mistakes:
        sys.stdout.write("\n" + "\n".join(wrong) + "\n")
    if options.record:
        RECORDED.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def measured() -> tuple[dict[str, Any], list[str]]:
    """The figures of both halves, and the mistakes in the tuning half."""
    from . import recording, scores
    from .labels import HALVES, pairs, tellings

    result = {
        half: {
            "pairs": scores.of_pairs(pairs(half)),
            "events": recording.of_stories(tellings(half)),
        }
        for half in HALVES
    }
    tuning = HALVES[0]
    wrong = [*scores.mistakes(pairs(tuning)), *recording.mistakes(tellings(tuning))]
    return result, wrong


def report(result: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """A table a half; the last column is the change of F1 since it was recorded."""
    lines = []
    for half, figures in result.items():
        lines.append(f"identity, {half}\n")
        head = ("precision", "recall", "F1", "wrong", "of", "change")
        lines.append(f"{'':16}" + "".join(f"{word:>11}" for word in head))
        for name, row in rows(figures).items():
            rates = "".join(f"{row[key]:11.3f}" for key in ("precision", "recall", "f1"))
            merges = f"{row['false_merges']:11.2%}" if "false_merges" in row else f"{'':11}"
            was = rows(before.get(half, {})).get(name)
            change = f"{row['f1'] - was['f1']:+11.3f}" if was else ""
            count = row.get("pairs") or row["clusters"]
            lines.append(f"{name:16}{rates}{merges}{count:11}{change}")
        lines.append(f"{'lowest order':16}{'':22}{figures['events']['lowest_f1']:11.3f}\n")
    lines.append("wrong: pairs that are two and were taken for one, without asking an editor")
    return "\n".join(lines) + "\n"


def rows(figures: Mapping[str, Any]) -> dict[str, Any]:
    if not figures:
        return {}
    return {**figures["pairs"], "events": figures["events"]}


if __name__ == "__main__":
    main()
