"""Statistics in the API: the same sums as the record, vague dates where they belong."""

import jsonschema
import pytest

from events.api.statistics import VIEWS
from people.dates import PartialDate
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, ModelFactory, event_of
from tests.tracker.test_api import errors
from tracker.api import schema

pytestmark = pytest.mark.django_db
FUNDING = "/api/v1/statistics/funding/"


def made(when, kind="funding", **values):
    company = CompanyFactory(name_zh="月之暗面")
    values = {"certainty": "confirmed"} | values
    return event_of(("company", company), kind=kind, when=PartialDate.parse(when), **values)


def dollars(value, qualifier=Qualifier.EXACT):
    return Sum.told(value, "USD", qualifier)


@pytest.fixture
def rounds():
    made("2024-05-06", amount=dollars(10**8), round="A")
    made("2024-05", amount=dollars(10**9, Qualifier.OVER), round="B")
    made("2024-Q1", amount=dollars(5 * 10**8), round="A")
    made("2024", certainty="rumoured", amount=dollars(10**10))
    made("2023", amount=Sum.undisclosed())
    made("2023-07-01", amount=dollars(10**7), status="proposed")


def by_period(client, query):
    answer = client.get(FUNDING + query).json()
    return [
        (row["period"]["text"], row["events"], float(row["amount"]["usd"]))
        for row in answer["results"]
    ], answer["left_out"]


def test_funding_by_month_keeps_vague_dates_in_their_own_periods(client, rounds):
    rows, left_out = by_period(client, "?by=month")
    assert rows == [("2023", 1, 0), ("2024-Q1", 1, 5e8), ("2024-05", 2, 1.1e9)]
    assert left_out == {"undated": 0, "partly": 0}
    row = client.get(f"{FUNDING}?lang=zh").json()["results"][-1]
    assert row["period"]["label"] == "2024年5月"
    assert row["amount"] == {
        "usd": "1100000000.00", "counted": 2, "floored": 1,
        "undisclosed": 0, "without_rate": 0, "without_floor": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "rows", "partly"),
    [
        ("?by=year", [("2023", 1, 0), ("2024", 3, 1.6e9)], 0),
        ("?by=month&from=2024-02", [("2024-05", 2, 1.1e9)], 1),
        ("?by=month&to=2024-Q1", [("2023", 1, 0), ("2024-Q1", 1, 5e8)], 0),
        ("?by=month&from=2023-02&to=2024-04", [("2024-Q1", 1, 5e8)], 1),
        ("?by=year&certainty=rumoured", [("2024", 1, 1e10)], 0),
        ("?by=year&currency=cny", [], 0),
    ],
)
def test_a_period_counts_where_it_lies_wholly_within_the_range(client, rounds, query, rows, partly):
    found, left_out = by_period(client, query)
    assert found == rows
    assert left_out["partly"] == partly


def test_an_unknown_date_is_told_and_put_nowhere(client):
    event = event_of(when=PartialDate.unknown(PartialDate.parse("2024-05-06").start))
    assert event.kind == "funding"
    rows, left_out = by_period(client, "?by=year")
    assert rows == []
    assert left_out == {"undated": 1, "partly": 0}


def test_what_is_told_apart_can_be_combined(client, rounds):
    answer = client.get(f"{FUNDING}?by=year,round&certainty=confirmed,rumoured").json()
    assert [(row["period"]["text"], row["round"], row["events"]) for row in answer["results"]] == [
        ("2023", "", 1), ("2024", "", 1), ("2024", "A", 2), ("2024", "B", 1),
    ]  # fmt: skip


def test_releases_by_licence_leave_out_what_only_changed_one(client):
    model = ModelFactory(name_zh="文心")
    for change, licence in (("released", ""), ("open_sourced", "MIT"), ("licence_changed", "MIT")):
        event_of(("model", model), kind="release", change=change, licence=licence)
    answer = client.get("/api/v1/statistics/releases/?by=licence").json()
    assert [(row["licence"], row["events"]) for row in answer["results"]] == [("", 1), ("MIT", 1)]


def test_lay_offs_tell_how_many_people_and_of_how_many_it_is_told(client):
    made("2024-05-06", "layoff", headcount=120)
    made("2024-05-07", "layoff")
    [row] = client.get("/api/v1/statistics/layoffs/?by=month").json()["results"]
    assert (row["events"], row["headcount"]) == (2, {"people": 120, "counted": 1})


def test_events_by_kind(client, rounds):
    made("2024-05-06", "layoff", headcount=120)
    answer = client.get("/api/v1/statistics/events/?by=kind").json()
    assert [(row["kind"], row["events"]) for row in answer["results"]] == [
        ("funding", 4),
        ("layoff", 1),
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?by=week", "by"),
        ("?by=month,year", "by"),
        ("?from=2024-05-06", "from"),
        ("?from=2025&to=2024", "to"),
        ("?certainty=sure", "certainty"),
        ("?currency=dollars", "currency"),
        ("?kind=funding", "kind"),
        ("?from=2024&from=2025", "from"),
        ("?to=%00", "to"),
    ],
)
def test_what_is_not_known_is_refused_with_its_name(client, query, field):
    response = client.get(FUNDING + query)
    assert response.status_code == 400
    assert field in errors(response)


def test_an_answer_is_kept_by_its_tag_until_the_record_changes(client, rounds):
    tag = client.get(FUNDING)["ETag"]
    assert client.get(FUNDING, headers={"if-none-match": tag}).status_code == 304
    made("2024-06", amount=dollars(1))
    assert client.get(FUNDING, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["events", "funding", "releases", "layoffs"])
def test_answers_have_the_shape_that_the_schema_says(client, rounds, name):
    made("2024-05-06", "layoff", headcount=120)
    path = f"/api/v1/statistics/{name}/"
    answer = client.get(path, {"by": "month,certainty"}).json()
    document = schema()
    described = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    jsonschema.validate(
        answer, {**described["schema"], "components": document["components"]},
        format_checker=jsonschema.FormatChecker(),
    )  # fmt: skip
    parameters = document["paths"][path]["get"]["parameters"]
    told = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    assert told | {"lang"} == {*VIEWS[name]().known_parameters()}
