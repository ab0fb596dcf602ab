"""Programs that run side by side end together, and leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker import processes
from tracker.processes import ProgramEnded, Programs

STUBBORN = "trap '' TERM; sleep 600 & sleep 600 & wait; wait"


@pytest.fixture(autouse=True)
def signals_of_the_suite() -> object:
    before = {number: signal.getsignal(number) for number in processes.SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def members(group: int) -> list[int]:
    """The living processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found


def test_programs_end_with_their_block_and_with_all_that_they_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.5)

    with Programs(tmp_path) as programs:
        programs.start("stubborn", ["sh", "-c", STUBBORN])
        group = programs.running[0].process.pid
        until(lambda: len(members(group)) == 3)

    until(lambda: not members(group))


def test_programs_end_when_one_of_them_does_and_say_which_and_why(tmp_path: Path) -> None:
    with pytest.raises(ProgramEnded) as ended, Programs(tmp_path) as programs:
        programs.start("server", ["sleep", "600"])
        programs.start("worker", ["sh", "-c", "echo 找不到队列 >&2; exit 3"])
        group = programs.running[0].process.pid
        programs.wait()

    assert "The worker ended (exit code 3)" in str(ended.value)
    assert "找不到队列" in str(ended.value)
    until(lambda: not members(group))


def test_programs_name_the_signal_that_killed_one(tmp_path: Path) -> None:
    with pytest.raises(ProgramEnded, match=r"The worker ended \(SIGKILL\)"):  # noqa: SIM117
        with Programs(tmp_path) as programs:
            programs.start("worker", ["sleep", "600"])
            os.kill(programs.running[0].process.pid, signal.SIGKILL)
            programs.wait()


def test_programs_see_the_environment_that_they_are_given(tmp_path: Path) -> None:
    with Programs(tmp_path) as programs:
        programs.start("printer", ["sh", "-c", "echo $GREETING; sleep 600"], GREETING="你好")
        until(lambda: (tmp_path / "printer.log").read_text() == "你好\n")


@pytest.mark.parametrize("number", processes.SIGNALS)
def test_programs_end_when_a_signal_asks_for_it_however_often(
    number: signal.Signals, tmp_path: Path
) -> None:
    script = f"""
from pathlib import Path
from tracker.processes import Programs, Stopped, stop_on_signals
stop_on_signals()
try:
    with Programs(Path({str(tmp_path)!r})) as programs:
        programs.start("sleeper", ["sleep", "600"])
        print(programs.running[0].process.pid, flush=True)
        programs.wait()
except Stopped:
    print("stopped")
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    group = int(parent.stdout.readline())

    parent.send_signal(number)
    parent.send_signal(number)

    assert parent.communicate(timeout=20)[0] == "stopped\n"
    assert parent.returncode == 0
    assert not members(group)
