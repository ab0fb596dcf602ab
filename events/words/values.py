"""The value of an event's field in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models.vocabulary import Change
from events.words import Language, numbers
from events.words.dates import date_words
from events.words.money import sum_words
from events.words.phrases import round_name, title_words, unit_words
from people.dates import PartialDate
from people.money import Sum

LABELS: Mapping[str, Promise] = {
    "when": gettext_lazy("Date"),
    "amount": gettext_lazy("Amount"),
    "valuation": gettext_lazy("Valuation"),
    "total": gettext_lazy("Raised in all"),
    "round": gettext_lazy("Round"),
    "title": gettext_lazy("Title"),
    "stake": gettext_lazy("Stake"),
    "headcount": gettext_lazy("Headcount"),
    "share": gettext_lazy("Share of staff"),
    "parameters": gettext_lazy("Parameters"),
    "commercial_use": gettext_lazy("Commercial use"),
    "change": gettext_lazy("Change"),
}
"""The fields that articles may give differently of one event."""


def value_words(name: str, value: Any, language: Language) -> str:
    """As pages and forms show it; nothing for what is not known."""
    match value:
        case None | "":
            return ""
        case Sum():
            return sum_words(value, language).text
        case PartialDate():
            return date_words(value, language)
        case bool():
            return _("yes") if value else _("no")
        case int() | float() | Decimal():
            return _number(name, value, language)
    return _text(name, str(value), language)


def _number(name: str, value: float | Decimal, language: Language) -> str:
    if name in ("stake", "share"):
        return numbers.percentage(value)
    if name == "parameters":
        return numbers.parameters(round(value), language)
    return numbers.count(value, language)


def _text(name: str, value: str, language: Language) -> str:
    match name:
        case "change":
            return str(Change(value).label)
        case "round":
            return round_name(value, language)
        case "title":
            return title_words(value, language)
        case "unit":
            return unit_words(value, language)
    return value
