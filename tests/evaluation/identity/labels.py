"""The labelled pairs and stories, as they are kept in `tuning/` and `unseen/`."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from events.extraction.facts import Facts
from people.likeness import Context, Known

HALVES = ("tuning", "unseen")
"""The code may be improved on the first half and is only measured on the second."""

FOLDER = Path(__file__).parent
FIELDS = {"country": "country", "website": "website", "wikidata": "wikidata_id"}


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of two sides, and whether they are one person, company or model."""

    one: Known
    other: Known
    is_same: bool
    note: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a few invented lines, and for each of its facts the event that it tells."""

    publisher: str
    trust: str
    published: date
    text: str
    facts: Facts
    events: tuple[str, ...]


def pairs(half: str) -> list[Pair]:
    with (FOLDER / half / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        return [
            Pair(
                known(row["kind"], row["one"]),
                known(row["kind"], row["other"]),
                {"same": True, "different": False}[row["verdict"]],
                row["note"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def known(kind: str, text: str) -> Known:
    """Read `李飞飞 | Fei-Fei Li; ties: 斯坦福大学; titles: 教授; country: US`."""
    names, *others = text.split("; ")
    values: dict[str, Any] = {}
    around: dict[str, frozenset[str]] = {}
    for other in others:
        key, _, value = other.partition(": ")
        if key in ("ties", "titles"):
            around[key] = frozenset(value.split(", "))
        else:
            values[FIELDS[key]] = value
    return Known(kind, tuple(names.split(" | ")), Context(**around), **values)


def tellings(half: str) -> list[Telling]:
    lines = (FOLDER / half / "stories.jsonl").read_text("utf-8").splitlines()
    return [telling(json.loads(line)) for line in lines]


def telling(article: Mapping[str, Any]) -> Telling:
    """A line of the file. The text has one sentence a fact: its quote, or else the fact itself."""
    text, facts = "", []
    for fact in article["facts"]:
        quote = fact.get("quote") or json.dumps(fact, ensure_ascii=False)
        start = len(text)
        text += quote + "\n"
        facts.append(
            {**fact, "evidence": {"quote": quote, "start": start, "end": start + len(quote)}}
        )
    return Telling(
        article["publisher"],
        article["trust"],
        date.fromisoformat(article["published"]),
        text,
        Facts.from_dict({**article, "events": facts}),
        tuple(f"{article['story']}/{fact['event']}" for fact in article["facts"]),
    )
