"""The page of talent flows: what its address asks for, and the flows that answer it."""

from __future__ import annotations

from collections import Counter
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
from events.charts.sankey import Sankey, sankey_of
from events.charts.sankey import Stream as Ribboned
from events.facets import Choice, Field
from events.facetwords import date_error, unknown_name
from events.filters import EventForm
from events.parameters import EntityField, PartialDateField
from events.profiles import Line
from events.readers import reader_language, tag_of
from events.staff import Named
from events.talent import Crossing, Flow, talent_flows, within
from events.words.dates import date_words
from events.words.numbers import count
from people.models import Entity

PAGE_SIZE = 50
MOST_DRAWN = 20
"""Flows in the picture: more would be a thicket."""
LAST_PAGE = 10_000


class TalentForm(EventForm):
    """What can be asked of talent flows, on the page as in the API."""

    company = EntityField(kind=Entity.Kind.COMPANY, required=False)
    to = PartialDateField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["from"] = PartialDateField(required=False)


@dataclass(frozen=True, slots=True)
class Journey:
    """One person of a flow; what has no event of its own is told by a post on their page."""

    person: Line
    left: Line
    arrived: Line


@dataclass(frozen=True, slots=True)
class Stream:
    """One flow."""

    origin: Line
    target: Line
    count: int
    share: int
    """Of the largest flow shown, in per cent."""
    journeys: list[Journey]
    anchor: str


class TalentPage:
    """One page of the flows that an address asks for."""

    def __init__(self, data: QueryDict, path: str) -> None:
        self.data = data
        self.path = path
        self.form = TalentForm(data)

    @cached_property
    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def status(self) -> int:
        return 200 if self.is_valid else 400

    @property
    def is_active(self) -> bool:
        return any(self.data.get(name) for name in ("company", "from", "to"))

    @cached_property
    def _of_any_time(self) -> list[Flow]:
        return talent_flows(self.form.cleaned_data["company"]) if self.is_valid else []

    @cached_property
    def flows(self) -> list[Flow]:
        asked = self.form.cleaned_data
        return within(self._of_any_time, asked.get("from"), asked.get("to"))

    @property
    def people(self) -> int:
        return len({one.person.id for flow in self.flows for one in flow.crossings})

    @property
    def streams(self) -> list[Stream]:
        largest = self.flows[0].count if self.flows else 1
        first = (self._page - 1) * PAGE_SIZE
        return [_stream(flow, largest) for flow in self.flows[first : first + PAGE_SIZE]]

    @property
    def drawn(self) -> list[Flow]:
        """The largest flows of this page."""
        first = (self._page - 1) * PAGE_SIZE
        return self.flows[first : first + MOST_DRAWN]

    @property
    def picture(self) -> Sankey | None:
        """The largest flows of this page as ribbons that lead to their people."""
        drawn = self.drawn
        if not drawn:
            return None
        ends = {named.id: named for flow in drawn for named in (flow.origin, flow.target)}
        lines = {key: _line(named) for key, named in ends.items()}
        return sankey_of(
            [
                Ribboned(flow.origin.id, flow.target.id, flow.count, _about(flow),
                         f"#{_anchor(flow)}")
                for flow in drawn
            ],
            {key: (line.name, line.lang) for key, line in lines.items()},
        )  # fmt: skip

    @property
    def table(self) -> str:
        """All flows that are asked for, as CSV."""
        language = reader_language()
        columns = ("origin", "origin_slug", "target", "target_slug", "people")
        rows = (
            (flow.origin.name_in(language), flow.origin.slug,
             flow.target.name_in(language), flow.target.slug, flow.count)
            for flow in self.flows
        )  # fmt: skip
        return written(columns, rows)

    @property
    def download(self) -> str:
        return self.href().replace(self.path, f"{self.path}flows.csv", 1)

    @property
    def newer(self) -> str:
        return self.href(page=str(self._page - 1)) if self._page > 1 else ""

    @property
    def older(self) -> str:
        more = len(self.flows) > self._page * PAGE_SIZE
        return self.href(page=str(self._page + 1)) if more else ""

    @property
    def years(self) -> list[Choice]:
        """All years, and each in which somebody arrived, with how many."""
        counts = Counter(one.arrived.start.year for one in self._all if one.arrived.is_known)
        chosen = self.data.get("from", "")
        current = chosen if chosen == self.data.get("to", "") else None
        every = Choice(
            "", _("All"), len(self._all), self.href(**{"from": "", "to": ""}), not current
        )
        return [
            every,
            *(
                Choice(
                    str(year),
                    str(year),
                    counts[year],
                    self.href(**{"from": str(year), "to": str(year)}),
                    str(year) == current,
                )
                for year in sorted(counts, reverse=True)
            ),
        ]

    @property
    def fields(self) -> list[Field]:
        labels = {"company": _("From or to company"), "from": _("From"), "to": _("To")}
        hints = {"from": "2023, 2023-Q1, 2023-04", "to": "2023-12"}
        return [
            Field(name, label, self._typed(name), self._error(name), hints.get(name, ""))
            for name, label in labels.items()
        ]

    def _typed(self, name: str) -> str:
        """A company by its name, whatever it was asked by."""
        value = self.form.cleaned_data.get(name) if self.is_valid else None
        return value.name if isinstance(value, Entity) else self.data.get(name, "")

    def _error(self, name: str) -> str:
        if self.is_valid or name not in self.form.errors:
            return ""
        value = self.data.get(name, "")
        return unknown_name(value) if name == "company" else date_error(value)

    @property
    def _page(self) -> int:
        return self.form.cleaned_data.get("page") or 1

    @cached_property
    def _all(self) -> list[Crossing]:
        return [one for flow in self._of_any_time for one in flow.crossings]

    def href(self, **changes: str) -> str:
        asked = {
            name: value
            for name in ("company", "from", "to")
            if (value := changes.get(name, self.data.get(name, "")))
        }
        if "page" in changes and changes["page"] != "1":
            asked["page"] = changes["page"]
        data = QueryDict(mutable=True)
        data.update(asked)
        return f"{self.path}?{data.urlencode()}" if asked else self.path


def _stream(flow: Flow, largest: int) -> Stream:
    return Stream(
        _line(flow.origin),
        _line(flow.target),
        flow.count,
        round(100 * flow.count / largest),
        [_journey(crossing) for crossing in flow.crossings],
        _anchor(flow),
    )


def _anchor(flow: Flow) -> str:
    """The place of a flow on its page."""
    return f"flow-{flow.origin.id}-{flow.target.id}"


def _about(flow: Flow) -> str:
    language = reader_language()
    return _("%(origin)s to %(target)s: %(people)s") % {
        "origin": flow.origin.name_in(language),
        "target": flow.target.name_in(language),
        "people": ngettext("%(n)s person", "%(n)s people", flow.count)
        % {"n": count(flow.count, language)},
    }


def _journey(crossing: Crossing) -> Journey:
    person = _line(crossing.person)
    language = reader_language()
    dates = (
        (_("left %s"), crossing.left, crossing.departures),
        (_("began %s"), crossing.arrived, crossing.arrivals),
    )
    left, arrived = (
        Line(
            words % date_words(when, language),
            reverse("events:event", args=[events[0]]) if events else f"{person.href}#career",
        )
        for words, when, events in dates
    )
    return Journey(person, left, arrived)


def _line(named: Named) -> Line:
    name = named.name_in(reader_language())
    return Line(name, address_of_named(named), lang=tag_of(name, reader_language()))
