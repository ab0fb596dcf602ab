"""What has changed since a client last asked: everything it needs to keep a copy of the record.

A change says that a record is published, updated, corrected, retracted or merged, with what the
record says now; applying the changes in their order, each as "replace it" or "drop it", gives the
record. How no change is skipped or told twice is said in people/models/change.py.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from events.api.affiliations import AffiliationSerializer, AffiliationViewSet
from events.api.models import AIModelSerializer, AIModelViewSet
from events.api.rows import row
from events.models import Card, Event
from people.api.addresses import Addresses
from people.api.pagination import SIZE, page_size
from people.api.serializers import CompanySerializer, PersonSerializer
from people.api.views import PublicView
from people.api.viewsets import CompanyViewSet, PersonViewSet
from people.languages import Language
from people.models import Change, Entity, Status
from people.models.change import Place

NOW = "now"
SHAPES = {
    "person": (PersonViewSet, PersonSerializer),
    "company": (CompanyViewSet, CompanySerializer),
    "model": (AIModelViewSet, AIModelSerializer),
    "affiliation": (AffiliationViewSet, AffiliationSerializer),
}


class Outlived(APIException):
    """A cursor that this database has not given out: it was put back to an earlier state."""

    status_code = HTTPStatus.GONE
    default_code = "outlived"
    default_detail = (
        "This cursor is from after the state that the record was put back to. "
        "Begin anew without `since`."
    )


class ChangeSerializer(serializers.Serializer[Any]):
    cursor = serializers.CharField(help_text="The place after this change, for `since`.")
    at = serializers.DateTimeField()
    what = serializers.ChoiceField(Change.What.values)
    subject = serializers.ChoiceField(Change.Subject.values)
    id = serializers.IntegerField()
    into = serializers.IntegerField(
        allow_null=True,
        help_text="The id of the public record that stands for it, if it was merged.",
    )
    data = serializers.JSONField(  # type: ignore[assignment] # a field is no attribute
        allow_null=True,
        help_text="The record as its list has it now; null if it is not public any more.",
    )


class ChangesSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(
        help_text="Where to go on: at once while `more` is true, otherwise when you next look."
    )
    cursor = serializers.CharField(help_text="The place that `next` begins at.")
    more = serializers.BooleanField(help_text="Whether further changes wait already.")
    results = ChangeSerializer(many=True)


class ChangesView(PublicView):
    """What was published, changed, taken back or merged, in order, without gaps.

    Begin without `since` for all that ever changed, or with `since=now`, and follow `next`. Each
    change comes with the whole record as it is at the moment of the answer, so that a copy is kept
    by replacing, and dropped where `data` is null.
    """

    def known_parameters(self) -> Mapping[str, bool]:
        return {**super().known_parameters(), "since": False, "page_size": False, "subject": True}

    @extend_schema(
        tags=["changes"],
        responses=ChangesSerializer,
        parameters=[
            OpenApiParameter("since", description="A `cursor`, or `now` for what comes after."),
            OpenApiParameter("page_size", SIZE, description="50 otherwise."),
            OpenApiParameter(
                "subject", enum=Change.Subject.values, many=True, explode=True,
                description="Only changes of these, repeated or separated by commas.",
            ),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> HttpResponse:
        size = page_size(request)
        changes = Change.objects.settled()
        if subjects := self.subjects(request):
            changes = changes.filter(subject__in=subjects)
        place = self.place(request.query_params.get("since", ""))
        rows = list(changes.after(place)[: size + 1])
        page, more = rows[:size], len(rows) > size
        cursor = str(page[-1].place if page else place)
        head = {
            "next": replace_query_param(request.build_absolute_uri(), "since", cursor),
            "cursor": cursor,
            "more": more,
        }
        results = ",".join(told(page, self.language, self.addresses))
        return HttpResponse(
            f'{json.dumps(head)[:-1]}, "results": [{results}]}}', content_type="application/json"
        )

    def subjects(self, request: Request) -> list[str]:
        asked = ",".join(request.query_params.getlist("subject")).split(",")
        subjects = [subject for subject in asked if subject]
        if unknown := set(subjects) - set(Change.Subject.values):
            words = ", ".join(Change.Subject.values)
            raise ValidationError({"subject": f"{min(unknown)} is none of {words}."})
        return subjects

    def place(self, since: str) -> Place:
        if since == NOW:
            return Place.now()
        try:
            place = Place.read(since) if since else Place(0, 0)
        except ValueError as error:
            raise ValidationError(
                {
                    "since": f"“{since}” is no cursor. "
                    "Take that of a change, `now`, or leave it out."
                },
                code="unknown",
            ) from error
        if place.is_lost:
            raise Outlived
        return place


def told(
    changes: Sequence[Change],
    language: Language,
    addresses: Addresses,
    hidden: Container[int] = frozenset(),
) -> Iterator[str]:
    """Each change as JSON, with what its record says now: one query a kind of subject.

    Of the events that are `hidden` it says nothing, as if they were not public any more.
    """
    asked: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        asked[change.subject].add(change.subject_id)
    known = {subject: shown(subject, ids, language, addresses) for subject, ids in asked.items()}
    heirs = {subject: heirs_of(subject, ids) for subject, ids in asked.items()}
    for change in changes:
        data = known[change.subject].get(change.subject_id)
        if change.subject == Change.Subject.EVENT and change.subject_id in hidden:
            data = None
        head = {
            "cursor": str(change.place),
            "at": change.at.isoformat(),
            "what": change.what,
            "subject": change.subject,
            "id": change.subject_id,
            "into": heirs[change.subject].get(change.subject_id),
        }
        yield f'{json.dumps(head)[:-1]}, "data": {data or "null"}}}'


def shown(
    subject: str, ids: Iterable[int], language: Language, addresses: Addresses
) -> dict[int, str]:
    """What is public of these records, as their lists tell it."""
    if subject == Change.Subject.EVENT:
        cards = Card.objects.filter(published=True, event__in=ids)
        texts = cards.annotate(text=Cast("data", TextField())).values_list("event", "text")
        return {pk: row(text, language, addresses) for pk, text in texts}
    viewset, shape = SHAPES[subject]
    context = {"language": language, "addresses": addresses}
    records = viewset().get_queryset().filter(pk__in=ids)
    return {
        record.pk: json.dumps(shape(record, context=context).data, ensure_ascii=False)
        for record in records
    }


def heirs_of(subject: str, ids: Iterable[int]) -> dict[int, int]:
    """The public records that stand for those of these that were merged."""
    if subject == Change.Subject.AFFILIATION:
        return {}
    if subject != Change.Subject.EVENT:
        merged = Entity.objects.filter(pk__in=ids).exclude(merged_into=None)
        public = merged.filter(survivor__status=Status.PUBLISHED)
        return dict(public.values_list("pk", "survivor"))
    heirs = {}
    for event in Event.objects.filter(pk__in=ids).exclude(merged_into=None):
        if (heir := event.root).is_published:
            heirs[event.pk] = heir.pk
    return heirs
