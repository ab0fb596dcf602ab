from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, Filter, FilterSet
from drf_spectacular.utils import extend_schema_field

from people.models import Alias, Company, Entity, EntityQuerySet
from people.names import fold

PROPER_TEXT = r"^[^\u0000\ufffd]*$"


class Described(Filter):
    """A filter that says in the schema what it takes."""

    schema: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        told = {**self.schema, "description": options.get("help_text", "")}
        extend_schema_field(told)(self)


class CountryField(forms.CharField):
    def clean(self, value: object) -> str:
        code: str = super().clean(value).upper()
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(
                "“%(code)s” is not a country. Write two letters: CN, US.",
                code="invalid",
                params={"code": code},
            )
        return code


class YesNoField(forms.CharField):
    def clean(self, value: object) -> bool | None:
        text: str = super().clean(value).lower()
        if text not in ("", "true", "false"):
            raise forms.ValidationError(
                "“%(text)s” is neither true nor false. Write one of them.",
                code="invalid",
                params={"text": text},
            )
        return {"true": True, "false": False}.get(text)


class YesNoFilter(BooleanFilter):
    field_class = YesNoField


class CountryFilter(Described, CharFilter):
    schema = {"type": "string", "pattern": "^([A-Za-z]{2})?$"}
    field_class = CountryField


class NameFilter(Described, CharFilter):
    """A part of a name."""

    schema = {"type": "string", "maxLength": 100, "pattern": PROPER_TEXT}


class EntityFilter(FilterSet):
    q = NameFilter(
        method="known_as",
        max_length=100,
        help_text="A part of any name, however it is spelled or cased.",
    )
    country = CountryFilter(help_text="Two letters of ISO 3166, such as CN or US.")

    class Meta:
        model = Entity
        fields: tuple[str, ...] = ()

    def known_as(self, entities: EntityQuerySet, name: str, words: str) -> EntityQuerySet:
        folded = fold(words)
        if not folded:
            return entities.none()
        names = Alias.objects.filter(entity__survivor=OuterRef("pk"), folded__contains=folded)
        return entities.filter(Exists(names))


class CompanyFilter(EntityFilter):
    type = ChoiceFilter(choices=Company.Type.choices, help_text="What it is.")
