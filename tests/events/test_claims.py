"""Of what articles claim for a field one value stands, for one reason, in whatever order told."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from events.certainty import Witness
from events.claims import Claim, choose
from people.dates import PartialDate
from people.money import Qualifier, Sum

DAY = date(2024, 3, 4)


def dollars(millions, qualifier="exact"):
    return Sum.told(Decimal(millions) * 10**6, "USD", Qualifier(qualifier))


def claim(value, article, *, says="confirmed", after=0, origin=None, trust="press", outlet=None):
    """What one article says, so many days after the first."""
    witness = Witness(says, DAY + timedelta(days=after), origin or article, trust)
    return Claim(value, witness, article, outlet or f"outlet {article}")


def chosen(*claims):
    """The value and why it stands, which the order must not change."""
    choices = {(one.value, one.why) for one in map(choose, permutations(claims))}
    assert len(choices) == 1
    value, why = choices.pop()
    return value, str(why)


def test_what_all_say_needs_no_reason():
    assert chosen(claim("A", 1), claim("A", 2)) == ("A", "same")


@pytest.mark.parametrize(
    ("vague", "fine"),
    [
        (dollars(50, "over"), dollars(56)),
        (dollars(60, "under"), dollars(56, "about")),
        (dollars(100), dollars(105)),
        (PartialDate.parse("2024-Q1"), PartialDate.parse("2024-03-04")),
        (Decimal("0.5"), Decimal("0.49")),
        (1200, 1234),
    ],
    ids=["over", "nearly", "a round sum", "a quarter", "a half", "a round number"],
)
def test_the_most_precise_of_what_may_all_be_true_stands(vague, fine):
    assert chosen(claim(vague, 1), claim(fine, 2, after=3)) == (fine, "precise")


def test_what_is_told_as_a_fact_goes_before_rumours_however_many():
    rumours = [claim(dollars(90), 1, says="rumoured"), claim(dollars(90), 2, says="rumoured")]

    assert chosen(*rumours, claim(dollars(60), 3, after=9)) == (dollars(60), "firmer")


def test_the_word_of_those_concerned_goes_before_the_press():
    press = [claim(dollars(90), 1), claim(dollars(90), 2)]

    assert chosen(*press, claim(dollars(60), 3, trust="official")) == (dollars(60), "trusted")


def test_of_two_sums_that_may_be_one_and_are_as_precise_the_firmer_stands():
    reported = claim(dollars(148), 1, says="reported")

    assert chosen(reported, claim(dollars(143), 2, after=2)) == (dollars(143), "firmer")


def test_two_origins_go_before_one():
    told = [claim(dollars(90), 1), claim(dollars(60), 2, after=1), claim(dollars(60), 3, after=2)]

    assert chosen(*told) == (dollars(60), "more")


def test_reprints_add_no_weight():
    reprints = [claim(dollars(60), 2, after=1), claim(dollars(60), 3, after=2, origin=2)]

    assert chosen(claim(dollars(90), 1), *reprints) == (dollars(90), "first")


def test_an_outlet_takes_its_own_word_back_and_its_reprints_go_with_it():
    first = claim(dollars(90), 1, outlet="the Daily")
    reprint = claim(dollars(90), 2, after=1, origin=1)
    later = claim(dollars(60), 3, after=5, outlet="the Daily")

    assert chosen(first, reprint, later) == (dollars(60), "corrected")


def test_a_later_vaguer_word_of_an_outlet_takes_nothing_back():
    first, later = (claim(value, n, after=n, outlet="the Daily") for n, value in
                    enumerate([dollars(56), dollars(50, "over")], start=1))  # fmt: skip

    assert chosen(first, later) == (dollars(56), "precise")


def test_a_denial_lends_a_value_only_where_nobody_else_gives_one():
    denial = claim(dollars(90), 1, says="denied", trust="official")

    assert chosen(denial, claim(dollars(60), 2, after=1)) == (dollars(60), "same")
    assert chosen(denial) == (dollars(90), "same")


def test_sums_in_two_currencies_that_agree_are_not_set_against_each_other_by_precision():
    euros = Sum.told(Decimal(105 * 10**6), "EUR", Qualifier.EXACT)

    assert chosen(claim(euros, 1), claim(dollars(113), 2, after=1)) == (euros, "first")
