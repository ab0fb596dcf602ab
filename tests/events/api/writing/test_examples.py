"""The requests that the schema shows are taken as they stand there."""

import jsonschema
import pytest

from events.api.writing import examples
from tests.events.api.writing.clients import told
from tests.factories import CompanyFactory
from tracker.api import schema

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("events/", examples.FUNDING_ZH, 201),
        ("events/", examples.FUNDING_EN, 201),
        ("affiliations/", examples.POST, 201),
        ("companies/", examples.RECORD, 201),
        ("extract/", examples.EXTRACT_ZH, 200),
        ("extract/", examples.EXTRACT_EN, 200),
        ("ingest/", examples.INGEST, 202),
        ("ingest/", examples.INGEST_TEXT, 202),
    ],
)
def test_each_request_does_what_it_is_for(contributor, path, body, status):
    told(contributor.post(path, body), status)


def test_the_batch_proposes_all_and_an_event_is_corrected_and_merged(contributor, editor, senior):
    bodies = {"events": [examples.FUNDING_ZH, examples.FUNDING_ZH]}
    answer = told(contributor.post("events/batch/", bodies), 200)
    one, other = (result["id"] for result in answer["results"])
    assert answer.keys() == examples.BATCH_ANSWER.keys()

    told(editor.patch(f"events/{one}/", examples.CORRECTION, if_match="*"), 200)
    told(senior.post(f"events/{one}/merge/", {**examples.MERGE_EVENT, "into": other}), 200)


def test_a_company_is_merged_as_shown(senior):
    CompanyFactory(slug="zhipu", country="CN")
    CompanyFactory(slug="zhipu-ai")
    told(senior.post("companies/zhipu/merge/", examples.MERGE_ENTITY), 200)


@pytest.mark.parametrize(
    ("path", "status", "answer"),
    [
        ("/api/v1/events/batch/", "200", examples.BATCH_ANSWER),
        ("/api/v1/ingest/", "202", examples.JOB),
    ],
)
def test_the_schema_shows_answers_of_the_shape_that_it_says(path, status, answer):
    shown = schema()["paths"][path]["post"]["responses"][status]["content"]["application/json"]
    assert answer in [example["value"] for example in shown["examples"].values()]
    jsonschema.Draft202012Validator(
        {**shown["schema"], "components": schema()["components"]}
    ).validate(answer)
