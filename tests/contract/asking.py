"""Every address that anybody may ask for, made from the schema and the site map."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.regex_helper import normalize

from tests.contract.hidden import MARK, WORDS, ZH_MARK
from tracker.api import schema

Keys = Mapping[str, list[str]]
API = "/api/v1/"
ENDLESS = {f"{API}changes/stream/"}
"""It says what changes/ says, by the same function, and goes on saying it."""

STAFF = ("admin/", "accounts/", "api/")
"""Below these stand the pages of those who sign in, and what the schema has."""

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
LANGUAGE = "zh/"
"""Both languages have the same views; words alone differ."""

PAGE_PARAMETERS = ("q", "company", "source")
"""What pages ask the record for is what the API asks it for, by the same filters."""


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


def page_addresses(public: Keys, hidden: Keys) -> Iterator[str]:
    """Each public page, feed and file: for keys of each sort, and pages with questions."""
    for route, names, kind in _routes(get_resolver().url_patterns):
        choices = [_part(name, kind, route, public, hidden) for name in names]
        filled = [
            f"/{route % dict(zip(names, parts, strict=True))}"
            for parts in itertools.product(*choices)
        ]
        yield from filled
        if filled[0].endswith("/"):
            for name in PAGE_PARAMETERS:
                yield _address(filled[0], {name: _values(name, {}, hidden)[0]})


def _routes(
    patterns: Iterable[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, list[str], str]]:
    """Each route as a format with the names in it, and the kind of entity that it is about."""
    for each in patterns:
        if isinstance(each, URLResolver) and isinstance(each.pattern, LocalePrefixPattern):
            yield from _routes(each.url_patterns, LANGUAGE)
            continue
        form, names = normalize(each.pattern.regex.pattern)[0]
        if f"{before}{form}".startswith(STAFF):
            continue
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, f"{before}{form}")
        else:
            yield f"{before}{form}", names, str(each.default_args.get("kind", ""))


def _part(name: str, kind: str, route: str, public: Keys, hidden: Keys) -> list[str]:
    if name in ONES:
        return ONES[name]
    if name == "collection":
        return ["events", "collections", *COLLECTIONS.values()]
    if name in ("pk", "key"):
        collection = "sources" if "sources/" in route else "events"
    elif kind or "collections/" in route:
        collection = COLLECTIONS.get(kind, "collections")
    else:
        raise CannotFill(f"Nothing is known to put at {name} of {route}.")
    some = hidden.get(collection, [])
    more = [slug for each in COLLECTIONS.values() for slug in hidden.get(each, [])]
    return [
        *public[collection][:1],
        *some[:1],
        *(more[:1] if name == "key" else ()),
        "987654321",
    ]


def _address(path: str, parameters: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path
