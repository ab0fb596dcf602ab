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
from people.dates import PartialDate
from people.likeness import Context, Known, Post

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
    """Read `李飞飞 | Fei-Fei Li; ties: 斯坦福大学; titles: 教授; country: US`.

    Posts are `posts: CTO @ 远山科技 2019..2023-05, 教授 @ 清华大学 2024-03-01`: from when until
    when, or a day on which it was held. Their companies are ties.
    """
    names, *others = text.split("; ")
    values: dict[str, Any] = {}
    ties: set[str] = set()
    posts: list[Post] = []
    for other in others:
        key, _, value = other.partition(": ")
        match key:
            case "ties":
                ties |= set(value.split(", "))
            case "titles":
                posts += [Post(title) for title in value.split(", ")]
            case "posts":
                posts += [post(held) for held in value.split(", ")]
            case _:
                values[FIELDS[key]] = value
    ties |= {one.company for one in posts if one.company}
    return Known(
        kind, tuple(names.split(" | ")), Context(frozenset(ties), posts=tuple(posts)), **values
    )


def post(text: str) -> Post:
    title, _, rest = text.partition(" @ ")
    company, _, when = rest.rpartition(" ")
    first, dots, last = when.partition("..")
    if not dots:
        return Post(title, company, seen=(date.fromisoformat(when),))
    started, ended = (PartialDate.parse(end) if end else None for end in (first, last))
    return Post(title, company, started, ended)


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
