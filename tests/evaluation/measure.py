"""Run the extractor over labelled articles and put the outcome into figures."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from typing import Any

from events.extraction import extract
from events.extraction.facts import KINDS
from events.extraction.lexicon import Lexicon

from . import calibration
from .counts import Count
from .samples import Sample
from .score import FAMILIARITIES, MEASURES, Scores

Figures = dict[str, dict[str, Any]]
"""One language of one half: `scores` by measure, `calibration` and `speed`."""

KIND_OF_GROUP = {"people": "person", "companies": "company", "models": "model"}


def is_known(group: str, form: str) -> bool:
    """Whether the extractor's own lists have this name."""
    return Lexicon.default().lookup(form, KIND_OF_GROUP[group]) is not None


def measure(articles: Sequence[Sample]) -> tuple[Figures, list[str]]:
    """Extract from each article and compare with its answer: the figures, and the mistakes."""
    scores = Scores(is_known)
    characters, seconds = 0, 0.0
    extract(articles[0].text)  # what is loaded once is not timed
    for sample in articles:
        text = sample.text
        started = time.process_time()
        facts = extract(text, published=sample.published).to_dict()
        seconds += time.process_time() - started
        characters += len(text)
        scores.add(sample.gold, facts, text=text, label=sample.name)
    bins = calibration.bins(scores.judgements)
    figures: Figures = {
        "scores": {
            name: _row(count)
            for name in (*MEASURES, *FAMILIARITIES, *KINDS)
            if (count := scores.counts[name]).wanted or count.found
        },
        "calibration": {"error": round(calibration.error(bins), 4), "bins": bins},
        "speed": {
            "articles": len(articles),
            "characters": characters,
            "characters_per_second": round(characters / max(seconds, 1e-6)),
        },
    }
    return figures, scores.mistakes


def _row(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "right": count.right,
        "wanted": count.wanted,
        "found": count.found,
    }


def peak_megabytes() -> int:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))
