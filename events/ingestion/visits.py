"""Visit a web server politely: when it may be asked, and only for what its robots.txt allows.

`fetch` is the door; this is the manners. The row of the host is shared by all workers on all
machines, and kept by the clock of the database: whoever wants to ask takes a turn there first,
one at a time, and leaves it with a pause behind it. A turn that a dead worker held runs out.

A visit belongs outside of a transaction: others see the turn once it is committed.
"""

from __future__ import annotations

import random
import threading
import time
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db.models.functions import Now

from events.ingestion.addresses import Address
from events.ingestion.errors import Busy, FetchError, Refused
from events.ingestion.fetch import PAGE_BYTES, Page, fetch
from events.ingestion.robots import MAX_BYTES as ROBOTS_BYTES
from events.ingestion.robots import Robots
from events.ingestion.text import clean
from events.models import Host

__all__ = ["Busy", "FetchError", "Page", "Refused", "visit"]

PATIENCE_SECONDS = 1.5
"""How long a visit waits for its turn before it is `Busy`."""

LOOK_AGAIN_SECONDS = 0.1
"""How soon to look whether another visit is over."""

MAX_PAUSE = timedelta(seconds=60)
"""A longer Crawl-delay is cut to this."""

FIRST_BACK_OFF = timedelta(seconds=30)
MAX_BACK_OFF = timedelta(days=1)

closing = threading.Event()
"""Set when this process is to end: no server is asked any more, and each visit finds it `Busy`."""

HOST_TROUBLE = {
    "connect_error",
    "dns_error",
    "rate_limited",
    "robots_unavailable",
    "timeout",
    "tls_error",
}
"""What is wrong with a server rather than with one of its pages."""


def visit(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = PAGE_BYTES,
    patience: float = PATIENCE_SECONDS,
) -> Page:
    """The page at an address, or an error: `Busy` when its server is not to be asked yet,
    `Refused` when we or its robots.txt forbid it, `FetchError` when asking it failed.
    """
    with _Visit(patience) as turns:
        return fetch(
            url, etag=etag, last_modified=last_modified, max_bytes=max_bytes, before=turns.enter
        )


class _Visit:
    """The turns that one visit holds: its host's, and those of hosts that it is redirected to."""

    def __init__(self, patience: float, *turns: _Turn, minds_robots: bool = True) -> None:
        self._patience = patience
        self._turns = {turn.host.name: turn for turn in turns}
        self._minds_robots = minds_robots
        self._asked = ""

    def __enter__(self) -> Self:
        return self

    def enter(self, address: Address) -> None:
        """Take the turn of an address's host, unless we have it. It is asked next."""
        self._asked = ""
        turn = self._turns.get(address.origin) or self._turn(address)
        self._turns[address.origin] = turn
        if closing.is_set():
            raise Busy(address.origin, turn.host.taken_at)
        if self._minds_robots and (rule := turn.robots.forbids(address.href)):
            reason = f"the robots.txt of {address.origin} forbids it ({rule})"
            raise Refused("robots", reason, address=address.href)
        self._asked = address.origin

    def _turn(self, address: Address) -> _Turn:
        while True:
            turn = _take(address.origin, self._patience)
            if not self._minds_robots or turn.knows_robots:
                return turn
            self._ask_for_robots(turn, address)

    def _ask_for_robots(self, turn: _Turn, address: Address) -> None:
        """Let the host's row know its robots.txt. It costs a turn, with the pause behind it."""
        with _Visit(self._patience, turn, minds_robots=False) as turns:
            text, status = _robots(address, turns)
            Host.objects.held(turn.host).update(
                robots=text, robots_status=status, robots_fetched_at=Now()
            )
            turn.robots = Robots(text)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for name, turn in self._turns.items():
            failed = name == self._asked and isinstance(error, FetchError)
            turn.leave(error if failed else None)  # type: ignore[arg-type] # it is a FetchError


class _Turn:
    """A host that we have to ourselves for one visit, by the lease on its row."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.knows_robots = host.robots_are_fresh
        self.robots = Robots(host.robots)
        if host.name in settings.IGNORE_ROBOTS_HOSTS:
            self.knows_robots, self.robots = True, Robots("")

    def leave(self, error: FetchError | None) -> None:
        """Give the host back. Others wait for the pause, or longer where it is in trouble."""
        in_trouble = error is not None and _is_trouble(error)
        failures = self.host.failures + 1 if in_trouble else 0
        rest = max(self._pause(), _back_off(failures), _asked_for(error))
        Host.objects.held(self.host).update(
            lease_until=None, free_at=Now() + rest, failures=failures
        )

    def _pause(self) -> timedelta:
        asked = min(timedelta(seconds=min(self.robots.delay, 1e6)), MAX_PAUSE)
        return max(asked, timedelta(seconds=settings.POLITE_PAUSE_SECONDS))


def _take(name: str, patience: float) -> _Turn:
    """A turn at a host, or `Busy` once patience has run out or is sure to."""
    deadline = time.monotonic() + patience
    while True:
        if host := Host.objects.take(name):
            return _Turn(host)
        row = Host.objects.filter(name=name).values_list("free_at", "lease_until", Now()).first()
        if row is None:
            Host.objects.bulk_create([Host(name=name)], ignore_conflicts=True)
            continue
        free_at, lease_until, now = row
        soon = timedelta(seconds=LOOK_AGAIN_SECONDS if lease_until and lease_until > now else 0)
        until = max(free_at or now, now + soon)
        seconds = (until - now).total_seconds()
        if time.monotonic() + seconds > deadline:
            raise Busy(name, until)
        time.sleep(seconds)


def _robots(address: Address, turns: _Visit) -> tuple[str, int]:
    """The robots.txt of an address's host, and the status of the answer; none has no rules."""
    try:
        page = fetch(
            f"{address.scheme}://{address.origin}/robots.txt",
            max_bytes=ROBOTS_BYTES,
            before=turns.enter,
        )
    except (Busy, Refused):
        raise
    except FetchError as error:
        if _says_there_is_none(error):
            return "", error.status or 200
        raise FetchError(
            "robots_unavailable",
            f"nothing may be read there while its robots.txt cannot be had, which {error.reason}",
            address=error.address,
            status=error.status,
            retry_after=error.retry_after,
        ) from error
    return clean(page.content.decode("utf-8", "replace")), 200


def _says_there_is_none(error: FetchError) -> bool:
    """Whether an answer means that there are no rules, in the words of RFC 9309: unavailable."""
    if error.reason_code in {"unsupported_type", "too_many_redirects"}:
        return True
    return error.status is not None and error.status < 500 and error.status != 429


def _is_trouble(error: FetchError) -> bool:
    return error.reason_code in HOST_TROUBLE or (error.status or 0) >= 500


def _back_off(failures: int) -> timedelta:
    """Twice as long after each failure, and never quite the same for two hosts."""
    if not failures:
        return timedelta()
    longest = min(FIRST_BACK_OFF * (1 << min(failures - 1, 20)), MAX_BACK_OFF)
    return longest * random.uniform(0.75, 1)  # noqa: S311 - nothing hangs on it


def _asked_for(error: FetchError | None) -> timedelta:
    return timedelta(seconds=(error.retry_after or 0) if error else 0)
