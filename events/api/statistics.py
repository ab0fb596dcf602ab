"""Sums over published events, from the summary that is kept in step with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django_filters.utils import translate_validation
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.rows import with_date_label
from events.api.shapes import PeriodSerializer
from events.cards import date_data
from events.models.vocabulary import Certainty, Change, Kind
from events.parameters import CurrencyFilter, PartialDateFilter
from events.statistics.asking import SUBJECTS, StatisticsForm, Subject
from events.statistics.reading import Row, statistics
from people.api.views import PublicView

Shape = serializers.Serializer[Any]


class AmountSerializer(Shape):
    """What the amounts come to. What is not counted is told beside it, for one reason each."""

    usd = serializers.DecimalField(
        26, 2,
        help_text="The lower bounds of all amounts that can be counted, in US dollars at the "
        "reference rate of their day, as text.",
    )  # fmt: skip
    counted = serializers.IntegerField(help_text="Events whose amount is counted.")
    floored = serializers.IntegerField(help_text="Those of the counted that may have been more.")
    undisclosed = serializers.IntegerField(help_text="Events of which no amount is told.")
    without_rate = serializers.IntegerField(help_text="Events without a reference rate.")
    without_floor = serializers.IntegerField(help_text="Events with an upper bound alone.")


class HeadcountSerializer(Shape):
    people = serializers.IntegerField(help_text="Who was laid off, as far as it is told.")
    counted = serializers.IntegerField(help_text="Events of which a number is told.")


class StatisticSerializer(Shape):
    """What some events come to: those of one period, kind, licence and so on, as asked by `by`."""

    period = PeriodSerializer(
        required=False,
        help_text="A month, or the longer period that is all that is told: a quarter is not "
        "divided among its months.",
    )
    kind = serializers.ChoiceField(Kind.values, required=False)
    certainty = serializers.ChoiceField(Certainty.values, required=False)
    currency = serializers.CharField(
        required=False, help_text="Of the amount as it was told; empty where none is."
    )
    round = serializers.CharField(required=False)
    change = serializers.ChoiceField(
        [Change.RELEASED.value, Change.OPEN_SOURCED.value, ""], required=False
    )
    licence = serializers.CharField(required=False, help_text="Empty where none is told.")
    events = serializers.IntegerField()
    amount = AmountSerializer(required=False, help_text="Of funding alone.")
    headcount = HeadcountSerializer(required=False, help_text="Of lay-offs alone.")


class LeftOutSerializer(Shape):
    undated = serializers.IntegerField(help_text="Events of unknown date.")
    partly = serializers.IntegerField(
        help_text="Events whose period lies partly before `from` or after `to`."
    )


class StatisticsSerializer(Shape):
    results = StatisticSerializer(many=True)
    left_out = LeftOutSerializer(help_text="Published events that are in no result.")


WORDS = {
    "from": "From this month, quarter, half or year on.",
    "to": "Until the end of this period.",
    "certainty": "How certain, repeated or separated by commas; confirmed,reported otherwise.",
    "kind": "Kinds of event, repeated or separated by commas.",
    "currency": "The amount was told in this currency: three letters of ISO 4217.",
}
TYPES: Mapping[str, dict[str, Any]] = {
    "from": PartialDateFilter.schema,
    "to": PartialDateFilter.schema,
    "currency": CurrencyFilter.schema,
}
SEVERAL = {"by", "certainty", "kind"}
VALUES: Mapping[str, list[str]] = {"certainty": Certainty.values, "kind": Kind.values}


class StatisticsView(PublicView):
    """Sums by month, year and other keys. A period counts where it lies wholly within the range."""

    subject: Subject

    def known_parameters(self) -> Mapping[str, bool]:
        own = {name: name in SEVERAL for name in ("by", *self.subject.filters)}
        return {**super().known_parameters(), **own}

    def get(self, request: Request) -> Response:
        form = StatisticsForm(request.query_params, self.subject)
        if not form.is_valid():
            raise translate_validation(form.errors)
        found = statistics(form.asked, form.cleaned_data["by"])
        left_out = {"undated": found.left_out.undated, "partly": found.left_out.partly}
        return Response({"results": [self._row(row) for row in found.rows], "left_out": left_out})

    def _row(self, row: Row) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if row.period is not None:
            told["period"] = with_date_label(date_data(row.period), self.language)
        told |= {**row.keys, "events": row.events}
        if self.subject.name == "funding":
            told["amount"] = {
                "usd": f"{row.usd:.2f}",
                "counted": row.counted,
                "floored": row.floored,
                "undisclosed": row.undisclosed,
                "without_rate": row.without_rate,
                "without_floor": row.without_floor,
            }
        if self.subject.name == "layoffs":
            told["headcount"] = {"people": row.headcount, "counted": row.with_headcount}
        return told


def view_of(subject: Subject) -> type[StatisticsView]:
    """The view of one subject, with its own parameters in the schema."""
    parameters = [
        OpenApiParameter(
            "by", enum=subject.by, many=True, explode=True,
            description="What to tell apart, repeated or separated by commas; month otherwise. "
            "Not month and year together.",
        ),
        *(
            OpenApiParameter(
                name, TYPES.get(name, str), description=WORDS[name], many=name in SEVERAL,
                explode=name in SEVERAL, enum=VALUES.get(name),
            )
            for name in subject.filters
        ),
    ]  # fmt: skip
    schema = extend_schema(
        operation_id=f"statistics_{subject.name}",
        tags=["statistics"],
        parameters=parameters,
        responses=StatisticsSerializer,
    )
    name = f"{subject.name.capitalize()}StatisticsView"
    made = type(name, (StatisticsView,), {"subject": subject, "__doc__": StatisticsView.__doc__})
    return extend_schema_view(get=schema)(made)


VIEWS = {name: view_of(subject) for name, subject in SUBJECTS.items()}
