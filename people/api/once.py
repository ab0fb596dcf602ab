"""Doing once what a client asks for twice: the header Idempotency-Key.

A key is claimed by a row before anything is done, and the answer is kept in the transaction of the
deed: so either both are there or neither is, whatever is killed. What was refused has done nothing,
and frees its key.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from people.models import KeptAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS = ("Location", "ETag", "Content-Location")


class BeingDone(APIException):
    status_code = HTTPStatus.CONFLICT
    default_code = "being_done"
    default_detail = (
        "A request with this Idempotency-Key is being worked on. Ask again in a few seconds."
    )


class AnotherRequest(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "key_of_another_request"
    default_detail = (
        "This Idempotency-Key was sent with another request. Take a new key for each deed."
    )


class Claim:
    """A key that this request has to itself, or the answer that was given to it before."""

    def __init__(self, by: User, key: str, asked: Any) -> None:
        self.key = hashlib.sha256(f"{by.pk}:{key}".encode()).hexdigest()
        text = json.dumps(asked, sort_keys=True, default=str)
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        KeptAnswer.objects.outlived().filter(pk=self.key).delete()
        self.kept: KeptAnswer | None = None
        try:
            with transaction.atomic():
                self.row = KeptAnswer.objects.create(key=self.key, digest=digest, by=by)
        except IntegrityError:
            self.kept = KeptAnswer.objects.filter(pk=self.key).first()
            if self.kept is None:  # its request has just been refused
                raise BeingDone from None
            if self.kept.digest != digest:
                raise AnotherRequest from None
            if self.kept.status is None:
                raise BeingDone from None

    def keep(self, response: Response) -> None:
        """Keep the answer, in the transaction of the deed; undo the deed if the claim is lost."""
        kept = self._mine().update(
            status=response.status_code,
            headers={name: response[name] for name in KEPT_HEADERS if name in response},
            body=JSONRenderer().render(response.data).decode(),
        )
        if not kept:
            raise BeingDone

    def free(self) -> None:
        """Give the key up, unless an answer is kept."""
        self._mine().filter(status=None).delete()

    def _mine(self) -> Any:
        return KeptAnswer.objects.filter(pk=self.key, begun_at=self.row.begun_at)


@contextmanager
def deed(claim: Claim | None) -> Iterator[list[Response]]:
    """One transaction of a deed and its kept answer: append the answer to the list."""
    with transaction.atomic():
        answers: list[Response] = []
        yield answers
        if claim is not None:
            claim.keep(answers[0])


class Claiming(Protocol):
    claim: Claim | None


Handler = Callable[..., HttpResponseBase]


def once(handler: Handler) -> Handler:
    """Let a view's method answer as before what was asked with the same key."""

    @wraps(handler)
    def asked(view: Claiming, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view.claim = claim = claim_of(request)
        if claim is None:
            return handler(view, request, *args, **kwargs)
        if claim.kept is not None:
            return again(claim.kept)
        try:
            return handler(view, request, *args, **kwargs)
        finally:
            claim.free()

    asked.is_done_once = True  # type: ignore[attr-defined] # for the schema
    return asked


def key_of(request: Request) -> str | None:
    key = request.headers.get(HEADER)
    if key is not None and not KEY.fullmatch(key):
        raise ValidationError(
            {HEADER: "Not a key. Write 1 to 255 ASCII characters without spaces, such as a UUID."}
        )
    return key


def claim_of(request: Request) -> Claim | None:
    key = key_of(request)
    if key is None:
        return None
    asked = [request.method, request.get_full_path(), request.data]
    return Claim(cast("User", request.user), key, asked)


def again(kept: KeptAnswer) -> HttpResponse:
    """The answer that was given before, and says so."""
    headers = {**kept.headers, "Idempotent-Replayed": "true"}
    return HttpResponse(
        kept.body, status=kept.status, headers=headers, content_type="application/json"
    )
