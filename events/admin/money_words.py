"""A form field for a sum of money written as news write it: about $1.3bn, 数亿元, undisclosed."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.admin.links import reader_language
from events.claims import value_of
from events.extraction.en.money import money_slots as english
from events.extraction.text import fold
from events.extraction.zh.quantities import money_slots as chinese
from events.words.money import UNDISCLOSED, sum_words
from people.money import Sum

LONGEST = 60


class SumWordsField(forms.CharField):
    """A sum with its vagueness as one line of text, read as an article is read."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", _("As news write it: $1.3bn, about 5亿元, 数亿美元 or undisclosed.")
        )
        super().__init__(**options)
        self.widget.attrs.update(autocomplete="off", maxlength=LONGEST)

    def prepare_value(self, value: Any) -> Any:
        return str(sum_words(value, reader_language())) if isinstance(value, Sum) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (data or "").strip() != (self.prepare_value(initial) or "").strip()

    def to_python(self, value: Any) -> Sum | None:  # type: ignore[override] # a field makes what it likes
        text = super().to_python(value)
        if not text:
            return None
        if text.strip().lower() in UNDISCLOSED.values():
            return Sum.undisclosed()
        folded = fold(text.replace("CN¥", "¥"))
        readers = (chinese, english) if re.search(r"[\u4e00-\u9fff]", text) else (english,)
        for slots in readers:
            found = list(slots(folded, 0, len(folded)))
            if len(found) == 1:
                money = value_of("amount", asdict(found[0].value))
                return Sum(money.low, money.high, money.currency, money.qualifier, text[:LONGEST])
        raise ValidationError(
            _("“%(text)s” is not one sum of money. Write $1.3bn, about 5亿元 or undisclosed."),
            code="money",
            params={"text": text},
        )
