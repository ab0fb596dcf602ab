"""What is more than one answer: pages, changes and files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from tideline_client.errors import Unreachable
from tideline_client.shapes import Change
from tideline_client.transport import Transport, path_of

Row = TypeVar("Row")
CHUNK = 1 << 16


class Pages(Generic[Row]):
    """The rows of a list; the next page is fetched when the loop comes to it."""

    def __init__(self, transport: Transport, path: str) -> None:
        self._transport, self._path = transport, path

    def __iter__(self) -> Iterator[Row]:
        for page in self.pages():
            yield from page

    def pages(self) -> Iterator[list[Row]]:
        path: str | None = self._path
        while path:
            page = self._transport.get(path)
            yield page["results"]
            path = path_of(page["next"]) if page["next"] else None


class Changes:
    """What has changed since a cursor, in order, up to now; then again from there.

    `cursor` is the place after the last change that the loop has been given, or has asked for
    beyond: keep it with your copy, and begin from it the next time.
    """

    def __init__(self, transport: Transport, path: str, since: str | None = None) -> None:
        self._transport, self._path = transport, path
        self.cursor = since

    def __iter__(self) -> Iterator[Change]:
        more = True
        while more:
            page = self._transport.get(self._path)
            for change in page["results"]:
                yield change
                self.cursor = change["cursor"]
            self.cursor, more = page["cursor"], page["more"]
            self._path = path_of(page["next"])


class Download:
    """A file of the site: saved whole, or read as it comes."""

    def __init__(self, transport: Transport, path: str) -> None:
        self._transport, self._path = transport, path

    def save(self, path: str | Path) -> Path:
        """Write it there. A file is there in whole or not at all."""
        path = Path(path)
        part = path.with_name(f"{path.name}.part")
        with part.open("wb") as file:
            for chunk in self.chunks():
                file.write(chunk)
        return part.replace(path)

    def chunks(self) -> Iterator[bytes]:
        with self._transport.open(self._path) as response:
            announced, read = response.headers["Content-Length"], 0
            while chunk := response.read(CHUNK):
                read += len(chunk)
                yield chunk
            if announced and read < int(announced):
                raise Unreachable(f"{self._path} broke off after {read} of {announced} bytes.")

    def lines(self) -> Iterator[str]:
        with self._transport.open(self._path) as response:
            for line in response:
                yield line.decode().rstrip("\r\n")

    def rows(self) -> Iterator[Any]:
        """Of NDJSON: what each line says."""
        return (json.loads(line) for line in self.lines() if line)
