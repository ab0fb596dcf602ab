"""The one filter language of pages, API, feeds and exports: which events a query string asks for.

    filterset = EventFilter(request.GET, Event.objects.published())
    filterset.is_valid(), filterset.errors, filterset.form
    filterset.qs    # the events asked for, newest first

docs/api.md describes every parameter.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    Filter,
    FilterSet,
    MultipleChoiceFilter,
    NumberFilter,
)

from events.models import Event, EventQuerySet
from events.models.vocabulary import Certainty, Kind
from events.search.asking import telling
from people.dates import PartialDate, Precision
from people.models import Entity

LONGEST_PERIOD = timedelta(days=366)
"""The longest period that a partial date can name is a leap year."""

LARGEST_AMOUNT = 10**17
ORDERINGS = [("-date", _("Newest first")), ("date", _("Oldest first"))]


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


class PartialDateField(forms.CharField):
    def clean(self, value: Any) -> PartialDate | None:
        text: str = super().clean(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            raise ValidationError("%(error)s", code="invalid", params={"error": error}) from error


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


class OrderingField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": "“%(value)s” is no order: write -date or date."}


class SeveralFilter(MultipleChoiceFilter):
    field_class = SeveralField


class EntityFilter(CharFilter):
    field_class = EntityField


class PartialDateFilter(CharFilter):
    field_class = PartialDateField


class CurrencyFilter(CharFilter):
    field_class = CurrencyField


class WholeNumberFilter(NumberFilter):
    field_class = forms.IntegerField


class OrderFilter(ChoiceFilter):
    field_class = OrderingField


class EventForm(forms.Form):
    """What the parameters must be together."""

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        first, last = asked.get("from"), asked.get("to")
        if first and last and last.end < first.start:
            self.add_error("to", f"“{last}” ends before “{first}” begins: exchange the two.")
        if asked.get("min_amount") is not None and not asked.get("currency", "missing"):
            self.add_error("currency", "Say in which currency min_amount is, such as USD.")
        return asked


class EventFilter(FilterSet):
    """The parameters, and what they ask for together."""

    kind = SeveralFilter(
        label=_("Kind"),
        choices=Kind.choices,
        help_text="Kinds of event, repeated or separated by commas.",
    )
    certainty = SeveralFilter(
        label=_("Certainty"),
        choices=Certainty.choices,
        help_text="How certain, repeated or separated by commas.",
    )
    company = EntityFilter(
        label=_("Company"),
        kind=Entity.Kind.COMPANY,
        help_text="The slug of a company that takes part, in any role.",
    )
    person = EntityFilter(
        label=_("Person"),
        kind=Entity.Kind.PERSON,
        help_text="The slug of a person who takes part, in any role.",
    )
    model = EntityFilter(
        label=_("AI model"),
        kind=Entity.Kind.MODEL,
        help_text="The slug of an AI model that takes part.",
    )
    first = PartialDateFilter(
        label=_("From"),
        help_text="Happened in or after this year, half, quarter, month or day: 2025, 2025-H2, "
        "2025-Q4, 2025-12, 2025-12-17. Excludes unknown dates.",
    )
    last = PartialDateFilter(
        label=_("To"),
        help_text="Happened in or before this period. Excludes unknown dates.",
    )
    precision = SeveralFilter(
        label=_("Precision of the date"),
        choices=[(word.value, word.value) for word in Precision],
        help_text="How precisely the date is told, repeated or separated by commas: what is only "
        "known to have been in a year is left out by day,month.",
    )
    licence = CharFilter(
        label=_("Licence"),
        max_length=80,
        help_text="The licence of a release, as the record writes it, such as MIT.",
    )
    min_amount = WholeNumberFilter(
        label=_("At least"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        help_text="The amount is at least this many units of the currency.",
    )
    min_amount_usd = WholeNumberFilter(
        label=_("At least in US dollars"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        help_text="The amount is at least this many US dollars, at the reference rate of its day.",
    )
    currency = CurrencyFilter(
        label=_("Currency"),
        help_text="The amount is in this currency: three letters of ISO 4217.",
    )
    q = CharFilter(
        label=_("Words"),
        min_length=2,
        max_length=100,
        help_text="Each word stands in a name of a participant or in a quote, or says the kind.",
    )
    ordering = OrderFilter(
        label=_("Order"),
        choices=ORDERINGS,
        help_text="-date (newest first) unless told otherwise.",
    )

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()
        form = EventForm

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """The names as they are written in the address: `from` cannot be one in Python."""
        names = {"first": "from", "last": "to"}
        return {names.get(name, name): asked for name, asked in super().get_filters().items()}

    def get_form_class(self) -> type[EventForm]:
        """One class for all requests: making its fields costs more than reading a query string."""
        return _form_of(type(self))  # type: ignore[arg-type] # every class can be hashed

    def filter_queryset(self, events: EventQuerySet) -> EventQuerySet:
        asked = self.form.cleaned_data
        parties = [asked[name] for name in ("person", "model", "company") if asked.get(name)]
        events = along(events, parties[0]) if parties else events.newest_first()
        for party in parties[1:]:
            events = events.of(party)
        for name in ("kind", "certainty", "precision"):
            if asked.get(name):
                events = events.filter(**{f"{name}__in": asked[name]})
        events = happened(events, asked.get("from"), asked.get("to"))
        if asked.get("licence"):
            events = events.filter(licence=asked["licence"])
        if asked.get("min_amount") is not None:
            events = events.of_at_least(asked["min_amount"], asked["currency"])
        elif asked.get("currency"):
            events = events.filter(amount_currency=asked["currency"])
        if asked.get("min_amount_usd") is not None:
            events = events.of_at_least_usd(asked["min_amount_usd"])
        if asked.get("q"):
            events = telling(events, asked["q"])
        return events.reverse() if asked.get("ordering") == "date" else events


class KindFilter(EventFilter):
    """The same language where the address already says the kind."""

    kind = None  # type: ignore[assignment] # so an inherited filter is left out


@functools.cache
def _form_of(filterset: type[EventFilter]) -> type[EventForm]:
    fields = {name: parameter.field for name, parameter in filterset.base_filters.items()}
    return type(f"{filterset.__name__}Form", (EventForm,), fields)


def along(events: EventQuerySet, entity: Entity) -> EventQuerySet:
    """Those in which an entity takes part, newest first, each once, read from its own index."""
    return (
        events.filter(participations__survivor=entity, participations__published=True)
        .annotate(day=F("participations__date"), place=F("participations__event_id"))
        .order_by("-day", "-place")
        .distinct("day", "place")
    )


def happened(
    events: EventQuerySet, first: PartialDate | None, last: PartialDate | None
) -> EventQuerySet:
    """Those that may have happened between two dates; of unknown date none did."""
    if first is None and last is None:
        return events
    # These bounds follow from the overlap below; they are what the indexes can be searched by.
    column = "day" if "day" in events.query.annotations else "date"
    if first is not None and first.start - date.min > LONGEST_PERIOD:
        events = events.filter(**{f"{column}__gte": first.start - LONGEST_PERIOD})
    if last is not None:
        events = events.filter(**{f"{column}__lte": last.end})
    return events.within(first, last).exclude(precision=Precision.UNKNOWN)
