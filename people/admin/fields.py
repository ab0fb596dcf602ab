"""Form fields for dates of which a part is known, and for numbers with a word of scale."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.dates import PartialDate

_SCALES = {
    "": 0, "k": 3, "千": 3, "万": 4, "m": 6, "mn": 6, "million": 6, "百万": 6, "千万": 7,
    "亿": 8, "b": 9, "bn": 9, "billion": 9, "十亿": 9,
    "t": 12, "tn": 12, "trillion": 12, "万亿": 12,
}  # fmt: skip
_NUMBER = re.compile(r"(-?[\d,]*\.?\d+)\s*([^\d\s]*)")


class PartialDateField(forms.CharField):
    """A date of which only a part may be known, typed as one text such as 2025-Q4."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("2025, 2025-H2, 2025-Q4, 2025-12 or 2025-12-17."))
        super().__init__(**options)
        self.widget.attrs.update(size=12, autocomplete="off", placeholder="2025-Q4")

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override] # a field makes what it likes
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            message = (
                _("“%(text)s” is not in the calendar: there is no such month or day.")
                if error.__cause__
                else _(
                    "“%(text)s” is not a date. Write 2025, 2025-H2, 2025-Q4, 2025-12 or 2025-12-17."
                )
            )
            raise ValidationError(message, code="date", params={"text": text}) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != (data or "").strip().upper()


class ScaledNumberField(forms.DecimalField):
    """A number that may be typed with a word of scale: 65亿, 6.6bn, 13B or 1,300."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # a field makes what it likes
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        form = _NUMBER.fullmatch(value.strip())
        if form is None or form[2].lower() not in _SCALES:
            raise ValidationError(
                _("“%(text)s” is not a number. Write 1,300,000, 130万 or 1.3m."),
                code="number",
                params={"text": value},
            )
        number = super().to_python(form[1].replace(",", ""))
        return number and number.scaleb(_SCALES[form[2].lower()])

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return f"{Decimal(value).normalize():,f}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except (ValidationError, InvalidOperation):
            return True


class CountField(ScaledNumberField):
    """A whole number of things, as an int."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 10**18, **options})

    def clean(self, value: Any) -> int | None:
        number = super().clean(value)
        if number is not None and number != number.to_integral_value():
            raise ValidationError(_("Write a whole number."), code="whole")
        return None if number is None else int(number)


class FractionField(forms.DecimalField):
    """A share of a whole, typed as 3% or as 0.03."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=7, decimal_places=6, **options)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # a field makes what it likes
        if isinstance(value, str) and value.strip().endswith(("%", "％")):
            number = super().to_python(value.strip()[:-1])
            return number and number.scaleb(-2)
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not 0 < value <= 1:
            raise ValidationError(
                _("A share lies between 0 and 1: write 3% or 0.03."), code="fraction"
            )

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value
