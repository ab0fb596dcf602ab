"""Read a document in a child process that may fail without harm.

Parsers written in C work through hostile pages for minutes, and now and then one makes them
crash. So a child does the reading, under limits that the kernel holds: it is killed when it uses
too much processor time, memory or patience, can open neither a file nor a connection, and is
replaced for the next document. Started as a plain program, since a worker of Celery's may have
no children of multiprocessing's:

    python -m events.ingestion.sandbox

Both ways a message is a line of JSON; behind a request's line follow the bytes of the document.
"""

from __future__ import annotations

import atexit
import codecs
import json
import math
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from importlib.machinery import BuiltinImporter, FrozenImporter
from pathlib import Path
from typing import IO, Any, cast

from events.ingestion.charset import CODECS
from events.ingestion.errors import ParserDied, Unreadable
from events.ingestion.lister import list_items
from events.ingestion.listing import Listing, listing_from
from events.ingestion.read import Reading, read

CPU_SECONDS = 10
WALL_SECONDS = 15.0
MEMORY_BYTES = 512_000_000
"""Beside what the child needs before it reads anything."""

ANSWER_BYTES = 12_000_000
DOCUMENTS_PER_CHILD = 500

ROOT = Path(__file__).resolve().parents[2]
TASKS: dict[str, Callable[..., Any]] = {"article": read, "listing": list_items}
"""What can be asked of a child: functions of a document's bytes that give a dataclass."""

_HTML = {"content_type": "text/html"}
_HERE = {"address": "https://news.example/"}
_WARM_UP: list[tuple[str, bytes, Mapping[str, str]]] = [
    (
        "article",
        "<article><p>{}</p></article>".format("公司 said 完成融资。" * 40).encode("gb18030"),
        _HTML,
    ),
    ("article", b"<p>a notice", _HTML),
    ("article", "l'été passé, déjà ".encode("latin-1") * 40, _HTML),
    ("listing", b"<rss><channel><item><title>a</title></item></channel></rss>", _HERE),
    ("listing", b"<rss><channel><item><title>a & b</item></channel></rss>", _HERE),
    ("listing", b"<urlset><url><loc>https://news.example/2024/a</loc></url></urlset>", _HERE),
    ("listing", b"<body><a href='/2024/02/a'>Lumen AI raises money</a></body>", _HERE),
]
"""Between them they make the libraries load whatever they load late."""


def read_in_child(
    content: bytes, *, content_type: str = "", charset: str = "", name: str = ""
) -> Reading:
    """What `read` gives, or `Unreadable` where it fails, even where it would take the process."""
    answer = ask("article", content, content_type=content_type, charset=charset, name=name)
    day = answer["published_on"]
    return Reading(**answer | {"published_on": date.fromisoformat(day) if day else None})


def list_in_child(
    content: bytes,
    *,
    address: str,
    content_type: str = "",
    charset: str = "",
    link_pattern: str = "",
) -> Listing:
    """What `list_items` gives, or `Unreadable`, with the same safety."""
    return listing_from(
        ask(
            "listing",
            content,
            address=address,
            content_type=content_type,
            charset=charset,
            link_pattern=link_pattern,
        )
    )


def ask(task: str, content: bytes, **details: Any) -> dict[str, Any]:
    """What a task of the child makes of a document, as JSON has it, or `Unreadable`."""
    answer = _pool.ask({"task": task, "length": len(content), **details}, content)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer


class _Child:
    """A process that reads one document after another."""

    def __init__(self, program: str) -> None:
        self.asked = 0
        self._process = subprocess.Popen(  # noqa: S603 - a program of our own
            [sys.executable, "-m", program or __name__, str(CPU_SECONDS), str(MEMORY_BYTES)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we finish what we have begun
        )
        if not self._answer():
            self.stop()
            raise RuntimeError("The process that reads documents could not be started.")

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], content: bytes) -> dict[str, Any]:
        """The child's answer, or `Unreadable` when it died over the question."""
        self.asked += 1
        begun = time.monotonic()
        patience = threading.Timer(WALL_SECONDS, self._process.kill)
        patience.start()
        try:
            with suppress(BrokenPipeError):
                _send(cast("IO[bytes]", self._process.stdin), request, content)
            if answer := self._answer():
                return answer
        finally:
            patience.cancel()
        self._process.kill()
        self._process.wait()
        raise self._post_mortem(time.monotonic() - begun)

    def _answer(self) -> dict[str, Any] | None:
        line = cast("IO[bytes]", self._process.stdout).readline(ANSWER_BYTES)
        return json.loads(line) if line.endswith(b"\n") else None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", pipe).close()

    def _post_mortem(self, seconds: float) -> Unreadable:
        if self._process.returncode == -signal.SIGXCPU:
            return Unreadable(f"Reading the document took longer than {CPU_SECONDS} seconds.")
        if seconds >= WALL_SECONDS:
            return ParserDied(f"Reading the document took longer than {WALL_SECONDS:.0f} seconds.")
        code = self._process.returncode
        return ParserDied(f"Reading the document broke the parser (exit {code}).")


class Pool:
    """One child for each process of ours. A process that was forked off starts its own.

    `program` is the module that the child runs, if it is not this one.
    """

    def __init__(self, program: str = "") -> None:
        self._program = program
        self._lock = threading.Lock()
        self._child: _Child | None = None
        os.register_at_fork(after_in_child=self._forget)

    def ask(self, request: dict[str, Any], content: bytes) -> dict[str, Any]:
        with self._lock:
            child, self._child = self._child, None
            if child and not child.is_alive:
                child.stop()
                child = None
            child = child or _Child(self._program)
            try:
                answer = child.ask(request, content)
            except BaseException:  # such as a task's time limit
                child.stop()
                raise
            if child.asked < DOCUMENTS_PER_CHILD:
                self._child = child
            else:
                child.stop()
            return answer

    def stop(self) -> None:
        with self._lock:
            if self._child:
                self._child.stop()
            self._child = None

    def _forget(self) -> None:
        self._lock = threading.Lock()
        self._child = None


_pool = Pool()
atexit.register(_pool.stop)


def _send(pipe: IO[bytes], message: dict[str, Any], content: bytes = b"") -> None:
    pipe.write(json.dumps(message, default=date.isoformat).encode() + b"\n")
    pipe.write(content)
    pipe.flush()


def serve(
    requests: IO[bytes],
    answers: IO[bytes],
    cpu_seconds: int,
    memory_bytes: int,
    *,
    tasks: Mapping[str, Callable[..., Any]] = TASKS,
    warm_up: Sequence[tuple[str, bytes, Mapping[str, str]]] = _WARM_UP,
) -> None:
    """Say that all is ready, then answer requests until no more come: the life of a child."""
    for codec in CODECS.values():
        codecs.lookup(codec)
    for task, document, details in warm_up:
        with suppress(Unreadable):
            tasks[task](document, **details)
    _import_no_more()
    _limit_for_life(memory_bytes)
    _send(answers, {"ready": True})
    while line := requests.readline():
        request = json.loads(line)
        content = requests.read(request.pop("length"))
        _limit_for_one_document(cpu_seconds)
        try:
            answer = asdict(tasks[request.pop("task")](content, **request))
        except Unreadable as error:
            answer = {"unreadable": error.message}
        except MemoryError:
            answer = {"unreadable": "Reading the document needs too much memory."}
        except Exception as error:  # noqa: BLE001 - parsers raise anything
            answer = {"unreadable": f"The document could not be read ({type(error).__name__})."}
        _send(answers, answer)


def _import_no_more() -> None:
    """Let a module that is not loaded be an absent one, without a look at the disk.

    Parsers ask for optional modules at each document. Python lists a folder of its path anew
    when anything in it has changed, which a child that may open nothing cannot do.
    """
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter]


def _limit_for_life(memory_bytes: int) -> None:
    with suppress(OSError):  # only Linux tells, and only there the limit holds
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory = pages * resource.getpagesize() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # the pipes it has, and nothing more


def _limit_for_one_document(cpu_seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, *map(int, sys.argv[1:]))
