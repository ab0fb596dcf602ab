"""Changing a record as it was read, or not at all: ETag and the header If-Match.

An answer about one record has an ETag of two parts: the version of the record, by the versions of
its rows in the history, and a digest of the answer, which also depends on its language. If-Match is
asked of the version alone, when the record is locked, so that no update is lost.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db import models
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from people.versions import Stamp, Tracked, values_of

TAG = re.compile(r'(?:W/)?"(?P<version>[0-9.]+)(?:-[0-9a-f]+)?(?:;gzip)?"')
ANY = "*"
SILENT = {"id", "held", "survivor", "sort_key", "proposed_by", "created_at", "updated_at"}
"""Columns that follow from others, or that nobody is told."""


class Unconditional(APIException):
    status_code = 428
    default_code = "precondition_required"
    default_detail = (
        "What is published is only changed as it was read. Send the ETag of your reading as "
        "If-Match, or If-Match: * to change it however it is."
    )


class ChangedMeanwhile(APIException):
    """The record is another one than the client has read; `changes` says in what."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "changed_meanwhile"

    def __init__(self, changes: Mapping[str, str]) -> None:
        told: Any = changes or "Not a version of this record. Read it again for its ETag."
        super().__init__(told)


def version_of(record: models.Model, tracked: tuple[Tracked, ...]) -> str:
    return str(Stamp.now(record, tracked))


def tag(response: Response, version: str) -> None:
    """Give an answer about one record its ETag."""
    digest = hashlib.sha256(JSONRenderer().render(response.data)).hexdigest()[:16]
    response["ETag"] = f'"{version}-{digest}"'


def require_unchanged(
    request: Request,
    record: models.Model,
    tracked: tuple[Tracked, ...],
    *,
    needed: bool,
    names: Mapping[str, str],
) -> None:
    """Refuse what was asked of another state of a record; call it with the record locked.

    `names` are what the API calls columns, where it is something else.
    """
    asked = request.headers.get("If-Match", "").strip()
    if not asked:
        if needed:
            raise Unconditional
        return
    if asked == ANY:
        return
    now = Stamp.now(record, tracked)
    read = [found["version"] for found in TAG.finditer(asked)]
    if str(now) in read:
        return
    stamps = filter(None, (Stamp.parse(version, tracked) for version in read))
    then = next(stamps, None)
    raise ChangedMeanwhile(_changes(record, tracked, then, names) if then else {})


def _changes(
    record: models.Model, tracked: tuple[Tracked, ...], then: Stamp, names: Mapping[str, str]
) -> dict[str, str]:
    """In what a record differs from what it was, by field."""
    told: dict[str, str] = {}
    for rows, newest in zip(tracked, then.newest, strict=True):
        before = {row.pgh_obj_id: values_of(row) for row in rows.at(record, newest)}
        now = {row.pgh_obj_id: values_of(row) for row in rows.at(record, 2**62)}
        if rows.relation:
            if before != now:
                told[names.get(rows.relation, rows.relation)] = "Changed since you read it."
            continue
        was, is_now = before.get(record.pk, {}), now.get(record.pk, {})
        for column in is_now.keys() - SILENT - {f"{name}_id" for name in SILENT}:
            if was and was.get(column) != is_now[column]:
                field = names.get(column, column)
                told[field] = f"Was {_shown(was.get(column))}, is now {_shown(is_now[column])}."
    return told or {"detail": "Changed and changed back since you read it."}


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "") else f"“{value}”"
