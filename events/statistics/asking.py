"""What can be asked of statistics, on their page as in the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.filters import EventForm
from events.models.vocabulary import Certainty, Kind
from events.parameters import CurrencyField, PartialDateField, SeveralField
from events.statistics.reading import HAPPENED, LAUNCHES, Asked
from people.dates import PartialDate, Precision

PERIODS = ("month", "year")


class PeriodField(PartialDateField):
    """A month or longer: shorter ones are not told apart."""

    def clean(self, value: Any) -> PartialDate | None:
        period = super().clean(value)
        if period is not None and period.precision is Precision.DAY:
            raise ValidationError(
                "Statistics are by month: write %(month)s, or a quarter, half or year.",
                code="too_precise",
                params={"month": str(period)[:7]},
            )
        return period


@dataclass(frozen=True, slots=True)
class Subject:
    """What statistics are of, by what they can be told apart, and what narrows them."""

    name: str
    kinds: tuple[Kind, ...]
    own: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()

    @property
    def by(self) -> tuple[str, ...]:
        return (*PERIODS, *self.own, "certainty")

    @property
    def filters(self) -> tuple[str, ...]:
        return ("from", "to", "certainty", *self.narrowed)


SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject("events", (), own=("kind",), narrowed=("kind",)),
        Subject("funding", (Kind.FUNDING,), own=("currency", "round"), narrowed=("currency",)),
        Subject("releases", (Kind.RELEASE,), own=("licence", "change"), changes=LAUNCHES),
        Subject("layoffs", (Kind.LAYOFF,)),
    )
}


class StatisticsForm(EventForm):
    """The parameters of one subject."""

    to = PeriodField(required=False)

    def __init__(self, data: Any, subject: Subject) -> None:
        super().__init__(data)
        self.subject = subject
        self.fields["by"] = SeveralField(choices=[(name, name) for name in subject.by],
                                         required=False)  # fmt: skip
        self.fields["from"] = PeriodField(required=False)
        self.fields["certainty"] = SeveralField(choices=Certainty.choices, required=False)
        if "kind" in subject.filters:
            self.fields["kind"] = SeveralField(choices=Kind.choices, required=False)
        if "currency" in subject.filters:
            self.fields["currency"] = CurrencyField(required=False)

    def clean_by(self) -> list[str]:
        by: list[str] = list(dict.fromkeys(self.cleaned_data["by"]))
        if set(PERIODS) <= set(by):
            told = "By month or by year, not both. Leave one out."
            raise forms.ValidationError(told, code="together")
        return by or ["month"]

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            kinds=given.get("kind") or self.subject.kinds,
            certainties=given["certainty"] or HAPPENED,
            changes=self.subject.changes,
            currencies=[given["currency"]] if given.get("currency") else (),
            first=given["from"],
            last=given["to"],
        )
