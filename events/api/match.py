"""`match/`: whom a name means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import translation
from django_filters.utils import translate_validation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.identify import Question, identify
from events.readers import DJANGO_LANGUAGES
from people.api.serializers import EntityLinkSerializer
from people.api.views import PublicView
from people.languages import Language
from people.likeness import Reason
from people.matching import Candidate
from people.models import Entity
from people.reason_words import REASONS

LONGEST = 200
MOST_COMPANIES = 10


class MatchReasonSerializer(serializers.Serializer[Any]):
    """Something that speaks for or against."""

    code = serializers.CharField()
    weight = serializers.FloatField(help_text="In logits; below nought it speaks against.")
    text = serializers.CharField(help_text="In the language asked for.")


class CandidateSerializer(serializers.Serializer[Any]):
    entity = EntityLinkSerializer()
    score = serializers.FloatField(help_text="How likely it is meant, from 0 to 1.")
    is_sure = serializers.BooleanField(
        help_text="Whether it may be taken for meant without asking anybody: from 0.9 on, and no "
        "other is as likely."
    )
    reasons = MatchReasonSerializer(many=True)


class MatchSerializer(serializers.Serializer[Any]):
    results = CandidateSerializer(many=True, help_text="The likeliest first; five at most.")


class MatchForm(forms.Form):
    name = forms.CharField(max_length=LONGEST)
    kind = forms.ChoiceField(
        choices=Entity.Kind.choices,
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is no kind here. Write person, company or model."
        },
    )
    title = forms.CharField(max_length=LONGEST, required=False)


PARAMETERS = (
    OpenApiParameter("name", required=True, description="In any script, case and order."),
    OpenApiParameter(
        "kind", enum=Entity.Kind.values, description="What bears it; without this, any may."
    ),
    OpenApiParameter(
        "company",
        many=True,
        description="The name of a company with which a person is told. Several may be given.",
    ),
    OpenApiParameter("title", description="The title that a person is told to have."),
)


class MatchView(PublicView):
    """Whom a name means: candidates with their likelihood and what speaks for and against each."""

    def known_parameters(self) -> Mapping[str, bool]:
        return {
            **super().known_parameters(),
            **{parameter.name: bool(parameter.many) for parameter in PARAMETERS},
        }

    @extend_schema(
        operation_id="match_list",
        tags=["match"],
        parameters=list(PARAMETERS),
        responses=MatchSerializer,
    )
    def get(self, request: Request) -> Response:
        form = MatchForm(request.query_params)
        if not form.is_valid():
            raise translate_validation(form.errors)
        asked = form.cleaned_data
        companies = request.query_params.getlist("company")
        if len(companies) > MOST_COMPANIES or any(len(name) > LONGEST for name in companies):
            raise serializers.ValidationError(
                {
                    "company": f"Give at most {MOST_COMPANIES} companies, each of at most "
                    f"{LONGEST} characters."
                }
            )
        question = Question(
            asked["name"],
            (asked["kind"],) if asked["kind"] else tuple(Entity.Kind.values),
            tuple(filter(None, companies)),
            asked["title"],
        )
        [candidates] = identify([question])
        return Response({"results": [self._told(one, candidates) for one in candidates]})

    def _told(self, candidate: Candidate, rivals: list[Candidate]) -> dict[str, Any]:
        context = {"addresses": self.addresses, "language": self.language}
        return {
            "entity": EntityLinkSerializer(candidate.entity, context=context).data,
            "score": round(candidate.likeness.score, 4),
            "is_sure": is_sure(candidate, rivals),
            "reasons": [
                {
                    "code": reason.code,
                    "weight": reason.weight,
                    "text": in_words(reason, self.language),
                }
                for reason in candidate.likeness.reasons
            ],
        }


def is_sure(candidate: Candidate, rivals: list[Candidate]) -> bool:
    others = (other.likeness for other in rivals if other is not candidate)
    return candidate.likeness.is_same and not any(other.is_same for other in others)


def in_words(reason: Reason, language: Language) -> str:
    with translation.override(DJANGO_LANGUAGES[language]):
        return str(REASONS.get(reason.code, reason.code))
