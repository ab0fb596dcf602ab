"""The dumps, to be listed and fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from events.exports.dumping import MANIFEST, dumps, manifest_of
from people.api.views import PublicView

TYPES = {".gz": "application/gzip", ".parquet": "application/vnd.apache.parquet"}
RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")
PIECE = 65_536


class DumpFileSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    url = serializers.URLField()
    subject = serializers.CharField(help_text="Which list it holds.")
    language = serializers.CharField(
        allow_null=True, help_text="Of what is ready to read; null where there is none."
    )
    format = serializers.ChoiceField(["ndjson", "csv", "parquet"])
    rows = serializers.IntegerField()
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField()


class DumpSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    at = serializers.DateTimeField()
    cursor = serializers.CharField(help_text="Go on from here by `changes/?since=`.")
    manifest = serializers.URLField()
    files = DumpFileSerializer(many=True)


class DumpsSerializer(serializers.Serializer[Any]):
    results = DumpSerializer(many=True)


class DumpsView(PublicView):
    """The dumps of the last days, the newest first: the whole record in files of one moment."""

    @extend_schema(operation_id="dumps_list", tags=["dumps"], responses=DumpsSerializer)
    def get(self, request: Request) -> Response:
        return Response({"results": [self._told(dumped) for dumped in dumps()]})

    def _told(self, dumped: Path) -> dict[str, Any]:
        told, place = manifest_of(dumped), f"{self.addresses.site}api/v1/dumps/{dumped.name}/"
        return {
            "name": dumped.name,
            "at": told["at"],
            "cursor": told["cursor"],
            "manifest": f"{place}{MANIFEST}",
            "files": [{**file, "url": f"{place}{file['name']}"} for file in told["files"]],
        }


class DumpFileView(PublicView):
    """One file of a dump, or `manifest.json`. A part of it, by `Range`, ends a broken download."""

    @extend_schema(
        tags=["dumps"],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            206: OpenApiResponse(description="The part that was asked for."),
            416: OpenApiResponse(description="The file ends before that part."),
        },
    )
    def get(self, request: Request, dump: str, file: str) -> HttpResponseBase:
        path, etag = self._found(dump, file)
        known = get_conditional_response(request, etag=etag)
        answer = known or self._content(path, request.headers.get("Range", ""), etag, request)
        answer["ETag"] = etag
        answer["Accept-Ranges"] = "bytes"
        answer["Cache-Control"] = "public, max-age=86400, immutable"
        return answer

    def _found(self, dump: str, file: str) -> tuple[Path, str]:
        """The file and its mark. Only what a manifest names is served."""
        for dumped in dumps():
            if dumped.name == dump:
                if file == MANIFEST:
                    return dumped / MANIFEST, f'"{dump}"'
                for told in manifest_of(dumped)["files"]:
                    if told["name"] == file:
                        return dumped / file, f'"{told["sha256"]}"'
        raise NotFound("There is no such file: see /api/v1/dumps/ for those that there are.")

    def _content(self, path: Path, asked: str, etag: str, request: Request) -> HttpResponseBase:
        content_type = TYPES.get(path.suffix, "application/json")
        size = path.stat().st_size
        unchanged = request.headers.get("If-Range", etag) == etag
        part = RANGE.fullmatch(asked) if unchanged else None
        if part is None:
            return FileResponse(path.open("rb"), content_type=content_type, filename=path.name)
        first, last = int(part[1]), min(int(part[2] or size - 1), size - 1)
        if first >= size or first > last:
            answer: HttpResponseBase = StreamingHttpResponse(
                status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            )
            answer["Content-Range"] = f"bytes */{size}"
            return answer
        answer = StreamingHttpResponse(
            _piecewise(path, first, last),
            content_type=content_type,
            status=HTTPStatus.PARTIAL_CONTENT,
        )
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
        answer["Content-Length"] = str(last - first + 1)
        return answer


def _piecewise(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
