"""A mapping: what each row of a data set tells, as data that is checked before it is used. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from events.ingestion.datasets.cells import EACH, Cells, is_empty, look_up, text_of
from events.ingestion.datasets.converters import CONVERTERS
from events.ingestion.datasets.numbers import Unfit, factor_of
from events.ingestion.datasets.shapes import SHAPES

FORMATS = ("csv", "json", "jsonl", "xlsx", "markdown")
TRUSTS = ("official", "press", "blog", "rumour")
MOST_FACTS = 20
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")
_SOURCE = {"name", "address", "trust", "language"}
_KEYS = {
    "name", "title", "about", "attribution", "source", "format", "sheet", "items", "delimiter",
    "key", "headline", "published", "leave_out", "repeats", "facts",
}  # fmt: skip
INSTEAD = {"names": ("wikidata",), "text": ("date", "number")}
"""Which other converters than its own a part may name, beside choice."""
_FIELD = {"column", "as", "value", "lenient"}
_RULE = {"fact", "each", "when"}


class InvalidMapping(ValueError):
    """A mapping cannot be used; `problems` says where and what to do, one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


class CellUnfit(ValueError):
    """One cell does not hold what the mapping says: which column, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reader:
    """Where one value comes from: a column and how to read it, or a constant."""

    column: str
    converter: str
    options: Mapping[str, Any]
    constant: Any = None
    is_lenient: bool = False

    def read(self, cells: Cells) -> Any:
        """The value, None where the cell says nothing, or `CellUnfit`."""
        if not self.column:
            return self.constant
        cell = look_up(cells, self.column)
        if is_empty(cell) and self.converter != "choice":
            return None
        try:
            return CONVERTERS[self.converter].convert(cell, self.options)
        except Unfit as reason:
            if self.is_lenient:
                return None
            shown = text_of(cell)
            shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
            raise CellUnfit(self.column, f"“{shown}” {reason}.") from None


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows of which a fact is told: the cell is one of these words, or none of them."""

    column: str
    words: frozenset[str]
    is_negated: bool

    def holds(self, cells: Cells) -> bool:
        return (text_of(look_up(cells, self.column)) in self.words) is not self.is_negated


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact that a row may tell: its kind, and for each of its parts where to look, in order."""

    label: str
    fact: str
    parts: Mapping[str, tuple[Reader, ...]]
    each: str = ""
    when: tuple[Condition, ...] = ()

    @property
    def columns(self) -> Iterator[str]:
        yield from (reader.column for readers in self.parts.values() for reader in readers)


@dataclass(frozen=True, slots=True)
class RowMapping:
    """What each row of a data set tells, which columns identify it, and what it is shown as."""

    name: str
    key: tuple[str, ...]
    rules: tuple[Rule, ...]
    version: int = 1
    title: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    attribution: str = ""
    source: Mapping[str, str] = field(default_factory=dict)
    format: str = ""
    sheet: str = ""
    items: str = ""
    delimiter: str = ""
    headline: tuple[str, ...] = ()
    published: tuple[Reader, ...] = ()
    leave_out: frozenset[str] = frozenset()
    keeps_repeats: bool = True

    @property
    def columns(self) -> list[str]:
        """Every column that is read, in order; not the paths inside an item of a list."""
        found = [*self.headline, *self.key]
        for rule in self.rules:
            found += [*rule.columns, rule.each, *(condition.column for condition in rule.when)]
        found += [reader.column for reader in self.published]
        return [name for name in dict.fromkeys(found) if name and not name.startswith(f"{EACH}.")]

    @property
    def needed(self) -> list[str]:
        """The columns without which no row tells anything: the key and what facts need."""
        found = [*self.key]
        for rule in self.rules:
            for part in SHAPES[rule.fact].needed:
                readers = rule.parts[part]
                found += [reader.column for reader in readers if len(readers) == 1]
        is_own = (name for name in dict.fromkeys(found) if name)
        return [name for name in is_own if not name.startswith(f"{EACH}.")]


def parse(document: Any, *, version: int = 1) -> RowMapping:
    """The mapping in a JSON document, or `InvalidMapping` with all that is wrong in it."""
    return _Parser().mapping(document, version)


class _Parser:
    def __init__(self) -> None:
        self.problems: list[str] = []

    def mapping(self, document: Any, version: int) -> RowMapping:
        if not isinstance(document, dict):
            raise InvalidMapping(["The mapping must be a JSON object with a name, key and facts."])
        self._unknown(document, _KEYS, "the mapping")
        name = document.get("name", "")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            self._say("name", "write 1 to 39 small letters, digits and hyphens, as epoch-models")
        source = self._object(document, "source")
        self._unknown(source, _SOURCE, "source")
        if source.get("trust", "press") not in TRUSTS:
            self._say("source.trust", f"must be one of {', '.join(TRUSTS)}")
        if (form := document.get("format", "")) and form not in FORMATS:
            self._say("format", f"must be one of {', '.join(FORMATS)}, or left out")
        if document.get("repeats", "refuse") not in ("refuse", "leave_out"):
            self._say("repeats", "must be refuse or leave_out")
        mapping = RowMapping(
            name=str(name),
            key=self._columns(document, "key"),
            rules=tuple(self._rules(document.get("facts"))),
            version=version,
            title=self._texts(document, "title"),
            about=self._texts(document, "about"),
            attribution=self._text(document, "attribution"),
            source={key: str(value) for key, value in source.items()},
            format=str(form),
            sheet=self._text(document, "sheet"),
            items=self._text(document, "items"),
            delimiter=self._text(document, "delimiter"),
            headline=self._columns(document, "headline"),
            published=self._readers(document.get("published", ()), "published", "date"),
            leave_out=frozenset(self._columns(document, "leave_out")),
            keeps_repeats=document.get("repeats", "refuse") == "refuse",
        )
        if self.problems:
            raise InvalidMapping(self.problems)
        return mapping

    def _rules(self, facts: Any) -> Iterator[Rule]:
        if not isinstance(facts, list) or not 0 < len(facts) <= MOST_FACTS:
            self._say("facts", f"must be a list of 1 to {MOST_FACTS} facts that each row may tell")
            return
        for number, fact in enumerate(facts):
            place = f"facts[{number}]"
            if not isinstance(fact, dict):
                self._say(place, "must be an object such as {“fact”: “release”, “model”: “Model”}")
            elif fact.get("fact") not in SHAPES:
                self._say(f"{place}.fact", f"must be one of {', '.join(SHAPES)}")
            else:
                yield self._rule(fact, place, number)

    def _rule(self, fact: Mapping[str, Any], place: str, number: int) -> Rule:
        kind = fact["fact"]
        shape = SHAPES[kind]
        self._unknown(fact, {*_RULE, *shape.parts}, place, of=f"a {kind}")
        for part in shape.needed:
            if part not in fact:
                self._say(place, f"a {kind} needs “{part}”: name the column that holds it")
        parts = {
            part: self._readers(fact[part], f"{place}.{part}", converter, shape.fixed.get(part))
            for part, converter in shape.parts.items()
            if part in fact
        }
        conditions = fact.get("when", ())
        conditions = [conditions] if isinstance(conditions, dict) else conditions
        return Rule(
            label=f"{kind}-{number + 1}",
            fact=kind,
            parts={**dict.fromkeys(shape.needed, ()), **parts},
            each=self._text(fact, "each"),
            when=tuple(self._condition(item, f"{place}.when") for item in conditions),
        )

    def _condition(self, item: Any, place: str) -> Condition:
        if not isinstance(item, dict) or not isinstance(item.get("column"), str):
            self._say(place, "must be {“column”: …, “is”: [words]} or “is_not”")
            return Condition("", frozenset(), is_negated=False)
        self._unknown(item, {"column", "is", "is_not"}, place)
        words = item.get("is", item.get("is_not"))
        if not isinstance(words, list) or ("is" in item and "is_not" in item):
            self._say(place, "needs a list of words as “is” or as “is_not”")
            words = []
        return Condition(item["column"], frozenset(map(text_of, words)), "is_not" in item)

    def _readers(
        self, given: Any, place: str, converter: str, fixed: Sequence[str] | None = None
    ) -> tuple[Reader, ...]:
        """One place to look for a value or, in a list, several of which the first one counts."""
        given = given if isinstance(given, (list, tuple)) else [given]
        return tuple(self._reader(item, place, converter, fixed) for item in given)

    def _reader(
        self, given: Any, place: str, converter: str, fixed: Sequence[str] | None
    ) -> Reader:
        nothing = Reader("", "text", {})
        if isinstance(given, str) and given:
            given = {"column": given}
        if not isinstance(given, dict) or ("column" in given) is ("value" in given):
            self._say(place, "name a column, as “Model” or {“column”: “Model”}, or give a “value”")
            return nothing
        if "value" in given:
            self._unknown(given, {"value"}, place)
            if fixed and given["value"] not in fixed:
                self._say(place, f"“{given['value']}” must be one of {', '.join(fixed)}")
            return Reader("", "text", {}, constant=given["value"])
        name = given.get("as", converter)
        if not isinstance(given["column"], str) or name not in CONVERTERS:
            self._say(f"{place}.as", f"must be one of {', '.join(CONVERTERS)}")
            return nothing
        if name not in (converter, "choice", *INSTEAD.get(converter, ())):
            self._say(f"{place}.as", f"must be {converter} or choice: {name} gives another thing")
        options = {key: value for key, value in given.items() if key not in _FIELD}
        self._options(name, options, place)
        if name == "choice" and fixed:
            words = [*options.get("words", {}).values(), options.get("otherwise")]
            for word in words:
                if word is not None and word not in fixed:
                    self._say(place, f"“{word}” must be one of {', '.join(fixed)}")
        return Reader(given["column"], name, options, None, bool(given.get("lenient")))

    def _options(self, name: str, options: Mapping[str, Any], place: str) -> None:
        known = CONVERTERS[name].options
        self._unknown(options, set(known), place, of=f"the converter “{name}”")
        for key in options.keys() & known.keys():
            wanted, value = known[key], options[key]
            if isinstance(wanted, tuple):
                if value not in wanted:
                    self._say(f"{place}.{key}", f"must be one of {', '.join(wanted)}")
            elif not isinstance(value, wanted):
                self._say(f"{place}.{key}", f"must be a {_JSON_NAMES[wanted]}")
            if key == "unit":
                try:
                    factor_of(value)
                except Unfit as reason:
                    self._say(f"{place}.unit", f"“{value}” {reason}")
        if name == "choice" and "words" not in options:
            self._say(place, "the converter “choice” needs “words”: {“word in the cell”: value}")

    def _columns(self, document: Mapping[str, Any], key: str) -> tuple[str, ...]:
        given = document.get(key, [])
        given = [given] if isinstance(given, str) else given
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            self._say(key, "must be a column or a list of columns")
            return ()
        return tuple(given)

    def _object(self, document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        given = document.get(key, {})
        if not isinstance(given, dict):
            self._say(key, "must be an object")
            return {}
        return given

    def _texts(self, document: Mapping[str, Any], key: str) -> dict[str, str]:
        given = document.get(key, {})
        given = {"en": given} if isinstance(given, str) else given
        return {language: str(text) for language, text in self._object({key: given}, key).items()}

    def _text(self, document: Mapping[str, Any], key: str) -> str:
        given = document.get(key, "")
        if not isinstance(given, str):
            self._say(key, "must be a text")
            return ""
        return given

    def _unknown(
        self, given: Mapping[str, Any], known: set[str], place: str, *, of: str = ""
    ) -> None:
        for key in given.keys() - known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(sorted(known))}."
            self._say(place, f"{of or 'it'} has no “{key}”; {hint}", end="")

    def _say(self, place: str, problem: str, *, end: str = ".") -> None:
        self.problems.append(f"{place}: {problem}{end}")


_JSON_NAMES: Mapping[Any, str] = {
    str: "text", list: "list", dict: "JSON object", bool: "true or false", object: "value",
}  # fmt: skip
