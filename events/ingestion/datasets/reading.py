"""A row and a mapping -> the text of the row and the facts that it tells. Pure.

The text has a line "column: value" for each cell: first those that the mapping reads, then the
others. A fact is proved by the lines from the first to the last of the cells that it was read from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from typing import Any

from events.extraction.facts import Named
from events.ingestion.datasets.cells import EACH, Cells, is_empty, look_up, text_of
from events.ingestion.datasets.mapping import CellUnfit, RowMapping, Rule
from events.ingestion.datasets.shapes import ENTITIES, LISTS, SHAPES, SINGLE

MOST_OF_A_CELL = 1_000
"""Characters of a cell that the text keeps; of a cell that nothing is read from, fewer."""
MOST_OF_ANOTHER_CELL = 300
MOST_OF_A_ROW = 20_000
MOST_NAMES = 100
MOST_ITEMS = 100
TITLE = 300
LONGEST = {"licence": 80, "title": 200, "round": 20, "description_en": 300, "description_zh": 300}
"""Characters that the record has room for; the row's text keeps more."""
BY_WIKIDATA = "wikidata:"
"""Before the id of an entity that a row names by its Wikidata id."""

Facts = dict[str, Any]


@dataclass(slots=True)
class Taken:
    """A row as the mapping reads it. Its facts are JSON; `problems` are columns with reasons."""

    number: int
    key: str
    digest: str = ""
    title: str = ""
    text: str = ""
    published: str | None = None
    facts: Facts = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def says_nothing(self) -> bool:
        return not any(self.facts.get(group) for group in ("events", "affiliations", "entities"))


def row_key(cells: Cells, mapping: RowMapping) -> str:
    """What identifies the row in its data set: its key columns or, without any, all of it."""
    if not mapping.key:
        return _hash(*(f"{name}={text_of(cell)}" for name, cell in cells.items()))
    return _hash(*(text_of(look_up(cells, name)) for name in mapping.key))


def take(number: int, cells: Cells, mapping: RowMapping, certainty: str) -> Taken:
    """The row as the mapping reads it; a cell that does not fit is a problem of the row."""
    taken = Taken(number, row_key(cells, mapping))
    if mapping.key and all(is_empty(look_up(cells, name)) for name in mapping.key):
        taken.key = _hash(*map(text_of, cells.values()))
        taken.problems.append((mapping.key[0], "is empty: nothing identifies the row."))
    page = _Page(cells, mapping)
    taken.text = page.text
    title = " · ".join(filter(None, (text_of(look_up(cells, n)) for n in mapping.headline)))
    taken.title = title[:TITLE]
    taken.digest = _hash(mapping.name, str(mapping.version), certainty, page.text)
    teller = _Teller(cells, mapping, page, certainty)
    taken.facts = teller.facts
    taken.problems += teller.problems
    try:
        day = next((d for reader in mapping.published if (d := reader.read(cells))), None)
        taken.published = day if day and len(day) == len("2026-01-28") else None
    except CellUnfit as unfit:
        taken.problems.append((unfit.column, unfit.reason))
    return taken


class _Page:
    """The text of a row, and where in it each column stands."""

    def __init__(self, cells: Cells, mapping: RowMapping) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self._lines: list[str] = []
        self._length = 0
        lists = {rule.each for rule in mapping.rules}
        for column in mapping.columns:
            cell = look_up(cells, column)
            if column not in mapping.leave_out and column not in lists:
                self._add(column, cell, MOST_OF_A_CELL)
        for rule in mapping.rules:
            for place, inner in items_of(cells, rule):
                for path in dict.fromkeys(rule.columns):
                    if path.startswith(f"{EACH}."):
                        cell = look_up(inner, path)
                        self._add(f"{place}{path.removeprefix(EACH)}", cell, MOST_OF_A_CELL)
        for column, cell in cells.items():
            if column not in mapping.leave_out and not isinstance(cell, (list, Mapping)):
                self._add(column, cell, MOST_OF_ANOTHER_CELL)
        self.text = "\n".join(self._lines)

    def _add(self, label: str, cell: Any, most: int) -> None:
        if label in self.places or is_empty(cell):
            return
        value = text_of(cell)
        value = value if len(value) <= most else f"{value[: most - 1]}…"
        line = f"{text_of(label)[:200]}: {value}"
        if self._length + len(line) > MOST_OF_A_ROW:
            return
        self.places[label] = (self._length, self._length + len(line))
        self._lines.append(line)
        self._length += len(line) + 1

    def quote(self, labels: Sequence[str]) -> tuple[int, int]:
        """From the first to the last line of these columns; the first line, if none is shown."""
        places = [self.places[label] for label in labels if label in self.places]
        places = places or [next(iter(self.places.values()), (0, 0))]
        return min(start for start, _ in places), max(end for _, end in places)


class _Teller:
    """The facts of one row."""

    def __init__(self, cells: Cells, mapping: RowMapping, page: _Page, certainty: str) -> None:
        self.facts: Facts = {"events": [], "affiliations": [], "entities": []}
        self.problems: list[tuple[str, str]] = []
        self._names: dict[str, dict[str, list[str]]] = {kind: {} for kind in ENTITIES}
        self._certainty = certainty
        for rule in mapping.rules:
            for place, inner in items_of(cells, rule):
                if all(condition.holds(inner) for condition in rule.when):
                    self._tell(rule, place, inner, page)
        for kind, names in self._names.items():
            self.facts[LISTS[kind]] = list(names.values())

    def _tell(self, rule: Rule, place: str, cells: Cells, page: _Page) -> None:
        parts: dict[str, Any] = {}
        used: list[str] = []
        try:
            for part, readers in rule.parts.items():
                for reader in readers:
                    value = reader.read(cells)
                    if value is not None and value != "":
                        parts[part] = self._plain(rule, part, value)
                        used.append(reader.column)
                        break
        except CellUnfit as unfit:
            self.problems.append((unfit.column, unfit.reason))
            return
        if any(part not in parts for part in SHAPES[rule.fact].needed):
            return  # this row is silent about it
        labels = [
            f"{place}{column.removeprefix(EACH)}" if column.startswith(f"{EACH}.") else column
            for column in used
            if column
        ]
        fact = {
            "rule": f"{rule.label}{place.removeprefix(rule.each)}",
            "quote": page.quote(labels),
        }
        if rule.fact in ENTITIES:
            self.facts["entities"].append({"kind": rule.fact, **parts, **fact})
        elif rule.fact == "affiliation":
            self.facts["affiliations"].append({**parts, **fact})
        else:
            day = parts.pop("date", None)
            sure = parts.pop("certainty", self._certainty)
            told = {"kind": rule.fact, "roles": parts, "date": day, "certainty": sure}
            self.facts["events"].append({**told, **fact})

    def _plain(self, rule: Rule, part: str, value: Any) -> Any:
        """The value as JSON. Names are listed with their other forms beside the facts."""
        if isinstance(value, str) and part in LONGEST and len(value) > LONGEST[part]:
            return f"{value[: LONGEST[part] - 1]}…"
        if SHAPES[rule.fact].parts[part] != "names":
            return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        if isinstance(value, str):
            if any(reader.converter == "wikidata" for reader in rule.parts[part]):
                return f"{BY_WIKIDATA}{value}"
            value = [Named(value)]  # a constant
        if part == "aliases":
            return [form for named in value for form in (named.name, *named.aliases)][:MOST_NAMES]
        kind = _kind_of(rule.fact, part)
        is_one = part in SINGLE and (rule.fact, part) not in _SEVERAL
        value = value[: 1 if is_one else MOST_NAMES]
        if part == "name_zh":
            return value[0].name
        for named in value:
            forms = self._names[kind].setdefault(named.name, [named.name])
            forms += [form for form in named.aliases if form not in forms]
        names = [named.name for named in value]
        return names[0] if is_one else names


_SEVERAL = {("release", "company")}
"""Several organisations may have made a model."""


def _kind_of(fact: str, part: str) -> str:
    """The kind of entity that a name in this part means."""
    if part == "name":
        return fact
    return {"person": "person", "model": "model"}.get(part, "company")


def items_of(cells: Cells, rule: Rule) -> Iterator[tuple[str, Cells]]:
    """The row itself or, for a rule with `each`, the row with every item of that list."""
    if not rule.each:
        yield "", cells
        return
    found = look_up(cells, rule.each)
    for number, item in enumerate(found[:MOST_ITEMS] if isinstance(found, list) else []):
        yield f"{rule.each}.{number}", {**cells, EACH: item}


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
