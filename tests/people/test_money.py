from decimal import Decimal

import pytest

from people.money import Qualifier, Sum


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        (Qualifier.EXACT, 100, 100),
        (Qualifier.ABOUT, 100, 100),
        (Qualifier.OVER, 100, None),
        (Qualifier.UNDER, None, 100),
        (Qualifier.SEVERAL, 100, 1000),
    ],
)
def test_a_told_sum_keeps_only_the_bounds_that_were_told(qualifier, low, high):
    told = Sum.told(Decimal(100), "CNY", qualifier)

    assert (told.low, told.high) == (low, high)
    assert told.value == 100


def test_sums_agree_within_rounding_and_disagree_beyond():
    exact = Sum.told(Decimal(100), "USD", Qualifier.EXACT)

    assert exact.agrees_with(Sum.told(Decimal(95), "USD", Qualifier.ABOUT))
    assert not exact.agrees_with(Sum.told(Decimal(50), "USD", Qualifier.EXACT))
    assert exact.agrees_with(Sum.told(Decimal(700), "CNY", Qualifier.EXACT))
    assert exact.agrees_with(Sum.undisclosed())
