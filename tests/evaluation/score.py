"""Precision and recall of a facts document against a hand-made answer.

The form of both documents, and what an answer may leave open, is described in docs/facts.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from events.extraction.facts import ROLES

from .counts import Count, Judgement
from .pairs import Fact, Pairs, pair

Argument = tuple[str, Any]

PRINCIPALS = {"career": 3, "acquisition": 2, "stake_sale": 2}
"""How many of a kind's roles, the first in ROLES, decide which event is meant; else one."""

GROUPS = ("people", "companies", "models")
MEASURES = (*GROUPS, "entities", "affiliations", "events", "arguments", "evidence")
FAMILIARITIES = ("known names", "unknown names")


@dataclass
class Scores:
    """The counts of many articles, by what was measured, and the mistakes in words.

    With `is_known`, which says of a group and a form whether the extractor knew the name before
    it read, names are also counted as known and unknown ones.
    """

    is_known: Callable[[str, str], bool] | None = None
    counts: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    judgements: list[Judgement] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def add(self, gold: Fact, facts: Fact, *, text: str, label: str) -> None:
        """Compare what was found in one article with what should have been."""
        comparison = _Comparison(gold, facts, self, label)
        comparison.entities()
        comparison.affiliations()
        comparison.events()
        quotes = [fact["evidence"]["quote"] for fact in facts["affiliations"] + facts["events"]]
        verbatim = sum(bool(quote) and quote in text for quote in quotes)
        self.counts["evidence"].add(verbatim, len(quotes), len(quotes))


def fold(word: object) -> str:
    """A name without what two writers may do differently: width, case, spaces, punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(word)).casefold())


UNCOUNTED = {"total"}
"""A check on other facts, which hand-made answers leave out."""


def arguments(event: Fact) -> list[Argument]:
    """Every role that the event fills, with its date and certainty; a list role once an item."""
    own = [role for role in ROLES.get(event["kind"], ()) if role not in UNCOUNTED]
    roles = (*own, "date", "certainty")
    return [(role, value) for role in roles for value in _values(event.get(role))]


def _values(value: Any) -> list[Any]:
    if value is None or value in ("", []):
        return []
    return value if isinstance(value, list) else [value]


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.01 * max(abs(one), abs(other))


class _Comparison:
    """One article's two documents, read with the names that the answer gives as the same."""

    def __init__(self, gold: Fact, facts: Fact, scores: Scores, label: str) -> None:
        self.gold = gold
        self.facts = facts
        self.scores = scores
        self.label = label
        self.known: dict[str, str] = {}
        for group in GROUPS:
            for entity in gold[group]:
                for form in (entity["name"], *entity["aliases"]):
                    self.known.setdefault(fold(form), fold(entity["name"]))

    def name(self, form: object) -> str:
        return self.known.get(fold(form), fold(form))

    def same_value(self, role: str, one: Any, other: Any) -> bool:
        match one, other:
            case dict(), dict():
                same_currency = one["currency"] == other["currency"]
                return same_currency and _near(one["value"], other["value"])
            case (bool(), _) | (_, bool()):
                return one is other
            case (int() | float(), int() | float()):
                return _near(one, other)
        if role == "round":
            return str(one).casefold() == str(other).casefold()
        if role in ("title", "unit"):
            short, long = sorted((fold(one) or str(one), fold(other) or str(other)), key=len)
            return short in long
        return self.name(one) == self.name(other)

    def shared(self, wanted: Iterable[Argument], found: Iterable[Argument]) -> int:
        """How many of the wanted arguments are among those found, each of which counts once."""
        left = list(found)
        shared = 0
        for role, value in wanted:
            for argument in left:
                if argument[0] == role and self.same_value(role, value, argument[1]):
                    left.remove(argument)
                    shared += 1
                    break
        return shared

    def entities(self) -> None:
        def forms(entity: Fact) -> set[str]:
            return {self.name(form) for form in (entity["name"], *entity.get("aliases", []))}

        for group in GROUPS:
            wanted, found = self.gold[group], self.facts[group]
            pairs = pair(
                wanted,
                found,
                lambda one, other: not forms(one).isdisjoint(forms(other)),
                lambda one, other: int(fold(one["name"]) == fold(other["name"])),
            )
            for measure in (group, "entities"):
                self.count(measure, pairs, len(found))
            self.familiarity(group, pairs)
            self.report(group, [e["name"] for e in wanted], [e["name"] for e in found], pairs)

    def familiarity(self, group: str, pairs: Pairs) -> None:
        """Count known and unknown names apart; a wrong name counts where it belongs itself."""
        is_known = self.scores.is_known
        if is_known is None:
            return

        def count_of(entity: Fact) -> Count:
            forms = (entity["name"], *entity.get("aliases", []))
            unknown = not any(is_known(group, form) for form in forms)
            return self.scores.counts[FAMILIARITIES[unknown]]

        for i in pairs.required:
            right = int(i in pairs.found_for)
            count_of(self.gold[group][i]).add(right, 1, right)
        for j in pairs.wrong:
            count_of(self.facts[group][j]).add(0, 0, 1)

    def affiliations(self) -> None:
        def same(one: Fact, other: Fact) -> bool:
            return (
                self.name(one["person"]) == self.name(other["person"])
                and self.name(one["company"]) == self.name(other["company"])
                and bool(one["former"]) == bool(other["former"])
            )

        def likeness(one: Fact, other: Fact) -> int:
            return int(self.same_value("title", one["title"] or "", other["title"] or ""))

        def words(fact: Fact) -> str:
            former = "former " if fact["former"] else ""
            return f"{fact['person']}: {former}{fact['title'] or 'position'} at {fact['company']}"

        wanted, found = self.gold["affiliations"], self.facts["affiliations"]
        pairs = pair(wanted, found, same, likeness)
        self.count("affiliations", pairs, len(found))
        self.judge(found, pairs)
        self.report("affiliation", list(map(words, wanted)), list(map(words, found)), pairs)

    def same_event(self, wanted: Fact, found: Fact) -> bool:
        """Same kind, and same in each principal role that the answer gives."""
        kind = wanted["kind"]
        if found["kind"] != kind:
            return False
        if kind == "partnership":
            partners, others = ({self.name(n) for n in e["companies"]} for e in (wanted, found))
            return len(partners & others) >= 2
        return all(
            bool(values := _values(found.get(role)))
            and self.same_value(role, wanted[role], values[0])
            for role in ROLES[kind][: PRINCIPALS.get(kind, 1)]
            if _values(wanted.get(role))
        )

    def events(self) -> None:
        def likeness(one: Fact, other: Fact) -> int:
            return self.shared(arguments(one), arguments(other))

        def words(event: Fact) -> str:
            return ", ".join(f"{role} {value}" for role, value in arguments(event))

        wanted, found = self.gold["events"], self.facts["events"]
        pairs = pair(wanted, found, self.same_event, likeness)
        self.count("events", pairs, len(found))
        self.judge(found, pairs)
        for i in pairs.required:
            mine = arguments(found[pairs.found_for[i]]) if i in pairs.found_for else []
            theirs = arguments(wanted[i])
            right = self.shared(theirs, mine)
            self.scores.counts["arguments"].add(right, len(theirs), len(mine))
            if mine and right < max(len(theirs), len(mine)):
                other = words(found[pairs.found_for[i]])
                self.note("partly", wanted[i]["kind"], f"{words(wanted[i])} | {other}")
        for j in pairs.wrong:
            self.scores.counts["arguments"].add(0, 0, len(arguments(found[j])))
        for i in pairs.required:
            kind = self.scores.counts[wanted[i]["kind"]]
            kind.add(int(i in pairs.found_for), 1, 0)
        for j, event in enumerate(found):
            self.scores.counts[event["kind"]].add(0, 0, int(j not in pairs.spare))
        self.report("event", list(map(words, wanted)), list(map(words, found)), pairs)

    def count(self, measure: str, pairs: Pairs, found: int) -> None:
        right = len(pairs.right)
        self.scores.counts[measure].add(right, len(pairs.required), found - len(pairs.spare))

    def judge(self, found: Sequence[Fact], pairs: Pairs) -> None:
        """Note how sure each fact was; one without a confidence says nothing about calibration."""
        self.scores.judgements += [
            Judgement(fact["confidence"], j not in pairs.wrong)
            for j, fact in enumerate(found)
            if "confidence" in fact and j not in pairs.spare
        ]

    def report(self, what: str, wanted: Sequence[str], found: Sequence[str], pairs: Pairs) -> None:
        for i in pairs.missed:
            self.note("missed", what, wanted[i])
        for j in pairs.wrong:
            self.note("wrong", what, found[j])

    def note(self, verdict: str, what: str, words: str) -> None:
        self.scores.mistakes.append(f"{self.label}: {verdict} {what}: {words}")
