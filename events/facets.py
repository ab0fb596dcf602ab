"""The filters of a timeline as a page offers them: links with counts, fields, removable tokens.

Their state is the address alone; events/filters.py reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from events.filters import EventFilter
from events.models import Event, EventQuerySet
from events.models.vocabulary import Certainty, Kind
from events.readers import reader_language
from events.search.asking import sampled
from events.tallies import Tally, tally_of
from events.words.dates import date_words
from people.dates import PartialDate
from people.models import Entity

FACETS = {"kind": Kind, "certainty": Certainty}
PARTIES = ("company", "person", "model")
FIELDS = (
    "from", "to", "precision", *PARTIES, "min_amount", "currency", "min_amount_usd", "licence", "q",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    every: Choice
    choices: list[Choice]
    error: str = ""
    about: bool = False
    """Whether the counts were reckoned from a sample, in which what is rare is missing."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form, with what was typed, what is wrong with it and what to write."""

    name: str
    label: str
    value: str
    error: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A chosen value that can be taken back."""

    label: str
    value: str
    href: str


class Filters:
    """What the address of a timeline asks for, and the addresses of what else could be asked.

    `entity` is the one whose timeline it is.
    """

    def __init__(self, data: QueryDict, path: str, entity: Entity | None = None) -> None:
        self.data = data
        self.path = path
        self.entity = entity
        self.filterset = self._filterset(data)

    def _filterset(self, data: QueryDict) -> EventFilter:
        published = Event.objects.published()
        if self.entity is None:
            return EventFilter(data, published)
        if any(data.get(name) for name in PARTIES):
            return EventFilter(data, published.of(self.entity))
        data = data.copy()
        data[self.entity.kind] = self.entity.slug
        return EventFilter(data, published)

    @cached_property
    def is_valid(self) -> bool:
        return bool(self.filterset.is_valid())

    @property
    def is_active(self) -> bool:
        return any(self.data.get(name) for name in (*FACETS, *FIELDS))

    @property
    def canonical(self) -> str:
        """The one address under which these events are known, whatever else was written in it.

        The order, the place in it and what is no filter make no other page.
        """
        query = QueryDict(mutable=True)
        for name in (*FACETS, *FIELDS):
            values = self._chosen(name) if name in FACETS else [self.data.get(name, "")]
            if chosen := sorted(value for value in values if value):
                query.setlist(name, chosen)
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def is_deep(self) -> bool:
        """Whether so much is chosen that the page is one of too many to be found by searching.

        One kind or one certainty makes a page of its own; all else is for who chose it.
        """
        chosen = [value for name in FACETS for value in self._chosen(name)]
        return len(chosen) > 1 or any(self.data.get(name) for name in FIELDS)

    @property
    def oldest_first(self) -> bool:
        return self.data.get("ordering") == "date"

    @property
    def events(self) -> EventQuerySet:
        """The events asked for, in their order; none where the address is wrong."""
        return self.filterset.qs if self.is_valid else Event.objects.none()

    @cached_property
    def tally(self) -> Tally:
        """How many events there are of each choice, were it made beside the others."""
        if not self.is_valid:
            return Tally()
        others = self.data.copy()
        for name in (*FACETS, "ordering"):
            others.pop(name, None)
        asked = self.filterset.form.cleaned_data
        events = self._filterset(others).qs
        return tally_of(
            events,
            kinds=asked["kind"],
            certainties=asked["certainty"],
            sample=sampled(events) if asked["q"] else None,
        )

    @property
    def facets(self) -> list[Facet]:
        counts = {"kind": self.tally.kinds, "certainty": self.tally.certainties}
        every = {"kind": _("All"), "certainty": _("Any")}
        facets = []
        for name, words in FACETS.items():
            chosen, counted = self._chosen(name), counts[name]
            choices = [
                Choice(value, label, counted[value], self.href(**{name: value}), value in chosen)
                for value, label in facet_words(name)
                if counted[value] or value in chosen or words is Certainty or self.tally.about
            ]
            href = self.href(**{name: ""})
            first = Choice("", every[name], counted.total(), href, not chosen)
            facets.append(
                Facet(name, facet_label(name), first, choices, self._error(name), self.tally.about)
            )
        return facets

    @property
    def fields(self) -> list[Field]:
        labels = {
            "from": _("From"),
            "to": _("To"),
            "precision": _("Precision of the date"),
            "licence": _("Licence"),
            "company": _("With company"),
            "person": _("With person"),
            "model": _("With model"),
            "min_amount": _("At least"),
            "min_amount_usd": _("At least in US dollars"),
            "currency": _("Currency"),
            "q": _("Words in names and quotes"),
        }
        hints = {
            "from": "2023, 2023-Q1, 2023-04",
            "to": "2023-12",
            "precision": "day, month, quarter",
            "currency": "USD, CNY",
            "licence": "MIT",
        }
        names = [name for name in FIELDS if not (self.entity and name == self.entity.kind)]
        return [
            Field(
                name, labels[name], self.data.get(name, ""), self._error(name), hints.get(name, "")
            )
            for name in names
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form sends along unseen."""
        names = (*FACETS, "ordering")
        return [(name, value) for name in names for value in self.data.getlist(name) if value]

    @property
    def tokens(self) -> list[Token]:
        tokens = []
        for name, words in FACETS.items():
            label = facet_label(name)
            chosen = self._chosen(name)
            for value in chosen:
                rest = [other for other in chosen if other != value]
                shown = str(words(value).label) if value in words.values else value
                tokens.append(Token(label, shown, self.href(**{name: rest})))
        for asked in self.fields:
            if asked.value:
                shown = self._shown(asked.name) or asked.value
                tokens.append(Token(asked.label, shown, self.href(**{asked.name: ""})))
        return tokens

    def _shown(self, name: str) -> str:
        value = self.filterset.form.cleaned_data.get(name) if self.is_valid else None
        match value:
            case Entity():
                return value.name
            case PartialDate():
                return date_words(value, reader_language())
            case int():
                return f"{value:,}"
            case _:
                return ""

    def _chosen(self, name: str) -> list[str]:
        values = ",".join(self.data.getlist(name)).split(",")
        return list(dict.fromkeys(value for value in values if value))

    def _error(self, name: str) -> str:
        if self.is_valid or name not in self.filterset.errors:
            return ""
        value = self.data.get(name, "")
        if name in ("from", "to"):
            return date_error(value)
        if name in PARTIES:
            return unknown_name(value)
        return " ".join(str(error) for error in self.filterset.errors[name])

    def href(self, **changes: str | list[str]) -> str:
        """This timeline's address with other values for some filters, from its first page."""
        data = self.data.copy()
        data.pop("cursor", None)
        for name, value in changes.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        for name in [*data]:
            data.setlist(name, [value for value in data.getlist(name) if value])
        query = data.urlencode()
        return f"{self.path}?{query}" if query else self.path


def facet_label(name: str) -> str:
    return {"kind": _("Kind"), "certainty": _("Certainty")}[name]


def facet_words(name: str) -> list[tuple[str, str]]:
    """The values of a facet and what they are called where many are counted."""
    if name == "certainty":
        return [(word.value, str(word.label)) for word in Certainty]
    plurals = {
        Kind.CAREER: _("Moves"),
        Kind.RELEASE: _("Releases"),
        Kind.ACQUISITION: _("Acquisitions"),
        Kind.STAKE_SALE: _("Share sales"),
        Kind.LISTING: _("Listings"),
        Kind.LAYOFF: _("Lay-offs"),
        Kind.PARTNERSHIP: _("Partnerships"),
        Kind.FOUNDING: _("Foundings"),
        Kind.CLOSURE: _("Closures"),
        Kind.STATEMENT: _("Statements"),
        Kind.STATISTIC: _("Figures"),
    }
    return [(kind.value, plurals.get(kind, str(kind.label))) for kind in Kind]


def unknown_name(value: str) -> str:
    return _(
        "Nothing with the name “%(name)s” is recorded. Write the name as its own page "
        "shows it, or the last part of that page’s address."
    ) % {"name": value}


def date_error(value: str) -> str:
    try:
        PartialDate.parse(value)
    except ValueError:
        return _(
            "“%(date)s” is not a date. Write 2025, 2025-H2, 2025-Q4, 2025-12 or 2025-12-17."
        ) % {"date": value}
    return _("The end lies before the beginning. Exchange the two.")
