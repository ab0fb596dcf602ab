"""Print how well extraction does on the sample articles, and how it did when last recorded."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from events.extraction import extract
from events.extraction.facts import KINDS

from .samples import Sample, samples
from .score import MEASURES, Scores

ROOT = Path(__file__).parents[2]
RESULT = ROOT / "eval.json"
RECORDED = ROOT / "docs" / "extraction-figures.json"

Figures = dict[str, dict[str, Any]]


def evaluate(articles: list[Sample], mistakes: list[str]) -> Figures:
    """Extract from each article and compare the facts with its answer."""
    scores = Scores()
    characters, seconds = 0, 0.0
    extract(articles[0].text)  # what is loaded once is not timed
    for sample in articles:
        text = sample.text
        started = time.process_time()
        facts = extract(text, published=sample.published).to_dict()
        seconds += time.process_time() - started
        characters += len(text)
        scores.add(sample.gold, facts, text=text, label=sample.name)
    mistakes += scores.mistakes
    figures: Figures = {
        measure: {
            "precision": round(count.precision, 4),
            "recall": round(count.recall, 4),
            "f1": round(count.f1, 4),
            "right": count.right,
            "wanted": count.wanted,
            "found": count.found,
        }
        for measure in (*MEASURES, *KINDS)
        if (count := scores.counts[measure]).wanted or count.found
    }
    figures["speed"] = {
        "articles": len(articles),
        "characters": characters,
        "characters_per_second": round(characters / max(seconds, 1e-6)),
    }
    return figures


def table(language: str, figures: Figures, recorded: Figures) -> str:
    """The figures of one language; the last column is the change of F1 since they were recorded."""
    speed = figures["speed"]
    size = f"{speed['articles']} articles, {speed['characters']:,} characters"
    lines = [
        f"{language}: {size}, {speed['characters_per_second']:,} characters a second",
        f"{'':14}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'wanted':>8}{'found':>7}{'change':>9}",
    ]
    for measure, row in figures.items():
        if measure == "speed":
            continue
        before = recorded.get(measure)
        change = f"{row['f1'] - before['f1']:+.3f}" if before else ""
        lines.append(
            f"{measure:14}{row['precision']:10.3f}{row['recall']:8.3f}{row['f1']:8.3f}"
            f"{row['right']:7}{row['wanted']:8}{row['found']:7}{change:>9}"
        )
    return "\n".join(line.rstrip() for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("names", nargs="*", help="part of an article's name; all when left out")
    parser.add_argument("--mistakes", action="store_true", help="list what was missed or wrong")
    parser.add_argument(
        "--record", action="store_true", help=f"write the figures to {RECORDED.relative_to(ROOT)}"
    )
    options = parser.parse_args()
    if options.record and options.names:
        parser.error("--record needs all the articles: leave the names out")

    chosen = [s for s in samples() if not options.names or any(n in s.name for n in options.names)]
    if not chosen:
        parser.error(f"no sample article is called {' or '.join(options.names)}")
    recorded = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}

    mistakes: list[str] = []
    result: dict[str, Figures] = {}
    for language in ("zh", "en"):
        if articles := [sample for sample in chosen if sample.language == language]:
            result[language] = evaluate(articles, mistakes)
            sys.stdout.write(table(language, result[language], recorded.get(language, {})) + "\n\n")
    if options.mistakes:
        sys.stdout.write("\n".join(mistakes) + "\n")

    figures = json.dumps(result, indent=1) + "\n"
    for path in [RESULT, RECORDED] if options.record else [RESULT]:
        path.write_text(figures, "utf-8")


if __name__ == "__main__":
    main()
