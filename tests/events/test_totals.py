"""What rounds come to in US dollars, and which of them are not counted."""

from decimal import Decimal

import pytest

from events.totals import Left, total_of
from events.words.money import usd_of
from people.money import Qualifier, Sum

MILLION = 10**6
UNDISCLOSED = {"low": None, "high": None, "currency": "", "qualifier": "undisclosed", "words": ""}


def card(pk, low=None, high=None, qualifier="exact", certainty="reported", **amount):
    told = {"low": low, "high": high, "currency": "USD", "qualifier": qualifier, "words": ""}
    return {"id": pk, "certainty": certainty, "amount": {**told, **amount}}


def yuan(pk, low, high, qualifier="exact", rate: float | None = 0.14):
    usd = rate and {"low": low and low * rate, "high": high and high * rate}
    return card(pk, low, high, qualifier, currency="CNY", usd=usd)


@pytest.mark.parametrize(
    ("cards", "low", "qualifier"),
    [
        ([card(1, 5, 5), card(2, 6, 6)], 11, Qualifier.EXACT),
        ([card(1, 5, 5), card(2, 6, 6, "about")], 11, Qualifier.ABOUT),
        ([card(1, 5, None, "over"), card(2, 6, 6)], 11, Qualifier.OVER),
        ([yuan(1, 100, 1000, "several")], 14, Qualifier.OVER),
        ([card(1, 5, 5), card(2, 6, 6, certainty="denied")], 5, Qualifier.EXACT),
    ],
    ids=["exact", "about", "over", "several", "denied"],
)
def test_a_total_is_as_vague_as_the_vaguest_of_its_parts(cards, low, qualifier):
    total = total_of(cards)

    assert total.sum is not None
    assert (total.sum.low, total.sum.qualifier) == (low, qualifier)
    assert total.sum.high == (None if qualifier is Qualifier.OVER else low)


def test_each_round_is_counted_or_left_out_for_one_reason():
    total = total_of(
        [
            card(1, 5, 5),
            card(2, 5, None, "over"),
            card(3, None, 9, "under"),
            yuan(4, 7, 7, rate=None),
            {"id": 5, "certainty": "confirmed"},
            {"id": 6, "certainty": "confirmed", "amount": UNDISCLOSED},
            card(7, 5, 5, certainty="rumoured"),
            {"id": 8, "certainty": "denied"},
        ]
    )

    assert total.counted == [1, 2]
    assert total.floored == [2]
    assert total.left_out == {
        Left.UNDISCLOSED: [5, 6],
        Left.WITHOUT_RATE: [4],
        Left.WITHOUT_FLOOR: [3],
        Left.UNCERTAIN: [7, 8],
    }


def test_there_is_no_total_of_nothing():
    assert total_of([]).sum is None
    assert total_of([card(1, None, 9, "under")]).sum is None


def test_several_hundred_million_yuan_are_between_two_sums_in_dollars():
    usd = usd_of(yuan(1, 100 * MILLION, 1000 * MILLION, "several", rate=0.139_651)["amount"])

    assert usd == Sum(Decimal("1.397e7"), Decimal("1.397e8"), "USD", Qualifier.RANGE)
