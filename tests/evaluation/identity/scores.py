"""Pure figures: how often pairs are decided rightly, and how well clusters are those wanted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from people.likeness import compare
from tests.evaluation.counts import Count

from .labels import Pair

Figures = dict[str, Any]


def of_pairs(pairs: Iterable[Pair]) -> dict[str, Figures]:
    """By kind and for all: those decided to be one, of those that are, without asking anybody."""
    counts: dict[str, Count] = defaultdict(Count)
    two: Counter[str] = Counter()
    merged: Counter[str] = Counter()
    for pair in pairs:
        found = compare(pair.one, pair.other).is_same
        for kind in (pair.one.kind, "all"):
            counts[kind].add(pair.is_same and found, pair.is_same, found)
            two[kind] += not pair.is_same
            merged[kind] += found and not pair.is_same
    return {
        kind: {
            **rates(count.precision, count.recall),
            "pairs": count.wanted + two[kind],
            "false_merges": round(merged[kind] / two[kind], 4) if two[kind] else 0.0,
        }
        for kind, count in counts.items()
    }


def mistakes(pairs: Iterable[Pair]) -> list[str]:
    found = []
    for pair in pairs:
        likeness = compare(pair.one, pair.other)
        if likeness.is_same != pair.is_same:
            verdict = "one" if pair.is_same else "two"
            reasons = ", ".join(f"{reason.code} {reason.weight:g}" for reason in likeness.reasons)
            names = f"{' | '.join(pair.one.names)} / {' | '.join(pair.other.names)}"
            found.append(f"{names}: {verdict} ({pair.note}), {likeness.score:.2f}: {reasons}")
    return found


def b_cubed(wanted: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> Figures:
    """Of each item's cluster, the share that belongs there, and of its true one, what is there."""
    sizes, true_sizes = Counter(found.values()), Counter(wanted.values())
    shared = Counter((wanted[item], found[item]) for item in wanted)
    precision = recall = 0.0
    for item in wanted:
        together = shared[wanted[item], found[item]]
        precision += together / sizes[found[item]]
        recall += together / true_sizes[wanted[item]]
    return rates(precision / len(wanted), recall / len(wanted))


def rates(precision: float, recall: float) -> Figures:
    both = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
    }
