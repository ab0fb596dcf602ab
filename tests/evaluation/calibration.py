"""Whether facts are right as often as the extractor's confidence says."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from .counts import Judgement

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def bins(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """For each range of confidence that occurs: how many facts, how sure, and how often right.

    A range includes its lower bound, and the last one also its upper: 0.9 stands in 0.9-1.0.
    """
    by_range: dict[tuple[float, float], list[Judgement]] = {
        bounds: [] for bounds in itertools.pairwise(EDGES)
    }
    for judgement in judgements:
        bounds = next(b for b in reversed(by_range) if judgement.confidence >= b[0])
        by_range[bounds].append(judgement)
    return [
        {
            "from": low,
            "to": high,
            "facts": len(members),
            "confidence": round(sum(m.confidence for m in members) / len(members), 4),
            "right": round(sum(m.right for m in members) / len(members), 4),
        }
        for (low, high), members in by_range.items()
        if members
    ]


def error(rows: Iterable[dict[str, Any]]) -> float:
    """The mean distance between confidence and truth, each fact weighing the same."""
    weighed = [(row["facts"], abs(row["confidence"] - row["right"])) for row in rows]
    facts = sum(weight for weight, _ in weighed)
    return sum(weight * gap for weight, gap in weighed) / facts if facts else 0.0
