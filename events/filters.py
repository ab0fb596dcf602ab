"""The one filter language of pages, API, feeds and exports: which events a query string asks for.

    filterset = EventFilter(request.GET, Event.objects.published())
    filterset.is_valid(), filterset.errors, filterset.form
    filterset.qs    # the events asked for, newest first

docs/api.md describes every parameter.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from events.models import Collection as Curated
from events.models import Event, EventQuerySet, Evidence, Participation, Source
from events.models.vocabulary import Certainty, Change, Kind, Role
from events.parameters import (
    LARGEST_AMOUNT,
    LARGEST_ID,
    CollectionFilter,
    CountriesFilter,
    CurrencyFilter,
    EntityFilter,
    LicenceFilter,
    OrderFilter,
    PartialDateFilter,
    SeveralFilter,
    SourceFilter,
    WholeNumberFilter,
    WordsFilter,
)
from events.search.asking import telling
from people.dates import PartialDate, Precision
from people.models import Entity

LONGEST_PERIOD = timedelta(days=366)
"""The longest period that a partial date can name is a leap year."""

ORDERINGS = [("-date", _("Newest first")), ("date", _("Oldest first"))]
PARTIES = ("person", "model", "company")
LANGUAGES = [("zh", _("Chinese")), ("en", _("English"))]
FOUNDER = "founder"
NOBODY = 0
"""The id that no entity has: a collection of which nobody is published has no events."""
ROLES = [*Role.choices, (FOUNDER, _("founder"))]
"""A founder is the person of a founding: no word of the record, as its kind says it already."""


class EventForm(forms.Form):
    """What the parameters must be together."""

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        first, last = asked.get("from"), asked.get("to")
        if first and last and last.end < first.start:
            self._refuse("to", f"“{last}” ends before “{first}” begins. Exchange the two.")
        for name in ("min_amount", "max_amount"):
            if asked.get(name) is not None and not asked.get("currency", "missing"):
                self._refuse("currency", f"{name} has no currency. Say one, such as USD.")
                break
        for unit in ("", "_usd"):
            least, most = asked.get(f"min_amount{unit}"), asked.get(f"max_amount{unit}")
            if least is not None and most is not None and most < least:
                told = f"{most} is less than {least}. Exchange them."
                self._refuse(f"max_amount{unit}", told)
        return asked

    def _refuse(self, name: str, message: str) -> None:
        """Where each parameter is right by itself."""
        self.add_error(name, ValidationError(message, code="together"))


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
    not_kind = SeveralFilter(
        label=_("Without the kind"),
        choices=Kind.choices,
        help_text="Kinds of event to leave out.",
    )
    not_certainty = SeveralFilter(
        label=_("Without the certainty"),
        choices=Certainty.choices,
        help_text="Certainties to leave out.",
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
    collection = CollectionFilter(
        label=_("Collection"),
        help_text="The slug of a collection: somebody or something of it takes part, in any role.",
    )
    role = SeveralFilter(
        label=_("Role"),
        choices=ROLES,
        help_text="The role of the person, AI model or company asked for, or of anyone where none "
        "is; of several that are asked for, one of them plays it. A founder is the person of a "
        "founding.",
    )
    country = CountriesFilter(
        label=_("Country"),
        help_text="Somebody or something of one of these countries takes part: two letters of "
        "ISO 3166, repeated or separated by commas.",
    )
    not_country = CountriesFilter(
        label=_("Without the country"),
        help_text="Nobody and nothing of these countries takes part.",
    )
    language = SeveralFilter(
        label=_("Language of a source"),
        choices=LANGUAGES,
        help_text="An article in one of these languages proves it.",
    )
    source = SourceFilter(
        label=_("Source"),
        min_value=1,
        max_value=LARGEST_ID,
        help_text="The id of a source of which an article proves it.",
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
    licence = LicenceFilter(
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
    max_amount = WholeNumberFilter(
        label=_("At most"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        help_text="The amount is at most this many units of the currency.",
    )
    min_amount_usd = WholeNumberFilter(
        label=_("At least in US dollars"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        help_text="The amount is at least this many US dollars, at the reference rate of its day.",
    )
    max_amount_usd = WholeNumberFilter(
        label=_("At most in US dollars"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        help_text="The amount is at most this many US dollars, at the reference rate of its day.",
    )
    currency = CurrencyFilter(
        label=_("Currency"),
        help_text="The amount is in this currency: three letters of ISO 4217.",
    )
    q = WordsFilter(
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

    def __init__(
        self,
        *args: Any,
        entity: Entity | None = None,
        collection: Curated | None = None,
        **options: Any,
    ) -> None:
        """`entity`, or a member of `collection`, takes part in all that is asked for.

        That is so whatever the parameters say.
        """
        super().__init__(*args, **options)
        self.entity = entity
        self.curated = collection

    @property
    def parties(self) -> list[Entity]:
        """Who has to take part."""
        asked = [self.form.cleaned_data.get(name) for name in PARTIES]
        return [party for party in (self.entity, *asked) if party]

    @property
    def collections(self) -> list[Curated]:
        """Of which a member has to take part."""
        asked = self.form.cleaned_data.get("collection")
        return [one for one in (self.curated, asked) if one]

    def filter_queryset(self, events: EventQuerySet) -> EventQuerySet:
        asked = self.form.cleaned_data
        events = self._of_those_asked_for(events, asked.get("role") or [])
        if asked.get("q"):
            events = telling(events, asked["q"])
        for name in ("kind", "certainty", "precision"):
            if asked.get(name):
                events = events.filter(**{f"{name}__in": asked[name]})
            if asked.get(f"not_{name}"):
                events = events.exclude(**{f"{name}__in": asked[f"not_{name}"]})
        events = happened(events, asked.get("from"), asked.get("to"))
        events = amounting(events, asked)
        if asked.get("country"):
            events = events.filter(Exists(_parts().filter(survivor__country__in=asked["country"])))
        if asked.get("not_country"):
            barred = _parts().filter(survivor__country__in=asked["not_country"])
            events = events.filter(~Exists(barred))
        events = proved(events, asked.get("language") or [], asked.get("source"))
        if asked.get("licence"):
            events = events.filter(licence=asked["licence"])
        return events.reverse() if asked.get("ordering") == "date" else events

    def _of_those_asked_for(self, events: EventQuerySet, roles: Collection[str]) -> EventQuerySet:
        """Those in which all parties take part, and somebody of each collection."""
        groups = [[party.pk] for party in self.parties]
        groups += [one.entities or [NOBODY] for one in self.collections]
        if not groups:
            events = events.newest_first()
            return events.filter(Exists(_parts().filter(playing(roles)))) if roles else events
        if len(groups) == 1:
            return along(events, groups[0], roles)
        events = along(events, groups[0])
        for group in groups[1:]:
            events = events.filter(Exists(_parts(group)))
        if roles:
            parts = _parts([pk for group in groups for pk in group])
            events = events.filter(Exists(parts.filter(playing(roles))))
        return events


class KindFilter(EventFilter):
    """The same language where the address already says the kind."""

    kind = None  # type: ignore[assignment] # so an inherited filter is left out


@functools.cache
def _form_of(filterset: type[EventFilter]) -> type[EventForm]:
    fields = {name: parameter.field for name, parameter in filterset.base_filters.items()}
    return type(f"{filterset.__name__}Form", (EventForm,), fields)


def along(
    events: EventQuerySet, entities: Collection[int], roles: Collection[str] = ()
) -> EventQuerySet:
    """Those in which one of these takes part, newest first, each once, read from their index."""
    part = Q(participations__survivor__in=entities, participations__published=True)
    if len(entities) == 1:  # in the order of the index, without sorting
        part = Q(participations__survivor=next(iter(entities)), participations__published=True)
    if roles:
        part &= playing(roles, part="participations__", event="")
    return (
        events.filter(part)
        .annotate(day=F("participations__date"), place=F("participations__event_id"))
        .order_by("-day", "-place")
        .distinct("day", "place")
    )


def playing(roles: Collection[str], *, part: str = "", event: str = "event__") -> Q:
    """That a participation, reached by `part`, is in one of these roles."""
    played = Q(**{f"{part}role__in": [role for role in roles if role != FOUNDER]})
    if FOUNDER in roles:
        founding = Q(**{f"{event}kind": Kind.FOUNDING}) | Q(**{f"{event}change": Change.FOUNDED})
        played |= founding & Q(**{f"{part}role": Role.PERSON})
    return played


def _parts(entities: Collection[int] = ()) -> Any:
    """The participations in an event of an outer query, of these entities or of all."""
    parts = Participation.objects.filter(published=True, event=OuterRef("pk"))
    return parts.filter(survivor__in=entities) if entities else parts


def amounting(events: EventQuerySet, asked: Mapping[str, Any]) -> EventQuerySet:
    """Those of so much money."""
    if asked.get("currency"):
        events = events.filter(amount_currency=asked["currency"])
    least, most = asked.get("min_amount"), asked.get("max_amount")
    if least is not None or most is not None:
        events = events.of_amount(least, most)
    least, most = asked.get("min_amount_usd"), asked.get("max_amount_usd")
    if least is not None or most is not None:
        events = events.of_amount_usd(least, most)
    return events


def proved(
    events: EventQuerySet, languages: Collection[str], source: Source | None
) -> EventQuerySet:
    """Those that an article proves which is in one of these languages, and from this source."""
    if not languages and source is None:
        return events
    proofs = Evidence.objects.filter(event=OuterRef("pk"))
    if source is not None:
        proofs = proofs.filter(article__source=source)
    if languages:
        spoken = [Q(article__language__startswith=language) for language in languages]
        proofs = proofs.filter(Q(*spoken, _connector=Q.OR))
    return events.filter(Exists(proofs))


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
