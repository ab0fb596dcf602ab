"""The demo as a visitor meets it: one command up, one signal down."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from tests.running import free_port, processes_of
from tests.settings import BASE_DIR
from tracker import demo


@pytest.fixture
def var() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="tideline-demo-"))
    yield path
    shutil.rmtree(path)


@pytest.mark.django_db
def test_editor_logs_in_with_the_last_password_that_was_told() -> None:
    first = demo.make_users()
    second = demo.make_users()

    assert authenticate(username="editor", password=first) is None
    editor = authenticate(username="editor", password=second)
    assert editor
    assert editor.is_staff


@pytest.mark.django_db
def test_editor_logs_in_with_the_password_that_was_chosen() -> None:
    assert demo.make_users("芝麻开门") == "芝麻开门"
    assert authenticate(username="editor", password="芝麻开门")


@pytest.mark.enable_socket
def test_demo_serves_until_sigterm_and_leaves_no_process_behind(var: Path) -> None:
    port = free_port()
    environment = os.environ | {"TIDELINE_VAR": str(var), "PORT": str(port)}
    running = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--settings", "tracker.settings"],
        cwd=BASE_DIR,
        env=environment | {"DEMO_PASSWORD": "芝麻开门"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = ""
        assert running.stdout
        while "Ctrl-C" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
            assert answer.status == 200
        assert re.search(rf"http://localhost:{port}/admin/ +user editor, password 芝麻开门", said)
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=40)

    assert running.returncode == 0
    assert processes_of(var) == []


@pytest.mark.enable_socket
@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_demo_refuses_a_port_that_is_none(port: str, var: Path) -> None:
    assert f"PORT is '{port}'. Set it to a number from 1 to 65535." in refusal(port, var)


@pytest.mark.enable_socket
def test_demo_refuses_a_port_that_is_taken(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = refusal(str(port), var)

    assert f"Port {port} cannot be used" in said
    assert "make demo PORT=8001" in said


def refusal(port: str, var: Path) -> str:
    """What the demo says when it does not start."""
    result = subprocess.run(
        [sys.executable, "manage.py", "demo", "--settings", "tracker.settings"],
        cwd=BASE_DIR,
        env=os.environ | {"TIDELINE_VAR": str(var), "PORT": port},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert not (var / "postgres").exists()
    return result.stderr
