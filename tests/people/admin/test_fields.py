from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from people.admin.fields import CountField, FractionField, PartialDateField, ScaledNumberField
from people.dates import PartialDate


@pytest.mark.parametrize("text", ["2025", "2025-H2", "2025-Q4", "2025-12", "2025-12-17"])
def test_a_partial_date_is_shown_as_it_was_typed(text):
    field = PartialDateField()

    assert field.prepare_value(field.clean(text)) == text


def test_a_partial_date_that_was_not_touched_has_not_changed():
    field = PartialDateField()

    assert not field.has_changed(PartialDate.parse("2025-Q4"), "2025-Q4")
    assert field.has_changed(PartialDate.parse("2025-Q4"), "2025-Q3")


def test_an_unknown_date_left_empty_has_not_changed():
    assert not PartialDateField(required=False).has_changed(
        PartialDate.unknown(date(2024, 5, 6)), ""
    )


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2025-Q9", "Write 2025, 2025-H2, 2025-Q4, 2025-12 or 2025-12-17."),
        ("去年", "“去年” is not a date"),
        ("2025-13", "no such month"),
        ("2025-02-30", "no such month or day"),
    ],
)
def test_a_date_that_cannot_be_read_says_the_remedy(text, remedy):
    with pytest.raises(ValidationError) as error:
        PartialDateField().clean(text)

    assert remedy in error.value.messages[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,300,000", 1_300_000),
        ("20.65亿", 2_065_000_000),
        ("130万", 1_300_000),
        ("6.6bn", 6_600_000_000),
        ("1.5 million", 1_500_000),
        (".5m", 500_000),
        ("0", 0),
    ],
)
def test_a_number_may_have_a_word_of_scale(text, number):
    assert ScaledNumberField().clean(text) == number


@pytest.mark.parametrize("text", ["many", "5 dozen", "1.2.3", "数亿", "NaN", "１２ ３"])
def test_what_is_no_number_says_how_to_write_one(text):
    with pytest.raises(ValidationError) as error:
        ScaledNumberField().clean(text)

    assert "Write 1,300,000, 130万 or 1.3m." in error.value.messages[0]


def test_a_number_is_shown_in_full_and_then_has_not_changed():
    field = ScaledNumberField()

    assert field.prepare_value(Decimal("2065000000.00")) == "2,065,000,000"
    assert not field.has_changed(Decimal("2065000000.00"), "2,065,000,000")


def test_a_count_is_a_whole_number():
    assert CountField().clean("7B") == 7_000_000_000
    with pytest.raises(ValidationError, match="whole number"):
        CountField().clean("1.5")


@pytest.mark.parametrize("text", ["3%", "3％", "0.03"])
def test_a_share_may_be_typed_in_per_cent(text):
    assert FractionField().clean(text) == Decimal("0.03")


@pytest.mark.parametrize("text", ["30", "0", "150%", "-1%"])
def test_a_share_outside_of_the_whole_says_how_to_write_it(text):
    with pytest.raises(ValidationError, match=r"write 3% or 0\.03"):
        FractionField().clean(text)
