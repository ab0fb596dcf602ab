"""When letters go out: in the morning of those who read the language. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from events.models import Subscription

HOUR = {"en": 6, "zh": 23}
"""UTC: morning in Europe, and seven o'clock the next day in Beijing."""

WEEKDAY = {"en": 0, "zh": 6}
"""Of the weekly letter: a Monday morning in both places."""


def next_letter(every: str, language: str, after: datetime) -> datetime:
    """The first time to send after a moment."""
    after = after.astimezone(UTC)
    day = after.replace(hour=HOUR[language], minute=0, second=0, microsecond=0)
    if day <= after:
        day += timedelta(days=1)
    if every == Subscription.Every.WEEK:
        day += timedelta(days=(WEEKDAY[language] - day.weekday()) % 7)
    return day
