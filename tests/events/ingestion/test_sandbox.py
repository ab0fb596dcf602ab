"""A child process reads; what hangs, bursts or dies there does no harm here."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from events.ingestion import sandbox
from events.ingestion.read import Unreadable, read
from events.ingestion.sandbox import list_in_child, read_in_child
from tests.events.ingestion.pages import CHINESE, CHINESE_BLOCKS, ENGLISH, TRADITIONAL

ROOT = Path(__file__).parents[3]
# libxml2 compares each attribute with all others: minutes of work, and no `=` gives it away.
SLOW = b"<html><body><div " + b" ".join(b"a%d" % i for i in range(150_000)) + b">x"


@pytest.fixture(autouse=True)
def fresh_pool():
    """No child from another test, and none left for the next."""
    sandbox._pool.stop()
    yield
    sandbox._pool.stop()


def child() -> int:
    assert sandbox._pool._child
    return sandbox._pool._child._process.pid


def why_not(content: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        read_in_child(content, content_type="text/html")
    return error.value.message


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(CHINESE.format(charset="gb2312").encode("gb18030"), id="GB18030"),
        pytest.param(TRADITIONAL.encode("big5hkscs"), id="Big5"),
        pytest.param(ENGLISH.encode(), id="UTF-8"),
        pytest.param("星河智能发布新模型。".encode(), id="plain text"),
    ],
)
def test_the_child_reads_what_we_would_read(content):
    name = "2024-02-20-星河\udcff.txt"

    assert read_in_child(content, name=name) == read(content, name=name)


def test_one_child_reads_many_documents():
    read_in_child(ENGLISH.encode())
    first = child()

    assert "empty" in why_not(b"")
    assert read_in_child(ENGLISH.encode()).title
    assert child() == first


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read(monkeypatch):
    monkeypatch.setattr(sandbox, "CPU_SECONDS", 1)
    begun = time.monotonic()

    assert "longer than 1 seconds" in why_not(SLOW)
    assert time.monotonic() - begun < 12
    assert (
        read_in_child(CHINESE.format(charset="utf-8").encode()).text.split("\n\n") == CHINESE_BLOCKS
    )


def test_a_child_that_only_waits_is_given_up_too(monkeypatch):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 1.0)
    read_in_child(ENGLISH.encode())
    os.kill(child(), signal.SIGSTOP)

    assert "longer than 1 seconds" in why_not(ENGLISH.encode())


def test_a_page_that_needs_too_much_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY_BYTES", 10_000_000)

    assert "too much memory" in why_not(b"<html><body><p>" + b"word " * 1_500_000)
    assert read_in_child(ENGLISH.encode()).title


def test_a_crash_takes_nothing_with_it():
    read_in_child(ENGLISH.encode())
    threading.Timer(0.3, os.kill, [child(), signal.SIGSEGV]).start()

    assert "broke the parser" in why_not(SLOW)
    assert read_in_child(ENGLISH.encode()).title


def test_a_child_that_died_between_two_documents_is_replaced_in_time():
    read_in_child(ENGLISH.encode())
    os.kill(child(), signal.SIGKILL)
    os.waitid(os.P_PID, child(), os.WEXITED | os.WNOWAIT)

    assert read_in_child(ENGLISH.encode()).title


def test_a_child_is_replaced_after_its_share_of_documents(monkeypatch):
    monkeypatch.setattr(sandbox, "DOCUMENTS_PER_CHILD", 2)
    read_in_child(ENGLISH.encode())
    first = child()
    read_in_child(ENGLISH.encode())
    read_in_child(ENGLISH.encode())

    assert child() != first


def test_a_child_can_open_neither_a_file_nor_a_connection():
    read_in_child(ENGLISH.encode())

    limits = Path(f"/proc/{child()}/limits").read_text()
    files = next(line.split() for line in limits.splitlines() if line.startswith("Max open files"))
    assert files[3:5] == ["3", "3"]


def _read_as_a_worker_does() -> None:
    assert multiprocessing.current_process().daemon
    assert sandbox._pool._child is None
    assert read_in_child(ENGLISH.encode()).title
    sandbox._pool.stop()


def test_a_child_reads_on_when_the_folders_that_python_looks_into_have_changed():
    feed = "<rss><channel><item><title>融资</title><link>/1</link></item></channel></rss>".encode()
    first = list_in_child(feed, address="https://a.example/")

    os.utime(sandbox.ROOT)

    assert list_in_child(feed, address="https://a.example/") == first


def test_a_forked_worker_without_leave_to_have_children_reads_with_a_child_of_its_own():
    read_in_child(ENGLISH.encode())
    ours = child()
    worker = multiprocessing.get_context("fork").Process(target=_read_as_a_worker_does, daemon=True)

    worker.start()
    worker.join(30)

    assert worker.exitcode == 0
    assert read_in_child(ENGLISH.encode()).title
    assert child() == ours


def test_the_child_needs_no_django():
    code = "import sys, events.ingestion.sandbox; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
