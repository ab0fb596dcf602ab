"""Bodies that mean harm, or are broken: refused with what is wrong, never a fault of ours."""

import json

import pytest

from events.models import Event
from people.api.bodies import LARGEST_BODY
from tests.events.api.writing.clients import proposal, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b'"\xe6\x99\xba"', b"1e400", b"NaN", b"\xff\xfe{}", b"\x00",
        b'{"kind": "funding", "kind": "career"}',
        b'{"kind": "fund\\u0000ing"}',
        b'{"\\u0000": 1}',
        b'{"kind": "\\ud800"}',
        b'{"kind": 1e999}',
        b'{"kind": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b'{"kind": {"$gt": ""}}',
        b'{"kind": ["funding"]}',
        '{"kind": "智谱"}'.encode("utf-16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["events/", "events/batch/", "ingest/", "extract/"])
def test_a_broken_body_is_told_what_is_wrong(contributor, path, body):
    answer = told(contributor.post(path, body), 400)
    assert answer["errors"][0]["message"]
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "path", ["round", "date", "amount", "certainty", "note", "participants", "evidence", "kind"]
)
@pytest.mark.parametrize(
    "value", [0, -1, 2**70, 1.5, True, "", "\u202e", "字" * 5000, [], [[]], {}, {"": {}}, [None]]
)
def test_a_value_of_any_other_type_is_no_fault(contributor, article, path, value):
    answer = contributor.post("events/", proposal(article, **{path: value}))
    assert answer.status_code in (201, 400), answer.content


def test_a_body_that_is_too_large_is_not_read(contributor):
    body = json.dumps({"kind": "字" * LARGEST_BODY}).encode()
    answer = told(contributor.post("events/", body), 413)
    assert answer["errors"][0]["code"] == "too_large"


def test_another_media_type_is_refused(contributor):
    answer = contributor.client.post("/api/v1/events/", {"kind": "funding"})
    assert answer.status_code == 415
