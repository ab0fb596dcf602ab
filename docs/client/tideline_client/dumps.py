"""The nightly dump: fetched, checked and read."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tideline_client.client import Client
from tideline_client.errors import Unreachable
from tideline_client.shapes import Dump


def save_dump(client: Client, folder: str | Path, *, language: str, form: str = "ndjson") -> Dump:
    """Save the newest dump's files of one language and format, each with the right checksum.

    What an earlier try has left whole is not fetched again.
    """
    folder = Path(folder)
    dump = client.dumps()["results"][0]
    folder.mkdir(parents=True, exist_ok=True)
    for file in dump["files"]:
        if file["format"] != form or file["language"] not in (language, None):
            continue
        path = folder / file["name"]
        if not _is_whole(path, file["sha256"]):
            client.dump_file(dump["name"], file["name"]).save(path)
        if not _is_whole(path, file["sha256"]):
            raise Unreachable(f"{path} is not what the site says: its checksum differs.")
    return dump


def load(path: str | Path) -> Iterator[Any]:
    """The rows of a saved .ndjson.gz."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _is_whole(path: Path, sha256: str) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
