"""The figures of statistics in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import ngettext

from events.readers import reader_language
from events.words.money import sum_words
from events.words.numbers import count
from people.money import Qualifier, Sum


def listed(words: Iterable[str]) -> str:
    return ("，" if reader_language() == "zh" else ", ").join(words)


def dollars(value: float) -> str:
    whole = Decimal(round(value))
    return sum_words(Sum.told(whole, "USD", Qualifier.EXACT), reader_language()).text


def people(value: float) -> str:
    number = count(round(value), reader_language())
    return ngettext("%(n)s person", "%(n)s people", round(value)) % {"n": number}


def rounds(number: int) -> str:
    words = count(number, reader_language())
    return ngettext("%(n)s round", "%(n)s rounds", number) % {"n": words}


def cases(number: int) -> str:
    words = count(number, reader_language())
    return ngettext("%(n)s lay-off", "%(n)s lay-offs", number) % {"n": words}


def releases(number: int) -> str:
    words = count(number, reader_language())
    return ngettext("%(n)s release", "%(n)s releases", number) % {"n": words}
