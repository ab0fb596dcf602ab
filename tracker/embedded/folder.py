"""The folder that the embedded servers live in, and who may use it."""

import contextlib
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET_PATH = 100  # bytes; the system's own limit is 103 to 107
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")


class ServiceError(Exception):
    """An embedded server cannot run; the message says what to do."""


@dataclass(frozen=True)
class Folder:
    """One folder holds at most one PostgreSQL and one Valkey."""

    path: Path

    def sockets(self, server: str) -> Path:
        """Where a server listens: in the folder, or elsewhere if that path is too long for it."""
        inside = self.path / "run" / server
        if len(os.fsencode(inside)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH:
            return inside
        digest = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tideline-{os.getuid()}-{digest}-{server}"

    def make_private(self, path: Path, owner: int) -> None:
        """Make a folder that only its owner can enter, and refuse one that somebody else made."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat().st_uid
        if found not in (owner, os.getuid()):
            raise ServiceError(
                f"{path} belongs to user {found}, not to user {owner}. "
                "Set TIDELINE_VAR to a folder of your own."
            )
        if found != owner:
            os.chown(path, owner, -1)
        path.chmod(0o700)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """One process at a time starts or stops servers here."""
        with self._open("services.lock") as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def use(self) -> Iterator["Use"]:
        """Count this process among the folder's users. The system forgets it when it dies."""
        with self._open("services.users") as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            yield Use(descriptor)

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[int]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError as error:
            raise ServiceError(
                f"{error.filename} may not be written by this user. "
                "Set TIDELINE_VAR to a folder of your own."
            ) from error
        try:
            yield descriptor
        finally:
            os.close(descriptor)


@dataclass(frozen=True)
class Use:
    """A process's share in a folder."""

    descriptor: int

    def is_alone(self) -> bool:
        """Whether no other process uses the folder; nobody can join while this one is asking."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def runs(pid: int, program: str) -> bool:
    """Whether a process is alive and runs this program: a dead one's number goes to another."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return program in os.fsdecode(command.split(b"\0")[0])
