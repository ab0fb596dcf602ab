"""What whoever writes is answered: the record as it is now, also while it is a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from events.api.evidence import evidence_data
from events.api.rows import row_data
from events.api.shapes import DETAILS, ROWS
from events.joining import columns_of
from events.models import Event, Review
from events.models.event import OWN
from events.restoring import EVENT
from people.api.preconditions import tag, version_of
from people.models import Affiliation, Status
from people.refusals import Refused

Context = Mapping[str, Any]

NAMES = {
    **dict.fromkeys(("date", "date_end", "precision"), "date"),
    **{column: name for name in OWN for column in columns_of(name)},
    "note_en": "note.en",
    "note_zh": "note.zh",
    "participations": "participants",
    "merged_into_id": "merged_into",
}
"""What the API calls the columns of an event."""


class DecisionSerializer(serializers.Serializer[Review]):
    """What was last decided on a proposal."""

    verdict = serializers.ChoiceField(Review.Verdict.values)
    reason = serializers.CharField(allow_blank=True)
    by = serializers.CharField(source="author")
    at = serializers.DateTimeField()


class StandingMixin(serializers.Serializer[Any]):
    """How a record stands."""

    status = serializers.ChoiceField(Status.values)
    proposed_by = serializers.CharField(allow_null=True, help_text="Null: a machine.")
    decision = DecisionSerializer(allow_null=True, help_text="The last one, with its reason.")


def _standing(shapes: Mapping[str, Any], word: str) -> dict[str, Any]:
    return {
        kind: type(f"{Event.KINDS[kind].__name__}{word}Serializer", (StandingMixin, shape), {})
        for kind, shape in shapes.items()
    }


ANY_STANDING = PolymorphicProxySerializer(
    component_name="EventStanding",
    serializers=_standing(DETAILS, "Standing"),
    resource_type_field_name="kind",
)
ANY_STANDING_ROW = PolymorphicProxySerializer(
    component_name="EventStandingRow",
    serializers=_standing(ROWS, "StandingRow"),
    resource_type_field_name="kind",
    many=True,
)


def any_event(pk: str) -> Event:
    """An event whatever its status, or 404."""
    event = Event.objects.filter(pk=pk).first()
    if event is None:
        raise NotFound(f"There is no event {pk}. Look for it in /api/v1/proposals/events/.")
    return event


def refuse_merged(event: Event) -> None:
    if event.merged_into_id:
        raise Refused(f"This event was merged into event {event.root.pk}. Change that one instead.")


def standing(record: Event | Affiliation) -> dict[str, Any]:
    decision = record.reviews.filter(undone_at=None).select_related("by", "rule").first()
    return {
        "status": record.status,
        "proposed_by": record.proposed_by and record.proposed_by.get_username(),
        "decision": decision and DecisionSerializer(decision).data,
    }


def event_data(event: Event, context: Context) -> dict[str, Any]:
    """An event as its detail tells it, and how it stands."""
    event = Event.objects.select_related("card", "proposed_by").get(pk=event.pk)
    return {
        **row_data(event.card.data, context["language"], context["addresses"]),
        **standing(event),
        "evidence": evidence_data(list(event.evidence.oldest_first()), context),
    }


def answered(event: Event, context: Context, status: int = 200) -> Response:
    """An event that was written, with its version and where it is found."""
    response = Response(event_data(event, context), status=status)
    tag(response, version_of(event, EVENT))
    if status == 201:
        addresses = context["addresses"]
        response["Location"] = addresses.resource("proposals/events", event.pk)
    return response
