"""What a client tells of an event: the shapes of bodies, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from events.api.rows import OWN_FIELDS
from events.api.writing.fields import DateField, SumField
from events.extraction import MAX_CHARACTERS
from events.models import Event
from events.models.vocabulary import CHANGES, Certainty, Change, Kind
from people.actions import LONGEST_NAME
from people.api.writing import StrictSerializer
from people.models import Entity

MOST_PROOFS = 20
MOST_PARTIES = 60
LONGEST_QUOTE = 4000
LARGEST_ID = 2**63 - 1


class NoteSerializer(StrictSerializer):
    en = serializers.CharField(max_length=300, required=False, allow_blank=True)
    zh = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ReferenceSerializer(StrictSerializer):
    """Who is meant: by id, by slug, or by a name."""

    id = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    slug = serializers.CharField(required=False, max_length=90)
    name = serializers.CharField(
        required=False, max_length=LONGEST_NAME, help_text="In any script and spelling known."
    )
    new = serializers.BooleanField(
        default=False, help_text="Propose a new record where nobody is known by the name."
    )

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        if sum(key in told for key in ("id", "slug", "name")) != 1:
            raise serializers.ValidationError({"name": ["Give one of id, slug and name."]})
        return told


class PartySerializer(ReferenceSerializer):
    """Who took part, and as what."""

    role = serializers.CharField(max_length=20)
    kind = serializers.ChoiceField(
        Entity.Kind.values, required=False, help_text="Otherwise what usually plays the role."
    )


class ProofSerializer(StrictSerializer):
    """Where it stands, and the words that prove it, copied character by character."""

    article = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_ID, help_text="Of one that is known."
    )
    address = serializers.CharField(required=False, max_length=2048)
    text = serializers.CharField(
        required=False,
        max_length=MAX_CHARACTERS,
        trim_whitespace=False,
        help_text="The article, where its page cannot be fetched.",
    )
    title = serializers.CharField(required=False, max_length=300)
    published = serializers.DateField(required=False)
    quote = serializers.CharField(max_length=LONGEST_QUOTE, trim_whitespace=False)
    certainty = serializers.ChoiceField(
        Certainty.values,
        default=Certainty.REPORTED.value,
        help_text="How certain these words alone make it; denied: they deny it.",
    )

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        if not any(key in told for key in ("article", "address", "text")):
            raise serializers.ValidationError(
                {"address": ["Give the address of the article, its id, or its text."]}
            )
        return told


def _text(length: int, **options: Any) -> serializers.CharField:
    return serializers.CharField(
        max_length=length, required=False, allow_blank=True, allow_null=True, **options
    )


def _number(**options: Any) -> dict[str, Any]:
    return {"required": False, "allow_null": True, **options}


def own_field(name: str, kind: str = "") -> serializers.Field[Any, Any, Any, Any]:
    """The field of a body for one of the fields that only some kinds have."""
    match name:
        case "amount" | "valuation":
            return SumField(**_number())
        case "period":
            return DateField(**_number())
        case "round":
            return _text(20, help_text="Such as seed, A, B+, strategic.")
        case "title":
            return _text(200, help_text="In the words of the source.")
        case "licence":
            return _text(80)
        case "unit":
            return _text(40)
        case "change":
            words = CHANGES[Kind(kind)] if kind else Change
            return serializers.ChoiceField([word.value for word in words], **_number())
        case "parameters":
            return serializers.IntegerField(**_number(min_value=0, max_value=LARGEST_ID))
        case "headcount":
            return serializers.IntegerField(**_number(min_value=0, max_value=2**31 - 1))
        case "commercial_use":
            return serializers.BooleanField(**_number())
        case "stake" | "share":
            fraction = _number(max_digits=7, decimal_places=6, max_value=1, min_value=0)
            return serializers.DecimalField(**fraction, help_text="A fraction: 3% is 0.03.")
    return serializers.DecimalField(**_number(max_digits=24, decimal_places=6))


class CorrectionSerializer(StrictSerializer):
    """What any event lets be set."""

    date = DateField(required=False, allow_null=True)
    certainty = serializers.ChoiceField(Certainty.values, required=False)
    certainty_why = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        help_text="Needed where the certainty is not what the evidence makes it; readers see it.",
    )
    note = NoteSerializer(required=False)
    participants = PartySerializer(many=True, required=False, allow_empty=False)
    reason = serializers.CharField(
        max_length=300,
        required=False,
        help_text="Needed for what is published: readers are told it, word for word.",
    )

    def validate_participants(self, told: list[Any]) -> list[Any]:
        if len(told) > MOST_PARTIES:
            raise serializers.ValidationError(f"There may be {MOST_PARTIES} at most.")
        return told

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        for name in ("stake", "share"):
            if told.get(name) == 0:
                raise serializers.ValidationError({name: ["Write more than 0, or null."]})
        return told


class ProvedSerializer(StrictSerializer):
    """What comes with its evidence."""

    evidence = ProofSerializer(many=True, allow_empty=False)

    def validate_evidence(self, told: list[Any]) -> list[Any]:
        if len(told) > MOST_PROOFS:
            raise serializers.ValidationError(f"There may be {MOST_PROOFS} at most.")
        return told


class ProposalSerializer(ProvedSerializer, CorrectionSerializer):
    """What every proposal tells."""

    reason = None  # type: ignore[assignment] # so that it is none of the fields
    certainty_why = None  # type: ignore[assignment] # as above
    certainty = serializers.ChoiceField(
        Certainty.values,
        required=False,
        help_text="Otherwise what the evidence makes it.",
    )
    participants = PartySerializer(many=True, allow_empty=False)


def _of_kinds(
    base: type[StrictSerializer], word: str, *, with_kind: bool
) -> dict[str, type[StrictSerializer]]:
    return {
        kind: type(
            f"{Event.KINDS[kind].__name__}{word}Serializer",
            (base,),
            {
                "__doc__": Event.KINDS[kind].__doc__,
                **({"kind": serializers.ChoiceField([kind])} if with_kind else {}),
                **{name: own_field(name, kind) for name in OWN_FIELDS[kind]},
            },
        )
        for kind in Kind.values
    }


PROPOSALS = _of_kinds(ProposalSerializer, "Proposal", with_kind=True)
CORRECTIONS = _of_kinds(CorrectionSerializer, "Correction", with_kind=False)

ANY_PROPOSAL = PolymorphicProxySerializer(
    component_name="EventProposal", serializers={**PROPOSALS}, resource_type_field_name="kind"
)
ANY_CORRECTION = type(
    "EventCorrectionSerializer",
    (CorrectionSerializer,),
    {
        "__doc__": "Any of the fields that an event of the kind has; null takes a value away.",
        **{name: own_field(name) for fields in OWN_FIELDS.values() for name in fields},
    },
)


def proposal_of(data: Any) -> Mapping[str, Any]:
    """What a body proposes, or `ValidationError`."""
    if not isinstance(data, Mapping):
        raise serializers.ValidationError({"kind": ["Send one JSON object with a kind."]})
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in PROPOSALS:
        raise serializers.ValidationError({"kind": [f"Write one of {', '.join(Kind.values)}."]})
    reading = PROPOSALS[kind](data=data)
    reading.is_valid(raise_exception=True)
    told: Mapping[str, Any] = reading.validated_data
    return told


def changes_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event as `events.actions` takes them, but for the date and who took part."""
    changes: dict[str, Any] = {
        f"note_{language}": text for language, text in told.get("note", {}).items()
    }
    for name in ("certainty", "certainty_why"):
        if name in told:
            changes[name] = told[name]
    for name in {name for fields in OWN_FIELDS.values() for name in fields} & told.keys():
        changes[name] = EMPTY.get(name) if told[name] is None else told[name]
    return changes


EMPTY = dict.fromkeys(("round", "title", "licence", "unit", "change"), "")
"""What stands for nothing in columns of text."""
