"""The page of a company's network: what its address asks for, the picture and the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.careerlines import address_of_named
from events.channels.table import written
from events.charts.network import Bundle, Link, Network, network_of
from events.facets import Choice, Facet
from events.network.ties import INVESTOR, LABELS, OF_PEOPLE, SORTS, TOWARDS, Tie, ties_of
from events.profiles import Line, address_of
from events.readers import reader_language, tag_of
from events.staff import HAPPENED, Careers
from events.words.numbers import count
from people.models import Entity

MOST_DRAWN = 20
"""Ends in the picture: more would be a thicket."""
MOST_LISTED = 300
"""Rows of the table on the page; the file has all."""


class NetworkForm(forms.Form):
    """What can be asked of a network."""

    tie = forms.ChoiceField(
        choices=list(LABELS.items()),
        required=False,
        error_messages={"invalid_choice": "%(value)s is no sort of tie."},
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A tie as the table tells it."""

    sort: str
    other: Line
    told: Line
    """How much, and where it is told."""
    latest: str
    certainty: str
    """Empty of people who came or went, as each move has its own."""


class NetworkPage:
    """The ties of one company that an address asks for."""

    def __init__(
        self, company: Entity, data: QueryDict | None = None, careers: Careers | None = None
    ) -> None:
        self.company = company
        self.careers = careers
        self.path = reverse("events:network", args=[company.slug])
        self.form = NetworkForm(data or {})
        self.is_valid = self.form.is_valid()
        self.chosen: str = self.form.cleaned_data.get("tie", "")

    @property
    def status(self) -> int:
        return 200 if self.is_valid else 400

    @cached_property
    def every(self) -> list[Tie]:
        return ties_of(self.company, self.careers)

    @cached_property
    def ties(self) -> list[Tie]:
        return [tie for tie in self.every if self.chosen in ("", tie.sort)]

    @cached_property
    def others(self) -> int:
        """With how many it has to do: who is tied to it twice is one."""
        return len({tie.other.id for tie in self.ties})

    @property
    def sorts(self) -> Facet:
        """Every sort of tie with how many there are, and all of them."""
        counts = Counter(tie.sort for tie in self.every)
        every = Choice("", _("All"), len(self.every), self.path, not self.chosen)
        choices = [
            Choice(sort, str(label), counts[sort], self._href(sort), sort == self.chosen)
            for sort, label in LABELS.items()
            if counts[sort] or sort == self.chosen
        ]
        return Facet("tie", _("Ties"), every, choices)

    @cached_property
    def drawn(self) -> list[Tie]:
        """The largest, but of each sort as many as there is room for, in the order of the table."""
        sizes = Counter(tie.sort for tie in self.ties)
        share = MOST_DRAWN // max(len(sizes), 1)
        rank: Counter[str] = Counter()
        ranked = []
        for tie in self.ties:
            ranked.append((rank[tie.sort] >= share, -tie.count, rank[tie.sort], tie))
            rank[tie.sort] += 1
        ranked.sort(key=lambda one: one[:3])
        kept = {(tie.sort, tie.other.id) for *_order, tie in ranked[:MOST_DRAWN]}
        return [tie for tie in self.ties if (tie.sort, tie.other.id) in kept]

    @property
    def picture(self) -> Network | None:
        if not self.drawn:
            return None
        sides: tuple[list[Bundle], list[Bundle]] = ([], [])
        for sort in LABELS:
            if links := [self._link(tie) for tie in self.drawn if tie.sort == sort]:
                sides[sort not in TOWARDS].append(self._bundle(sort, links))
        return network_of(self.company.name, *sides)

    def _bundle(self, sort: str, links: Sequence[Link]) -> Bundle:
        left_out = sum(tie.sort == sort for tie in self.ties) - len(links)
        if not left_out:
            return Bundle(str(LABELS[sort]), links)
        words = ngettext("%(n)s more", "%(n)s more", left_out) % {
            "n": count(left_out, reader_language())
        }
        return Bundle(str(LABELS[sort]), links, words, f"{self._href(sort)}#table")

    def _link(self, tie: Tie) -> Link:
        line = self._line(tie)
        about = _("%(label)s: %(name)s, %(count)s") % {
            "label": LABELS[tie.sort],
            "name": line.name,
            "count": told_words(tie),
        }
        return Link(line.name, line.lang, tie.count, tie.confirmed, about, self._proof(tie))

    @property
    def rows(self) -> list[Row]:
        return [
            Row(
                str(LABELS[tie.sort]),
                self._line(tie),
                Line(told_words(tie), self._proof(tie)),
                str(tie.latest or ""),
                _certainty(tie),
            )
            for tie in self.ties[:MOST_LISTED]
        ]

    @property
    def table(self) -> str:
        """All ties that are asked for, as CSV."""
        language = reader_language()
        columns = ("tie", "name", "kind", "slug", "count", "latest", "certainty", "events")
        rows: list[tuple[Any, ...]] = [
            (tie.sort, tie.other.name_in(language), tie.other.kind, tie.other.slug, tie.count,
             tie.latest or "", _certainty_word(tie), " ".join(map(str, tie.events)))
            for tie in self.ties
        ]  # fmt: skip
        return written(columns, rows)

    @property
    def download(self) -> str:
        return self._href(self.chosen).replace(self.path, f"{self.path}ties.csv", 1)

    def _href(self, sort: str) -> str:
        return f"{self.path}?tie={sort}" if sort else self.path

    def _line(self, tie: Tie) -> Line:
        name = tie.other.name_in(reader_language())
        return Line(name, address_of_named(tie.other), lang=tag_of(name, reader_language()))

    def _proof(self, tie: Tie) -> str:
        """The event that tells of a tie, or the timeline of all that do."""
        if len(tie.events) == 1:
            return reverse("events:event", args=tie.events)
        if tie.sort in OF_PEOPLE:
            asked = QueryDict(mutable=True)
            asked["company"] = self.company.slug
            return f"{reverse('events:talent')}?{asked.urlencode()}#{tie.anchor}"
        return f"{address_of(self.company)}?{_asked(tie)}#timeline"


def _asked(tie: Tie) -> str:
    """The events of a tie as a question to the company's timeline."""
    told = [(kind, other) for (kind, _own, other), sort in SORTS.items() if sort == tie.sort]
    asked = QueryDict(mutable=True)
    asked["kind"] = told[0][0]
    asked[tie.other.kind] = tie.other.slug
    asked["role"] = ",".join(role for _kind, role in told)
    asked["certainty"] = ",".join(HAPPENED)
    return asked.urlencode(safe=",")


def told_words(tie: Tie) -> str:
    """How many people or events."""
    number = {"n": count(tie.count, reader_language())}
    if tie.sort in OF_PEOPLE:
        return ngettext("%(n)s person", "%(n)s people", tie.count) % number
    if tie.sort == INVESTOR:
        return ngettext("%(n)s round", "%(n)s rounds", tie.count) % number
    return ngettext("%(n)s event", "%(n)s events", tie.count) % number


def _certainty(tie: Tie) -> str:
    if tie.sort in OF_PEOPLE:
        return ""
    return _("Confirmed") if tie.confirmed else _("Reported")


def _certainty_word(tie: Tie) -> str:
    if tie.sort in OF_PEOPLE:
        return ""
    return "confirmed" if tie.confirmed else "reported"
