"""One broker, one PostgreSQL and one set of sites a run; each fault gets processes of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket
from django.core.management import call_command

from tests.faults import work
from tests.faults.site import Sites, serving
from tests.faults.stack import Stack, check_servers_are_ours, until

PATIENCE = 120  # seconds


@pytest.fixture(scope="session")
def is_full() -> bool:
    """Whether all is to be run, which takes an hour and not minutes."""
    return os.environ.get("FAULTS") == "full"


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    pytest_socket.enable_socket()
    with serving() as sites:
        yield sites


@pytest.fixture(scope="session")
def undisturbed(
    sites: Sites, tmp_path_factory: pytest.TempPathFactory, django_db_setup, django_db_blocker
) -> work.Outcome:
    """What comes of the standard work when nothing goes wrong."""
    with django_db_blocker.unblock():
        stack = _stack(tmp_path_factory.mktemp("undisturbed"), sites)
        try:
            work.follow(sites)
            stack.run()
            until(work.is_done, PATIENCE)
        finally:
            stack.end()
        found = work.outcome()
        work.check_record()
        call_command("flush", interactive=False, verbosity=0)
    assert sum(count for what, count in found.items() if what[0] == "article") == work.ARTICLES
    assert sum(count for what, count in found.items() if what[0] == "reprint") == work.REPRINTED
    return found


@pytest.fixture
def stack(
    sites: Sites, tmp_path: Path, undisturbed: work.Outcome, db_of_a_fault
) -> Iterator[Stack]:
    """The standard work, of which nobody does anything yet."""
    stack = _stack(tmp_path, sites)
    work.follow(sites)
    yield stack
    stack.end()


@pytest.fixture
def bare(sites: Sites, tmp_path: Path, db_of_a_fault) -> Iterator[Stack]:
    """A stack without any work."""
    stack = _stack(tmp_path, sites)
    yield stack
    stack.end()


@pytest.fixture
def db_of_a_fault(transactional_db) -> None:
    """A database that other processes see."""


def _stack(folder: Path, sites: Sites) -> Stack:
    check_servers_are_ours()
    return Stack(folder, [sites.host(number) for number in range(600)])


@pytest.fixture
def report(request, capsys):
    """Say what was seen, for the table of docs/reliability.md."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {request.node.name}: {line}")  # noqa: T201 - that is the report

    return say
