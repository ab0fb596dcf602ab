"""The demo as the browser finds it: the whole site in a folder of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.running import free_port, processes_of
from tests.settings import BASE_DIR

PASSWORD = "潮水-退去"
STOP_SECONDS = 60
SETTINGS_OF_THE_TESTS = ("API_RATE", "EMBEDDED_DURABLE", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Site:
    address: str
    editor: str = "editor"
    password: str = PASSWORD


@contextlib.contextmanager
def running_demo(news: str) -> Iterator[Site]:
    """`manage.py demo` on a free port, which may fetch from the host `news`.

    Afterwards none of its processes is left.
    """
    var = Path(tempfile.mkdtemp(prefix="tideline-e2e-"))
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_THE_TESTS}
    own = {
        "TIDELINE_VAR": str(var),
        "PORT": str(port),
        "DEMO_PASSWORD": PASSWORD,
        "FETCH_ALLOW_HOSTS": news,
        "VOICE_RATE": "",  # the tests come from one address
    }
    demo = subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=BASE_DIR,
        env=kept | own,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_until_ready(demo)
        yield Site(f"http://localhost:{port}")
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.communicate(timeout=STOP_SECONDS)
        left = processes_of(var)
        shutil.rmtree(var)
    assert demo.returncode == 0
    assert left == []


def _wait_until_ready(demo: subprocess.Popen[str]) -> None:
    said = ""
    assert demo.stdout
    for line in demo.stdout:
        said += line
        if "Ctrl-C" in line:
            return
    raise AssertionError(f"The demo did not start. It said:\n{said}")
