"""The filters of a timeline as a page offers them: links with counts, fields, removable tokens.

Their state is the address alone; events/filters.py reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from events.facetcounts import counts_of
from events.facetwords import date_error, facet_label, facet_words, unknown_name
from events.filters import PARTIES, EventFilter
from events.models import Collection, Event, EventQuerySet, Source
from events.readers import reader_language
from events.search.asking import sampled
from events.tallies import State, Tally, state_of_record, tally_of
from events.words.countries import country_name
from events.words.dates import date_words
from people.dates import PartialDate
from people.models import Entity

FACETS = ("kind", "certainty")
"""Always in sight."""

NARROWER = ("role", "country", "language")
"""Counted from other tables, and folded away with the form."""

LEFT_OUT = ("not_kind", "not_certainty", "not_country")
FIELDS = (
    "from", "to", "precision", "company", "person", "model", "min_amount", "max_amount", "currency",
    "min_amount_usd", "max_amount_usd", "licence", "q", "not_kind", "not_certainty",
)  # fmt: skip
SEVERAL = (*FACETS, *NARROWER, *LEFT_OUT)
UNSEEN = (*SEVERAL, "collection", "source", "ordering")
"""What the form sends along without a field for it; what is left out has one for more."""

MOST_COUNTRIES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    href: str
    current: bool
    rough: bool = False
    """Whether the count is an estimate."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    every: Choice | None
    """The choice of not choosing; of the narrower facets only where one is chosen."""
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
    options: tuple[tuple[str, str], ...] = ()
    """Values to choose from, each with its words; none where anything may be typed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A chosen value that can be taken back."""

    label: str
    value: str
    href: str


class Filters:
    """What the address of a timeline asks for, and the addresses of what else could be asked.

    `entity` or `collection` is the one whose timeline it is.
    """

    def __init__(
        self,
        data: QueryDict,
        path: str,
        entity: Entity | None = None,
        collection: Collection | None = None,
    ) -> None:
        self.data = data
        self.path = path
        self.entity = entity
        self.collection = collection
        self.filterset = self._filterset(data)

    def _filterset(self, data: QueryDict) -> EventFilter:
        return EventFilter(
            data, Event.objects.published(), entity=self.entity, collection=self.collection
        )

    def _others(self, *names: str) -> EventFilter:
        """What is asked for beside these."""
        data = self.data.copy()
        for name in (*names, "ordering"):
            data.pop(name, None)
        return self._filterset(data)

    @cached_property
    def is_valid(self) -> bool:
        return bool(self.filterset.is_valid())

    @property
    def is_active(self) -> bool:
        return any(self.data.get(name) for name in (*FIELDS, *UNSEEN[:-1]))

    @property
    def canonical(self) -> str:
        """The one address under which these events are known, whatever else was written in it.

        The order, the place in it and what is no filter make no other page.
        """
        query = QueryDict(mutable=True)
        for name in dict.fromkeys((*FACETS, *FIELDS, *UNSEEN)):
            if name == "ordering":
                continue
            values = self._chosen(name) if name in SEVERAL else [self.data.get(name, "")]
            if chosen := sorted(value for value in values if value):
                query.setlist(name, chosen)
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def is_deep(self) -> bool:
        """Whether so much is chosen that the page is one of too many to be found by searching.

        One kind or one certainty makes a page of its own; all else is for who chose it.
        """
        chosen = [value for name in FACETS for value in self._chosen(name)]
        return len(chosen) > 1 or any(
            self.data.get(name) for name in (*FIELDS, *NARROWER, *LEFT_OUT, "collection", "source")
        )

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
        return self._tally() if self.is_valid else Tally()

    def _tally(self, *without: str) -> Tally:
        asked = self.filterset.form.cleaned_data
        events = self._others(*FACETS, *without).qs
        return tally_of(
            events,
            kinds=asked["kind"],
            certainties=asked["certainty"],
            state=self.state,
            sample=sampled(events) if asked["q"] else None,
        )

    @cached_property
    def state(self) -> State:
        return state_of_record()

    @property
    def facets(self) -> list[Facet]:
        counts = {"kind": self.tally.kinds, "certainty": self.tally.certainties}
        every = {"kind": _("All"), "certainty": _("Any")}
        facets = []
        for name in FACETS:
            chosen, counted = self._chosen(name), counts[name]
            choices = [
                Choice(value, label, counted[value], self.href(**{name: value}), value in chosen)
                for value, label in facet_words(name)
                if counted[value] or value in chosen or name == "certainty" or self.tally.about
            ]
            href = self.href(**{name: ""})
            first = Choice("", every[name], counted.total(), href, not chosen)
            facets.append(
                Facet(name, facet_label(name), first, choices, self._error(name), self.tally.about)
            )
        return facets

    @cached_property
    def narrower(self) -> list[Facet]:
        """The facets that are counted from other tables, where they have more than one value."""
        if not self.is_valid:
            return []
        if self.tally.about:  # of words, what a sample tells is too little for these
            return []
        parties = self.filterset.parties
        names = [name for name in NARROWER if parties or name != "role"]
        facets = [self._narrower(name, parties) for name in names]
        return [facet for facet in facets if facet.every or len(facet.choices) > 1]

    def _narrower(self, name: str, parties: list[Entity]) -> Facet:
        chosen = self._chosen(name)
        counts, rough = counts_of(
            name,
            self._others(name).qs,
            total=self._tally(name).total if chosen else self.tally.total,
            parties=parties,
            state=self.state,
        )
        words = dict(facet_words(name))
        if name == "country":
            codes = [code for code, _count in counts.most_common(MOST_COUNTRIES)]
            chosen = [code.upper() for code in chosen]
            words = {code: country_name(code, reader_language()) for code in (*codes, *chosen)}
        choices = [
            Choice(value, label, counts[value], self.href(**{name: value}), value in chosen, rough)
            for value, label in words.items()
            if counts[value] or value in chosen
        ]
        every = Choice("", _("Any"), 0, self.href(**{name: ""}), False) if chosen else None
        return Facet(name, facet_label(name), every, choices)

    @property
    def unseen_errors(self) -> list[str]:
        """What is wrong with parameters that stand in no field and no facet in sight."""
        names = [name for name in UNSEEN if name not in (*FACETS, *FIELDS)]
        return [error for name in names if (error := self._error(name))]

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
            "max_amount": _("At most"),
            "max_amount_usd": _("At most in US dollars"),
            "q": _("Words in names and quotes"),
            "not_kind": _("Without the kind"),
            "not_certainty": _("Without the certainty"),
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
                name,
                labels[name],
                "" if name in LEFT_OUT else self.data.get(name, ""),
                self._error(name),
                hints.get(name, ""),
                tuple(facet_words(name)) if name in LEFT_OUT else (),
            )
            for name in names
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form sends along unseen."""
        return [(name, value) for name in UNSEEN for value in self.data.getlist(name) if value]

    @property
    def tokens(self) -> list[Token]:
        tokens = []
        for name in SEVERAL:
            words = dict(facet_words(name))
            chosen = self._chosen(name)
            for value in chosen:
                rest = [other for other in chosen if other != value]
                shown = words.get(value) or country_name(value.upper(), reader_language())
                tokens.append(Token(facet_label(name), shown, self.href(**{name: rest})))
        for asked in self.fields:
            if asked.value:
                shown = self._shown(asked.name) or asked.value
                tokens.append(Token(asked.label, shown, self.href(**{asked.name: ""})))
        for name, label in (("collection", _("Collection")), ("source", _("Source"))):
            if shown := self._shown(name):
                tokens.append(Token(label, shown, self.href(**{name: ""})))
        return tokens

    def _shown(self, name: str) -> str:
        value = self.filterset.form.cleaned_data.get(name) if self.is_valid else None
        match value:
            case Entity() | Source():
                return value.name
            case Collection():
                return value.title
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

    def form_href(self, name: str) -> str:
        """The address of another form of this timeline, under the same filters.

        Those of a collection stand where all events do, with the collection as one filter more.
        """
        query = self.href().removeprefix(self.path)
        if self.collection is None:
            return f"{self.path}{name}{query}"
        asked = QueryDict(query.removeprefix("?"), mutable=True)
        asked["collection"] = self.collection.slug
        return f"{reverse('home')}{name}?{asked.urlencode()}"

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
