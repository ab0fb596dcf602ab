"""Every address that anybody may ask for, made from the schema."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from tests.contract.hidden import MARK, WORDS, ZH_MARK
from tracker.api import schema

Keys = Mapping[str, list[str]]
API = "/api/v1/"
ENDLESS = {f"{API}changes/stream/"}
"""It says what changes/ says, by the same function, and goes on saying it."""

ONES = {
    "dump": ["2026-01-01"], "file": ["events.ndjson"], "what": ["entity", "type"],
    "token": ["no-such-token"], "sent": ["no-such-token"], "number": ["0"], "section": ["events"],
}  # fmt: skip
"""Parts of an address that are no key of a record."""

ONE_OF_TWELVE = "funding-events"
"""The collections of one kind of event are one view: one of them is asked with all parameters."""

COLLECTIONS = {"person": "people", "company": "companies", "model": "models"}
OF_NO_RECORD = {
    "problems": ["gone"], "webhooks": ["1"], "ingest": ["1"], "statistics": ["events"],
}  # fmt: skip


class CannotFill(AssertionError):
    """A route has a part for which nothing is known here: say in this file what to put there."""


def api_addresses(public: Keys, hidden: Keys) -> Iterator[str]:
    """Each GET of the schema: its paths for all keys, its parameters one by one."""
    for path, operations in schema()["paths"].items():
        if "get" not in operations or path in ENDLESS:
            continue
        parameters = operations["get"].get("parameters", [])
        names = [each["name"] for each in parameters if each["in"] == "path"]
        collection = path.removeprefix(API).partition("/")[0]
        if collection == "proposals":
            collection = "events"
        choices = [_keys(name, collection, path, public, hidden) for name in names]
        paths = [
            path.format(**dict(zip(names, filled, strict=True)))
            for filled in itertools.product(*choices)
        ]
        asked = [each for each in parameters if each["in"] == "query"]
        if collection.endswith("-events") and collection != ONE_OF_TWELVE:
            asked = []
        yield from _asked(paths, asked, hidden)


def _asked(paths: list[str], parameters: list[dict[str, Any]], hidden: Keys) -> Iterator[str]:
    needed = [each["name"] for each in parameters if each.get("required")]
    plain = {name: _values(name, {}, hidden)[0] for name in needed}
    for path in paths:
        yield _address(path, plain)
    for each in parameters:
        name = each["name"]
        for value in _values(name, each["schema"], hidden):
            yield _address(paths[0], {**plain, name: value})


def _keys(name: str, collection: str, path: str, public: Keys, hidden: Keys) -> list[str]:
    """What to put at a part of a path: keys of what is public, then of what is hidden."""
    if name in ONES:
        return ONES[name]
    if collection in OF_NO_RECORD:
        return OF_NO_RECORD[collection]
    of = "events" if collection.endswith("-events") else collection
    some = hidden.get(of, [])
    if of != collection:
        some = some[:: len(some) // 2]
    keys = [*public.get(collection, [])[:1], *some, "987654321"]
    if len(keys) == 1:
        raise CannotFill(f"Nothing is known to put at {name} of {path}.")
    return keys


def _values(name: str, told: Mapping[str, Any], hidden: Keys) -> list[str]:
    """What to ask a parameter for: what the hidden things have, as far as its schema allows."""
    known = {
        "q": [MARK, ZH_MARK], "name": [WORDS, MARK], "url": [f"https://{MARK}.example/failed"],
        "source": hidden.get("sources", ["1"]), "country": ["IS"], "not_country": ["IS"],
        "currency": ["ISK"], "licence": [WORDS], "language": ["is", "zh"], "from": ["2025-11"],
        "to": ["2025-11-20"], "lang": ["zh"], "since": ["0-0"],
        **{kind: hidden.get(collection, []) for kind, collection in COLLECTIONS.items()},
    }  # fmt: skip
    if name in known:
        return known[name] or [MARK]
    told = told.get("items", told)
    if "enum" in told:
        return [str(value) for value in told["enum"]]
    match told.get("type"):
        case "boolean":
            return ["true", "false"]
        case "integer" | "number":
            return ["1", "8999999999"]
    return [MARK, *hidden.get("companies", [])[:1]]


def _address(path: str, parameters: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path
