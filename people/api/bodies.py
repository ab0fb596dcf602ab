"""Reading what a client sends: JSON, within limits, without what no text of ours may hold."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import IO, Any, NoReturn

from django.http import HttpRequest
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

LARGEST_BODY = 2_500_000
"""Bytes: five hundred proposals, or an article and more; a little less than Django would read."""

DEEPEST = 12
"""What we read is nested four times."""


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = f"The body has more than {LARGEST_BODY:,} bytes. Send less at a time."


class StrictJSONParser(JSONParser):
    """JSON in UTF-8. A key given twice, a number that is none, and hidden characters are errors."""

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        return read_json(stream.read())


def require_moderate(request: HttpRequest) -> None:
    """Refuse a body that is too large, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise TooLarge


def read_json(body: bytes) -> Any:
    """What the JSON says, or `ParseError` with the place and the remedy."""
    try:
        told = json.loads(
            body.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once_each
        )
    except RecursionError:
        raise ParseError(_TOO_DEEP) from None
    except UnicodeDecodeError as error:
        raise ParseError(
            f"The body is no UTF-8 text from byte {error.start} on. Send JSON in UTF-8."
        ) from None
    except ValueError as error:
        raise ParseError(f"The body is not JSON: {error}. Send one JSON document.") from None
    if problem := next(_problems(told, "", 0), None):
        raise ParseError(problem)
    return told


_TOO_DEEP = f"The JSON is nested more than {DEEPEST} times. Send it as the schema has it."


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice[:40]!a} stands twice in one object")
    return told


def _problems(told: Any, place: str, depth: int) -> Iterator[str]:
    """What may not stand in our texts, and where it does."""
    if depth > DEEPEST:
        yield _TOO_DEEP
        return
    match told:
        case str():
            if "\0" in told:
                yield f"There is a null character{_at(place)}. Leave it out."
            elif any("\ud800" <= sign <= "\udfff" for sign in told):
                yield f"There is half a character (a lone surrogate){_at(place)}. Leave it out."
        case float() if math.isinf(told):
            yield f"There is a number that is too large{_at(place)}. Write a smaller one."
        case dict():
            for name, value in told.items():
                yield from _problems(name, place, depth)
                yield from _problems(value, f"{place}.{name}" if place else name, depth + 1)
        case list():
            for number, value in enumerate(told):
                yield from _problems(value, f"{place}[{number}]", depth + 1)


def _at(place: str) -> str:
    return f" in {place[:80].encode(errors='replace').decode()}" if place else ""
