"""Read a data set in a child process that may fail without harm, and stream its rows from it.

The child gets the file and the mapping, and answers with rows as the mapping reads them, some
hundred a line of JSON, so that the one who asks holds no more than those. It has limits that the
kernel holds, as the child of events/ingestion/sandbox.py has, and reads one file in its life:

    python -m events.ingestion.datasets.child
"""

from __future__ import annotations

import io
import json
import math
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from events.ingestion.charset import CODECS, decode
from events.ingestion.datasets.mapping import RowMapping, parse
from events.ingestion.datasets.numbers import money_of
from events.ingestion.datasets.reading import Taken, row_key, take
from events.ingestion.datasets.rows import Row, Table, format_of, read_table
from events.ingestion.errors import Unreadable

CPU_SECONDS = 10
CPU_SECONDS_A_MEGABYTE = 6
WALL_SECONDS = 20.0
"""How long the child may think over one answer."""
MEMORY_BYTES = 512_000_000
"""Beside what the child needs before it reads anything."""
ANSWER_BYTES = 8_000_000
ROWS_AT_ONCE = 250
CHARACTERS_AT_ONCE = 1_000_000
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Reading:
    """A data set that is being read: what is known of it from the start, and its rows."""

    format: str
    columns: list[str]
    total: int | None
    rows: Generator[list[Taken], None, None]


@dataclass(frozen=True)
class Request:
    """A file and how it is to be read. The first `skip` rows are answered by their keys alone."""

    name: str
    mapping: dict[str, Any]
    version: int = 1
    certainty: str = "reported"
    charset: str = ""
    skip: int = 0
    most_rows: int = 0
    length: int = field(default=0)


def read_in_child(content: bytes, request: Request) -> Reading:
    """The rows of a data set, or `Unreadable` where it cannot be read, now or in the middle."""
    child = _Child(content, request)
    try:
        start = child.answer()
    except BaseException:
        child.stop()
        raise
    return Reading(start["format"], start["columns"], start["total"], child.rows())


class _Child:
    def __init__(self, content: bytes, request: Request) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a program of our own
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with suppress(BrokenPipeError):
            pipe = cast("IO[bytes]", self._process.stdin)
            line = json.dumps(asdict(request) | {"length": len(content)})
            pipe.write(line.encode() + b"\n")
            pipe.write(content)
            pipe.flush()

    def answer(self) -> dict[str, Any]:
        """Its next answer; `Unreadable` when that is what it says, or when it died over it."""
        begun = time.monotonic()
        line = self._line()
        if not line:
            self._process.kill()
            self._process.wait()
            raise Unreadable(self._post_mortem(time.monotonic() - begun))
        answer: dict[str, Any] = json.loads(line)
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"])
        return answer

    def rows(self) -> Generator[list[Taken], None, None]:
        try:
            while rows := self.answer()["rows"]:
                yield [Taken(**row) for row in rows]
        finally:
            self.stop()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", pipe).close()

    def _line(self) -> bytes:
        patience = threading.Timer(WALL_SECONDS, self._process.kill)
        patience.start()
        try:
            line = cast("IO[bytes]", self._process.stdout).readline(ANSWER_BYTES)
        finally:
            patience.cancel()
        return line if line.endswith(b"\n") else b""

    def _post_mortem(self, seconds: float) -> str:
        if self._process.returncode == -signal.SIGXCPU:
            return "Reading the data set took too long: split it into smaller files."
        if seconds >= WALL_SECONDS:
            return f"Reading the data set stood still for {WALL_SECONDS:.0f} seconds."
        return f"Reading the data set broke the parser (exit {self._process.returncode})."


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one request: the life of the child. The file is parsed under limits alone."""
    request = Request(**json.loads(requests.readline()))
    content = requests.read(request.length)
    try:
        mapping = parse(request.mapping, version=request.version)
        form = mapping.format or format_of(content, request.name)
        _load_what_is_loaded_late(form, mapping)
        _limit_for_life()
        _limit_time(CPU_SECONDS + CPU_SECONDS_A_MEGABYTE * math.ceil(len(content) / 1e6))
        reading = read_here(content, request, form)
        start = {"format": reading.format, "columns": reading.columns, "total": reading.total}
        _send(answers, start)
        for batch in reading.rows:
            _send(answers, {"rows": [asdict(taken) for taken in batch]})
        _send(answers, {"rows": []})
    except Unreadable as error:
        _send(answers, {"unreadable": error.message})
    except MemoryError:
        _send(answers, {"unreadable": "Reading the data set needs too much memory: split it."})
    except Exception as error:  # noqa: BLE001 - parsers raise anything
        problem = f"The data set could not be read ({type(error).__name__})."
        _send(answers, {"unreadable": problem})


def read_here(content: bytes, request: Request, form: str = "") -> Reading:
    """The same without a child, for files that are trusted."""
    mapping = parse(request.mapping, version=request.version)
    form = form or mapping.format or format_of(content, request.name)
    table = read_table(content, mapping, form=form, charset=request.charset)
    rows = islice(_taken(table, mapping, request), request.most_rows or None)
    return Reading(table.format, list(table.columns), table.total, _in_batches(rows))


def _in_batches(rows: Iterator[Taken]) -> Generator[list[Taken], None, None]:
    batch: list[Taken] = []
    size = 0
    for taken in rows:
        batch.append(taken)
        size += len(taken.text)
        if len(batch) >= ROWS_AT_ONCE or size > CHARACTERS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _taken(table: Table, mapping: RowMapping, request: Request) -> Iterator[Taken]:
    for number, row in enumerate(table.rows):
        if number < request.skip:
            yield Taken(row.number, row_key(row.cells, mapping))
        else:
            yield _take(row, mapping, request.certainty)


def _take(row: Row, mapping: RowMapping, certainty: str) -> Taken:
    taken = take(row.number, row.cells, mapping, certainty)
    if row.problem:
        taken.problems.insert(0, ("", row.problem))
    return taken


def _load_what_is_loaded_late(form: str, mapping: RowMapping) -> None:
    """Once the limits hold, no file can be opened: neither a module's nor a codec's."""
    for codec in CODECS.values():
        b"".decode(codec)
    decode("l'été passé, déjà ".encode("latin-1") * 40)
    if form == "xlsx":
        _load_workbooks()
    elif form == "markdown":
        from events.ingestion.datasets import markdown

        list(markdown.tables(""))
    elif form != "csv":
        from events.ingestion.datasets.documents import json_rows

        list(json_rows(b'[{"a": 1.5}]', ""))
    if {"amount", "valuation"} & {part for rule in mapping.rules for part in rule.parts}:
        money_of("约3000万元", "CNY")


def _load_workbooks() -> None:
    from openpyxl import Workbook

    from events.ingestion.datasets.workbooks import sheet_records

    file = io.BytesIO()
    book = Workbook()
    book.create_sheet("公司").append(["公司", 1])
    book.save(file)
    list(sheet_records(file.getvalue(), "公司")[0])


def _limit_for_life() -> None:
    with suppress(OSError):  # only Linux tells, and only there the limit holds
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory = pages * resource.getpagesize() + MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # the pipes it has, and nothing more


def _limit_time(cpu_seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _send(pipe: IO[bytes], message: dict[str, Any]) -> None:
    pipe.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    pipe.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
