"""Which facts a row can tell, their parts, and how each part is read unless a mapping says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from events.extraction.facts import CERTAINTIES, CHANGES

TYPES = (
    "company", "fund", "university", "institute", "lab", "exchange", "media", "government",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of one kind of fact with their converters, and those without which it is none."""

    parts: Mapping[str, str]
    needed: tuple[str, ...]
    fixed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The parts whose values are words of a closed list."""


def _event(needed: str, change: str = "", **parts: str) -> Shape:
    fixed: dict[str, Sequence[str]] = {"certainty": CERTAINTIES}
    if change:
        fixed["change"] = CHANGES[change]
        parts["change"] = "choice"
    return Shape({**parts, "date": "date", "certainty": "choice"}, tuple(needed.split()), fixed)


def _entity(**parts: str) -> Shape:
    common = {
        "name": "names", "name_zh": "names", "aliases": "names", "wikidata_id": "wikidata",
        "country": "country", "website": "text", "description_en": "text", "description_zh": "text",
    }  # fmt: skip
    return Shape({**common, **parts}, ("name",), {"type": TYPES} if "type" in parts else {})


SHAPES: Mapping[str, Shape] = {
    "funding": _event(
        "company", company="names", investors="names", leads="names", round="round",
        amount="money", valuation="money",
    ),
    "career": _event(
        "person change", "career", person="names", company="names", title="text"
    ),
    "release": _event(
        "model", "release", model="names", company="names", parameters="integer", licence="text",
        commercial_use="boolean",
    ),
    "acquisition": _event(
        "acquirer target", acquirer="names", target="names", amount="money", stake="percent"
    ),
    "stake_sale": _event(
        "holder company", holder="names", company="names", amount="money", stake="percent"
    ),
    "listing": _event(
        "company", company="names", exchange="names", amount="money", valuation="money"
    ),
    "layoff": _event("company", company="names", headcount="integer", share="percent"),
    "partnership": _event("companies", companies="names"),
    "founding": _event("company", company="names"),
    "closure": _event("company", company="names"),
    "person": _entity(),
    "company": _entity(type="choice"),
    "model": _entity(
        developer="names", parameters="integer", licence="text", open_weights="boolean"
    ),
    "affiliation": Shape(
        {
            "person": "names", "company": "names", "title": "text", "start": "date",
            "end": "date", "former": "boolean",
        },
        ("person", "company"),
    ),
}  # fmt: skip
"""Statements and figures are not taken from tables: they live by the words around them."""

ENTITIES = ("person", "company", "model")
LISTS = {"person": "people", "company": "companies", "model": "models"}
"""Where a facts document lists the names of a kind."""
SINGLE = {
    "company", "model", "person", "acquirer", "target", "holder", "exchange", "name", "developer",
    "name_zh",
}  # fmt: skip
"""The parts that hold one name; a release and a partnership may have several companies."""
