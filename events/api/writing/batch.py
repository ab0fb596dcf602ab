"""Many proposals in one request: each by itself, so that a bad one spoils nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.writing.changes import proposed
from events.api.writing.proofs import proofs_of
from events.api.writing.told import proposal_of
from people.api.addresses import Addresses
from people.api.errors import in_one_shape
from people.api.once import Claim, deed, key_of
from people.api.problems import MistakeSerializer
from people.api.writing import StrictSerializer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 500


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
    """Propose each in a transaction of its own; with a key, what was done before is not redone."""
    results = [_proposed(request, index, item) for index, item in enumerate(items)]
    done = sum(result["status"] == 201 for result in results)
    return Response({"proposed": done, "failed": len(results) - done, "results": results})


def _proposed(request: Request, index: int, item: Any) -> dict[str, Any]:
    by, key = cast("User", request.user), key_of(request)
    claim = None
    try:
        claim = Claim(by, f"{key}#{index}", item) if key else None
        if claim and claim.kept:
            told = json.loads(claim.kept.body)
        else:
            told = _propose(request, item, claim, by)
    except Exception as error:
        response = in_one_shape(error, {"request": request})
        if response is None:  # a fault of ours, which is not the client's to read
            raise
        problem = json.loads(cast("HttpResponse", response).content)
        return {"index": index, "status": response.status_code, "errors": problem["errors"]}
    finally:
        if claim and not claim.kept:
            claim.free()
    return {"index": index, "status": 201, **told}


def _propose(request: Request, item: Any, claim: Claim | None, by: User) -> dict[str, Any]:
    told = proposal_of(item)
    proofs = proofs_of(told["evidence"], fetches=False)
    with deed(claim) as answers:
        event = proposed(told, proofs, by=by)
        url = Addresses.of(request).resource("proposals/events", event.pk)
        answers.append(Response({"id": event.pk, "url": url}, status=201))
    found: dict[str, Any] = answers[0].data
    return found
