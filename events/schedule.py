"""When a source is polled next, and when editors are told of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=24)
FIRST_PACE = timedelta(hours=1)

QUICKEN = 0.5
"""With each poll that brings news. With the two others, a source is polled about four times for
each time that it has news."""
SLOW_DOWN = 1.5
SLOW_DOWN_UNREAD = 1.25
"""A poll that is answered with "not modified" costs both sides next to nothing."""

JITTER = 0.1
LONGEST_FIRST_BACK_OFF = timedelta(hours=1)

BROKEN_FAILURES = 3
BROKEN_FOR = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=14)

SILENT_HABITS = 5
SILENT_AT_LEAST = timedelta(days=7)
SILENT_WITHOUT_HABIT = timedelta(days=30)
LATEST_GAP = 0.2
"""How much of the habit the latest gap makes up."""


def next_pace(pace: timedelta, *, has_news: bool, was_read: bool) -> timedelta:
    """The pace after a poll: quicker while a source has news, slower while it has none."""
    factor = QUICKEN if has_news else SLOW_DOWN if was_read else SLOW_DOWN_UNREAD
    return max(SHORTEST, min(pace * factor, LONGEST))


def wait(pace: timedelta, interval: timedelta | None, luck: float) -> timedelta:
    """Until the next poll after one that went well; `luck`, from 0 to 1, spreads sources out."""
    return (interval or pace) * (1 + JITTER * (2 * luck - 1))


def back_off(
    failures: int,
    pace: timedelta,
    interval: timedelta | None,
    retry_after: int | None,
    luck: float,
) -> timedelta:
    """Until the next poll after one that failed: longer each time, at most a day.

    A server's wish is granted, also where it is longer.
    """
    first = max(SHORTEST, min(interval or pace, LONGEST_FIRST_BACK_OFF))
    longest = min(first * 2.0 ** min(failures - 1, 20), LONGEST)
    return max(longest * (1 - 2 * JITTER * luck), timedelta(seconds=retry_after or 0))


def is_broken(failures: int, failing_for: timedelta) -> bool:
    """Whether editors are to know of it: not for a bad hour or two."""
    return failures >= BROKEN_FAILURES and failing_for >= BROKEN_FOR


def is_given_up(failing_for: timedelta) -> bool:
    return failing_for >= GIVEN_UP_AFTER


def is_silent(quiet_for: timedelta, habit: timedelta | None) -> bool:
    """Whether a source has had no news for much longer than is its habit."""
    if habit is None:
        return quiet_for > SILENT_WITHOUT_HABIT
    return quiet_for > max(habit * SILENT_HABITS, SILENT_AT_LEAST)


def next_habit(habit: timedelta | None, gap: timedelta) -> timedelta:
    """The habit after news that came with this gap behind them."""
    return gap if habit is None else habit * (1 - LATEST_GAP) + gap * LATEST_GAP


def habit_of(days: Iterable[date | None]) -> timedelta | None:
    """The habit that the dates of what is listed show; None where there are not three of them."""
    known = sorted({day for day in days if day})
    return (known[-1] - known[0]) / (len(known) - 1) if len(known) >= 3 else None
