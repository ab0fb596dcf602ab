"""The shapes of events for the schema: what rows.py writes, kind by kind."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from events.api.evidence import EvidenceSerializer
from events.api.rows import OWN_FIELDS
from events.models import Event
from events.models.vocabulary import Certainty, Change, Kind, Role
from people.api.serializers import NamesSerializer, PagesSerializer
from people.dates import Precision
from people.models import Entity
from people.money import Qualifier

Shape = serializers.Serializer[Any]


class PeriodSerializer(Shape):
    """A date of which perhaps only a part is known: the whole period from start to end."""

    start = serializers.DateField()
    end = serializers.DateField()
    precision = serializers.ChoiceField([word.value for word in Precision])
    text = serializers.CharField(
        allow_blank=True, help_text="As `from` and `to` read it, such as 2025-Q4; empty if unknown."
    )
    label = serializers.CharField(  # type: ignore[assignment] # a field is no attribute
        help_text="In the language asked for."
    )


class DollarsSerializer(Shape):
    """A sum in US dollars, and the rate that made it so."""

    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    rate = serializers.FloatField(help_text="US dollars for one unit; 1 for a sum told in them.")
    rate_date = serializers.DateField(
        allow_null=True,
        help_text="The day of the rate: that of the event, or the last one before that has one.",
    )
    source = serializers.CharField(  # type: ignore[assignment] # a field is no attribute
        allow_null=True, help_text="Who set the rate."
    )


class SumSerializer(Shape):
    """An amount of money that keeps its vagueness: a bound that nobody told is null."""

    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    currency = serializers.CharField(allow_blank=True, help_text="ISO 4217; empty if undisclosed.")
    qualifier = serializers.ChoiceField([word.value for word in Qualifier])
    words = serializers.CharField(allow_blank=True, help_text="As the article words it.")
    usd = DollarsSerializer(
        allow_null=True, help_text="Null where no reference rate is known for the currency and day."
    )
    label = serializers.CharField(  # type: ignore[assignment] # a field is no attribute
        help_text="In the language asked for."
    )


class PieceSerializer(Shape):
    text = serializers.CharField(trim_whitespace=False)
    entity = serializers.IntegerField(
        required=False, help_text="The id of the participant whose name the text is."
    )


class ParticipantSerializer(Shape):
    role = serializers.ChoiceField(Role.values)
    id = serializers.IntegerField()
    url = serializers.URLField()
    kind = serializers.ChoiceField(Entity.Kind.values)
    slug = serializers.CharField()
    name = NamesSerializer()


class EventSerializer(Shape):
    """What all events have."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    pages = PagesSerializer()
    certainty = serializers.ChoiceField(Certainty.values)
    headline = serializers.CharField(help_text="One sentence, in the language asked for.")
    headline_pieces = PieceSerializer(many=True)
    date = PeriodSerializer()
    participants = ParticipantSerializer(many=True)
    note = serializers.CharField(allow_null=True)
    articles = serializers.IntegerField(help_text="How many articles tell of it.")
    origins = serializers.IntegerField(help_text="How many of them are no reprints of another.")


class EventDetailSerializer(EventSerializer):
    evidence = EvidenceSerializer(many=True)


def _number(help_text: str) -> serializers.FloatField:
    return serializers.FloatField(allow_null=True, help_text=help_text)


def _text(help_text: str) -> serializers.CharField:
    return serializers.CharField(allow_null=True, help_text=help_text)


OWN_SHAPES: dict[str, serializers.Field[Any, Any, Any, Any]] = {
    "round": _text("Such as seed, A, B+, strategic."),
    "amount": SumSerializer(allow_null=True),
    "valuation": SumSerializer(allow_null=True),
    "change": serializers.ChoiceField(Change.values, allow_null=True, help_text="What changed."),
    "title": _text("The position, as the source words it."),
    "parameters": serializers.IntegerField(allow_null=True, help_text="Of the model."),
    "licence": _text("Of the model."),
    "commercial_use": serializers.BooleanField(allow_null=True, help_text="Does it allow it?"),
    "stake": _number("A fraction: 3% is 0.03."),
    "headcount": serializers.IntegerField(allow_null=True, help_text="How many people."),
    "share": _number("The part of the staff as a fraction: 10% is 0.1."),
    "value": _number("A percentage is a fraction with the unit %."),
    "unit": _text("Of the value."),
    "period": PeriodSerializer(allow_null=True),
}


def _by_kind(base: type[EventSerializer], word: str) -> dict[str, type[EventSerializer]]:
    """One shape a kind: what all events have and its own fields."""
    return {
        kind: type(
            f"{proxy.__name__}{word}Serializer",
            (base,),
            {
                "__doc__": proxy.__doc__,
                "kind": serializers.ChoiceField([kind]),
                **{name: OWN_SHAPES[name] for name in OWN_FIELDS[kind]},
            },
        )
        for kind, proxy in ((kind.value, Event.KINDS[kind]) for kind in Kind)
    }


ROWS = _by_kind(EventSerializer, "")
DETAILS = _by_kind(EventDetailSerializer, "Detail")
ANY_ROW = PolymorphicProxySerializer(
    component_name="Event", serializers={**ROWS}, resource_type_field_name="kind", many=True
)
ANY_DETAIL = PolymorphicProxySerializer(
    component_name="EventDetail", serializers={**DETAILS}, resource_type_field_name="kind"
)
