"""What a site that answers only to its own machine may have made up for it."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def only_loopback(hosts: Iterable[str]) -> bool:
    return all(host.lower() in LOOPBACK for host in hosts)


def kept_secret_key(path: Path) -> str:
    """A random key, made once and kept in a file that only its owner can read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)  # refuses to replace the key of a process that was faster
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
