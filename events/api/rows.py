"""An event's card as the API tells it. Pure, and remembered.

A list reads cards as text and writes text. A row depends on nothing but its card, the language
and the site's address, so it is composed once for as long as these stay the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from events import headlines
from events.models.event import OWN
from events.models.vocabulary import Kind
from events.words import Language
from events.words.dates import date_words, period_of
from events.words.money import sum_of, sum_words
from people.api.addresses import Addresses

DATES = {"period"}
SUMS = {"amount", "valuation"}
OWN_FIELDS = {
    kind.value: tuple(name for name, own in OWN.items() if kind in own.kinds) for kind in Kind
}
REMEMBERED = 4096
"""Rows of about 4 kB: 16 MB a process."""


@lru_cache(maxsize=REMEMBERED)
def row(card: str, language: Language, addresses: Addresses) -> str:
    """A card's JSON as a row's JSON."""
    return json.dumps(row_data(json.loads(card), language, addresses), ensure_ascii=False)


def row_data(card: Mapping[str, Any], language: Language, addresses: Addresses) -> dict[str, Any]:
    """What a list tells of an event; fields of its kind without a value are null."""
    return {
        "id": card["id"],
        "url": addresses.resource("events", card["id"]),
        "pages": addresses.pages("events", card["id"]),
        "kind": card["kind"],
        "certainty": card["certainty"],
        "headline": headlines.in_words(card, language),
        "headline_pieces": card["headline"][language],
        "date": with_date_label(card["date"], language),
        **{name: _own(name, card.get(name), language) for name in OWN_FIELDS[card["kind"]]},
        "participants": [
            {**party, "url": addresses.entity(party["kind"], party["slug"])}
            for party in card["participants"]
        ],
        "note": card["note"][language] or None,
        "articles": card["articles"],
        "origins": card["origins"],
    }


def _own(name: str, value: Any, language: Language) -> Any:
    if value is None:
        return None
    if name in DATES:
        return with_date_label(value, language)
    if name in SUMS:
        return {**value, "label": str(sum_words(sum_of(value), language))}
    return value


def with_date_label(told: Mapping[str, str], language: Language) -> dict[str, str]:
    return {**told, "label": date_words(period_of(told), language)}
