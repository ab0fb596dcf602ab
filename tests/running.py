"""What the tests of a running site need to know of the machine."""

import socket
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def processes_of(var: Path) -> list[str]:
    """The command of every living process that was started for this folder."""
    mark = f"TIDELINE_VAR={var}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (process / "environ").read_bytes(), process / "cmdline"
            if mark in environment or str(var) in command.read_text():
                found.append(command.read_text().replace("\0", " "))
        except OSError:
            continue
    return [command for command in found if command]
