"""The page of statistics: the charts and tables of what is selected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.charts.columns import Columns, Mark, columns_of
from events.facetwords import facet_words
from events.models.vocabulary import Kind
from events.readers import reader_language, tag_of
from events.statistics import wording
from events.statistics.investors import most_active
from events.statistics.reading import (
    HAPPENED,
    LAUNCHES,
    Asked,
    LeftOut,
    Row,
    Statistics,
    statistics,
)
from events.statistics.selection import Selection
from events.words.dates import date_words
from events.words.money import SumWords, sum_words
from people.dates import PartialDate, Precision
from people.money import Qualifier, Sum

MOST_LICENCES = 12
STRIP = {"top": 5.0, "base": 40.0}
"""Pixels of the low chart that one licence has."""
WITH_MONEY = (Kind.FUNDING, Kind.ACQUISITION, Kind.STAKE_SALE, Kind.LISTING)


@dataclass(frozen=True, slots=True)
class Told:
    """A row of a table: what it is of, with the timeline of the events behind it."""

    label: str
    href: str
    events: int
    sum: SumWords | None = None
    uncounted: int = 0
    """Events whose amount, or number of people, is not in the sum."""
    people: int = 0
    share: float = 0
    """Of the largest row, in per cent."""
    led: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table."""

    rows: list[Told]
    chart: Columns | None
    left_out: LeftOut
    total: Told
    undated: str
    """The timeline of the events of unknown date."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The releases under one licence: a low chart of its own."""

    label: str
    href: str
    events: int
    chart: Columns
    years: list[tuple[str, int]]


class StatisticsPage(Selection):
    """The charts and tables of what is selected."""

    def asked(self, *kinds: Kind, changes: Sequence[str] = ()) -> Asked:
        first, last = self.span
        return Asked(kinds=kinds, changes=changes, first=first, last=last)

    def read(self, name: str) -> Statistics:
        """The figures of a table, as rows of the summary."""
        match name:
            case "funding":
                return statistics(self.asked(Kind.FUNDING), [self.by])
            case "kinds":
                return statistics(self.asked(), ["kind"])
            case "releases":
                asked = self.asked(Kind.RELEASE, changes=LAUNCHES)
                return statistics(asked, [self.by, "licence"])
            case _:
                return statistics(self.asked(Kind.LAYOFF), [self.by])

    @cached_property
    def funding(self) -> Figure:
        found = self.read("funding")
        return self._figure(
            found, Kind.FUNDING, [float(row.usd) for row in found.rows], wording.dollars
        )

    @cached_property
    def layoffs(self) -> Figure:
        found = self.read("layoffs")
        values = [float(row.headcount) for row in found.rows]
        return self._figure(found, Kind.LAYOFF, values, wording.people)

    @cached_property
    def kinds(self) -> list[Told]:
        found = {row.keys["kind"]: row for row in self.read("kinds").rows}
        most = max((row.events for row in found.values()), default=1)
        told = [
            self._told(found[kind], label, timeline(self.span, kind=kind), most)
            for kind, label in facet_words("kind")
            if kind in found
        ]
        return sorted(told, key=lambda row: -row.events)

    @cached_property
    def investors(self) -> list[Told]:
        found = most_active(self.asked(Kind.FUNDING))
        most = found[0].rounds if found else 1
        rows = []
        for investor in found:
            named = investor.named
            name = named.name_in(reader_language())
            behind = {"kind": Kind.FUNDING.value, named.kind: named.slug}
            rows.append(
                Told(
                    name, timeline(self.span, **behind), investor.rounds, led=investor.led,
                    share=round(100 * investor.rounds / most, 1),
                    lang=tag_of(name, reader_language()),
                )
            )  # fmt: skip
        return rows

    @cached_property
    def licences(self) -> list[Strip]:
        """The most used first; of what remains, all together last."""
        rows = defaultdict(list)
        for row in self.read("releases").rows:
            rows[row.keys["licence"]].append(row)
        ranked = sorted(rows, key=lambda name: -sum(row.events for row in rows[name]))
        named = [name for name in ranked if name]
        strips = [self._strip(name, name, rows[name]) for name in named[:MOST_LICENCES]]
        if rest := [row for name in named[MOST_LICENCES:] for row in rows[name]]:
            number = len(named) - MOST_LICENCES
            label = ngettext("%(n)s other licence", "%(n)s other licences", number) % {"n": number}
            strips.append(self._strip(label, "", _joined(rest)))
        if "" in rows:
            strips.append(self._strip(_("no licence told"), "", rows[""]))
        return strips

    def _strip(self, label: str, licence: str, rows: Sequence[Row]) -> Strip:
        behind = {"kind": Kind.RELEASE.value} | ({"licence": licence} if licence else {})
        marks = [
            Mark(
                period, row.events, str(row.events),
                wording.listed(
                    (date_words(period, reader_language()), label, wording.releases(row.events))
                ),
                timeline_of(period, self.column, **behind) if licence else "",
            )
            for row in rows
            if (period := row.period)
        ]  # fmt: skip
        by_year: dict[int, int] = defaultdict(int)
        for row in rows:
            if row.period:
                by_year[row.period.start.year] += row.events
        return Strip(
            label=label,
            href=timeline(self.span, **behind) if licence else "",
            events=sum(row.events for row in rows),
            chart=columns_of(marks, self.scale, self.column, str, **STRIP),
            years=[(str(year), by_year[year]) for year in self.licence_years],
        )

    @property
    def licence_years(self) -> list[int]:
        """The years of the table of licences, the last eight of them."""
        return list(range(self.scale.first, self.scale.last + 1))[-8:]

    def _figure(self, found: Statistics, kind: Kind, values: Sequence[float], words: Any) -> Figure:
        rows = [
            self._told(row, date_words(row.period, reader_language()),
                       timeline_of(row.period, self.column, kind=kind.value), 1)
            for row in found.rows
            if row.period
        ]  # fmt: skip
        marks = [
            Mark(row.period, value, words(value), _about(told, kind), told.href, not row.floored)
            for row, told, value in zip(found.rows, rows, values, strict=True)
            if row.period
        ]
        total = self._told(_total(found.rows), "", timeline(self.span, kind=kind.value), 1)
        return Figure(
            rows=rows,
            chart=columns_of(marks, self.scale, self.column, words) if marks else None,
            left_out=found.left_out,
            total=total,
            undated=timeline((None, None), kind=kind.value, precision="unknown"),
        )

    def _told(self, row: Row, label: str, href: str, most: int) -> Told:
        qualifier = Qualifier.OVER if row.floored else Qualifier.EXACT
        money = sum_words(Sum.told(row.usd, "USD", qualifier), reader_language())
        uncounted = row.events - (row.with_headcount or row.counted)
        return Told(
            label, href, row.events,
            sum=money if row.counted else None,
            uncounted=uncounted,
            people=row.headcount,
            share=round(100 * row.events / most, 1),
        )  # fmt: skip


def timeline(span: tuple[PartialDate | None, PartialDate | None], **asked: str) -> str:
    """The timeline of what happened within a time, with the certainties that are counted."""
    first, last = span
    if first is not None:
        asked["from"] = str(first)
    if last is not None:
        asked["to"] = str(last)
    asked["certainty"] = ",".join(HAPPENED)
    return f"{reverse('home')}?{urlencode(asked, safe=',')}"


def timeline_of(period: PartialDate, column: Precision, **asked: str) -> str:
    """The timeline of just the events that count in a period, told apart by month or by year."""
    if period.precision is Precision.MONTH:
        asked["precision"] = f"{Precision.DAY},{Precision.MONTH}"
    elif column is Precision.MONTH:
        asked["precision"] = period.precision.value
    return timeline((period, period), **asked)


def _total(rows: Iterable[Row]) -> Row:
    rows = list(rows)
    names = ("events", "counted", "floored", "undisclosed", "without_rate",
             "with_headcount", "headcount", "usd")  # fmt: skip
    return Row({}, None, **{name: sum(getattr(row, name) for row in rows) for name in names})


def _joined(rows: Iterable[Row]) -> list[Row]:
    """The rows of one period as one."""
    periods: dict[PartialDate, list[Row]] = defaultdict(list)
    for row in rows:
        if row.period:
            periods[row.period].append(row)
    totals = ((period, _total(same)) for period, same in sorted(periods.items()))
    return [Row({}, period, total.events, 0, 0, 0, 0, 0, 0, total.usd) for period, total in totals]


def _about(told: Told, kind: Kind) -> str:
    if kind is Kind.LAYOFF:
        return wording.listed((told.label, wording.people(told.people), wording.cases(told.events)))
    amount = str(told.sum) if told.sum else _("no amount known")
    return wording.listed((told.label, amount, wording.rounds(told.events)))
