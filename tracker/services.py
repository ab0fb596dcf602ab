"""The embedded PostgreSQL and Valkey of a local site, when DATABASE_URL and REDIS_URL are unset.

Starting one that runs costs next to nothing, so whoever needs a server asks for it. Both outlive
the process that started them, until `stop` or the last `session` ends.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import environ

from tracker.embedded.folder import Folder, ServiceError
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey

__all__ = ["ServiceError", "ensure_postgres", "ensure_valkey", "session", "status", "stop"]

_env = environ.Env()


def folder() -> Folder:
    """TIDELINE_VAR, or var/ beside manage.py."""
    default = Path(__file__).resolve().parent.parent / "var"
    return Folder(Path(_env.str("TIDELINE_VAR", default=str(default))).resolve())


def postgres() -> Postgres:
    return Postgres(folder(), durable=_durable())


def valkey() -> Valkey:
    return Valkey(folder(), durable=_durable())


def _durable() -> bool:
    """EMBEDDED_DURABLE=false trades safety from power cuts for speed, for tests."""
    durable: bool = _env.bool("EMBEDDED_DURABLE", default=True)
    return durable


def ensure_postgres() -> str:
    """Have PostgreSQL running, and return its DATABASE_URL."""
    server = postgres()
    if not server.is_running():
        with server.folder.lock():
            server.start()
    return server.url


def ensure_valkey() -> str:
    """Have Valkey running, and return its REDIS_URL."""
    server = valkey()
    if not server.is_running():
        with server.folder.lock():
            server.start()
    return server.url


def status() -> dict[str, bool]:
    """Which server runs."""
    return {"postgres": postgres().is_running(), "valkey": valkey().is_running()}


def stop() -> list[str]:
    """Have both stopped, whoever uses them; return the names of those that ran."""
    with folder().lock():
        return [
            name
            for name, server in (("valkey", valkey()), ("postgres", postgres()))
            if server.stop()
        ]


@contextlib.contextmanager
def session() -> Iterator[None]:
    """Use the servers, and stop them at the end unless another session still runs."""
    with folder().use() as use:
        try:
            yield
        finally:
            if use.is_alone():
                stop()
