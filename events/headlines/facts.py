"""A card's data as the sentences need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from events.headlines.pieces import Piece, shortened, spoken
from events.words import Language
from events.words.dates import period_of
from people.dates import PartialDate
from people.names import has_han


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one event, in the reader's language."""

    data: Mapping[str, Any]
    language: Language
    full_quote: str = ""

    @property
    def certainty(self) -> str:
        return str(self.data["certainty"])

    @property
    def planned(self) -> bool:
        return self.certainty == "planned"

    def text(self, field: str) -> str:
        return str(self.data.get(field) or "")

    def number(self, field: str) -> float | None:
        return self.data.get(field)

    def names(self, *roles: str) -> list[Piece]:
        """The names of those in any of these roles, each once, as linkable pieces."""
        named: dict[int, Piece] = {}
        for party in self.data["participants"]:
            if party["role"] in roles:
                name = party["name"][self.language]
                named.setdefault(party["id"], {"text": name, "entity": party["id"]})
        return list(named.values())

    def count(self, *roles: str) -> int:
        return len(self.names(*roles))

    @property
    def period(self) -> PartialDate | None:
        """The time that a figure is about."""
        told = self.data.get("period")
        return period_of(told) if told else None

    @property
    def quote(self) -> str:
        """The quote at headline length, measured as its own language needs."""
        return _short(self.full_quote)

    @property
    def said(self) -> str:
        """What the quote cites its speaker with, at headline length."""
        return _short(spoken(self.full_quote))


def _short(quote: str) -> str:
    return shortened(quote, "zh" if has_han(quote) else "en")
