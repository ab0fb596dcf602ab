"""Bringing an article in: a job that is asked for and polled. The article's row is the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.writing import examples
from events.extraction import MAX_CHARACTERS
from events.ingestion.bring import NotBrought, known_at, store_text, waiting_at
from events.models import Article, Event
from people.api.addresses import Addresses
from people.api.once import once
from people.api.permissions import HasScope, Scope
from people.api.writing import PrivateView, StrictSerializer, WritingView
from people.models import Affiliation, Status

State = Article.State
NOTHING_FOUND = (
    "No fact was found in its text. Propose what it tells by hand, with a quote of it as evidence."
)


class GivenArticleSerializer(StrictSerializer):
    """The address of an article, or its text where the page cannot be fetched."""

    address = serializers.CharField(max_length=2048, required=False)
    text = serializers.CharField(max_length=MAX_CHARACTERS, required=False, trim_whitespace=False)
    title = serializers.CharField(max_length=300, required=False)
    published = serializers.DateField(required=False)

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        if not {"address", "text"} & told.keys():
            raise serializers.ValidationError({"address": ["Give an address, a text or both."]})
        return told


class ProposedFactSerializer(serializers.Serializer[Event]):
    id = serializers.IntegerField()
    url = serializers.URLField(help_text="As it stands, for whoever may see proposals.")
    kind = serializers.CharField()
    status = serializers.ChoiceField(Status.values)


class ProposedPostSerializer(serializers.Serializer[Affiliation]):
    id = serializers.IntegerField()
    url = serializers.URLField(help_text="As it stands, for whoever may see proposals.")
    status = serializers.ChoiceField(Status.values)


class JobSerializer(serializers.Serializer[Any]):
    """An article on its way, and what was found in it."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    state = serializers.ChoiceField(["waiting", "working", "done", "duplicate", "failed"])
    step = serializers.ChoiceField(State.values, help_text="The last step that was done.")
    reason = serializers.CharField(
        allow_null=True, help_text="Why it failed, is put off or gave nothing."
    )
    address = serializers.CharField(allow_null=True)
    title = serializers.CharField(allow_null=True)
    instead = serializers.URLField(
        allow_null=True, help_text="The job of the article of which this is a duplicate."
    )
    events = ProposedFactSerializer(many=True, help_text="What it tells, proposed or public.")
    affiliations = ProposedPostSerializer(many=True, help_text="Who holds which post in it.")


def job(article: Article, addresses: Addresses) -> dict[str, Any]:
    events = Event.objects.filter(evidence__article=article).distinct().order_by("pk")
    posts = Affiliation.objects.filter(evidence__article=article).distinct().order_by("pk")
    gave_nothing = article.state == State.RECORDED and not (events or posts)
    twin = article.reprint_of_id if article.state == State.DUPLICATE else None
    return {
        "id": article.pk,
        "url": addresses.resource("ingest", article.pk),
        "state": _state(article),
        "step": article.state,
        "reason": article.error or (NOTHING_FOUND if gave_nothing else None),
        "address": article.link or None,
        "title": article.title or None,
        "instead": twin and addresses.resource("ingest", twin),
        "events": [
            {
                "id": event.pk,
                "url": addresses.resource("proposals/events", event.pk),
                "kind": event.kind,
                "status": event.status,
            }
            for event in events
        ],
        "affiliations": [
            {
                "id": post.pk,
                "url": addresses.resource("proposals/affiliations", post.pk),
                "status": post.status,
            }
            for post in posts
        ],
    }


def _state(article: Article) -> str:
    match article.state:
        case State.RECORDED:
            return "done"
        case State.DUPLICATE | State.FAILED:
            return article.state
        case State.WAITING:
            return "waiting"
    return "working"


class IngestView(WritingView):
    """Bring an article in. It is fetched and read by the workers, as any other is."""

    permission_classes = (HasScope.of(Scope.PROPOSE),)

    @extend_schema(
        tags=["ingest"],
        request=GivenArticleSerializer,
        responses={202: JobSerializer},
        examples=examples.ARTICLES,
    )
    @once
    def post(self, request: Request) -> HttpResponseBase:
        """The job of an article: the same address gives the same job. Scope: propose."""
        told = self.told(GivenArticleSerializer)
        return self.act(lambda: self._accepted(told))

    def _accepted(self, told: Mapping[str, Any]) -> Response:
        try:
            article = _article(told)
        except NotBrought as reason:
            key = "text" if "text" in told and "address" not in told else "address"
            raise serializers.ValidationError({key: [str(reason)]}) from reason
        response = Response(job(article, self.addresses), status=202)
        response["Location"] = self.addresses.resource("ingest", article.pk)
        return response


class JobView(PrivateView):
    """How an article stands, and what was found in it."""

    permission_classes = (HasScope.of(Scope.PROPOSE),)

    @extend_schema(tags=["ingest"], responses=JobSerializer, examples=examples.JOBS)
    def get(self, request: Request, pk: int) -> Response:
        """The state of a job, with the reason where it failed. Scope: propose."""
        article = Article.objects.filter(pk=pk).defer("text", "sketch").first()
        if article is None:
            raise NotFound(f"There is no job {pk}. Take the address from the header Location.")
        return Response(job(article, self.addresses))


def _article(told: Mapping[str, Any]) -> Article:
    address = told.get("address", "")
    if "text" in told:
        given = {name: told[name] for name in ("title", "published") if name in told}
        return store_text(address, told["text"], **given)
    return known_at(address) or waiting_at(address)
