"""Programs run side by side that end together: whatever ends one ends all."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

PATIENCE_SECONDS = 15  # for a program to end by itself
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ProgramEnded(Exception):
    """A program ended that should have gone on; the message has the last it said."""


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, SIGTERM or a closed terminal."""


def stop_on_signals() -> None:
    """Raise Stopped at the first signal. The clean-up that follows is not disturbed by another."""
    for number in SIGNALS:
        signal.signal(number, _stop)


def _stop(signum: int, frame: FrameType | None) -> None:
    ignore_signals()
    raise Stopped


def ignore_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@dataclass(frozen=True)
class Program:
    """A running program, in a process group of its own."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def end(self) -> str:
        """Why it ended, and the last that it said."""
        code = self.process.returncode
        why = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        said = self.log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join(
            [f"The {self.name} ended ({why}). The last it said, in {self.log}:", *said]
        )


class Programs:
    """The programs of a `with` block. None of their processes outlives it."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.running: list[Program] = []

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        ignore_signals()
        self.stop()

    def start(self, name: str, command: Sequence[str], **environment: str) -> None:
        log = self.logs / f"{name}.log"
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # or one could start and be forgotten
        try:
            with log.open("wb") as output:
                process = subprocess.Popen(  # noqa: S603
                    command,
                    env=os.environ | environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=_unblock_signals,  # noqa: PLW1509  # there is one thread only
                )
            self.running.append(Program(name, process, log))
        finally:
            _unblock_signals()

    def check(self) -> None:
        """Raise ProgramEnded if one has ended."""
        for program in self.running:
            if program.process.poll() is not None:
                raise ProgramEnded(program.end())

    def wait(self) -> None:
        """Wait for ever, or until one ends."""
        while True:
            self.check()
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask all to end, and end those that do not."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for program in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.process.wait(max(0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)
        for program in self.running:
            program.process.wait()
        self.running.clear()

    def _signal(self, number: int) -> None:
        """To the group, so that what a program started and left behind ends as well."""
        for program in self.running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.process.pid, number)


def _unblock_signals() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
