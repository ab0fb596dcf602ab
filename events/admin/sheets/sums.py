"""A sum of money as one cell tells it, in words that are read back as they are written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.words.money import sum_words
from events.words.typed import sum_of
from people.money import Sum


class SumCellField(forms.CharField):
    """近亿美元, $1.3bn or undisclosed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)

    def to_python(self, value: Any) -> Sum | None:  # type: ignore[override] # a field makes what it likes
        text = super().to_python(value)
        if not text:
            return None
        try:
            told = sum_of(text)
        except (ValueError, ArithmeticError):  # a number beyond all numbers
            told = None
        if told is None:
            raise ValidationError(
                _("“%(text)s” is not one sum of money. Write $1.3bn, 约5亿元 or undisclosed."),
                params={"text": text},
            )
        return told

    def run_validators(self, value: Any) -> None:
        super().run_validators(value.words if isinstance(value, Sum) else value)

    def prepare_value(self, value: Any) -> Any:
        return words_of(value) if isinstance(value, Sum) else value


def words_of(told: Sum) -> str:
    """The words of the source if they mean the sum, else words that do, whoever exports it."""
    composed = [str(sum_words(told, language)) for language in ("en", "zh")]
    for words in (told.words, *composed):
        read = sum_of(words) if words else None
        if read and replace(read, words="") == replace(told, words=""):
            return words
    return composed[0]
