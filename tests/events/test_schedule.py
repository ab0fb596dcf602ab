"""The pace of polling, its back-off, and what counts as broken or silent."""

from datetime import date, timedelta

import pytest

from events import schedule

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("pace", "has_news", "was_read", "after"),
    [
        pytest.param(HOUR, True, True, 30 * MINUTE, id="news"),
        pytest.param(HOUR, False, True, 90 * MINUTE, id="nothing new"),
        pytest.param(HOUR, False, False, 75 * MINUTE, id="not modified"),
        pytest.param(15 * MINUTE, True, True, 10 * MINUTE, id="never below ten minutes"),
        pytest.param(20 * HOUR, False, True, DAY, id="never above a day"),
    ],
)
def test_a_source_is_polled_as_often_as_it_has_news(pace, has_news, was_read, after):
    assert schedule.next_pace(pace, has_news=has_news, was_read=was_read) == after


@pytest.mark.parametrize(
    ("every", "low", "high"),
    [
        pytest.param(HOUR, 10 * MINUTE, 40 * MINUTE, id="hourly"),
        pytest.param(DAY, 3 * HOUR, 16 * HOUR, id="daily"),
        pytest.param(30 * DAY, 12 * HOUR, DAY, id="monthly"),
    ],
)
def test_the_pace_settles_below_the_rhythm_of_the_news(every, low, high):
    now, pace, paces = timedelta(), schedule.FIRST_PACE, []
    for _ in range(300):
        before, now = now, now + pace
        has_news = now // every > before // every
        pace = schedule.next_pace(pace, has_news=has_news, was_read=has_news)
        paces.append(pace)

    settled = sum(paces[100:], timedelta()) / 200
    assert low <= settled <= high


@pytest.mark.parametrize("luck", [0.0, 0.5, 1.0])
def test_an_interval_set_by_an_editor_overrides_the_pace(luck):
    waited = schedule.wait(DAY, 30 * MINUTE, luck)

    assert abs(waited - 30 * MINUTE) <= 3 * MINUTE
    assert schedule.wait(HOUR, None, 0.5) == HOUR


@pytest.mark.parametrize(
    ("failures", "pace", "interval", "retry_after", "longest"),
    [
        pytest.param(1, HOUR, None, None, HOUR, id="first"),
        pytest.param(1, DAY, None, None, HOUR, id="first of a slow source"),
        pytest.param(1, HOUR, 10 * MINUTE, None, 10 * MINUTE, id="first of an interval"),
        pytest.param(3, HOUR, None, None, 4 * HOUR, id="third"),
        pytest.param(6, HOUR, None, None, DAY, id="at most a day"),
        pytest.param(10_000, HOUR, None, None, DAY, id="for ever"),
        pytest.param(1, HOUR, None, 7200, 2 * HOUR, id="the server's wish"),
        pytest.param(9, HOUR, None, 60, DAY, id="a wish shorter than our own"),
    ],
)
def test_failures_are_backed_off_from(failures, pace, interval, retry_after, longest):
    for luck in (0.0, 1.0):
        waited = schedule.back_off(failures, pace, interval, retry_after, luck)
        assert longest * 0.8 <= waited <= longest


@pytest.mark.parametrize(
    ("failures", "failing_for", "broken"),
    [(2, 3 * DAY, False), (3, 23 * HOUR, False), (3, DAY, True), (50, 9 * DAY, True)],
)
def test_broken_is_what_fails_three_times_over_a_day(failures, failing_for, broken):
    assert schedule.is_broken(failures, failing_for) is broken


def test_after_two_weeks_of_failure_a_source_is_given_up():
    assert not schedule.is_given_up(13 * DAY)
    assert schedule.is_given_up(14 * DAY)


@pytest.mark.parametrize(
    ("quiet_for", "habit", "silent"),
    [
        pytest.param(6 * DAY, HOUR, False, id="a lively source may be quiet for a week"),
        pytest.param(8 * DAY, HOUR, True, id="and not longer"),
        pytest.param(20 * DAY, 7 * DAY, False, id="a weekly one for five weeks"),
        pytest.param(36 * DAY, 7 * DAY, True, id="and not longer"),
        pytest.param(29 * DAY, None, False, id="an unknown one for a month"),
        pytest.param(31 * DAY, None, True, id="and not longer"),
    ],
)
def test_silent_is_much_longer_than_the_habit(quiet_for, habit, silent):
    assert schedule.is_silent(quiet_for, habit) is silent


def test_the_habit_follows_the_gaps_slowly():
    assert schedule.next_habit(None, DAY) == DAY
    assert schedule.next_habit(DAY, 6 * DAY) == 2 * DAY


def test_the_dates_of_a_listing_show_its_habit():
    days = [date(2024, 2, 1), date(2024, 2, 5), None, date(2024, 2, 9), date(2024, 2, 9)]

    assert schedule.habit_of(days) == 4 * DAY
    assert schedule.habit_of(days[:2]) is None
