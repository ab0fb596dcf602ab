"""Print how well extraction does on both halves of the sample articles, and how it did before."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .measure import measure, peak_megabytes
from .report import report
from .samples import HALVES, samples

ROOT = Path(__file__).parents[2]
RESULT = ROOT / "eval.json"
RECORDED = ROOT / "docs" / "extraction-figures.json"
LANGUAGES = ("zh", "en")


def main() -> None:
    """Names and mistakes are of the tuning half: nobody looks into the unseen one."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="part of the name of a tuning article; both halves when left out"
    )
    parser.add_argument(
        "--mistakes", action="store_true", help="list what was missed or wrong in the tuning half"
    )
    parser.add_argument(
        "--record", action="store_true", help=f"write the figures to {RECORDED.relative_to(ROOT)}"
    )
    options = parser.parse_args()
    if options.record and options.names:
        parser.error("--record needs all the articles: leave the names out")
    recorded = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}

    result: dict[str, Any] = {}
    mistakes: list[str] = []
    for half in HALVES:
        articles = [
            sample
            for sample in samples(half)
            if not options.names
            or (half == "tuning" and any(name in sample.name for name in options.names))
        ]
        for language in LANGUAGES:
            if chosen := [sample for sample in articles if sample.language == language]:
                figures, wrong = measure(chosen)
                result.setdefault(half, {})[language] = figures
                before = recorded.get(half, {}).get(language, {})
                sys.stdout.write(report(half, language, figures, before) + "\n\n\n")
                mistakes += wrong if half == "tuning" else []
    if not result:
        parser.error(f"no tuning article is called {' or '.join(options.names)}")
    result["peak_megabytes"] = peak_megabytes()
    sys.stdout.write(f"peak memory: {result['peak_megabytes']:,} MB\n")
    if options.mistakes:
        sys.stdout.write("\n" + "\n".join(mistakes) + "\n")

    written = json.dumps(result, indent=1) + "\n"
    for path in [RESULT, RECORDED] if options.record else [RESULT]:
        path.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
