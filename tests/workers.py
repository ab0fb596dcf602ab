"""Real Celery workers on the database of a test, with a broker queue of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

from tracker import services


def environment(broker: str, queue: int) -> dict[str, str]:
    """What a process needs to work on this test's database and the queue of this number."""
    server, _, _ = broker.partition("?")
    url = f"{server}?db={queue}"
    redis.Redis.from_url(url).flushdb()
    address = services.postgres().url if not settings.DATABASE_URL else settings.DATABASE_URL
    head, _, tail = address.partition("?")
    name = connection.settings_dict["NAME"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_URL": f"{head.rpartition('/')[0]}/{name}" + f"?{tail}" * bool(tail),
        "REDIS_URL": url,
    }


class Worker:
    """A Celery worker in a process group of its own, as a service manager runs it."""

    def __init__(
        self, environment: dict[str, str], *options: str, app: str = "tracker", log: str = "WARNING"
    ) -> None:
        worker = [sys.executable, "-m", "celery", "-q", "-A", app, "worker", "-l", log]
        self.process = subprocess.Popen(
            [*worker, *(options or ["-c", "2"])], env=environment, start_new_session=True
        )

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=60)

    def peak_megabytes(self) -> int:
        """The most memory that one of its processes has taken so far. Only Linux tells."""
        processes = [self.process.pid, *_children(self.process.pid)]
        return max(_peak_kibibytes(pid) for pid in processes) // 1024


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _peak_kibibytes(pid: int) -> int:
    told = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(told[1]) if told else 0
