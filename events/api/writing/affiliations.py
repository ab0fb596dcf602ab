"""Who holds which post, over the API, to be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events import actions
from events.api.affiliations import (
    AffiliationDetailSerializer,
    AffiliationSerializer,
    AffiliationViewSet,
)
from events.api.evidence import evidence_data
from events.api.writing import examples
from events.api.writing.fields import DateField
from events.api.writing.parties import Parties
from events.api.writing.proofs import Proof, proofs_of
from events.api.writing.records import StandingMixin, standing
from events.api.writing.told import ProofSerializer, ProvedSerializer, ReferenceSerializer
from events.api.writing.verdicts import DecidedView, ReasonSerializer, WhySerializer
from events.models import Evidence
from events.proposing import propose_affiliation
from events.restoring import AFFILIATION
from people.actions import Newcomer
from people.api.once import once
from people.api.permissions import Scope
from people.api.preconditions import tag, version_of
from people.api.writing import StrictSerializer, require_scope_of
from people.models import Affiliation, Entity

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SCOPES = {
    "create": Scope.PROPOSE,
    "prove": Scope.PROPOSE,
    "publish": Scope.PUBLISH,
    "reject": Scope.PUBLISH,
    "retract": Scope.PUBLISH,
}
SIDES = {"person": (Entity.Kind.PERSON,), "company": (Entity.Kind.COMPANY,)}
PERIODS = ("started", "ended")
NAMES = {
    **{f"{name}_{part}": name for name in PERIODS for part in ("on", "end", "precision")},
    "person_id": "person",
    "company_id": "company",
}
"""What the API calls the columns of an affiliation."""


class PostSerializer(StrictSerializer):
    """What may be set of a post."""

    title = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text="In the words of the source."
    )
    former = serializers.BooleanField(required=False, help_text="Whether it is over.")
    started = DateField(required=False, allow_null=True)
    ended = DateField(required=False, allow_null=True)


class PostCorrectionSerializer(PostSerializer):
    reason = serializers.CharField(
        max_length=300,
        required=False,
        help_text="Needed for what is published: readers are told it, word for word.",
    )


class PostProposalSerializer(ProvedSerializer, PostSerializer):
    person = ReferenceSerializer()
    company = ReferenceSerializer()


class AffiliationStandingSerializer(StandingMixin, AffiliationDetailSerializer):
    """A post with its evidence, and how it stands."""

    class Meta(AffiliationDetailSerializer.Meta):
        fields = (
            *AffiliationDetailSerializer.Meta.fields, "status", "proposed_by", "decision",
        )  # fmt: skip


def any_affiliation(pk: str) -> Affiliation:
    """An affiliation whatever its status, or 404."""
    found: Affiliation | None = Affiliation.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(
            f"There is no affiliation {pk}. Look for it in /api/v1/proposals/affiliations/."
        )
    return found


def proposed_affiliation(told: Mapping[str, Any], proofs: list[Proof], *, by: User) -> Affiliation:
    """The post that a body proposes. Call it in a deed."""
    parties = Parties((told[side], kinds) for side, kinds in SIDES.items())
    found = {side: parties.find(told[side], kinds) for side, kinds in SIDES.items()}
    if errors := {side: answer for side, answer in found.items() if isinstance(answer, dict)}:
        raise serializers.ValidationError(errors)
    unknown = [side for side, entity in found.items() if entity is None]
    newcomers = [Newcomer(SIDES[side][0], told[side]["name"]) for side in unknown]
    new = dict(zip(unknown, parties.introduce(newcomers, by=by), strict=True))
    sides = {
        f"{side}_id": (entity if isinstance(entity, Entity) else new[side]).survivor_id
        for side, entity in found.items()
    }
    affiliation = Affiliation(**sides)
    fields = set_post(affiliation, told)
    return propose_affiliation(affiliation, [*SIDES, *fields], proofs, by=by)


def set_post(affiliation: Affiliation, told: Mapping[str, Any]) -> list[str]:
    """Set what a body tells of a post; the names of what it tells."""
    fields = [name for name in ("title", "former", *PERIODS) if name in told]
    for name in fields:
        setattr(affiliation, name, told[name])
    started, ended = affiliation.started, affiliation.ended
    if ended and not affiliation.former:
        message = "A post with an end is a former one. Write “former”: true."
        raise serializers.ValidationError({"former": [message]})
    if started and ended and ended.end < started.start:
        message = "The end lies before the start. Write a later one, or null."
        raise serializers.ValidationError({"ended": [message]})
    return fields


def affiliation_data(affiliation: Affiliation, context: Mapping[str, Any]) -> dict[str, Any]:
    """A post as its detail tells it, and how it stands."""
    sides = Affiliation.objects.select_related("person__survivor", "company__survivor")
    affiliation = sides.select_related("proposed_by").get(pk=affiliation.pk)
    proofs = list(Evidence.objects.filter(affiliation=affiliation).oldest_first())
    return {
        **AffiliationSerializer(affiliation, context=context).data,
        **standing(affiliation),
        "evidence": evidence_data(proofs, context),
    }


def answered_affiliation(
    affiliation: Affiliation, context: Mapping[str, Any], status: int = 200
) -> Response:
    response = Response(affiliation_data(affiliation, context), status=status)
    tag(response, version_of(affiliation, AFFILIATION))
    if status == 201:
        response["Location"] = context["addresses"].resource(
            "proposals/affiliations", affiliation.pk
        )
    return response


@extend_schema(tags=["affiliations"])
@extend_schema_view(retrieve=extend_schema(responses=AffiliationDetailSerializer))
class WritableAffiliationViewSet(DecidedView, AffiliationViewSet):
    """Who holds or held which position where, the last recorded first."""

    scopes = SCOPES
    tracked = AFFILIATION
    names = NAMES
    conditional = ("partial_update", "publish", "reject", "retract")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().retrieve(request, *args, **kwargs)
        tag(response, version_of(Affiliation(pk=int(kwargs["pk"])), AFFILIATION))
        return response

    @extend_schema(
        request=PostProposalSerializer,
        responses={201: AffiliationStandingSerializer},
        examples=examples.POSTS,
    )
    @once
    def create(self, request: Request) -> HttpResponseBase:
        """Propose a post with its evidence. Scope: propose."""
        told = self.told(PostProposalSerializer)
        proofs = proofs_of(told["evidence"])
        return self.act(lambda: self.answer(proposed_affiliation(told, proofs, by=self.user), 201))

    @extend_schema(request=PostCorrectionSerializer, responses=AffiliationStandingSerializer)
    @once
    def partial_update(self, request: Request, pk: str) -> HttpResponseBase:
        """Set fields of a post. Scope: publish, or propose for a proposal of one's own."""
        told = self.told(PostCorrectionSerializer)

        def correct() -> Response:
            post = self.held(pk)
            self.require_to_correct(post)
            self.require_read(post, told)
            if fields := set_post(post, told):
                why = told.get("reason", "")
                post = actions.write_affiliation(post, fields, by=self.user, public_reason=why)
            return self.answer(post)

        return self.act(correct)

    @extend_schema(request=ProofSerializer, responses={201: AffiliationStandingSerializer})
    @action(detail=True, methods=["post"], url_path="evidence")
    @once
    def prove(self, request: Request, pk: str) -> HttpResponseBase:
        """Let a sentence prove a post. Scope: propose, or publish where the post is public."""
        told = self.told(ProofSerializer)
        post = any_affiliation(pk)
        (proof,) = proofs_of([told])

        def add() -> Response:
            now = actions.locked_affiliation(post)
            require_scope_of(request, actions.to_prove(now))
            actions.prove_affiliation(now, **proof._asdict(), by=self.user)
            return self.answer(now, 201)

        return self.act(add)

    @extend_schema(request=WhySerializer, responses=AffiliationStandingSerializer)
    @action(detail=True, methods=["post"])
    @once
    def publish(self, request: Request, pk: str) -> HttpResponseBase:
        """Make a proposed post public, with its person and company. Scope: publish."""
        return self.decide(pk, actions.accept_affiliation, WhySerializer)

    @extend_schema(request=ReasonSerializer, responses=AffiliationStandingSerializer)
    @action(detail=True, methods=["post"])
    @once
    def reject(self, request: Request, pk: str) -> HttpResponseBase:
        """Refuse a proposed post, for good. Scope: publish."""
        return self.decide(pk, actions.reject_affiliation, ReasonSerializer)

    @extend_schema(request=ReasonSerializer, responses=AffiliationStandingSerializer)
    @action(detail=True, methods=["post"])
    @once
    def retract(self, request: Request, pk: str) -> HttpResponseBase:
        """Take a published post back; readers are told the reason. Scope: publish."""
        return self.decide(pk, actions.retract_affiliation, ReasonSerializer, needed=True)

    def held(self, pk: str) -> Affiliation:
        return actions.locked_affiliation(any_affiliation(pk))

    def answer(self, post: Affiliation, status: int = 200) -> Response:
        return answered_affiliation(post, self.get_serializer_context(), status)
