"""The parameters of the filter language: how each is written, read, and refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django_filters import CharFilter, ChoiceFilter, MultipleChoiceFilter, NumberFilter

from events.models import Collection, Source
from people.api.filters import PROPER_TEXT, Described
from people.dates import PartialDate
from people.models import Entity

LARGEST_AMOUNT = 10**17
LARGEST_ID = 10**18 - 1
PARTIAL_DATE = re.compile(r"[0-9]{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?))?")
"""The form of a partial date; not every one of this form is in the calendar."""

COUNTRY = re.compile("[A-Z]{2}")


class SeveralWidget(forms.CheckboxSelectMultiple):
    """Reads `?kind=funding&kind=career` and `?kind=funding,career` alike."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[str]:
        values = data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name) or ""]
        return [word for value in values for word in value.split(",") if word]


class SeveralField(forms.MultipleChoiceField):
    """Any of a closed list of words."""

    widget = SeveralWidget

    def __init__(self, *, choices: list[tuple[str, Any]], **options: Any) -> None:
        words = ", ".join(word for word, label in choices)
        super().__init__(choices=choices, **options)
        self.error_messages["invalid_choice"] = f"“%(value)s” is none of these: {words}."


class EntityField(forms.CharField):
    """The slug of a published entity; that of a merged one leads to its survivor."""

    def __init__(self, *, kind: Entity.Kind, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def clean(self, value: Any) -> Entity | None:
        slug: str = super().clean(value)
        if not slug:
            return None
        named = Entity.objects.filter(kind=self.kind, slug=slug)
        entity: Entity | None = (
            Entity.objects.published().filter(pk__in=named.values("survivor")).first()
        )
        if entity is None:
            raise ValidationError(
                "No %(kind)s has the slug “%(slug)s”. "
                "The slug is the last part of the address of its page.",
                code="unknown",
                params={"kind": self.kind.value, "slug": slug},
            )
        return entity


class CollectionField(forms.CharField):
    """The slug of a published collection."""

    def clean(self, value: Any) -> Collection | None:
        slug: str = super().clean(value)
        if not slug:
            return None
        collection = Collection.objects.published().filter(slug=slug).with_members().first()
        if collection is None:
            raise ValidationError(
                "No collection has the slug “%(slug)s”. See /api/v1/collections/.",
                code="unknown",
                params={"slug": slug},
            )
        return collection


class PartialDateField(forms.CharField):
    def clean(self, value: Any) -> PartialDate | None:
        text: str = super().clean(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            code = "unknown" if PARTIAL_DATE.fullmatch(text) else "invalid"
            raise ValidationError("%(error)s", code=code, params={"error": error}) from error


class CurrencyField(forms.CharField):
    def clean(self, value: Any) -> str:
        code: str = super().clean(value).upper()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise ValidationError(
                "“%(code)s” is not a currency. Write its three letters: USD, CNY.",
                code="invalid",
                params={"code": code},
            )
        return code


class CountriesField(SeveralField):
    """Any of the codes of ISO 3166."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[], **options)
        self.error_messages["invalid_choice"] = (
            "“%(value)s” is not a country. Write two letters: CN, US."
        )

    def to_python(self, value: Any) -> list[str]:
        return [code.upper() for code in super().to_python(value)]

    def valid_value(self, value: str) -> bool:
        return COUNTRY.fullmatch(value) is not None


class SourceField(forms.IntegerField):
    """The id of a source whose articles are cited."""

    def clean(self, value: Any) -> Source | None:
        pk: int | None = super().clean(value)
        if pk is None:
            return None
        source = Source.objects.cited().filter(pk=pk).first()
        if source is None:
            raise ValidationError(
                "No source that is cited has the id %(id)s. See /api/v1/sources/.",
                code="unknown",
                params={"id": pk},
            )
        return source


class OrderingField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": "“%(value)s” is no order: write -date or date."}


class SeveralFilter(MultipleChoiceFilter):
    field_class = SeveralField


class EntityFilter(Described, CharFilter):
    schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]*$", "maxLength": 90}
    field_class = EntityField


class CollectionFilter(Described, CharFilter):
    schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]*$", "maxLength": 90}
    field_class = CollectionField


class PartialDateFilter(Described, CharFilter):
    schema = {"type": "string", "pattern": f"^({PARTIAL_DATE.pattern})?$"}
    field_class = PartialDateField


class CurrencyFilter(Described, CharFilter):
    schema = {"type": "string", "pattern": "^([A-Za-z]{3})?$"}
    field_class = CurrencyField


class WholeNumberFilter(Described, NumberFilter):
    schema = {"type": "integer", "minimum": 0, "maximum": LARGEST_AMOUNT}
    field_class = forms.IntegerField


class OrderFilter(ChoiceFilter):
    field_class = OrderingField


class CountriesFilter(Described, MultipleChoiceFilter):
    schema = {"type": "string", "pattern": "^([A-Za-z]{2})?$"}
    field_class = CountriesField


class SourceFilter(Described, NumberFilter):
    schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
    field_class = SourceField


class WordsFilter(Described, CharFilter):
    """Words to look for."""

    schema = {"type": "string", "maxLength": 100, "pattern": PROPER_TEXT}


class LicenceFilter(Described, CharFilter):
    schema = {"type": "string", "maxLength": 80, "pattern": PROPER_TEXT}
