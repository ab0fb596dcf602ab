from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from events.admin.fields import SumField, SumWidget
from people.money import Qualifier, Sum


@pytest.mark.parametrize(
    "told",
    [
        Sum.told(Decimal(6_600_000_000), "USD", Qualifier.EXACT),
        Sum.told(Decimal(2_065_000_000), "CNY", Qualifier.ABOUT, "约20.65亿元"),
        Sum.told(Decimal(100_000_000), "USD", Qualifier.UNDER, "近亿美元"),
        Sum.told(Decimal(100_000_000), "CNY", Qualifier.SEVERAL, "数亿元"),
        Sum(Decimal(5), Decimal(7), "USD", Qualifier.RANGE),
        Sum.undisclosed("未披露"),
    ],
)
def test_a_sum_that_was_not_touched_comes_back_the_same(told):
    field = SumField()

    assert field.clean(SumWidget().decompress(told)) == told


def test_nothing_typed_is_no_sum():
    assert SumField(required=False).clean(["", "", "", "", ""]) is None


def test_words_of_scale_and_small_letters_are_understood():
    assert SumField().clean(["exact", "5亿", "", "usd", ""]) == Sum.told(
        Decimal(500_000_000), "USD", Qualifier.EXACT
    )


@pytest.mark.parametrize(
    ("parts", "remedy"),
    [
        (["", "5", "", "USD", ""], "Say how firmly"),
        (["exact", "", "", "USD", ""], "Write the number, or choose undisclosed"),
        (["exact", "5", "", "", ""], "three letters"),
        (["exact", "5", "", "美元", ""], "three letters"),
        (["exact", "5", "6", "USD", ""], "choose between"),
        (["range", "5", "5", "USD", ""], "must lie above"),
        (["range", "5", "", "USD", ""], "must lie above"),
        (["undisclosed", "5", "", "", ""], "no number and no currency"),
        (["under", "0", "", "USD", ""], "more than nothing"),
        (["exact", "-5", "", "USD", ""], "greater than or equal to 0"),
    ],
)
def test_a_sum_that_cannot_be_says_the_remedy(parts, remedy):
    with pytest.raises(ValidationError, match=remedy):
        SumField().clean(parts)
