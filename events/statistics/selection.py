"""What the page of statistics is asked for: a unit and a time, and the links to choose others."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from events.charts.scales import YearScale
from events.facets import Choice, Field
from events.filters import EventForm
from events.readers import reader_language
from events.statistics.asking import PeriodField
from events.statistics.reading import years_of
from events.words.dates import date_words
from people.dates import PartialDate, Precision

YEARS_BY_MONTH = 3
"""So many years are shown by month where the address asks for none."""

FIGURES = ("funding", "kinds", "releases", "investors", "layoffs")


class PageForm(EventForm):
    by = forms.ChoiceField(choices=[("month", "month"), ("year", "year")], required=False)
    to = PeriodField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["from"] = PeriodField(required=False)


class Selection:
    """What the address of the page asks for, and what else it might."""

    def __init__(self, data: QueryDict, path: str) -> None:
        self.data = data
        self.path = path
        self.form = PageForm(data)

    @cached_property
    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def status(self) -> int:
        return 200 if self.is_valid else 400

    @property
    def by(self) -> str:
        return (self.form.cleaned_data.get("by") if self.is_valid else "") or "month"

    @property
    def column(self) -> Precision:
        return Precision.YEAR if self.by == "year" else Precision.MONTH

    @cached_property
    def all_years(self) -> list[int]:
        return years_of()

    @cached_property
    def span(self) -> tuple[PartialDate | None, PartialDate | None]:
        """From when to when: what is asked for or, by month, the last years."""
        given = self.form.cleaned_data
        first, last = given.get("from"), given.get("to")
        if first is None and last is None and self.by == "month" and self.all_years:
            end = self.all_years[-1]
            start = max(end - YEARS_BY_MONTH + 1, self.all_years[0])
            return PartialDate.parse(str(start)), PartialDate.parse(str(end))
        return first, last

    @property
    def told_span(self) -> str:
        """The time that is shown, in words."""
        first, last = self.span
        years = self.all_years
        start = date_words(first, reader_language()) if first else str(years[0])
        end = date_words(last, reader_language()) if last else str(years[-1])
        return start if start == end else _("%(start)s to %(end)s") % {"start": start, "end": end}

    @property
    def scale(self) -> YearScale:
        first, last = self.span
        years = self.all_years
        start = max(first.start.year, years[0]) if first else years[0]
        end = min(last.end.year, years[-1]) if last else years[-1]
        return YearScale(min(start, end), max(start, end))

    @property
    def units(self) -> list[Choice]:
        return [
            Choice(value, label, 0, self.href(by=value), self.by == value)
            for value, label in (("month", _("Month")), ("year", _("Year")))
        ]

    @property
    def years(self) -> list[Choice]:
        chosen = self.data.get("from", "")
        current = chosen if chosen == self.data.get("to", "") else None
        choices = [
            Choice(str(year), str(year), 0, self.href(**{"from": str(year), "to": str(year)}),
                   str(year) == current)
            for year in reversed(self.all_years[-12:])
        ]  # fmt: skip
        words = _("All") if self.by == "year" else _("Last three")
        every = Choice("", words, 0, self.href(**{"from": "", "to": ""}), not self.is_active)
        return [every, *choices]

    @property
    def is_active(self) -> bool:
        return bool(self.data.get("from") or self.data.get("to"))

    @property
    def fields(self) -> list[Field]:
        hints = {"from": "2023, 2023-Q1, 2023-04", "to": "2023-12"}
        labels = {"from": _("From"), "to": _("To")}
        return [
            Field(name, labels[name], self.data.get(name, ""), self._error(name), hints[name])
            for name in labels
        ]

    @property
    def by_error(self) -> str:
        wrong = not self.is_valid and "by" in self.form.errors
        return _("Statistics are by month or by year: write by=month or by=year.") if wrong else ""

    def _error(self, name: str) -> str:
        if self.is_valid or name not in self.form.errors:
            return ""
        value = self.data.get(name, "")
        try:
            period = PartialDate.parse(value)
        except ValueError:
            return _("“%(date)s” is not a period. Write 2025, 2025-H2, 2025-Q4 or 2025-12.") % {
                "date": value
            }
        if period.precision is Precision.DAY:
            return _("Statistics are by month. Write %(month)s.") % {"month": value[:7]}
        return _("The end lies before the beginning. Exchange the two.")

    def href(self, path: str = "", **changes: str) -> str:
        asked = {
            name: value
            for name in ("by", "from", "to")
            if (value := changes.get(name, self.data.get(name, "")))
        }
        if asked.get("by") == "month":
            del asked["by"]
        path = path or self.path
        return f"{path}?{urlencode(asked)}" if asked else path

    @property
    def downloads(self) -> dict[str, str]:
        """The same figures as tables for spreadsheets, by the name of the figure."""
        return {name: self.href(f"{self.path}{name}.csv") for name in FIGURES}
