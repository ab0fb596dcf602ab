"""Dates and sums as clients write them: in words of a source, or as the API itself tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.words.typed import date_of, sum_of
from people.dates import PartialDate
from people.money import Qualifier, Sum

MOST_MONEY = Decimal(10) ** 17
LONGEST_WORDS = 60
CURRENCY = re.compile("[A-Z]{3}")
TOLD_BESIDE = {"label", "usd"}
"""What the API tells of a sum beside it, and leaves aside when it is sent back."""


@extend_schema_field(
    {
        "type": ["string", "null"],
        "description": "2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, "
        "December 2025. Null where it is not known.",
        "examples": ["2024-Q2", "2024年4月"],
    }
)
class DateField(serializers.Field[PartialDate, Any, Any, Any]):
    """A date of which perhaps only a part is known."""

    def to_internal_value(self, data: Any) -> PartialDate:
        text = data.get("text") if isinstance(data, Mapping) else data
        try:
            told = date_of(text) if isinstance(text, str) and len(text) <= LONGEST_WORDS else None
        except ValueError:  # no such day
            told = None
        if told is None:
            raise serializers.ValidationError(
                "Not a date. Write 2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17 or 2025年12月, "
                "or null where it is not known."
            )
        return told


_BOUND = {"type": ["number", "null"], "minimum": 0}


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "maxLength": LONGEST_WORDS, "examples": ["近亿美元", "about $5m"]},
            {"type": "null"},
            {
                "type": "object",
                "required": ["qualifier"],
                "properties": {
                    "qualifier": {"type": "string", "enum": [word.value for word in Qualifier]},
                    "low": _BOUND,
                    "high": _BOUND,
                    "currency": {"type": "string", "pattern": "^([A-Z]{3})?$"},
                    "words": {"type": "string", "maxLength": LONGEST_WORDS},
                },
            },
        ],
        "description": "As news write it (近亿美元, about $5m, undisclosed), or as the API tells "
        "it: `exact` and `about` have equal bounds, `over` a low one, `under` a high one, "
        "`several` and `range` both, `undisclosed` neither. Null where nothing is told.",
    }
)
class SumField(serializers.Field[Sum, Any, Any, Any]):
    """A sum of money with its vagueness."""

    def to_internal_value(self, data: Any) -> Sum:
        told = _structured(data) if isinstance(data, Mapping) else _worded(data)
        if any(
            bound is not None and not 0 <= bound < MOST_MONEY for bound in (told.low, told.high)
        ):
            raise serializers.ValidationError(
                "Too large or negative. Write a sum of the real world."
            )
        return told


def _worded(data: Any) -> Sum:
    told = None
    if isinstance(data, str) and len(data) <= LONGEST_WORDS:
        try:
            told = sum_of(data)
        except (ValueError, ArithmeticError):  # a number beyond all numbers
            told = None
    if told is None:
        raise serializers.ValidationError(
            "Not one sum of money. Write 近亿美元, about $5 million or undisclosed, or an object "
            "with qualifier, low, high and currency."
        )
    return told


def _structured(data: Mapping[str, Any]) -> Sum:
    known = {"qualifier", "low", "high", "currency", "words"}
    if unknown := data.keys() - known - TOLD_BESIDE:
        raise serializers.ValidationError(
            {name: [f"Not known here. There are {', '.join(sorted(known))}."] for name in unknown}
        )
    words = [word.value for word in Qualifier]
    if data.get("qualifier") not in words:
        raise serializers.ValidationError({"qualifier": [f"Write one of {', '.join(words)}."]})
    qualifier = Qualifier(data["qualifier"])
    low, high = (_bound(name, data.get(name)) for name in ("low", "high"))
    told = data.get("words") or ""
    if not isinstance(told, str) or len(told) > LONGEST_WORDS:
        raise serializers.ValidationError(
            {"words": [f"Write the words of the source, at most {LONGEST_WORDS} characters."]}
        )
    if qualifier is Qualifier.UNDISCLOSED:
        if low is not None or high is not None:
            raise serializers.ValidationError({"low": ["An undisclosed sum has no bounds."]})
        return Sum.undisclosed(told)
    _check_bounds(qualifier, low, high)
    currency = data.get("currency")
    if not (isinstance(currency, str) and CURRENCY.fullmatch(currency)):
        raise serializers.ValidationError({"currency": ["Write three letters: USD, CNY, EUR."]})
    return Sum(low, high, currency, qualifier, told)


def _check_bounds(qualifier: Qualifier, low: Decimal | None, high: Decimal | None) -> None:
    problem = ""
    match qualifier:
        case Qualifier.EXACT | Qualifier.ABOUT:
            if low is None or low != high:
                problem = "Write the same number as low and as high."
        case Qualifier.OVER:
            if low is None or high is not None:
                problem = "Write low alone, and null for high."
        case Qualifier.UNDER:
            if not high or low is not None:
                problem = "Write high alone, and null for low."
        case _:
            if low is None or high is None or low >= high:
                problem = "Write low and a larger high."
    if problem:
        raise serializers.ValidationError(
            {"low": [f"These bounds do not fit “{qualifier}”. {problem}"]}
        )


def _bound(name: str, value: Any) -> Decimal | None:
    if value is None:
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise InvalidOperation
        number = Decimal(str(value)[:40])
        if number.is_nan() or not abs(number) < MOST_MONEY:
            raise InvalidOperation
        return number.quantize(Decimal("0.01")).normalize() + 0
    except InvalidOperation:
        raise serializers.ValidationError({name: ["Write a number, or null."]}) from None
