"""The whole site in real processes, each of which can be killed, stopped and started again."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from tests.faults import work
from tests.workers import Worker, environment
from tracker import services
from tracker.embedded.postgres import _Programs

APP = "tests.faults.hurried"
READERS = ("-Q", "default", "-c", "2", "-n", "default@%h")
BOTH = ("-c", "2", "-n", "both@%h")
FETCHERS = ("-Q", "fetch", "-P", "threads", "-c", "8", "-n", "fetch@%h")
GRACE_SECONDS = 26
QUEUES = ("default", "fetch")


class Stack:
    """Workers and beats on the database of a test. The broker and PostgreSQL run already."""

    def __init__(self, folder: Path, hosts: list[str]) -> None:
        self.folder = folder
        self.environment = environment(services.ensure_valkey(), 0) | {
            "FETCH_ALLOW_HOSTS": ",".join(hosts),
            "IGNORE_ROBOTS_HOSTS": ",".join(hosts),
            "POLITE_PAUSE_SECONDS": "0",
            "STATEMENT_TIMEOUT_SECONDS": "60",
        }
        self.workers: list[Worker] = []
        self.beats: list[subprocess.Popen[bytes]] = []

    # --- workers and beats ----------------------------------------------------------------------

    def work(self, *kinds: tuple[str, ...], app: str = APP) -> list[Worker]:
        """Start a worker of each kind; unless told, one that reads and one that fetches."""
        started = [Worker(self.environment, *kind, app=app) for kind in kinds or self.kinds]
        self.workers += started
        return started

    kinds: tuple[tuple[str, ...], ...] = (READERS, FETCHERS)

    def beat(self) -> subprocess.Popen[bytes]:
        schedule = self.folder / f"beat-{len(self.beats)}"
        command = [sys.executable, "-m", "celery", "-q", "-A", APP, "beat", "-l", "WARNING"]
        command += ["--pidfile=", f"--schedule={schedule}"]
        self.beats.append(subprocess.Popen(command, env=self.environment, start_new_session=True))
        return self.beats[-1]

    def run(self) -> None:
        self.work()
        self.beat()

    def kill_workers(self) -> None:
        """As when the machine dies, or its memory runs out."""
        for worker in self._running():
            worker.kill()
        self.workers.clear()

    def end_workers(self) -> float:
        """As a deployment does; the seconds until the last is gone."""
        started = time.monotonic()
        for worker in self.workers:
            worker.process.terminate()
        with contextlib.suppress(AssertionError):
            until(lambda: not self._running(), GRACE_SECONDS)
        for worker in self._running():
            worker.process.send_signal(signal.SIGUSR1)  # where do you stand? says it in the log
        for worker in self.workers:
            assert worker.stop() == 0
        self.workers.clear()
        return time.monotonic() - started

    def _running(self) -> list[Worker]:
        return [worker for worker in self.workers if worker.process.poll() is None]

    def restart_ended(self) -> int:
        """Start those again that have ended by themselves, as a service manager does."""
        ended = [worker for worker in self.workers if worker.process.poll() is not None]
        for worker in ended:
            self.workers.remove(worker)
            kind = READERS if "default@%h" in worker.process.args else FETCHERS  # type: ignore[operator]
            self.work(kind)
        return len(ended)

    def end(self) -> None:
        self.kill_workers()
        for beat in self.beats:
            if beat.poll() is None:
                beat.kill()
            beat.wait()

    def call(self, task: str) -> None:
        """Send one message, as beat does."""
        command = [sys.executable, "-m", "celery", "-q", "-A", APP, "call", f"events.tasks.{task}"]
        subprocess.run(command, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    # --- the broker -----------------------------------------------------------------------------

    @property
    def broker(self) -> redis.Redis:
        return redis.Redis.from_url(self.environment["REDIS_URL"])

    def kill_broker(self) -> None:
        os.kill(_broker_process(), signal.SIGKILL)
        while services.valkey()._pid():
            time.sleep(0.01)

    def start_broker(self) -> None:
        services.ensure_valkey()

    @contextmanager
    def broker_stopped(self) -> Iterator[None]:
        """It is there and says nothing."""
        process = _broker_process()
        os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process, signal.SIGCONT)

    def messages(self) -> int:
        with self.broker as broker:
            return sum(broker.llen(queue) for queue in QUEUES)

    # --- PostgreSQL -----------------------------------------------------------------------------

    def restart_postgres(self) -> None:
        """At once, without a word to whoever is in the middle of a transaction."""
        server = services.postgres()
        arguments = ("restart", "--pgdata", server.data, "--mode", "immediate", "--wait")
        _Programs.find(server.data).run("pg_ctl", *arguments, "--log", server.home / "log")
        connection.close()


def _broker_process() -> int:
    pid = services.valkey()._pid()
    assert pid, "the broker does not run"
    return pid


def until(condition: Callable[[], object], patience: float) -> float:
    """Wait until something is so, and answer how many seconds that took."""
    started = time.monotonic()
    while not _holds(condition):
        assert time.monotonic() < started + patience, f"not so after {patience:.0f} seconds"
        time.sleep(0.1)
    return time.monotonic() - started


def reach(part: float) -> float:
    """Wait until this part of the standard work is done, or all there is to do."""
    return until(lambda: work.how_far() >= part or work.is_done(), 120)


def _holds(condition: Callable[[], object]) -> bool:
    try:
        return bool(condition())
    except (DatabaseError, InterfaceError):  # it is being restarted
        connection.close()
        return False


def check_servers_are_ours() -> None:
    """These tests kill servers: never those that others work with."""
    if settings.DATABASE_URL or services.valkey().url != settings.REDIS_URL:
        raise RuntimeError("These tests kill servers: unset DATABASE_URL and REDIS_URL.")
    if services.folder().path.name != "faults":
        raise RuntimeError("These tests kill servers of their own: run them by `make faults`.")
