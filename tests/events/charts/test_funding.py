"""The chart of a company's rounds: what stands where, and what is left out."""

import re
from itertools import pairwise

import pytest
from django.utils import translation

from events.charts.funding import chart_of
from events.charts.scales import BASE, TOP, LogScale, YearScale
from events.models import Card
from people.dates import PartialDate
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db


def dollars(value, qualifier=Qualifier.EXACT):
    return Sum.told(value, "USD", qualifier)


@pytest.fixture
def company():
    return CompanyFactory(slug="zhipu", name_zh="智谱", status="published")


@pytest.fixture
def round_of(company):
    def made(when, amount=None, **values):
        when = PartialDate.parse(when)
        return event_of(("company", company), kind="funding", when=when, amount=amount, **values)

    return made


def chart():
    return chart_of(Card.objects.order_by("-event").values_list("data", flat=True))


def test_ten_times_as_much_is_one_step_higher():
    scale = LogScale.of([2e7, 4e10])
    steps = [scale.y(value) for value in (1e8, 1e9, 1e10, 1e11)]
    heights = [lower - upper for lower, upper in pairwise(steps)]
    assert heights == pytest.approx([heights[0]] * 3, abs=0.2)
    assert scale.ticks[0] == 1e7
    assert scale.y(scale.high) == TOP
    assert scale.y(scale.low) == BASE


def test_a_scale_of_many_years_names_at_most_eight():
    days = [PartialDate.parse(year).start for year in ("1999", "2026")]
    years = YearScale.of(days)
    assert len(years.years) <= 8
    assert years.x(days[0]) == 0


def test_a_round_is_drawn_firmly_only_if_it_is_confirmed_and_exact(round_of):
    round_of("2023-03", dollars(10**8), certainty="confirmed")
    round_of("2024-03", dollars(10**9), certainty="reported")
    round_of("2025-03", dollars(10**9, Qualifier.OVER), certainty="confirmed")
    assert [pile.firm for pile in chart().piles] == [True, False, False]


def test_what_is_denied_undisclosed_or_undated_is_not_drawn(round_of):
    round_of("2023-03", dollars(10**8))
    round_of("2024-03", dollars(10**9))
    round_of("2024-05", dollars(10**9), certainty="denied")
    round_of("2024-06", Sum.undisclosed())
    drawn = chart()
    assert len(drawn.piles) == 2
    assert drawn.left_out == 1


def test_one_round_makes_no_chart(round_of):
    round_of("2023-03", dollars(10**8))
    assert chart() is None


def test_a_valuation_holds_until_the_next_and_a_rumoured_one_is_none(round_of):
    round_of("2023-01-01", dollars(10**8), valuation=dollars(10**9))
    round_of("2024-01-01", dollars(10**8), valuation=dollars(3 * 10**9), certainty="rumoured")
    round_of("2025-01-01", dollars(10**8), valuation=dollars(2 * 10**9), certainty="confirmed")
    first, second = chart().waters
    assert first.end == second.x
    assert (first.firm, second.firm) == (False, True)


def test_labels_never_stand_upon_each_other(round_of):
    for day in ("01", "05", "20"):
        round_of(f"2024-03-{day}", dollars(10**9))
    round_of("2020-01", dollars(10**8))
    assert [pile.named for pile in chart().piles].count(True) == 2


def test_a_company_page_draws_its_rounds_and_each_mark_opens_its_event(client, round_of):
    first = round_of("2023-03", dollars(10**8))
    round_of("2024-03", dollars(10**9), certainty="rumoured")
    for language, words in (("en", "$100\u00a0m, March 2023"), ("zh", "1亿美元，2023年3月")):
        page = client.get(f"/{language}/companies/zhipu/").content.decode()
        (svg,) = re.findall(r'<svg class="plot".*?</svg>', page, re.DOTALL)
        assert f'href="/{language}/events/{first.pk}/"' in svg
        assert words in svg
        assert "style=" not in svg


def test_the_words_of_the_scale_are_those_of_the_language(round_of):
    round_of("2023-03", dollars(10**8))
    round_of("2024-03", dollars(10**9))
    with translation.override("zh-hans"):
        assert [label for _, label in chart().grid] == ["1亿美元", "10亿美元", "100亿美元"]
