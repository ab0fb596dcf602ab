"""Many proposals in one request: each by itself, so that a bad one spoils nothing.

Some at a time share a transaction, in which their names are looked up and their cards are composed
together; each has a savepoint of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import transaction
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events import cards
from events.api.writing.changes import proposal
from events.api.writing.parties import Parties, references
from events.api.writing.proofs import Articles, Proof, proofs_of
from events.api.writing.told import proposal_of
from events.models import Event
from events.proposing import write_proposal
from people.api.addresses import Addresses
from people.api.errors import in_one_shape
from people.api.once import Claim, key_of
from people.api.problems import MistakeSerializer
from people.api.writing import StrictSerializer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 500
TOGETHER = 50
"""So many share a transaction: their names are held from others for a second or two."""

T = TypeVar("T")
Told = Mapping[str, Any]
Body = tuple[Told, list[Proof]]


class BatchSerializer(StrictSerializer):
    """Proposals, each as for a single one; their articles are known, or come with their text."""

    events = serializers.ListField(
        child=serializers.JSONField(), allow_empty=False, max_length=MOST
    )


class ResultSerializer(serializers.Serializer[Any]):
    """What became of one of them."""

    index = serializers.IntegerField(help_text="Its place in the request, from 0.")
    status = serializers.IntegerField(help_text="As it would be answered alone: 201, 400, 409.")
    id = serializers.IntegerField(required=False, help_text="Of the event, where there is one.")
    url = serializers.URLField(required=False)
    errors = MistakeSerializer(many=True, required=False)  # type: ignore[assignment] # a field is no attribute


class ResultsSerializer(serializers.Serializer[Any]):
    proposed = serializers.IntegerField(help_text="How many were proposed.")
    failed = serializers.IntegerField(help_text="How many were not.")
    results = ResultSerializer(many=True)


def propose_each(request: Request, items: list[Any]) -> Response:
    """Propose each by itself; with a key, what was done before is not redone."""
    articles = Articles(fetches=False)
    results = [
        result
        for first in range(0, len(items), TOGETHER)
        for result in _propose(request, first, items[first : first + TOGETHER], articles)
    ]
    done = sum(result["status"] == 201 for result in results)
    return Response({"proposed": done, "failed": len(results) - done, "results": results})


def _propose(
    request: Request, first: int, items: list[Any], articles: Articles
) -> list[dict[str, Any]]:
    """What became of some, in one transaction with the answer that is kept of them."""
    by, key = cast("User", request.user), key_of(request)
    read = [_tried(request, partial(_read, item, articles)) for item in items]
    with transaction.atomic():
        claim = Claim(by, f"{key}#{first}", items) if key else None
        if claim and claim.kept:
            kept: list[dict[str, Any]] = json.loads(claim.kept.body)
            return kept
        bodies = [body for body, mistake in read if body]
        parties = Parties(
            party for told, _ in bodies for party in references(told["kind"], told["participants"])
        )
        parties.hold()
        written = [
            _tried(request, partial(_write, *body, by, parties)) if body else (None, mistake)
            for body, mistake in read
        ]
        cards.compose(event.pk for event, mistake in written if event)
        results = [
            {"index": index, **(_told(event, request) if event else mistake)}
            for index, (event, mistake) in enumerate(written, start=first)
        ]
        if claim:
            claim.keep(Response(results))
        return results


def _tried(request: Request, do: Callable[[], T]) -> tuple[T | None, dict[str, Any]]:
    """What it gives, or what a client is told of why not."""
    try:
        return do(), {}
    except Exception as error:
        response = in_one_shape(error, {"request": request})
        if response is None:  # a fault of ours, which is not the client's to read
            raise
        problem = json.loads(cast("HttpResponse", response).content)
        return None, {"status": response.status_code, "errors": problem["errors"]}


def _read(item: Any, articles: Articles) -> Body:
    told = proposal_of(item)
    return told, proofs_of(told["evidence"], articles)


def _write(told: Told, proofs: list[Proof], by: User, parties: Parties) -> Event:
    with transaction.atomic():
        return write_proposal(*proposal(told, proofs, by=by, parties=parties), by=by)


def _told(event: Event, request: Request) -> dict[str, Any]:
    url = Addresses.of(request).resource("proposals/events", event.pk)
    return {"status": 201, "id": event.pk, "url": url}
