"""Events over the API, to be written: proposed, corrected, decided on and merged."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events import actions, joining
from events.api import shapes
from events.api.events import ELSEWHERE, EventViewSet
from events.api.writing import examples
from events.api.writing.batch import BatchSerializer, ResultsSerializer, propose_each
from events.api.writing.changes import changed, proposal
from events.api.writing.proofs import proofs_of
from events.api.writing.records import (
    ANY_STANDING,
    NAMES,
    answered,
    any_event,
    refuse_merged,
)
from events.api.writing.told import (
    ANY_CORRECTION,
    ANY_PROPOSAL,
    CORRECTIONS,
    LARGEST_ID,
    ProofSerializer,
    proposal_of,
)
from events.api.writing.verdicts import DecidedView, ReasonSerializer, WhySerializer
from events.models import Event
from events.proposing import propose_event
from events.restoring import EVENT
from people.api.once import once
from people.api.permissions import Scope
from people.api.writing import require_scope_of


class MergeSerializer(WhySerializer):
    """Into which event it goes."""

    into = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)


SCOPES = {
    "create": Scope.PROPOSE,
    "batch": Scope.PROPOSE,
    "prove": Scope.PROPOSE,
    "publish": Scope.PUBLISH,
    "reject": Scope.PUBLISH,
    "retract": Scope.PUBLISH,
    "merge": Scope.MERGE,
    "unmerge": Scope.MERGE,
}


def _into(pk: int) -> Event:
    event = Event.objects.filter(pk=pk).first()
    if event is None:
        raise serializers.ValidationError({"into": ["There is no such event. Give another id."]})
    return event


@extend_schema(tags=["events"])
@extend_schema_view(
    list=extend_schema(responses=shapes.ANY_ROW),
    retrieve=extend_schema(responses={200: shapes.ANY_DETAIL, **ELSEWHERE}),
)
class WritableEventViewSet(DecidedView, EventViewSet):
    """What happened, newest first. One event comes with its evidence."""

    scopes = SCOPES
    tracked = EVENT
    names = NAMES
    conditional = ("partial_update", "publish", "reject", "retract", "merge")

    @extend_schema(request=ANY_PROPOSAL, responses={201: ANY_STANDING}, examples=examples.PROPOSALS)
    @once
    def create(self, request: Request) -> HttpResponseBase:
        """Propose an event with its evidence. Scope: propose."""
        told = proposal_of(request.data)
        proofs = proofs_of(told["evidence"])

        def propose() -> Response:
            event = propose_event(*proposal(told, proofs, by=self.user), by=self.user)
            return self.answer(event, 201)

        return self.act(propose)

    @extend_schema(
        request=inline_serializer(
            "EventBatch", {"events": serializers.ListField(child=ANY_PROPOSAL, max_length=500)}
        ),
        responses=ResultsSerializer,
        examples=examples.BATCH,
    )
    @action(detail=False, methods=["post"])
    @once
    def batch(self, request: Request) -> HttpResponseBase:
        """Propose up to 500 events, each by itself: a bad one spoils nothing. Scope: propose."""
        told = self.told(BatchSerializer)
        answer = propose_each(request, told["events"])
        return self.act(lambda: answer)

    @extend_schema(request=ANY_CORRECTION, responses=ANY_STANDING, examples=examples.CORRECTIONS)
    @once
    def partial_update(self, request: Request, pk: str) -> HttpResponseBase:
        """Set fields of an event. Scope: publish, or propose for a proposal of one's own."""
        told = self.told(CORRECTIONS[any_event(pk).kind])

        def correct() -> Response:
            event = self.held(pk)
            self.require_to_correct(event)
            refuse_merged(event)
            self.require_read(event, told)
            changes = changed(told, event, by=self.user)
            if changes:
                why = told.get("reason", "")
                event = actions.correct_event(event, changes, by=self.user, public_reason=why)
            return self.answer(event)

        return self.act(correct)

    @extend_schema(request=ProofSerializer, responses={201: ANY_STANDING})
    @action(detail=True, methods=["post"], url_path="evidence")
    @once
    def prove(self, request: Request, pk: str) -> HttpResponseBase:
        """Let a sentence prove an event. Scope: propose, or publish where the event is public."""
        told = self.told(ProofSerializer)
        event = any_event(pk)
        (proof,) = proofs_of([told])

        def add() -> Response:
            now = actions.locked(event)
            require_scope_of(request, actions.to_prove(now))
            refuse_merged(now)
            actions.add_evidence(now, **proof._asdict(), by=self.user)
            return self.answer(now, 201)

        return self.act(add)

    @extend_schema(request=WhySerializer, responses=ANY_STANDING)
    @action(detail=True, methods=["post"])
    @once
    def publish(self, request: Request, pk: str) -> HttpResponseBase:
        """Make a proposed event public. Scope: publish."""
        return self.decide(pk, actions.accept_event, WhySerializer)

    @extend_schema(request=ReasonSerializer, responses=ANY_STANDING)
    @action(detail=True, methods=["post"])
    @once
    def reject(self, request: Request, pk: str) -> HttpResponseBase:
        """Refuse a proposed event, for good. Scope: publish."""
        return self.decide(pk, actions.reject_event, ReasonSerializer)

    @extend_schema(request=ReasonSerializer, responses=ANY_STANDING)
    @action(detail=True, methods=["post"])
    @once
    def retract(self, request: Request, pk: str) -> HttpResponseBase:
        """Take a published event back; readers are told the reason. Scope: publish."""
        return self.decide(pk, actions.retract_event, ReasonSerializer, needed=True)

    @extend_schema(request=MergeSerializer, responses=ANY_STANDING, examples=examples.MERGES)
    @action(detail=True, methods=["post"])
    @once
    def merge(self, request: Request, pk: str) -> HttpResponseBase:
        """Let an event go on as another one, which is answered. Scope: merge."""
        told = self.told(MergeSerializer)

        def merge() -> Response:
            event, into = joining.held(any_event(pk), _into(told["into"]))
            self.require_unchanged(event, needed=False)
            joining.merge_events(event, into, by=self.user, reason=told["reason"])
            return self.answer(into)

        return self.act(merge)

    @extend_schema(request=WhySerializer, responses=ANY_STANDING)
    @action(detail=True, methods=["post"])
    @once
    def unmerge(self, request: Request, pk: str) -> HttpResponseBase:
        """Let a merged event stand for itself again. Scope: merge."""
        told = self.told(WhySerializer)

        def unmerge() -> Response:
            event = any_event(pk)
            joining.unmerge_event(event, by=self.user, reason=told["reason"])
            return self.answer(event)

        return self.act(unmerge)

    def held(self, pk: str) -> Event:
        return actions.locked(any_event(pk), to_publish=True)

    def answer(self, event: Event, status: int = 200) -> Response:
        return answered(event, self.get_serializer_context(), status)
