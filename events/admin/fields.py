"""Form fields for sums of money that keep their vagueness."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models.event import QUALIFIERS
from events.words.typed import date_of, sum_of
from people.admin.fields import PartialDateField, ScaledNumberField
from people.dates import PartialDate
from people.money import Qualifier, Sum


class WordedDateField(PartialDateField):
    """A partial date that may be typed as articles word it, too: 2025年12月, December 2025."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text",
            _("2025, 2025-H2, 2025-Q4, 2025-12, 2025-12-17, or in words: 2025年12月, Dec 2025."),
        )
        super().__init__(**options)
        self.widget.attrs["data-reads-as"] = "date"

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override] # as above it
        told = date_of(value) if isinstance(value, str) and value.strip() else None
        return told or super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        told = date_of(data or "")
        return str(initial or "") != (str(told) if told else (data or "").strip())


class SumWidget(forms.MultiWidget):
    """How firmly a sum is told, the number, a second one for ranges, the currency, the words."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        def text(size: int, label: Any, **more: Any) -> forms.TextInput:
            return forms.TextInput(
                {"size": size, "aria-label": label, "autocomplete": "off", **more}
            )

        qualifier = forms.Select({"aria-label": _("how firmly")}, [("", "—"), *QUALIFIERS])
        super().__init__(
            {
                "qualifier": qualifier,
                "value": text(14, _("number"), placeholder="1.3bn"),
                "high": text(14, _("upper bound, of a range only"), placeholder="–"),
                "currency": text(4, _("currency"), placeholder="USD", maxlength=3),
                "words": text(
                    18,
                    _("words of the source"),
                    placeholder=_("近亿美元, about $5m"),
                    maxlength=60,
                    **{"data-reads-as": "sum"},
                ),
            },
            attrs,
        )

    def decompress(self, value: Sum | None) -> list[Any]:
        if value is None:
            return [None] * 5
        number = ScaledNumberField().prepare_value
        high = value.high if value.qualifier is Qualifier.RANGE else None
        return [value.qualifier, number(value.value), number(high), value.currency, value.words]


class SumField(forms.MultiValueField):
    """A sum with its vagueness, validated into a Sum.

    The words of the source alone are enough where they can be read; what else is filled in
    goes before them.
    """

    widget = SumWidget

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text",
            _("Write the words of the source alone, such as 近亿美元, or fill in the parts."),
        )
        number: dict[str, Any] = {
            "required": False,
            "min_value": 0,
            "max_digits": 20,
            "decimal_places": 2,
        }
        super().__init__(
            fields=(
                forms.ChoiceField(choices=[("", "—"), *QUALIFIERS], required=False),
                ScaledNumberField(**number),
                ScaledNumberField(**number),
                forms.CharField(max_length=3, required=False),
                forms.CharField(max_length=60, required=False),
            ),
            require_all_fields=False,
            **options,
        )

    def compress(self, data_list: list[Any]) -> Sum | None:
        if not any(value not in ("", None) for value in data_list):
            return None
        word, value, high, currency, words = data_list
        if words and not word and value is None and high is None and not currency:
            return self._read(words)
        if not word:
            raise ValidationError(_("Say how firmly the sum is told, such as exactly or about."))
        qualifier, currency = Qualifier(word), (currency or "").upper()
        if qualifier is Qualifier.UNDISCLOSED:
            if value is not None or currency:
                raise ValidationError(_("An undisclosed sum has no number and no currency."))
            return Sum.undisclosed(words or "")
        if value is None:
            raise ValidationError(_("Write the number, or choose undisclosed."))
        if not re.fullmatch("[A-Z]{3}", currency):
            raise ValidationError(_("Write the currency as three letters, such as USD or CNY."))
        if qualifier is Qualifier.RANGE:
            if high is None or high <= value:
                raise ValidationError(_("The upper bound of a range must lie above the number."))
            return Sum(value, high, currency, qualifier, words or "")
        if high is not None:
            raise ValidationError(_("Only a range has an upper bound: choose between."))
        if value == 0 and qualifier in (Qualifier.UNDER, Qualifier.SEVERAL):
            raise ValidationError(_("This sum must be more than nothing."))
        return Sum.told(value, currency, qualifier, words or "")

    def _read(self, words: str) -> Sum:
        told = sum_of(words)
        if told is None:
            raise ValidationError(
                _(
                    "“%(words)s” is not a sum that can be read. Write it with its currency, such "
                    "as 近亿美元 or about $5 million, or fill in the parts."
                ),
                code="words",
                params={"words": words},
            )
        return told
