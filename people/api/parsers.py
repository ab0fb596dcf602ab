from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON of what PostgreSQL can hold: no null characters, no halves of characters."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            told = super().parse(stream, media_type, parser_context)
            refuse_what_cannot_be_held(told)
        except RecursionError:
            raise ParseError("The JSON is nested too deeply. Send it flatter.") from None
        return told


def refuse_what_cannot_be_held(told: Any) -> None:
    """Null characters and halves of characters, anywhere in what JSON told."""
    match told:
        case str():
            if "\0" in told:
                raise ParseError("A text holds a null character. Leave it out.")
            if not told.isascii() and any("\ud800" <= letter <= "\udfff" for letter in told):
                raise ParseError("A text holds half a character. Write it whole, or as UTF-8.")
        case list():
            for each in told:
                refuse_what_cannot_be_held(each)
        case dict():
            for name, each in told.items():
                refuse_what_cannot_be_held(name)
                refuse_what_cannot_be_held(each)
