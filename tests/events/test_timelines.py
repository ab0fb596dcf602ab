"""Events under years and months, moves told once, what is vague in an honest place."""

import pytest
from django.utils.translation import override

from events.entries import Ruler
from events.models import Event
from events.proofs import with_evidence
from events.timelines import lines, tide_path, years_of
from people.dates import PartialDate
from tests.factories import CompanyFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db


def fetched():
    events = Event.objects.published().select_related("card").prefetch_related(with_evidence())
    return list(events.newest_first())


def career(change, person, company, day, **values):
    parties = [("person", person), ("company", company)]
    values = {"certainty": "confirmed", **values}
    return event_of(*parties, kind="career", change=change, when=PartialDate.parse(day), **values)


def texts(years):
    return [
        (year.number, group.heading, [entry.date_words for entry in group.entries])
        for year in years
        for group in year.groups
    ]


def test_who_left_and_founded_soon_after_is_told_once():
    person, old, new = PersonFactory(name_en="Mira"), CompanyFactory(), CompanyFactory()
    left = career("left", person, old, "2024-09-25")
    career("founded", person, new, "2025-02-18")

    (year,) = years_of(fetched(), {}, {}, by_month=False)
    (entry,) = year.groups[0].entries

    assert entry.id == left.pk
    assert entry.text == f"Mira left {old} to found {new}"
    assert (entry.date_words, entry.until) == ("25 Sep", "18 Feb 2025")
    assert [part.about for part in entry.parts] == ["left", "founded"]


def test_a_move_is_told_in_chinese_too():
    person = PersonFactory(name_zh="贾扬清")
    career("left", person, CompanyFactory(name_zh="阿里巴巴"), "2023-03-20")
    career("joined", person, CompanyFactory(name_zh="英伟达"), "2023-04-10", title="VP")

    with override("zh-hans"):
        (year,) = years_of(fetched(), {}, {}, by_month=True)
        (entry,) = year.groups[0].entries

    assert entry.text == "贾扬清离开阿里巴巴，加入英伟达任副总裁"
    assert entry.until == "4月10日"


@pytest.mark.parametrize(
    ("day", "certainty", "same_company"),
    [
        ("2026-01-01", "confirmed", False),
        ("2024-10-01", "denied", False),
        ("2024-10-01", "reported", False),
        ("2024-10-01", "confirmed", True),
        ("2024-09-01", "confirmed", False),
    ],
    ids=["too late", "denied", "less certain", "back to where they were", "before they left"],
)
def test_events_that_are_no_move_stay_two_lines(day, certainty, same_company):
    person, old = PersonFactory(), CompanyFactory()
    career("left", person, old, "2024-09-25")
    new = old if same_company else CompanyFactory()
    career("joined", person, new, day, certainty=certainty)

    assert [taken for _, taken in lines(fetched())] == [None, None]


def test_vague_dates_stand_after_the_days_that_are_known_and_under_their_own_heading():
    for when in ("2025", "2025-10", "2025-10-01", "2025-Q4", "2025-12-24"):
        event_of(when=PartialDate.parse(when))

    assert texts(years_of(fetched(), {}, {}, by_month=True)) == [
        (2025, "December", ["24 Dec"]),
        (2025, "October", ["1 Oct", "October"]),
        (2025, "Oct – Dec, month unknown", ["Oct – Dec"]),
        (2025, "In 2025, month unknown", ["In 2025"]),
    ]


def test_an_unknown_date_tells_no_day_and_has_no_ruler():
    event_of(when=PartialDate.unknown(PartialDate.parse("2025-03-04").start))

    (year,) = years_of(fetched(), {}, {}, by_month=True)
    (entry,) = year.groups[0].entries

    assert entry.date_words == "Undated"
    assert entry.ruler is None
    assert entry.datetime == ""


@pytest.mark.parametrize(
    ("period", "x", "width"),
    [("2025", 0.5, 63), ("2025-H2", 32, 31.5), ("2025-Q1", 0.5, 15.75), ("2025-12", 58.25, 5.25)],
)
def test_a_ruler_shows_the_months_that_a_vague_date_may_lie_in(period, x, width):
    assert Ruler.of(PartialDate.parse(period)) == Ruler(x, width)


def test_a_tide_curve_rises_with_the_months():
    path = tide_path([0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])

    assert path.startswith("M0 28.0C7.6 28.0 7.6 4.0 15.3 4.0C")
    assert tide_path([0] * 12).count("28.0") == 34
