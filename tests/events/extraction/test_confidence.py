"""A fact is the surer, the more speaks for it."""

from dataclasses import replace

import pytest

from events.extraction.confidence import Signs, confidence

USUAL = Signs("zh", "funding", rule=0.85, tellings=1, unknown=1, roles=3)


@pytest.mark.parametrize(
    "better",
    [{"tellings": 2}, {"unknown": 0}, {"roles": 4}, {"rule": 0.9}],
    ids=["told twice", "known names", "more of it told", "a surer rule"],
)
def test_what_speaks_for_a_fact_makes_it_surer(better):
    assert confidence(replace(USUAL, **better)) > confidence(USUAL)


@pytest.mark.parametrize("rule", [0.01, 0.99])
@pytest.mark.parametrize("count", [0, 1000])
def test_nothing_is_certain_or_impossible(rule, count):
    signs = Signs("en", "career", rule=rule, tellings=count + 1, unknown=count, roles=count)

    assert 0 < confidence(signs) < 1
