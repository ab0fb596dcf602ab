"""Form fields for sums of money that keep their vagueness."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models.event import QUALIFIERS
from people.admin.fields import ScaledNumberField
from people.money import Qualifier, Sum


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
                "words": text(14, _("words of the source"), placeholder=_("words"), maxlength=60),
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
    """A sum with its vagueness, validated into a Sum."""

    widget = SumWidget

    def __init__(self, **options: Any) -> None:
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
