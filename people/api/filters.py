from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef
from django_filters import CharFilter, ChoiceFilter, FilterSet

from people.models import Alias, Company, Entity, EntityQuerySet
from people.names import fold


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


class CountryFilter(CharFilter):
    field_class = CountryField


class EntityFilter(FilterSet):
    q = CharFilter(
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
