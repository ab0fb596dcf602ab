"""Nothing that is not published is reachable by any address, parameter, count, error or header."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from events.mcp.tools import TOOLS
from events.models import Event
from people.models import change
from tests.contract.asking import COLLECTIONS, Keys, api_addresses
from tests.contract.hidden import MARK, WORDS, ZH_MARK, Hidden, hide, take_back
from tests.contract.record import publish_a_record
from tests.contract.test_fuzz import keys

pytestmark = pytest.mark.django_db

OF_THE_MOMENT = re.compile(
    r'"request_id": "[^"]*"|<updated>[^<]*</updated>|DTSTAMP:\S+|"cursor": "[-0-9]+"'
    r"|since=[-0-9]+|name=.(?:csrfmiddlewaretoken|form). value=.[^\"']*."
    r"|[0-9-]+T[0-9:.]+(?:\+00:00|Z)"
)
"""What two answers to the same question differ in anyway."""

ID_OF_REQUEST = re.compile(r'request_id\\*": *\\*"[^"\\]*')
PASSING = {"X-Request-ID", "Expires", "ETag", "Last-Modified", "Server-Timing"}
GONE = {308, 301, 302, 410}
Answers = dict[str, tuple[int, dict[str, str], str]]


@pytest.fixture
def public(client: Client, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """The keys of what is published. What the test has changed counts as settled at once."""
    monkeypatch.setattr(change, "oldest_running", lambda: 2**62)
    publish_a_record()
    return keys(client)


def asked(client: Client, address: str) -> tuple[int, dict[str, str], str]:
    """The status, headers and text of an answer, but for what is of the moment."""
    with transaction.atomic():
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
    headers = {name: told for name, told in response.items() if name not in PASSING}
    text = content.decode("utf-8", "backslashreplace")
    return response.status_code, headers, OF_THE_MOMENT.sub("…", text)


@contextmanager
def never_was() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def with_and_without(
    client: Client,
    public: Keys,
    made: Callable[[], Hidden],
    addresses: Callable[[Keys, Keys], Iterator[str]],
) -> tuple[Answers, Answers]:
    """The answers to the same questions where there are hidden things and where there are none."""
    told: Answers = {}
    with never_was():
        hidden = made()
        questions = list(dict.fromkeys(addresses(public, hidden.keys)))
        for address in questions:
            caches["requests"].clear()
            told[address] = asked(client, address)
    untold: Answers = {}
    for address in questions:
        caches["requests"].clear()
        untold[address] = asked(client, address)
    return told, untold


def marks(answer: tuple[int, Mapping[str, str], str]) -> int:
    """How often the words of hidden things stand in it."""
    _status, headers, text = answer
    whole = "\n".join((*headers.values(), text)).casefold()
    return whole.count(MARK) + whole.count(ZH_MARK)


def test_what_was_never_public_makes_no_difference_anywhere(client: Client, public: Keys) -> None:
    told, untold = with_and_without(client, public, hide, api_addresses)

    differ = [
        f"{address}: {told[address][0]} {_difference(told[address], untold[address])}"
        for address in told
        if told[address] != untold[address]
    ]
    assert not differ, "\n".join(differ)
    assert sum(status == 200 for status, _, _ in told.values()) > len(told) / 3


def test_what_was_taken_back_is_told_of_nowhere(client: Client, public: Keys) -> None:
    told, untold = with_and_without(client, public, take_back, api_addresses)

    betrayed = [address for address in told if marks(told[address]) != marks(untold[address])]
    assert not betrayed, "\n".join(f"{each}\n{told[each][2][:2000]}" for each in betrayed)
    for address, answer in told.items():
        if untold[address][0] == 404:
            assert answer[0] in {404, *GONE}, address


def test_what_was_never_public_makes_no_difference_to_the_tools_of_language_models(
    client: Client, public: Keys
) -> None:
    def told(hidden: Hidden) -> dict[str, str]:
        caches["requests"].clear()
        return {
            f"{name} {given}": _called(client, name, given)
            for name, tool in TOOLS.items()
            for given in _arguments(tool.described()["inputSchema"], hidden)
        }

    with never_was():
        hidden = hide()
        with_hidden = told(hidden)
    without = told(hidden)

    assert with_hidden == without
    assert any('"isError":false' in answer for answer in with_hidden.values())


def test_the_marks_are_found_where_they_are(client: Client, public: Keys) -> None:
    """So that the tests above can fail: published, the same words are everywhere."""
    with never_was():
        hidden = hide()
        Event.objects.filter(pk__in=hidden.keys["events"]).update(status="published")
        answer = asked(client, "/api/v1/events/")
        assert marks(answer)


def _arguments(told: dict[str, Any], hidden: Hidden) -> Iterator[dict[str, Any]]:
    """The needed arguments, and each other one with them, from the hidden things."""
    of = {kind: hidden.keys[collection][0] for kind, collection in COLLECTIONS.items()}
    values = {**of, "q": MARK, "slug": of["company"], "name": WORDS}

    def value(name: str) -> Any:
        shape = told["properties"][name]
        if name in values:
            return values[name]
        if "enum" in shape:
            return shape["enum"][0]
        return {"integer": 5, "boolean": True, "array": []}.get(shape.get("type"), "2025-11-20")

    needed = {name: value(name) for name in told.get("required", ())}
    yield needed
    for name in told["properties"]:
        yield {**needed, name: value(name)}


def _called(client: Client, name: str, given: dict[str, Any]) -> str:
    call = {"name": name, "arguments": given}
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    answer = client.post("/api/v1/mcp/", json.dumps(sent), "application/json")
    return ID_OF_REQUEST.sub("", answer.content.decode())


def _difference(one: tuple[int, Any, str], other: tuple[int, Any, str]) -> str:
    """Where two answers begin to differ."""
    if one[:2] != other[:2]:
        return f"{one[:2]} ≠ {other[:2]}"
    place = next(
        (at for at, (a, b) in enumerate(zip(one[2], other[2], strict=False)) if a != b),
        min(len(one[2]), len(other[2])),
    )
    start = max(0, place - 80)
    return f"…{one[2][start : place + 120]!r} ≠ …{other[2][start : place + 120]!r}"
