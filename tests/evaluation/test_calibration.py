"""The table of confidence says how often the facts of each range are right."""

import pytest

from . import calibration
from .counts import Judgement


def test_facts_are_put_in_the_range_of_their_confidence_with_its_lower_bound():
    judgements = [Judgement(0.9, right=True), Judgement(0.89, right=True), Judgement(1.0, False)]

    rows = calibration.bins(judgements)

    assert [(row["from"], row["to"], row["facts"]) for row in rows] == [
        (0.8, 0.9, 1),
        (0.9, 1.0, 2),
    ]


def test_a_range_tells_its_mean_confidence_and_the_share_that_was_right():
    judgements = [Judgement(0.7, right=True), Judgement(0.76, right=False)]

    (row,) = calibration.bins(judgements)

    assert row["confidence"] == pytest.approx(0.73)
    assert row["right"] == 0.5


def test_the_error_is_nought_for_facts_that_are_right_as_often_as_they_are_sure():
    rows = calibration.bins([Judgement(0.75, right=True)] * 3 + [Judgement(0.75, right=False)])

    assert calibration.error(rows) == pytest.approx(0.0)


def test_the_error_weighs_a_range_by_its_facts():
    rows = calibration.bins([Judgement(0.9, right=True)] * 3 + [Judgement(0.6, right=False)])

    assert calibration.error(rows) == pytest.approx((3 * 0.1 + 0.6) / 4)


def test_without_facts_there_is_no_table():
    assert calibration.bins([]) == []
    assert calibration.error([]) == 0.0
