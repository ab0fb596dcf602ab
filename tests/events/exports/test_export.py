"""Files of the record: whole, filtered, streamed, and without anything that is not public."""

import csv
import io
import json
from decimal import Decimal

import pytest
from pyarrow import parquet

from events.channels.table import COLUMNS
from people.dates import PartialDate
from people.models import Status
from people.money import Qualifier, Sum
from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db
FORMS = ("ndjson", "csv", "parquet")


def rows_of(response):
    """The events in a file of any form."""
    assert response.status_code == 200, response.content
    content = b"".join(response.streaming_content)
    match response["Content-Type"].partition(";")[0]:
        case "application/x-ndjson":
            return [json.loads(line) for line in content.splitlines()]
        case "text/csv":
            return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        case _:
            return parquet.read_table(io.BytesIO(content)).to_pylist()


@pytest.fixture
def zhipu():
    return CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱", status=Status.PUBLISHED)


@pytest.fixture
def told(zhipu):
    return event_of(
        ("company", zhipu),
        kind="funding",
        round="B",
        when=PartialDate.parse("2024-Q2"),
        amount=Sum.told(Decimal(10**8), "USD", Qualifier.UNDER, '近"亿"\\美元\n'),
        note_zh="=1+1",
    )


def get(client, form, **query):
    return client.get(f"/api/v1/export/events.{form}", query)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_has_all_public_events_newest_first_and_no_other(client, zhipu, told, form):
    newer = event_of(("company", zhipu), when=PartialDate.parse("2025"))
    for status in (Status.PROPOSED, Status.REJECTED, Status.RETRACTED):
        event_of(("company", zhipu), status=status)
    assert [int(row["id"]) for row in rows_of(get(client, form))] == [newer.pk, told.pk]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_obeys_the_filters_of_the_lists(client, zhipu, told, form):
    event_of(("company", CompanyFactory()), kind="release", change="released")
    assert len(rows_of(get(client, form, kind="funding", company="zhipu"))) == 1
    for query in ({"kind": "party"}, {"page_size": 3}, {"company": "nobody"}):
        answer = get(client, form, **query)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == next(iter(query))


@pytest.mark.parametrize("form", FORMS)
def test_of_nothing_there_is_an_empty_file(client, db, form):
    assert rows_of(get(client, form)) == []


def test_a_line_is_the_stored_form_whatever_characters_it_holds(client, told):
    (row,) = rows_of(get(client, "ndjson"))
    assert row == told.card.data
    assert row["amount"]["words"] == '近"亿"\\美元\n'
    assert row["participants"][0]["name"] == {"en": "Zhipu AI", "zh": "智谱"}


def test_a_csv_speaks_the_language_asked_for_and_disarms_formulas(client, told):
    (row,) = rows_of(get(client, "csv", lang="zh"))
    assert (row["company"], row["note"]) == ("智谱", "'=1+1")


def test_a_parquet_file_is_typed(client, told):
    (row,) = rows_of(get(client, "parquet", lang="zh"))
    assert list(row) == list(COLUMNS)
    assert row["company"] == ["智谱"]
    assert (row["amount_low"], row["amount_high"]) == (None, 1e8)
    assert (str(row["date"]), row["precision"], row["note"]) == ("2024-04-01", "quarter", "=1+1")


def test_a_large_parquet_file_comes_in_groups_of_rows(client, zhipu, monkeypatch):
    monkeypatch.setattr("events.exports.parquet.ROWS_AT_ONCE", 2)
    for year in range(2019, 2024):
        event_of(("company", zhipu), when=PartialDate.parse(str(year)))
    content = b"".join(get(client, "parquet").streaming_content)
    assert parquet.ParquetFile(io.BytesIO(content)).num_row_groups == 3


def test_a_site_without_the_library_says_what_else_there_is(client, told, monkeypatch):
    monkeypatch.setattr("events.api.export.IS_INSTALLED", False)
    answer = get(client, "parquet")
    assert answer.status_code == 501
    assert "events.csv" in answer.json()["errors"][0]["remedy"]
