"""People, companies and AI models over the API, to be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.models import AIModelViewSet
from events.api.writing import examples
from events.api.writing.parties import entity_of
from events.api.writing.told import LARGEST_ID, NoteSerializer
from events.entities import correct_entity
from events.merging import merge_entities, unmerge_entity
from events.proposing import KnownAlready, propose_entity
from people.actions import LONGEST_NAME
from people.api.once import once
from people.api.permissions import Scope
from people.api.preconditions import tag, version_of
from people.api.viewsets import CompanyViewSet, EntityViewSet, PersonViewSet
from people.api.writing import RecordsView, StrictSerializer
from people.merging import TAKEABLE, held_alone
from people.models import Alias, Entity
from people.names import fold
from people.refusals import Refused
from people.versions import ENTITY

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SCOPES = {"create": Scope.PROPOSE, "merge": Scope.MERGE, "unmerge": Scope.MERGE}
NAMES = {
    **{f"{name}_{language}": f"{name}.{language}" for name in ("name", "description")
       for language in ("en", "zh")},
    "developer_id": "developer",
    "family_id": "family",
}  # fmt: skip
"""What the API calls the columns of an entity."""


class BothNamesSerializer(StrictSerializer):
    en = serializers.CharField(max_length=LONGEST_NAME, required=False, allow_blank=True)
    zh = serializers.CharField(max_length=LONGEST_NAME, required=False, allow_blank=True)


class RecordSerializer(StrictSerializer):
    """What may be told of a person, a company or an AI model."""

    name = BothNamesSerializer(required=False)
    alias = serializers.CharField(
        max_length=LONGEST_NAME, required=False, help_text="One more form of the name."
    )
    description = NoteSerializer(required=False, help_text="One sentence.")
    country = serializers.RegexField(
        "^([A-Z]{2})?$", required=False, allow_blank=True, help_text="ISO 3166."
    )
    website = serializers.URLField(max_length=200, required=False, allow_blank=True)
    wikidata_id = serializers.RegexField(
        "^(Q[0-9]{1,11})?$", required=False, allow_blank=True, help_text="Such as Q95."
    )
    type = serializers.ChoiceField(
        Entity.Type.choices, required=False, help_text="Of a company only."
    )
    developer = serializers.SlugField(
        max_length=90,
        required=False,
        allow_null=True,
        help_text="Of a model: a company's slug.",
    )
    family = serializers.SlugField(
        max_length=90, required=False, allow_null=True, help_text="Of an AI model: another one's."
    )
    parameters = serializers.IntegerField(
        min_value=0, max_value=LARGEST_ID, required=False, allow_null=True
    )
    licence = serializers.CharField(max_length=80, required=False, allow_blank=True)
    open_weights = serializers.BooleanField(required=False, allow_null=True)
    reason = serializers.CharField(
        max_length=300,
        required=False,
        help_text="Needed for what is published: readers are told it, word for word.",
    )


class NewRecordSerializer(RecordSerializer):
    name = BothNamesSerializer()
    namesake = serializers.BooleanField(
        default=False, help_text="Propose it though others are known by the name."
    )
    reason = None  # type: ignore[assignment] # so that it is none of the fields


class MergeEntitySerializer(StrictSerializer):
    """Into which record it goes, and which fields that takes over."""

    into = serializers.SlugField(max_length=90)
    take = serializers.ListField(
        child=serializers.ChoiceField(TAKEABLE), required=False, default=list
    )
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class PartingSerializer(StrictSerializer):
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


def entity_changes(kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entity as `events.entities.correct_entity` takes them."""
    changes = {
        f"{name}_{language}": text.strip()
        for name in ("name", "description")
        for language, text in told.get(name, {}).items()
    }
    for name in told.keys() - {"name", "description", "reason", "namesake"}:
        if name in Entity.OWN and Entity.OWN[name] != kind:
            message = f"A {kind} has no such field. Leave it out."
            raise serializers.ValidationError({name: [message]})
        changes[name] = told[name]
    for name, other in (("developer", "company"), ("family", "model")):
        if changes.get(name) is not None:
            found = entity_of({"slug": changes[name]}, (other,))
            if not isinstance(found, Entity):
                message = f"There is no {other} with this slug. Propose it first."
                raise serializers.ValidationError({name: [message]})
            changes[name] = found
    return changes


def proposed_entity(kind: str, told: Mapping[str, Any], *, by: User) -> Entity:
    """The entity that a body proposes. Call it in a deed."""
    names = [name for name in told["name"].values() if fold(name)]
    if not names:
        raise serializers.ValidationError({"name": ["Give an English or a Chinese name."]})
    try:
        return propose_entity(
            kind,
            names,
            entity_changes(kind, told),
            by=by,
            company_type=told.get("type", ""),
            namesake=told["namesake"],
        )
    except KnownAlready as refused:
        listed = ", ".join(f"{entity} ({entity.slug})" for entity in refused.known[:5])
        raise Refused(
            f"This name is known already: {listed}. Use that record, or write “namesake”: true "
            "where it is somebody else."
        ) from refused


class WritableEntityViewSet(RecordsView, EntityViewSet):
    """The published entities of one kind, and the writing of all of them."""

    scopes = SCOPES
    tracked = ENTITY
    names = NAMES
    conditional = ("partial_update", "merge")

    def retrieve(  # type: ignore[override] # as in the class above
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = super().retrieve(request, *args, **kwargs)
        if isinstance(response, Response):
            tag(response, version_of(self._any(kwargs["slug"]), ENTITY))
        return response

    @extend_schema(request=NewRecordSerializer, examples=examples.RECORDS)
    @once
    def create(self, request: Request) -> HttpResponseBase:
        """Propose a record; it is public with its first published event. Scope: propose."""
        told = self.told(NewRecordSerializer)
        kind = self.kind.KIND
        return self.act(lambda: self._answer(proposed_entity(kind, told, by=self.user), 201))

    @extend_schema(request=RecordSerializer)
    @once
    def partial_update(self, request: Request, slug: str) -> HttpResponseBase:
        """Set names and fields. Scope: publish, or propose for a proposal of one's own."""
        told = self.told(RecordSerializer)

        def correct() -> Response:
            entity = Entity.objects.select_for_update().get(pk=self._any(slug).pk)
            self.require_to_correct(entity)
            if entity.merged_into_id:
                raise Refused(f"This was merged into “{entity.survivor.slug}”. Change that one.")
            self.require_read(entity, told)
            changes, why = entity_changes(entity.kind, told), told.get("reason", "")
            entity = correct_entity(entity, changes, by=self.user, public_reason=why)
            return self._answer(entity)

        return self.act(correct)

    @extend_schema(request=MergeEntitySerializer, examples=examples.ENTITY_MERGES)
    @action(detail=True, methods=["post"])
    @once
    def merge(self, request: Request, slug: str) -> HttpResponseBase:
        """Let a record go on as another one, which is answered. Scope: merge."""
        told = self.told(MergeEntitySerializer)

        def merge() -> Response:
            entity = self._any(slug)
            into = self.kind.objects.filter(slug=told["into"]).first()
            if into is None:
                message = "There is no such record of this kind. Give another slug."
                raise serializers.ValidationError({"into": [message]})
            entity, into = held_alone(entity, into)
            self.require_unchanged(entity, needed=False)
            options = {"take": told["take"], "reason": told["reason"]}
            decision = merge_entities(entity, into, by=self.user, **options)
            return self._answer(decision.into)

        return self.act(merge)

    @extend_schema(request=PartingSerializer)
    @action(detail=True, methods=["post"])
    @once
    def unmerge(self, request: Request, slug: str) -> HttpResponseBase:
        """Let a merged record stand for itself again. Scope: merge."""
        told = self.told(PartingSerializer)
        return self.act(
            lambda: self._answer(unmerge_entity(self._any(slug), by=self.user, **told).entity)
        )

    def _any(self, slug: str) -> Entity:
        entity: Entity | None = self.kind.objects.filter(slug=slug).first()
        if entity is None:
            raise NotFound(f"There is nothing with the slug {slug}. Search for it by its name.")
        return entity

    def _answer(self, entity: Entity, status: int = 200) -> Response:
        entity = self.kind.objects.get(pk=entity.pk)
        names = Alias.objects.filter(entity__survivor=entity).order_by("pk")
        entity.all_names = list(names.values_list("text", flat=True))  # type: ignore[attr-defined] # for the serializer
        data = self.get_serializer_class()(entity, context=self.get_serializer_context()).data
        response = Response({**data, "status": entity.status}, status=status)
        tag(response, version_of(entity, ENTITY))
        if status == 201:
            response["Location"] = data["url"]
        return response


@extend_schema(tags=["people"])
class WritablePersonViewSet(WritableEntityViewSet, PersonViewSet):
    """People who take part in the industry."""


@extend_schema(tags=["companies"])
class WritableCompanyViewSet(WritableEntityViewSet, CompanyViewSet):
    """Firms, funds, universities and other organisations."""


@extend_schema(tags=["models"])
class WritableAIModelViewSet(WritableEntityViewSet, AIModelViewSet):
    """AI models and families of them."""
