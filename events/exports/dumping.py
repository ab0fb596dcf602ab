"""The whole public record as files of one moment, in a folder that is there whole or not at all."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from events.exports.contents import COLUMNS, File, files
from events.exports.parquet import IS_INSTALLED
from people.models.change import Place

NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z")
MANIFEST = "manifest.json"
BEGUN = ".begun-"
DUE_AFTER = timedelta(hours=23, minutes=30)
FORMAT = 1
"""Of the manifest: it grows when a reader of an older one would be misled."""


class Running(Exception):
    """Another process is writing a dump into this folder."""


def dump(folder: Path | None = None) -> Path:
    """Write a dump, put it in its place, and delete the oldest ones. Raises Running."""
    folder = folder or settings.DUMPS
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        for left in folder.glob(f"{BEGUN}*"):  # of a process that was killed
            shutil.rmtree(left)
        name = f"{timezone.now():%Y%m%dT%H%M%SZ}"
        begun = folder / f"{BEGUN}{name}"
        begun.mkdir()
        _write(begun)
        done = begun.rename(folder / name)
        _synced(folder)
        if settings.DUMPS_KEPT:
            for old in dumps(folder)[settings.DUMPS_KEPT :]:
                shutil.rmtree(old)
    return done


def dump_if_due() -> Path | None:
    """A dump, unless there is one of today, another is being written, or none are wanted."""
    newest = next(iter(dumps()), None)
    if not settings.DUMPS_KEPT or (newest and timezone.now() - _time_of(newest) < DUE_AFTER):
        return None
    try:
        return dump()
    except Running:
        return None


def dumps(folder: Path | None = None) -> list[Path]:
    """The dumps that there are, the newest first."""
    folder = folder or settings.DUMPS
    if not folder.is_dir():
        return []
    there = (path for path in folder.iterdir() if NAME.fullmatch(path.name))
    return sorted((path for path in there if (path / MANIFEST).is_file()), reverse=True)


def manifest_of(dumped: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((dumped / MANIFEST).read_text(encoding="utf-8"))
    return told


def _write(folder: Path) -> None:
    with _snapshot():
        cursor = Place.now()
        at = timezone.now()
        counts: dict[str, int] = {}
        written = [_file(folder, file, counts) for file in files(settings.SITE_URL)]
    told = {
        "format": FORMAT,
        "at": at.isoformat(),
        "cursor": str(cursor),
        "changes": f"{settings.SITE_URL}/api/v1/changes/?since={cursor}",
        "licence": {"name": settings.DATA_LICENCE, "url": settings.DATA_LICENCE_URL},
        "schema": f"{settings.SITE_URL}/api/v1/schema/",
        "counts": counts,
        "columns": COLUMNS,
        "parquet": IS_INSTALLED,
        "files": written,
    }
    path = folder / MANIFEST
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _synced(path)
    _synced(folder)


def _file(folder: Path, file: File, counts: dict[str, int]) -> dict[str, Any]:
    """Write one file, and say what is in it."""
    path, rows = folder / file.name, 0
    with path.open("wb") as raw:
        if file.form == "parquet":
            for piece in file.pieces:
                raw.write(piece)
        else:
            with gzip.GzipFile("", "wb", compresslevel=5, fileobj=raw, mtime=0) as packed:
                for piece in file.pieces:
                    packed.write(piece)
                    rows += 1
        raw.flush()
        os.fsync(raw.fileno())
    if file.form == "ndjson":
        counts[file.subject] = rows
    with path.open("rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    return {
        "name": file.name,
        "subject": file.subject,
        "language": file.language,
        "format": file.form,
        "rows": counts[file.subject],
        "bytes": path.stat().st_size,
        "sha256": digest,
    }


@contextmanager
def _snapshot() -> Iterator[None]:
    """All that is read within is of one moment, however long it takes.

    It writes nothing, so that it has no number among the transactions that changes wait for.
    """
    with transaction.atomic(durable=not connection.in_atomic_block):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Running from error
        yield


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _time_of(dumped: Path) -> datetime:
    return datetime.strptime(f"{dumped.name}+0000", "%Y%m%dT%H%M%SZ%z")
