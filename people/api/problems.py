"""Problem details (RFC 9457): the one shape of all errors, and the types that there are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from rest_framework.serializers import CharField, IntegerField, Serializer, URLField

from people.api.addresses import Addresses
from people.api.requests import current_request_id

MEDIA_TYPE = "application/problem+json"
REMEDY = re.compile(r"(?P<message>(?:“[^”]*”|[^“])+?[.!?])\s+(?P<remedy>.+)", re.DOTALL)
"""Our messages say what is wrong and, from their second sentence on, what to do instead."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A sort of problem, at an address of its own."""

    slug: str
    status: int
    title: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: in which parameter or field, if in one, and what to do instead."""

    field: str | None
    code: str
    message: str
    remedy: str


TYPES = {
    kind.status: kind
    for kind in (
        ProblemType(
            "invalid-request", 400, "The request is not valid",
            "Correct what `errors` names; /api/v1/docs/ says what may be asked.",
        ),
        ProblemType(
            "not-signed-in", 401, "This needs a valid token",
            "Make a token on your account page and send it as “Authorization: Bearer”.",
        ),
        ProblemType(
            "not-allowed", 403, "This token or role does not allow it",
            "Use a token with the scope that is named, or ask an administrator for the role.",
        ),
        ProblemType(
            "not-found", 404, "There is nothing at this address",
            "Search for it by name, or begin at /api/v1/ for what there is.",
        ),
        ProblemType(
            "method-not-allowed", 405, "This address does not know the method",
            "Use a method that the header Allow names.",
        ),
        ProblemType(
            "not-acceptable", 406, "There is no such format of this",
            "Accept application/json, or leave the header Accept out.",
        ),
        ProblemType(
            "conflict", 409, "The record does not allow it as it is now",
            "Read the record again, and decide anew.",
        ),
        ProblemType(
            "gone", 410, "This existed and is gone for good",
            "Drop your copy of it.",
        ),
        ProblemType(
            "changed-meanwhile", 412, "The record has changed since you read it",
            "Read it again, and send its new ETag as If-Match.",
        ),
        ProblemType(
            "too-large", 413, "The request is too large",
            "Send less at a time.",
        ),
        ProblemType(
            "unsupported-media-type", 415, "The body has a type that is not read here",
            "Send JSON, with Content-Type: application/json.",
        ),
        ProblemType(
            "not-possible", 422, "The values cannot be used",
            "Correct what `errors` names.",
        ),
        ProblemType(
            "precondition-required", 428, "This may only be changed as it was read",
            "Send the ETag of what you read as If-Match.",
        ),
        ProblemType(
            "too-many-requests", 429, "Too many requests",
            "Wait for as many seconds as the header Retry-After says.",
        ),
        ProblemType(
            "internal-error", 500, "Something broke here",
            "Try again; if it stays, tell the keepers of the site the request_id.",
        ),
        ProblemType(
            "not-installed", 501, "This site cannot do it",
            "Use another form of the same.",
        ),
        ProblemType(
            "unavailable", 503, "Not at this moment",
            "Try again later, or ask for less.",
        ),
    )
}  # fmt: skip
"""By status. Any other status has the type about:blank, which says no more than the status."""


class MistakeSerializer(Serializer[Any]):
    field = CharField(allow_null=True, help_text="The parameter or field; null where it is none.")
    code = CharField(help_text="The sort of mistake, for programs.")
    message = CharField(help_text="What is wrong.")
    remedy = CharField(help_text="What to do instead.")


class ProblemSerializer(Serializer[Any]):
    """Problem details as RFC 9457 has them."""

    type = CharField(help_text="The address that describes this type of problem.")
    title = CharField(help_text="The same for all problems of a type.")
    status = IntegerField()
    detail = CharField(help_text="What is wrong this time.")
    instance = CharField(help_text="What was asked for.")
    request_id = CharField(help_text="As in the header X-Request-ID and in the log of the site.")
    errors = MistakeSerializer(many=True)  # type: ignore[assignment] # a field is no attribute


class ProblemTypeSerializer(Serializer[Any]):
    """A type of problem."""

    type = URLField()
    status = IntegerField()
    title = CharField()
    remedy = CharField()


def address_of(kind: ProblemType, request: HttpRequest) -> str:
    try:
        return Addresses.of(request).resource("problems", kind.slug)
    except DisallowedHost:  # then only the path is to be trusted
        return Addresses(get_script_prefix()).resource("problems", kind.slug)


def mistake(status: int, text: str, *, field: str | None = None, code: str) -> Mistake:
    """From our words for it: what is wrong, and in further sentences what to do."""
    if told := REMEDY.fullmatch(text.strip()):
        return Mistake(field, code, **told.groupdict())
    kind = TYPES.get(status)
    return Mistake(field, code, text, kind.remedy if kind else "See /api/v1/docs/.")


def problem(request: HttpRequest, status: int, mistakes: Sequence[Mistake] = ()) -> HttpResponse:
    """The answer that tells of a problem."""
    kind = TYPES.get(status)
    title = kind.title if kind else HTTPStatus(status).phrase
    if not mistakes:
        code = kind.slug.replace("-", "_") if kind else "error"
        mistakes = [mistake(status, f"{title}.", code=code)]
    told = {
        "type": address_of(kind, request) if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": " ".join(each.message for each in mistakes),
        "instance": request.get_full_path(),
        "request_id": current_request_id(),
        "errors": [asdict(each) for each in mistakes],
    }
    text = json.dumps(told, ensure_ascii=False).encode(errors="replace")
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)
