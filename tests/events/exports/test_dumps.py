"""Dumps: of one moment, whole or not there, and a beginning for copies that changes/ keep."""

import gzip
import hashlib
import io
import json
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from pyarrow import parquet

from events import actions
from events.exports import contents, dumping
from events.exports.dumping import MANIFEST, Running, dump, dump_if_due, dumps, manifest_of
from people.models import Status
from tests.events.api.test_changes import LISTS, Mirror, record, settle
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    EditorFactory,
    EvidenceFactory,
    ModelFactory,
    PersonFactory,
    event_of,
)

SUBJECTS = {"people": "person", "companies": "company"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DUMPS = tmp_path / "dumps"
    settings.SITE_URL = "http://testserver"
    return settings.DUMPS


@pytest.fixture
def told(transactional_db):
    """Some of each list, and something that is not public."""
    company = CompanyFactory(slug="zhipu", name_zh="智谱", name_en="=Zhipu", status="published")
    person = PersonFactory(name_zh="唐杰", status="published")
    ModelFactory(name_zh="智谱清言", developer=company, status="published")
    post = AffiliationFactory(person=person, company=company, title="首席科学家")
    EvidenceFactory(event=None, affiliation=post)
    type(post).objects.update(status="published")
    event_of(("company", company), status="proposed", quote="未公开的传闻。")
    return [
        event_of(("company", company), kind="funding", round="B", quote=f"智谱完成融资{n}。")
        for n in range(3)
    ]


def copy_of(dumped, language="en"):
    """What a client has who loads a dump."""
    return {
        (SUBJECTS.get(name, name.removesuffix("s")), row["id"]): row
        for name in LISTS
        for line in gzip.open(dumped / f"{name}.{language}.ndjson.gz")
        for row in [json.loads(line)]
    }


def test_a_dump_and_the_changes_since_are_what_the_lists_say(client, told):
    editor = EditorFactory(is_superuser=True)
    settle()
    dumped = dump()
    assert copy_of(dumped) == record(client)
    actions.correct_event(told[0], {"note_zh": "更正。"}, by=editor)
    actions.retract_event(told[1], by=editor, reason="错了")
    event_of(("company", CompanyFactory(name_zh="月之暗面", status=Status.PUBLISHED)))
    mirror = Mirror(client, f"&since={manifest_of(dumped)['cursor']}")
    mirror.copy = copy_of(dumped)
    assert mirror.catch_up().copy == record(client)
    assert len(mirror.seen) < 10, "it did not begin anew"


def test_what_is_written_meanwhile_is_in_the_changes_and_not_in_the_dump(client, told, monkeypatch):
    listed = contents._listed
    begun = False

    def write():
        event_of(("company", CompanyFactory(name_zh="月之暗面", status=Status.PUBLISHED)))
        connection.close()

    def slowly(*args):
        nonlocal begun
        if not begun:
            begun = True
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
        return listed(*args)

    monkeypatch.setattr(contents, "_listed", slowly)
    dumped = dump()
    assert begun
    assert len([key for key in copy_of(dumped) if key[0] == "event"]) == 3
    assert manifest_of(dumped)["counts"]["companies"] == 1
    mirror = Mirror(client, f"&since={manifest_of(dumped)['cursor']}")
    mirror.copy = copy_of(dumped)
    assert mirror.catch_up().copy == record(client)


def test_the_manifest_says_what_is_there_and_nothing_unpublished_is(client, told):
    dumped = dump()
    manifest = manifest_of(dumped)
    assert {file["name"] for file in manifest["files"]} | {MANIFEST} == {
        path.name for path in dumped.iterdir()
    }
    assert manifest["licence"]["name"] == "CC BY 4.0"
    assert manifest["counts"] == {
        "events": 3, "people": 1, "companies": 1, "models": 1, "affiliations": 1,
        "articles": 4, "sources": 0,
    } | {"sources": manifest["counts"]["sources"]}  # fmt: skip
    for file in manifest["files"]:
        content = (dumped / file["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert len(content) == file["bytes"]
        if file["format"] == "parquet":
            assert parquet.read_table(io.BytesIO(content)).num_rows == file["rows"]
            continue
        text = gzip.decompress(content).decode()
        assert "未公开" not in text
        assert len(text.splitlines()) == file["rows"] + (file["format"] == "csv")
    assert "'=Zhipu" in gzip.decompress((dumped / "companies.en.csv.gz").read_bytes()).decode()


def test_a_dump_that_breaks_off_is_not_there_and_the_next_one_sweeps_it_away(
    told, monkeypatch, folder
):
    def broken(*args):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(contents, "_table", broken)
        with pytest.raises(OSError, match="disk full"):
            dump()
    assert dumps() == []
    done = dump()
    assert [path.name for path in folder.iterdir() if path.name != ".lock"] == [done.name]


def test_two_at_once_write_one_and_old_ones_go(told, settings, folder, monkeypatch):
    settings.DUMPS_KEPT = 2
    folder.mkdir()
    with dumping._alone(folder), pytest.raises(Running):
        dump()
    for day in ("20260101", "20260102", "20260103"):
        (folder / f"{day}T030000Z").mkdir()
        (folder / f"{day}T030000Z" / MANIFEST).write_text("{}")
    done = dump_if_due()
    assert done
    assert [path.name for path in dumps()] == [done.name, "20260103T030000Z"]
    assert dump_if_due() is None, "there is one of today"


def test_the_command_says_where_it_is(told, tmp_path, capsys):
    call_command("dump", to=tmp_path / "elsewhere")
    assert "3 events" in capsys.readouterr().out


def test_dumps_are_listed_and_served_whole_in_part_or_not_again(client, told):
    dumped = dump()
    (listed,) = client.get("/api/v1/dumps/").json()["results"]
    assert listed["cursor"] == manifest_of(dumped)["cursor"]
    file = listed["files"][0]
    whole = client.get(file["url"])
    content = b"".join(whole.streaming_content)
    assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert (whole["Content-Type"], whole.get("Content-Encoding")) == ("application/gzip", None)

    rest = client.get(file["url"], headers={"range": "bytes=10-", "if-range": whole["ETag"]})
    assert rest.status_code == 206
    assert b"".join(rest.streaming_content) == content[10:]
    assert rest["Content-Range"] == f"bytes 10-{len(content) - 1}/{len(content)}"
    changed = client.get(file["url"], headers={"range": "bytes=10-", "if-range": '"other"'})
    assert changed.status_code == 200
    changed.close()
    beyond = client.get(file["url"], headers={"range": "bytes=99999999-"})
    assert beyond.status_code == 416
    same = client.get(file["url"], headers={"if-none-match": whole["ETag"]})
    assert same.status_code == 304
    manifest = client.get(listed["manifest"])
    assert json.loads(b"".join(manifest.streaming_content)) == manifest_of(dumped)


@pytest.mark.parametrize("path", ["20260101T000000Z/manifest.json", "x/..%2fsecret-key"])
def test_nothing_else_is_served(client, db, path):
    assert client.get(f"/api/v1/dumps/{path}", follow=True).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh"])
def test_readers_find_the_latest_dump_and_its_terms(client, told, language):
    address = f"/{language}/data/"
    assert "manifest.json" not in client.get(address).content.decode()
    dumped = dump()
    page = client.get(address).content.decode()
    other = {"en": "zh", "zh": "en"}[language]
    assert f'href="/api/v1/dumps/{dumped.name}/events.{language}.csv.gz"' in page
    assert f"events.{other}.csv.gz" not in page
    assert "CC BY 4.0" in page
    assert f'href="{address}"' in client.get(f"/{language}/").content.decode()
